"""A finished page from its Markdown and the theme's frame."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from generator.fastpath import link_rewriter, split_front_matter, to_html
from generator.frames import Frame, FrameKind, OwnPage, kind_of

# The search of the theme has been here: it takes its marks off. In a text a bracket that begins a tag comes first.
_SEARCH_MARK = re.compile(r' data-search-exclude="true"(?=[^<>]*>)')
_Rewrite = Callable[[str], str | None]


def finished(uri: str, page: str, frames: Mapping[FrameKind, Frame], directory_urls: bool) -> str:
    """Return a page of ours as HTML; `uri` is its path below `docs/`.

    Raises `ValueError` where the page is none of ours.
    """
    parts = split_front_matter(page)
    if parts is None:
        raise ValueError(f"{uri} has not the front matter of our pages")
    matter, body = parts
    rewrite = link_rewriter(uri, directory_urls=directory_urls)
    html = to_html(body, rewrite)
    og = matter.get("og")
    own = OwnPage(
        uri=uri,
        title=str(matter.get("title", "")),
        about=str(matter.get("description", "")),
        shared=str(og.get("title", "")) if isinstance(og, dict) else "",
        html=_SEARCH_MARK.sub("", _by_python_markdown(body, rewrite) if html is None else html),
    )
    named = {kind.own_uri for kind in frames}
    return frames[kind_of(uri, matter, named)].filled(own)


def html_uri(uri: str, directory_urls: bool) -> str:
    """Return where the HTML of a page goes: `a.html`, or `a/index.html` where addresses are folders."""
    stem = uri.removesuffix(".md")
    return f"{stem}.html" if not directory_urls or stem.rpartition("/")[2] == "index" else f"{stem}/index.html"


def _by_python_markdown(body: str, rewrite: _Rewrite) -> str:
    """Return a page that is not wholly in our dialect as Python-Markdown reads it."""
    # Hardly any page needs it, and to import it takes as long as to finish a talk or two.
    from generator.page_markdown import by_python_markdown  # noqa: PLC0415

    return by_python_markdown(body, rewrite)
