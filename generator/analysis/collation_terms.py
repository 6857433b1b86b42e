"""Terms of the glossary that one of two witnesses spells otherwise, because it misheard them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.analysis.collation import Collation
from generator.analysis.collation_align import Stretch
from generator.analysis.collation_groups import facing
from generator.analysis.collation_kinds import Matter, Place
from generator.analysis.collation_words import Word, word_key
from generator.words import words

_LIKE = 0.4
"""Words that share fewer of their letters are other words, not another spelling."""


class Side(StrEnum):
    """One of the two witnesses."""

    BASE = "base"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Misspelling:
    """What one witness has where the other has a term."""

    spelling: str
    """The words as written."""
    words: tuple[Word, ...]
    """The words in their place."""
    side: Side
    """The witness that has them."""


def misspellings(collation: Collation, names: Sequence[Sequence[str]]) -> dict[int, tuple[Misspelling, ...]]:
    """Return for each term what stands in one witness where the other has one of its names.

    `names` are the names of each term, `["Red team", "Blue team"]`; terms spelt alike everywhere are left out.
    Either witness may be the one that misheard.
    """
    targets = {_joined(name, collation.lang): index for index, group in enumerate(names) for name in group}
    targets |= {f"{target}s": index for target, index in targets.items() if target and f"{target}s" not in targets}
    targets.pop("", None)
    here, there = collation.base_words, collation.other_words
    flipped = [Place(matter, _flip(stretch)) for matter, stretch in collation.places]
    found = [
        *_misheard(here, there, collation.places, targets, Side.OTHER),
        *_misheard(there, here, flipped, targets, Side.BASE),
    ]
    return {
        index: tuple(misspelling for term, misspelling in found if term == index)
        for index in dict.fromkeys(sorted(term for term, _ in found))
    }


def _joined(name: str, lang: str) -> str:
    return "".join(word_key(word, lang) for word in words(name))


def _flip(stretch: Stretch) -> Stretch:
    equal, base_start, base_end, other_start, other_end = stretch
    return Stretch(equal, other_start, other_end, base_start, base_end)


def _misheard(
    said: Sequence[Word], others: Sequence[Word], places: Sequence[Place], targets: dict[str, int], side: Side
) -> Iterator[tuple[int, Misspelling]]:
    """Yield what faces each occurrence of a term that a differing place touches, where it looks like the term."""
    longest = max(map(len, targets), default=0)
    for place in places:
        if place.matter is Matter.SUBSTITUTION:
            # A term may begin before the words that differ: `fine` is heard, `tuning` is not.
            first = max(place.stretch.base_start - 3, 0)
            for start, end, target in _occurrences(said, first, place.stretch.base_end, longest, targets):
                if end > place.stretch.base_start and start < place.stretch.base_end:
                    heard = _heard(said, others, place.stretch, start, end)
                    if _is_misspelling("".join(word.key for word in heard), target):
                        spelling = " ".join(word.text for word in heard)
                        yield targets[target], Misspelling(spelling=spelling, words=heard, side=side)


def _occurrences(
    said: Sequence[Word], first: int, last: int, longest: int, targets: dict[str, int]
) -> Iterator[tuple[int, int, str]]:
    for start in range(first, last):
        joined = ""
        for end in range(start, len(said)):
            joined += said[end].key
            if len(joined) > longest:
                break
            if joined in targets:
                yield start, end + 1, joined


def _heard(
    said: Sequence[Word], others: Sequence[Word], stretch: Stretch, start: int, end: int
) -> tuple[Word, ...]:
    """Return the words that face a term: those of the difference, and the equal ones on either side of it."""
    inside = max(start, stretch.base_start), min(end, stretch.base_end)
    here = said[stretch.base_start : stretch.base_end]
    there = others[stretch.other_start : stretch.other_end]
    middle = facing(here, there, inside[0] - stretch.base_start, inside[1] - stretch.base_start)
    before = others[max(stretch.other_start - (inside[0] - start), 0) : stretch.other_start]
    after = others[stretch.other_end : stretch.other_end + (end - inside[1])]
    return (*before, *middle, *after)


def _is_misspelling(heard: str, target: str) -> bool:
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  # Only a second witness needs it.

    alike = {target, f"{target}s", target.removesuffix("s")}
    return bool(heard) and heard not in alike and Levenshtein.normalized_similarity(heard, target) >= _LIKE
