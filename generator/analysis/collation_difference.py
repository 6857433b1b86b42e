"""A place where two witnesses differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.analysis.collation_kinds import Matter, Place
from generator.analysis.collation_words import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A place where two witnesses differ, with the words of each."""

    matter: Matter
    """What sort of difference it is; never `EQUAL`."""
    base: tuple[Word, ...]
    """The words of the base; empty where only the other witness has some."""
    other: tuple[Word, ...]
    """The words of the other witness; empty where only the base has some."""
    base_at: int
    """Where it begins among the words of the base."""
    other_at: int
    """Where it begins among the words of the other witness."""

    @property
    def size(self) -> int:
        """How many words it has where it is longer."""
        return max(len(self.base), len(self.other))


def make_difference(place: Place, base: Sequence[Word], other: Sequence[Word]) -> Difference:
    """Return a differing place with its words."""
    stretch = place.stretch
    return Difference(
        matter=place.matter,
        base=tuple(base[stretch.base_start : stretch.base_end]),
        other=tuple(other[stretch.other_start : stretch.other_end]),
        base_at=stretch.base_start,
        other_at=stretch.other_start,
    )
