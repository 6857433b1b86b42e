"""How much room there is on a finished page, and how much texts take of it, in bytes of HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, takewhile
from typing import TypeVar

Item = TypeVar("Item")

# Each is written as a reference of five characters or so.
_SPECIAL = rb'\`*_[]{}<>&#|~"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long the pages of the whole site may become."""

    page_bytes: int = 100_000
    """What a list may take on its page; with the frame of the theme and the ways to other pages that is 150 kB."""
    cards: int = 50
    """Talks on the list of talks where it cannot show all of them."""
    groups: int = 100
    """Events or topics that have a page each; of more only long ones do, and the first page leads to so many."""

    @property
    def group_bytes(self) -> int:
        """What a group may take beside others."""
        return self.page_bytes // 4

    @property
    def entry_bytes(self) -> int:
        """What one thing on a page may take before it goes on on the next."""
        return self.page_bytes // 4


LIMITS = Limits()
"""For sites as they are built; tests have smaller ones."""


def text_bytes(text: str) -> int:
    """Return the room of a text."""
    raw = text.encode()
    return 5 * len(raw) - 4 * len(raw.translate(None, _SPECIAL))


def link_bytes(name: str) -> int:
    """Return the room of a name in an address, where a letter that is not ASCII may take nine characters."""
    return len(name) if name.isascii() else 3 * len(name.encode())


def fitting(sizes: Iterable[int], room: int, most: int) -> int:
    """Return how many things have room from the first one on, at most so many; one always has."""
    filled = takewhile(lambda size: size <= room, accumulate(islice(sizes, most)))
    return max(min(1, most), sum(1 for _ in filled))


def with_most(items: Sequence[Item], count_of: Callable[[Item], int], most: int) -> tuple[Item, ...]:
    """Return those that have the most of something, all of them where there are so few."""
    return tuple(items if len(items) <= most else sorted(items, key=lambda item: -count_of(item))[:most])


def in_parts(items: Sequence[Item], sizes: Iterable[int], room: int) -> tuple[tuple[Item, ...], ...]:
    """Return the items in parts of much the same size, as few as there can be with that room for each."""
    weighed = list(sizes)
    total = sum(weighed) or 1
    count = -(-total // room)
    parts: list[list[Item]] = [[] for _ in range(count)]
    before = 0
    for item, size in zip(items, weighed, strict=True):
        # An item stands where its middle falls.
        parts[min((2 * before + size) * count // (2 * total), count - 1)].append(item)
        before += size
    return tuple(tuple(part) for part in parts if part)
