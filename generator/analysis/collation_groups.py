"""Differences that come again, and terms that one of the witnesses misspells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.analysis.collation_difference import Difference
from generator.analysis.collation_kinds import Matter
from generator.analysis.collation_words import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A substitution that occurs more than once."""

    base: str
    """The words of the base, as first written."""
    other: str
    """The words of the other witness, as first written."""
    places: tuple[Difference, ...]
    """Where, in reading order."""


def group_differences(differences: Sequence[Difference]) -> tuple[Group, ...]:
    """Return the substitutions that come again, most often first; case makes no other substitution."""
    found: dict[tuple[str, str], list[tuple[Difference, str, str]]] = {}
    for difference in differences:
        if difference.matter is Matter.SUBSTITUTION:
            for base, other in pairs(difference):
                key = (" ".join(word.key for word in base), " ".join(word.key for word in other))
                found.setdefault(key, []).append((difference, _text(base), _text(other)))
    groups = [
        Group(base=items[0][1], other=items[0][2], places=tuple(item[0] for item in items))
        for items in found.values()
        if len(items) > 1
    ]
    return tuple(sorted(groups, key=lambda group: -len(group.places)))


def pairs(difference: Difference) -> Iterator[tuple[tuple[Word, ...], tuple[Word, ...]]]:
    """Yield a substitution word by word where both witnesses have equally many, else as a whole."""
    if len(difference.base) == len(difference.other):
        yield from (((one,), (two,)) for one, two in zip(difference.base, difference.other, strict=True))
    else:
        yield difference.base, difference.other


def facing(words: Sequence[Word], others: Sequence[Word], first: int, last: int) -> tuple[Word, ...]:
    """Return the words of a difference that face words `first` to `last` of its other side, letter by letter."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  # Only a second witness needs it.

    one, two = (" ".join(word.key for word in side) for side in (words, others))
    start = sum(len(word.key) + 1 for word in words[:first])
    end = start + sum(len(word.key) + 1 for word in words[first:last]) - 1
    steps = [step for step in Levenshtein.opcodes(one, two) if step.src_start < end and step.src_end > start]
    if not steps:
        return ()
    low = steps[0].dest_start + max(start - steps[0].src_start, 0) * (steps[0].tag != "delete")
    high = steps[-1].dest_end - max(steps[-1].src_end - end, 0) * (steps[-1].tag != "delete")
    return tuple(_within(others, low, high))


def _within(words: Sequence[Word], low: int, high: int) -> Iterator[Word]:
    """Yield the words that have at least half of their letters between two places of the joined keys."""
    at = 0
    for word in words:
        shared = min(high, at + len(word.key)) - max(low, at)
        if shared * 2 >= len(word.key):
            yield word
        at += len(word.key) + 1


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
