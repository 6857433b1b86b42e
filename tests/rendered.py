"""A page as MkDocs renders it, a page as the fast path renders it, and what both amount to in a browser."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, PageElement, Tag
from markdown.util import BLOCK_LEVEL_ELEMENTS
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import meta

from generator.fastpath import link_rewriter, split_front_matter, to_html

ROOT = Path(__file__).parent.parent
FEED = "talks/feed.xml"
"""What our pages link to and is no page."""
Event = tuple[str, ...]
"""A tag with its attributes, an end tag, a text or a comment."""
_BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What became of one page."""

    uri: str
    """The page."""
    refused: bool
    """Whether the fast path leaves it to Python-Markdown."""
    difference: str = ""
    """Where both renderings part; empty where they do not."""
    fast_s: float = 0.0
    """Processor time of the fast path, in seconds."""
    slow_s: float = 0.0
    """That of MkDocs."""


def compare(
    pages: Mapping[str, str], others: Iterable[str] = (FEED,), *, directory_urls: bool = False
) -> list[Comparison]:
    """Render pages both ways.

    `pages` are whole files by their path below the folder of all Markdown; `others` are what else they may link to.
    """
    config = mkdocs_config(directory_urls)
    files = mkdocs_files((*pages, *others), config)
    return [_compared(uri, page, config, files) for uri, page in pages.items()]


def faults(pages: Mapping[str, str]) -> list[str]:
    """Return what is wrong with the fast path over pages that it must know, in either layout of a site."""
    found = [one for layout in (False, True) for one in compare(pages, directory_urls=layout)]
    return [f"{one.uri}: {one.difference or 'refused'}" for one in found if one.refused or one.difference]


def _compared(uri: str, page: str, config: MkDocsConfig, files: Files) -> Comparison:
    body, values = meta.get_data(page)
    start = time.process_time()
    split = split_front_matter(page)
    rewrite = link_rewriter(uri, directory_urls=config.use_directory_urls, known=files.src_uris)
    fast = to_html(split[1], rewrite) if split else None
    fast_s = time.process_time() - start
    if fast is None:
        return Comparison(uri=uri, refused=True)
    start = time.process_time()
    slow = rendered(uri, body, config, files)
    slow_s = time.process_time() - start
    difference = "" if split == (values, body) else f"front matter: {split!r:.300}"
    difference = difference or first_difference(fast, slow)
    return Comparison(uri=uri, refused=False, difference=difference, fast_s=fast_s, slow_s=slow_s)


def rendered(uri: str, body: str, config: MkDocsConfig, files: Files) -> str:
    """Return the HTML that MkDocs makes of the body of a page."""
    file = files.get_file_from_path(uri)
    assert file is not None
    page = Page(None, file, config)
    page.markdown = body
    page.render(config, files)
    return page.content or ""


@cache
def mkdocs_config(directory_urls: bool) -> MkDocsConfig:
    """Return the settings of our own site, in one layout or the other."""
    # It would tell of every link that a damaged page leads astray.
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    return load_config(str(ROOT / "mkdocs.yml"), use_directory_urls=directory_urls)


def mkdocs_files(uris: Iterable[str], config: MkDocsConfig) -> Files:
    """Return files that are nowhere, for MkDocs to link to."""
    return Files([File(uri, None, config.site_dir, config.use_directory_urls) for uri in dict.fromkeys(uris)])


def first_difference(ours: str, theirs: str) -> str:
    """Return where two pieces of HTML part, with what stands before it; empty where they are the same."""
    before: list[Event | None] = []
    for one, other in zip_longest(events(ours), events(theirs)):
        if one != other:
            return f"{one!r:.300} is {other!r:.300}, after {before[-3:]!r:.300}"
        before.append(one)
    return ""


def events(html: str) -> list[Event]:
    """Return the tags and texts of HTML in order; white space counts where a browser shows it."""
    found: list[Event] = []
    for event in _walk(BeautifulSoup(html, "html.parser").contents):
        if event[0] == "text" and found and found[-1][0] == "text":
            found[-1] = ("text", found[-1][1] + event[1])
        else:
            found.append(event)
    folded = (_folded(found, place) for place in range(len(found)))
    return [event for event in folded if event != ("text", "")]


def _folded(found: Sequence[Event], place: int) -> Event:
    event = found[place]
    if event[0] != "text":
        return event
    text = " ".join(f"|{event[1]}|".split())[1:-1]
    # The border of a block swallows the space beside it.
    text = text.removeprefix(" ") if _is_border(found, place - 1) else text
    return ("text", text.removesuffix(" ") if _is_border(found, place + 1) else text)


def _is_border(found: Sequence[Event], place: int) -> bool:
    return not 0 <= place < len(found) or found[place][1] in _BLOCKS or found[place][0] == "comment"


def _walk(nodes: Iterable[PageElement]) -> Iterator[Event]:
    for node in nodes:
        if isinstance(node, Tag):
            values = {
                name: value if isinstance(value, str) else " ".join(value) for name, value in node.attrs.items()
            }
            yield ("start", node.name, *(f"{name}={value}" for name, value in sorted(values.items())))
            yield from _walk(node.contents)
            yield ("end", node.name)
        elif isinstance(node, Comment):
            yield ("comment", str(node))
        elif isinstance(node, NavigableString):
            yield ("text", str(node))
