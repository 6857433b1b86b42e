"""What stands on a built page, as BeautifulSoup reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from generator import anchors
from generator.verify.expected import Place
from generator.words import folded, visible

_CONTAINER_CLASSES = frozenset(Place)
_ONLY_CONTAINERS = frozenset({"turns", "points", "entries"})
"""Elements in which nothing but containers may stand."""
_UNSEEN_TAGS = frozenset({"script", "style", "template", "noscript", "head"})
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBlock:
    """A stretch of text in one element that states its language."""

    text: str
    """Its visible characters, our own notes left out."""
    spaced: str
    """The same with its white space, each run of it as one space."""
    lang: str
    """Its `lang`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundContainer:
    """An anchored element of a built page."""

    anchor: str
    """Its id."""
    place: Place
    """What it holds, by its class."""
    speaker: str | None
    """Its `data-speaker`."""
    start_ms: int | None
    """The time its `data-start` gives in seconds, of a turn."""
    blocks: tuple[FoundBlock, ...]
    """Its text, in order."""
    stray: str
    """Visible characters in it that stand in no block: nobody's words."""
    nested: bool
    """Whether it stands inside another container."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """Text that stands between the containers of a page."""

    text: str
    """Its visible characters."""
    after: str
    """The anchor of the container before it; empty where it stands before the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """A built page."""

    path: Path
    """The HTML file."""
    exists: bool
    """False when there is no such file."""
    containers: tuple[FoundContainer, ...] = ()
    """In the order of the page."""
    strays: tuple[Stray, ...] = ()
    """What stands between the containers, where nothing may."""


def read_page(path: Path) -> FoundPage:
    """Read a built page; one that is missing is a page with nothing on it."""
    return found_page(path, read_html(path))


def read_html(path: Path) -> BeautifulSoup | None:
    """Parse a built page; None where there is none. It is the costly step: once for each page."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser") if path.exists() else None


def found_page(path: Path, soup: BeautifulSoup | None) -> FoundPage:
    """Return what stands on a parsed page."""
    if soup is None:
        return FoundPage(path=path, exists=False)
    containers = [tag for tag in soup.find_all(True) if _place(tag) and _is_seen(tag)]
    between = [tag for tag in soup.find_all(True) if _classes(tag) & _ONLY_CONTAINERS]
    return FoundPage(
        path=path,
        exists=True,
        containers=tuple(map(_container, containers)),
        strays=tuple(stray for tag in between for stray in _outside(tag)),
    )


def _container(tag: Tag) -> FoundContainer:
    blocks, stray = _contents(tag)
    return FoundContainer(
        anchor=str(tag.get("id", "")),
        place=Place(min(_place(tag))),
        speaker=str(tag["data-speaker"]) if tag.has_attr("data-speaker") else None,
        start_ms=_milliseconds(tag),
        blocks=tuple(blocks),
        stray=stray,
        nested=any(map(_place, tag.parents)),
    )


def _milliseconds(tag: Tag) -> int | None:
    """Return the time of a turn; one that is no number is a time that no source has."""
    try:
        return round(float(str(tag["data-start"])) * 1000) if tag.has_attr("data-start") else None
    except ValueError:
        return -1


def _contents(tag: Tag) -> tuple[list[FoundBlock], str]:
    """Split a container into its blocks and the text that stands in none."""
    if lang := tag.get("lang"):
        text = "".join(_strings(tag))
        return [FoundBlock(text=visible(text), spaced=folded(text), lang=str(lang))], ""
    blocks: list[FoundBlock] = []
    stray = ""
    for child in tag.children:
        if isinstance(child, Tag):
            if _is_shown(child):
                inner, around = _contents(child)
                blocks, stray = blocks + inner, stray + around
        else:
            stray += visible(_text(child))
    return blocks, stray


def _strings(tag: Tag) -> Iterator[str]:
    for child in tag.children:
        if isinstance(child, Tag):
            if _is_shown(child):
                yield from _strings(child)
        else:
            yield _text(child)


def _outside(tag: Tag, after: str = "") -> Iterator[Stray]:
    for child in tag.children:
        if not isinstance(child, Tag):
            if text := visible(_text(child)):
                yield Stray(text=text, after=after)
        elif _place(child):
            after = str(child.get("id", ""))
        elif _is_shown(child):
            yield from _outside(child, after)


def _text(node: PageElement) -> str:
    # Comments and the like are strings to BeautifulSoup, but nobody reads them.
    return str(node) if isinstance(node, NavigableString) and not isinstance(node, PreformattedString) else ""


def _is_seen(tag: Tag) -> bool:
    return _is_shown(tag) and all(map(_is_shown, tag.parents))


def _is_shown(tag: Tag) -> bool:
    """Tell whether an element holds words of the source: not our own apparatus, not hidden, not code."""
    styled = tag.has_attr("style") and _UNSEEN_STYLE.search(str(tag["style"]))
    hidden = tag.has_attr("hidden") or tag.name in _UNSEEN_TAGS or styled
    return not hidden and anchors.APPARATUS_CLASS not in _classes(tag)


def _place(tag: Tag) -> frozenset[str]:
    return _classes(tag) & _CONTAINER_CLASSES


def _classes(tag: Tag) -> frozenset[str]:
    return frozenset(tag.get_attribute_list("class")) if tag.has_attr("class") else frozenset()
