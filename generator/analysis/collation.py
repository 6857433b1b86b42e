"""Two witnesses of the same speech laid side by side, word by word.

Fillers, case, apostrophes and hyphens are folded for matching and never for display. Neither witness is taken for
the right one: the base is the better witness of who speaks, and that is all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.analysis.collation_align import Stretch, align
from generator.analysis.collation_difference import Difference, make_difference
from generator.analysis.collation_groups import Group, group_differences
from generator.analysis.collation_kinds import Matter, Place, classify
from generator.analysis.collation_owners import Owners, find_owners
from generator.analysis.collation_tally import Tally, tally, total
from generator.analysis.collation_words import Word, witness_words
from generator.languages import find_lang
from generator.model import Talk, Transcript

LONG_GAP = 8
"""So many words that one witness lacks are a passage, not a slip: these are shown first."""
_RUN = 3
# Measured: talks of one series reach 0.08 at most, in news shows with the same words of welcome; a witness in which
# 60 % of the words are right has 0.39, one with 50 % has 0.25. Being a part of the other lowers it by nothing.
_SAME_TALK = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Collation:
    """Everything found out about two witnesses of a talk."""

    base: Transcript
    """The witness that names the speakers."""
    other: Transcript
    """The witness it is compared with."""
    lang: str
    """The language both have."""
    base_words: tuple[Word, ...]
    """The words of the base in reading order."""
    other_words: tuple[Word, ...]
    """The words of the other witness in reading order."""
    places: tuple[Place, ...]
    """What they have in common and what not; every word of both is in exactly one place, in order."""
    owners: Owners
    """For each word of the other witness the paragraph of the base it belongs to; None for nobody's."""
    kinship: float
    """The part of the shorter witness that stands in the longer one in runs of three words or more."""
    tallies: tuple[Tally, ...]
    """Agreement for each speaker; words that cannot be attributed are the last, under None."""
    differences: tuple[Difference, ...]
    """Where they differ: long gaps first, the longest before the others, then in reading order."""
    groups: tuple[Group, ...]
    """Substitutions that come again, most often first."""

    @property
    def total(self) -> Tally:
        """Agreement of the whole."""
        return total(self.tallies)

    @property
    def same_talk(self) -> bool:
        """Whether they are witnesses of the same speech at all."""
        return self.kinship >= _SAME_TALK

    def of(self, matter: Matter) -> tuple[Difference, ...]:
        """Return the differences of one sort."""
        return tuple(difference for difference in self.differences if difference.matter is matter)


def collate_talk(talk: Talk) -> tuple[Collation, ...]:
    """Return the collation of a talk's main witness with each further one that has a language in common."""
    main, others = talk.transcripts[:1], talk.transcripts[1:]
    return tuple(
        collate(base, other, lang)
        for base in main
        for other in others
        if (lang := next((lang for lang in base.langs if find_lang(lang, other.langs)), None))
    )


def collate(base: Transcript, other: Transcript, lang: str) -> Collation:
    """Lay two witnesses side by side in one language."""
    base_words, other_words = witness_words(base, lang), witness_words(other, lang)
    here, there = [word.key for word in base_words], [word.key for word in other_words]
    stretches = align(here, there)
    places = tuple(classify(here, there, stretches))
    owners = find_owners(base_words, other_words, places)
    differences = tuple(_sorted(_differences(places, base_words, other_words)))
    return Collation(
        base=base,
        other=other,
        lang=lang,
        base_words=base_words,
        other_words=other_words,
        places=places,
        owners=owners,
        kinship=_kinship(stretches, min(len(here), len(there))),
        tallies=tally(base_words, places, owners),
        differences=differences,
        groups=group_differences(sorted(differences, key=lambda it: it.base_at)),
    )


def is_long(difference: Difference) -> bool:
    """Tell whether a difference is a passage that one of the witnesses lacks."""
    return difference.size - min(len(difference.base), len(difference.other)) >= LONG_GAP


def _differences(places: Sequence[Place], base: Sequence[Word], other: Sequence[Word]) -> Iterator[Difference]:
    for place in places:
        if place.matter is not Matter.EQUAL:
            yield make_difference(place, base, other)


def _sorted(differences: Iterator[Difference]) -> list[Difference]:
    return sorted(differences, key=lambda it: (-it.size if is_long(it) else 0, it.base_at, it.other_at))


def _kinship(stretches: Sequence[Stretch], shorter: int) -> float:
    """Return the part of the words that stand in runs: single words meet by chance, runs do not."""
    run = min(_RUN, shorter)
    found = sum(stretch.other_size for stretch in stretches if stretch.equal and stretch.other_size >= run)
    return min(found / shorter, 1.0) if shorter else 0.0
