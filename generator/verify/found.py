"""What stands on a built page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.verify.expected import Place
from generator.verify.html import read_tree
from generator.verify.tree import Tag, Tree
from generator.words import folded, visible


# Named tuples are made in a quarter of the time of frozen dataclasses, and a talk has hundreds of these.
class FoundBlock(NamedTuple):
    """A stretch of text in one element that states its language."""

    said: str
    """Its characters as they stand there, our own notes left out."""
    lang: str
    """Its `lang`."""

    @property
    def text(self) -> str:
        """Its visible characters."""
        return visible(self.said)

    @property
    def spaced(self) -> str:
        """The same with its white space, each run of it as one space."""
        return folded(self.said)


class FoundContainer(NamedTuple):
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


def read_built(path: Path) -> Tree | None:
    """Return the elements of a built page; None where there is none. It is the costly step: once for each page."""
    try:
        return read_tree(path.read_bytes()) or read_html(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def read_html(path: Path) -> Tree:
    """Return the elements of a page as BeautifulSoup finds them, which takes any HTML and long."""
    # It takes longer to import than many a talk to prove, and hardly any page needs it.
    from generator.verify.soup import any_tree  # noqa: PLC0415

    return any_tree(path.read_text(encoding="utf-8"))


def found_page(path: Path, tree: Tree | None) -> FoundPage:
    """Return what stands on a page that was read."""
    if tree is None:
        return FoundPage(path=path, exists=False)
    held = [element for element, tag in enumerate(tree.tags) if tag.place or tag.only_containers]
    return FoundPage(
        path=path,
        exists=True,
        containers=tuple(_containers(tree, held)),
        strays=tuple(
            stray for element in held if tree.tags[element].only_containers for stray in _outside(tree, element)
        ),
    )


def _containers(tree: Tree, elements: Iterable[int]) -> Iterator[FoundContainer]:
    around: dict[int, tuple[bool, bool]] = {}
    for element in elements:
        tag, parent = tree.tags[element], tree.parents[element]
        if parent not in around:
            above = [tree.tags[one] for one in tree.above(element)]
            around[parent] = all(one.shown for one in above), any(one.place for one in above)
        seen, nested = around[parent]
        if tag.place and tag.shown and seen:
            blocks, stray = _contents(tree, element)
            yield FoundContainer(
                anchor=tag.id,
                place=tag.place,
                speaker=tag.attributes.get("data-speaker"),
                start_ms=_milliseconds(tag),
                blocks=blocks,
                stray=stray,
                nested=nested,
            )


def _milliseconds(tag: Tag) -> int | None:
    """Return the time of a turn; one that is no number is a time that no source has."""
    try:
        return round(float(tag.attributes["data-start"]) * 1000) if "data-start" in tag.attributes else None
    except (ValueError, OverflowError):
        return -1


def _contents(tree: Tree, element: int) -> tuple[tuple[FoundBlock, ...], str]:
    """Split a container into its blocks and the text that stands in none."""
    if tree.tags[element].lang:
        return (_block(tree, element),), ""
    blocks: list[FoundBlock] = []
    strays: list[str] = []
    for texts, inner in tree.parts(element, lambda tag: tag.lang or not tag.shown):
        strays += texts
        if inner is not None and tree.tags[inner].shown:
            blocks.append(_block(tree, inner))
    stray = "".join(strays)
    return tuple(blocks), "" if stray.isspace() else visible(stray)


def _block(tree: Tree, element: int) -> FoundBlock:
    said = tree.texts[element]
    if tree.ends[element] != element + 1:
        parts = tree.parts(element, lambda tag: not tag.shown)
        said = "".join([text for texts, _ in parts for text in texts])
    return FoundBlock(said, tree.tags[element].lang or "")


def _outside(tree: Tree, element: int) -> Iterator[Stray]:
    after = ""
    for texts, inner in tree.parts(element, lambda tag: tag.place or not tag.shown):
        for text in texts:
            if not text.isspace() and (seen := visible(text)):
                yield Stray(text=seen, after=after)
        if inner is not None and tree.tags[inner].place:
            after = tree.tags[inner].id
