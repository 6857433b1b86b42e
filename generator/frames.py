"""The theme around a page, rendered once for each kind of page: everything but what is the page's own.

MkDocs renders a stand-in page for each kind, in which marks stand for what differs. A frame is that page cut at the
marks, so that to fill it costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import quote
from zlib import crc32

_TITLE, _ABOUT, _SHARED, _ANCHOR, _CONTENT = (
    f"talkbook-frame-{name}" for name in ("title", "about", "shared", "anchor", "content")
)
# A part of the page's address: its place there, and a number that keeps the stand-ins of two kinds apart.
_PART = r"talkbook-frame-(\d+)x\d+"
_MARKS = re.compile(f"{_PART}|{'|'.join((_TITLE, _ABOUT, _SHARED, _ANCHOR, _CONTENT))}")
_HEADING = re.compile(r'<h1 [^>]*?\bid="([^"]*)"')
# The theme sets the stand-in's heading and paragraph into the article.
_BODY = re.compile(rf'<h1 id="{_ANCHOR}">.*?<p>{_CONTENT}</p>', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameKind:
    """What tells one frame from another: all that the theme's templates ask of a page."""

    own_uri: str = ""
    """Path below `docs/` of a page that the navigation names, and that is shown otherwise than any other."""
    parts: int = 0
    """How many parts the address of any other page has below the folder of all talks."""
    index: bool = False
    """Whether it is the page of its folder."""
    type: str = "website"
    """What Open Graph calls the page."""
    described: bool = False
    """Whether the page has a description of its own."""
    feed: str = ""
    """Where the feed of talks is."""

    @property
    def uri(self) -> str:
        """The stand-in's path below `docs/`."""
        if self.own_uri:
            return self.own_uri
        number = crc32(repr((self.type, self.described, self.feed)).encode())
        parts = [f"talkbook-frame-{place}x{number}" for place in range(self.parts)]
        return f"talks/{'/'.join([*parts[:-1], 'index' if self.index else parts[-1]])}.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The theme around a page, in pieces."""

    pieces: tuple[str, ...]
    """Text and marks by turns."""

    def filled(self, page: OwnPage) -> str:
        """Return a finished page."""
        heading = _HEADING.search(page.html)
        parts = page.uri.removesuffix(".md").split("/")[1:]
        values = {str(place): quote(part) for place, part in enumerate(parts)} | {
            _TITLE: page.title,
            _ABOUT: page.about,
            _SHARED: page.shared,
            _ANCHOR: heading[1] if heading else "",
            _CONTENT: page.html,
        }
        # Marks are at the odd places; what is filled in is never looked at again.
        return "".join(values[piece] if place % 2 else piece for place, piece in enumerate(self.pieces))


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """What is a page's own, as HTML."""

    uri: str
    """Path below `docs/` of its Markdown."""
    title: str
    """Its title."""
    about: str
    """Its description."""
    shared: str
    """Its title on a shared link."""
    html: str
    """Its content."""


def frame_of(html: str) -> Frame:
    """Cut a stand-in page at its marks; raise `ValueError` where the theme has none for the content."""
    whole, times = _BODY.subn(_CONTENT, html)
    if times != 1:
        raise ValueError("the theme does not show the content of a page")
    pieces: list[str] = []
    end = 0
    for mark in _MARKS.finditer(whole):
        pieces += [whole[end : mark.start()], mark[1] or mark[0]]
        end = mark.end()
    return Frame(pieces=(*pieces, whole[end:]))


def stand_in(kind: FrameKind, title: str | None = None) -> str:
    """Return the Markdown of a stand-in page; `title`, in YAML, is that of a page which the navigation may name.

    All pages show the navigation, so there the title stands as it is.
    """
    matter = [
        f"title: {title or _TITLE}",
        *([f'description: "{_ABOUT}"'] if kind.described else []),
        f'og: {{title: "{_SHARED}", type: "{kind.type}"}}',
        *([f'feed: "{kind.feed}"'] if kind.feed else []),
        'hide: ["navigation", "toc"]',
        "search: {exclude: true}",
    ]
    head = "\n".join(["---", *matter, "---"])
    return f"{head}\n\n# {_TITLE} {{#{_ANCHOR}}}\n\n{_CONTENT}\n"


def kind_of(uri: str, matter: Mapping[str, object], named: Collection[str]) -> FrameKind:
    """Return the kind of frame that a page needs; `named` are the pages that the navigation names."""
    og, feed = matter.get("og"), matter.get("feed")
    described, feed = "description" in matter, feed if isinstance(feed, str) else ""
    kind = str(og.get("type", "website")) if isinstance(og, Mapping) else "website"
    if uri in named:
        return FrameKind(own_uri=uri, type=kind, described=described, feed=feed)
    parts = uri.removesuffix(".md").split("/")[1:]
    return FrameKind(parts=len(parts), index=parts[-1] == "index", type=kind, described=described, feed=feed)
