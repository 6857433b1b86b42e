"""Talks on shelves: a list too long for one page goes by year, a long year by month, a long month in parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from generator import anchors
from generator.analysis.card import Card
from generator.analysis.room import Limits, fitting, in_parts

_YEAR, _MONTH = 4, 7
"""How many characters of a date name its year, and its month."""
_UNDATED = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Talks that one address leads to."""

    uri: str
    """The page."""
    name: str
    """The year or month: `2024`, `2024-05`; empty for talks without a date, and for the whole list."""
    talks: tuple[Card, ...]
    """All of them, the newest first."""
    newest: tuple[Card, ...] = ()
    """Those that the page of a list shows although all are on shelves below it."""
    parts: tuple[Shelf, ...] = ()
    """The shelves they are on; none where they stand on the page itself."""
    pages: tuple[tuple[Card, ...], ...] = ()
    """The page and those that it goes on on; none where the page only leads to others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelving:
    """Puts talks on shelves."""

    sizes: Mapping[str, int]
    """Room that each talk takes, by its slug."""
    limits: Limits
    """How long a page may become."""

    def with_more(self, talks: Iterable[Card], more: Callable[[Card], int]) -> Shelving:
        """Return the same for lists that say more of each talk."""
        return replace(self, sizes={talk.slug: self.sizes[talk.slug] + more(talk) for talk in talks})

    def total(self, talks: tuple[Card, ...]) -> int:
        """Return the room of talks."""
        return sum(self.sizes[talk.slug] for talk in talks)

    def shelf(self, uri: str, talks: tuple[Card, ...]) -> Shelf:
        """Return the shelf of talks that are in order, the newest first."""
        if self.total(talks) <= self.limits.page_bytes:
            return Shelf(uri=uri, name="", talks=talks, pages=(talks,))
        newest = fitting((self.sizes[talk.slug] for talk in talks), self.limits.page_bytes, self.limits.cards)
        parts = tuple(self._parts(anchors.folder_of(uri), talks, _YEAR))
        return Shelf(uri=uri, name="", talks=talks, newest=talks[:newest], parts=parts)

    def _parts(self, folder: str, talks: tuple[Card, ...], digits: int) -> Iterator[Shelf]:
        for name, members in groupby(talks, key=lambda talk: (talk.date or "")[:digits]):
            yield self._part(folder, name, tuple(members), digits)

    def _part(self, folder: str, name: str, talks: tuple[Card, ...], digits: int) -> Shelf:
        uri = f"{folder}/{name or _UNDATED}.md"
        if name and digits == _YEAR and self.total(talks) > self.limits.page_bytes:
            parts = tuple(self._parts(folder, talks, _MONTH))
            return Shelf(uri=uri, name=name, talks=talks, parts=parts)
        sizes = (self.sizes[talk.slug] for talk in talks)
        return Shelf(uri=uri, name=name, talks=talks, pages=in_parts(talks, sizes, self.limits.page_bytes))
