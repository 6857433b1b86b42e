"""A list from A to Z that is too long for one page: each letter has a drawer, and a full one has several pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator import anchors
from generator.analysis.order import by_letter
from generator.analysis.room import in_parts

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawer(Generic[Item]):
    """What begins with one letter."""

    letter: str
    """The letter as it is shown."""
    uri: str
    """Its page."""
    pages: tuple[tuple[Item, ...], ...]
    """What stands on that page, and on those that it goes on on."""

    def uris(self) -> list[str]:
        """Return the address of each page."""
        return [anchors.part_uri(self.uri, number) for number in range(1, len(self.pages) + 1)]


def make_drawers(uri: str, names: Sequence[str], sizes: Sequence[int], room: int) -> tuple[Drawer[int], ...]:
    """Return the drawers of things that are known by their numbers; `uri` is the page of the whole list.

    A page has room for so many bytes, and `sizes` says what each thing takes.
    """
    return tuple(
        Drawer(
            letter=letter,
            uri=anchors.letter_uri(uri, letter),
            pages=in_parts(numbers, [sizes[number] for number in numbers], room),
        )
        for letter, numbers in by_letter(range(len(names)), names.__getitem__)
    )


def filled(drawers: Sequence[Drawer[int]], things: Sequence[Item]) -> tuple[Drawer[Item], ...]:
    """Return the drawers with the things themselves in the place of their numbers."""
    return tuple(
        Drawer(
            letter=drawer.letter,
            uri=drawer.uri,
            pages=tuple(tuple(things[number] for number in page) for page in drawer.pages),
        )
        for drawer in drawers
    )


def uris_of(drawers: Sequence[Drawer[int]]) -> dict[int, str]:
    """Return the page of each thing, by its number."""
    return {
        number: uri
        for drawer in drawers
        for uri, page in zip(drawer.uris(), drawer.pages, strict=True)
        for number in page
    }
