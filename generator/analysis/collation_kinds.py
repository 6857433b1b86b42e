"""What sort of difference a stretch is: fillers and doubled words are told apart from words that matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from generator.analysis.collation_align import Stretch
from generator.analysis.collation_words import FILLER

_DOUBLED = 4
"""So many words said twice in a row are a speaker starting again; more are a passage of the talk."""


class Matter(StrEnum):
    """What two witnesses have at one place."""

    EQUAL = "equal"
    """The same words."""
    SUBSTITUTION = "substitution"
    """Different words."""
    ONLY_BASE = "only_base"
    """Words that the other witness lacks."""
    ONLY_OTHER = "only_other"
    """Words that the base lacks."""
    FILLER = "filler"
    """Sounds like `um`, or words said twice, that one of them leaves out."""


class Place(NamedTuple):
    """A stretch with what it is."""

    matter: Matter
    stretch: Stretch


def classify(base: Sequence[str], other: Sequence[str], stretches: Sequence[Stretch]) -> Iterator[Place]:
    """Yield each stretch with what it is; fillers at the ends of a difference become differences of their own."""
    for stretch in stretches:
        if stretch.equal:
            yield Place(Matter.EQUAL, stretch)
        elif _is_filler(base, other, stretch):
            yield Place(Matter.FILLER, stretch)
        else:
            yield from _peeled(base, other, stretch)


def _peeled(base: Sequence[str], other: Sequence[str], stretch: Stretch) -> Iterator[Place]:
    start, end = _without_fillers(base, stretch.base_start, stretch.base_end)
    first, last = _without_fillers(other, stretch.other_start, stretch.other_end)
    head = Stretch(False, stretch.base_start, start, stretch.other_start, first)
    core = Stretch(False, start, end, first, last)
    tail = Stretch(False, end, stretch.base_end, last, stretch.other_end)
    for matter, part in ((Matter.FILLER, head), (_matter(core), core), (Matter.FILLER, tail)):
        if part.size:
            yield Place(matter, part)


def _matter(stretch: Stretch) -> Matter:
    if not stretch.other_size:
        return Matter.ONLY_BASE
    return Matter.SUBSTITUTION if stretch.base_size else Matter.ONLY_OTHER


def _without_fillers(keys: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Return the span without the fillers at its ends; one of fillers only ends where it begins."""
    inner = [at for at in range(start, end) if keys[at] != FILLER]
    return (inner[0], inner[-1] + 1) if inner else (end, end)


def _is_filler(base: Sequence[str], other: Sequence[str], stretch: Stretch) -> bool:
    if stretch.base_size and stretch.other_size:
        return False
    if stretch.base_size:
        return _is_doubled(base, stretch.base_start, stretch.base_end)
    return _is_doubled(other, stretch.other_start, stretch.other_end)


def _is_doubled(keys: Sequence[str], start: int, end: int) -> bool:
    """Tell whether words are said again right before or behind them, fillers apart: `I, um, I think`."""
    said = [key for key in keys[start:end] if key != FILLER]
    if len(said) > 2 * _DOUBLED:
        return False
    reach = 2 * _DOUBLED
    before = [key for key in keys[max(start - reach, 0) : start] if key != FILLER]
    after = [key for key in keys[end : end + reach] if key != FILLER]
    return not said or _begins_again(said, after) or _begins_again(said[::-1], before[::-1])


def _begins_again(said: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether the words go round once or more and what follows them is one more round."""
    whole = [*said, *after]
    return any(
        list(said) == whole[size : size + len(said)] for size in range(1, min(_DOUBLED, len(said), len(after)) + 1)
    )
