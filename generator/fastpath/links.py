"""Links to Markdown pages as links to their HTML, in both ways in which MkDocs lays out a site.

With `use_directory_urls: false` the page `talks/a/index.md` is `talks/a/index.html`, with `true` it is `talks/a/`,
and `talks/a/transcript.md` is `talks/a/transcript/`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from urllib.parse import quote

_FILE = re.compile(r"(?:[^/\\?#:%]+/)*[^/\\?#:%]+\.[A-Za-z0-9]+")
_ELSEWHERE = re.compile(r"https?://[a-z0-9.-]+(?:/[^\s\\]*)?")
_TAKEN_FOR_PAGES = (".markdown", ".mdown", ".mkdn", ".mkd", "README.md")
"""MkDocs makes pages of these as well, and we do not."""


def link_rewriter(
    page_uri: str, *, directory_urls: bool, known: Container[str] | None = None
) -> Callable[[str], str | None]:
    """Return what turns the links of a page into links to HTML.

    `page_uri` is the path of the page below the folder of all Markdown, and `known` holds the paths of pages and
    what else is linked to. The function returns None for a link out of that folder and, where `known` is given, to
    what is not in it: then MkDocs has something to say about the link.
    """
    place = _Place(
        folder=page_uri.split("/")[:-1],
        here=_target(page_uri, directory_urls).split("/")[:-1],
        directory_urls=directory_urls,
        known=known,
    )
    targets: dict[str, str | None] = {"": ""}

    def rewrite(href: str) -> str | None:
        path, mark, fragment = href.partition("#")
        if path not in targets:
            targets[path] = place.target(path)
        target = targets[path]
        return None if target is None or (mark and not fragment) else f"{target}{mark}{fragment}"

    return rewrite


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a page stands."""

    folder: list[str]
    """Its folder among the Markdown pages."""
    here: list[str]
    """Its folder on the site."""
    directory_urls: bool
    known: Container[str] | None

    def target(self, path: str) -> str | None:
        """Return the address of what a path leads to; None where it is not known."""
        if _ELSEWHERE.fullmatch(path):
            return path
        uri = _joined(self.folder, path) if _FILE.fullmatch(path) else None
        if uri is None or uri.endswith(_TAKEN_FOR_PAGES) or (self.known is not None and uri not in self.known):
            return None
        return _relative(_target(uri, self.directory_urls), self.here)


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
