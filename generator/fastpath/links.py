"""Links to Markdown pages as links to their HTML, in both ways in which MkDocs lays out a site.

With `use_directory_urls: false` the page `talks/a/index.md` is `talks/a/index.html`, with `true` it is `talks/a/`,
and `talks/a/transcript.md` is `talks/a/transcript/`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from urllib.parse import quote

_FILE = re.compile(r"(?:[^/\\?#:%]+/)*[^/\\?#:%]+\.[A-Za-z0-9]+")
_ELSEWHERE = re.compile(r"https?://[a-z0-9.-]+(?:/[^\s\\]*)?")
_TAKEN_FOR_PAGES = (".markdown", ".mdown", ".mkdn", ".mkd", "README.md")
"""MkDocs makes pages of these as well, and we do not."""


def link_rewriter(
    page_uri: str, *, directory_urls: bool, known: Container[str] | None = None
) -> Callable[[str], str | None]:
    """Return what turns the links of a page into links to HTML.

    `page_uri` is the page below the folder of all Markdown, and so are the files in `known`: pages, and what else
    is linked to. The function returns None for what it does not know: what leads out of the folder or, where `known`
    is given, is none of it. Then MkDocs has something to say about the link.
    """
    folder = page_uri.split("/")[:-1]
    here = _target(page_uri, directory_urls).split("/")[:-1]
    targets: dict[str, str | None] = {"": ""}

    def rewrite(href: str) -> str | None:
        path, mark, fragment = href.partition("#")
        if path not in targets:
            targets[path] = find(path)
        target = targets[path]
        return None if target is None or (mark and not fragment) else f"{target}{mark}{fragment}"

    def find(path: str) -> str | None:
        if _ELSEWHERE.fullmatch(path):
            return path
        uri = _joined(folder, path) if _FILE.fullmatch(path) else None
        if uri is None or uri.endswith(_TAKEN_FOR_PAGES) or (known is not None and uri not in known):
            return None
        return _relative(_target(uri, directory_urls), here)

    return rewrite


def _joined(folder: list[str], path: str) -> str | None:
    """Return the path that begins in a folder, from the root; None where it leads out of everything."""
    parts = list(folder)
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _target(uri: str, directory_urls: bool) -> str:
    """Return the address of a file below the root of the site."""
    page = uri.removesuffix(".md")
    if page == uri:
        return quote(uri)
    if not directory_urls:
        return quote(f"{page}.html")
    return quote("" if page == "index" else f"{page.removesuffix('/index')}/")


def _relative(target: str, here: list[str]) -> str:
    parts = target.split("/")
    common = 0
    while common < min(len(here), len(parts) - 1) and here[common] == parts[common]:
        common += 1
    path = "/".join([".."] * (len(here) - common) + parts[common:])
    return path or "./"
