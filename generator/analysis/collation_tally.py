"""How far two witnesses agree, overall and speaker by speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.analysis.collation_align import Stretch
from generator.analysis.collation_kinds import Matter, Place
from generator.analysis.collation_owners import Owners
from generator.analysis.collation_words import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Words compared; fillers and doubled words that one witness leaves out are not in the account."""

    speaker: str | None
    """Id of the speaker; None for the whole talk, and for words that nobody is named for."""
    base_words: int
    """Words compared in the base."""
    other_words: int
    """Words compared in the other witness."""
    base_matched: int
    """Words of the base that the other witness has at the same place."""
    other_matched: int
    """Words of the other witness that the base has at the same place."""
    places: int
    """Places that differ, fillers apart, counted for whoever speaks there in the base."""

    @property
    def agreement(self) -> float:
        """The part of the words of both witnesses that the other one has too, from 0 to 1."""
        words = self.base_words + self.other_words
        return (self.base_matched + self.other_matched) / words if words else 0.0


def tally(base: Sequence[Word], places: Iterable[Place], owners: Owners) -> tuple[Tally, ...]:
    """Return a tally for each speaker in the order they first speak; they add up to the whole."""
    counts: Counter[tuple[str, str | None]] = Counter()
    for matter, stretch in places:
        if matter is not Matter.FILLER:
            equal = matter is Matter.EQUAL
            for name, speakers in _speakers(base, stretch, owners):
                counts.update((name, speaker) for speaker in speakers)
                counts.update((f"{name} matched", speaker) for speaker in speakers if equal)
            if not equal and base:
                counts["places", base[min(stretch.base_start, len(base) - 1)].passage.speaker] += 1
    order = dict.fromkeys([*(word.passage.speaker for word in base), *(speaker for _, speaker in counts)])
    return tuple(_tally(counts, speaker) for speaker in sorted(order, key=lambda speaker: speaker is None))


def total(tallies: Sequence[Tally]) -> Tally:
    """Return the tally of the whole talk."""
    return Tally(
        speaker=None,
        base_words=sum(one.base_words for one in tallies),
        other_words=sum(one.other_words for one in tallies),
        base_matched=sum(one.base_matched for one in tallies),
        other_matched=sum(one.other_matched for one in tallies),
        places=sum(one.places for one in tallies),
    )


def _speakers(base: Sequence[Word], stretch: Stretch, owners: Owners) -> Iterator[tuple[str, list[str | None]]]:
    yield "base", [word.passage.speaker for word in base[stretch.base_start : stretch.base_end]]
    theirs = owners[stretch.other_start : stretch.other_end]
    yield "other", [owner.speaker if owner else None for owner in theirs]


def _tally(counts: Counter[tuple[str, str | None]], speaker: str | None) -> Tally:
    return Tally(
        speaker=speaker,
        base_words=counts["base", speaker],
        other_words=counts["other", speaker],
        base_matched=counts["base matched", speaker],
        other_matched=counts["other matched", speaker],
        places=counts["places", speaker],
    )
