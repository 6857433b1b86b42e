"""Texts of which so many letters agree that one may be a slip of the other, found without comparing each with each.

Two texts are as alike as rapidfuzz's `Indel.normalized_similarity` says: of the letters of both, the part that need
not be put in or taken out to make one of the other. Cut the shorter text into one piece more than there may be such
changes. Going from the left, the changes met, less one for each piece, begin at 0 and end below it; so there is a
first piece where the count falls to -1. That piece is whole in the other text: the piece with the number `i` has
just `i` changes before it, which move it by as many letters or by 2, 4 ... fewer, and all the others behind it.
(After the partition filter of G. Li, D. Deng, J. Wang, J. Feng: Pass-Join, PVLDB 5(3), 2011.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

_ROUNDING = 1e-6
_LETTERS = 61
"""Letters that are told apart."""


class _Probe(NamedTuple):
    """Where a piece of a shorter text may be in a longer one."""

    pieces: int
    """Into how many the shorter one was cut."""
    number: int
    """Which of them it is, from 0."""
    starts: tuple[int, ...]
    """Where it may begin."""
    size: int
    """How many letters it has."""


def near_pairs(texts: Sequence[str], least: float) -> set[tuple[int, int]]:
    """Return all pairs of places in `texts`, the lower one first, whose texts are at least so much alike.

    `least` is above 0 and at most 1; the nearer to 1, the fewer are compared.
    """
    from rapidfuzz.distance import Indel  # noqa: PLC0415  (only sites with several talks get here)

    similarity = Indel.normalized_similarity
    known = _Known(least=least)
    found: set[tuple[int, int]] = set()
    for place in sorted(range(len(texts)), key=lambda place: len(texts[place])):
        text = texts[place]
        for other in known.candidates(text):
            if similarity(text, texts[other]) >= least:
                found.add((min(place, other), max(place, other)))
        known.add(place, text)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """The texts met so far, by their pieces."""

    least: float
    by_piece: dict[tuple[int, int, int], dict[str, list[int]]] = field(default_factory=dict)
    """By length, number of pieces, and number of the piece: the places of the texts that have it."""
    letters: dict[int, int] = field(default_factory=dict)
    """By place: a bit for each letter that the text has, or for several letters."""
    lengths: set[int] = field(default_factory=set)

    def candidates(self, text: str) -> Iterator[int]:
        """Yield the places of texts, none longer than this one, that have a piece of it where it may be."""
        own, letters, longer = _letters(text), self.letters, len(text)
        for length in range(int(longer * self.least / (2 - self.least)), longer + 1):
            if length in self.lengths:
                changes = _changes(length, longer, self.least)
                there = self._with_a_piece(text, length)
                # A letter put in or taken out is one letter more or less.
                yield from (place for place in there if (letters[place] ^ own).bit_count() <= changes)

    def add(self, place: int, text: str) -> None:
        """Cut a text in all the ways in which longer ones will look for it."""
        self.lengths.add(len(text))
        self.letters[place] = _letters(text)
        for pieces in _ways_to_cut(len(text), self.least):
            for number, (start, end) in enumerate(_cuts(len(text), pieces)):
                texts = self.by_piece.setdefault((len(text), pieces, number), {})
                texts.setdefault(text[start:end], []).append(place)

    def _with_a_piece(self, text: str, length: int) -> set[int]:
        found: set[int] = set()
        for probe in _probes(length, len(text), self.least):
            texts = self.by_piece[length, probe.pieces, probe.number]
            for start in probe.starts:
                if there := texts.get(text[start : start + probe.size]):
                    found.update(there)
        return found


def _letters(text: str) -> int:
    bits = 0
    for letter in text:
        bits |= 1 << ord(letter) % _LETTERS
    return bits


def _changes(length: int, longer: int, least: float) -> int:
    """Return how many letters may be put in or taken out between texts of two lengths; -1 where not even enough."""
    most = int((1 - least) * (length + longer) + _ROUNDING)
    # As many are put in as taken out, but for the difference in length.
    return most - (most - longer + length) % 2 if most >= longer - length else -1


@lru_cache(maxsize=1024)
def _probes(length: int, longer: int, least: float) -> tuple[_Probe, ...]:
    return tuple(_each_probe(length, longer, _changes(length, longer, least)))


def _each_probe(length: int, longer: int, changes: int) -> Iterator[_Probe]:
    for number, (start, end) in enumerate(_cuts(length, changes + 1)):
        starts = tuple(
            start + moved
            for moved in range(-number, number + 1, 2)
            if abs(longer - length - moved) <= changes - number and 0 <= start + moved <= longer - (end - start)
        )
        yield _Probe(pieces=changes + 1, number=number, starts=starts, size=end - start)


@lru_cache(maxsize=1024)
def _ways_to_cut(length: int, least: float) -> frozenset[int]:
    """Return into how many pieces a text is cut, for the longer ones that may be alike."""
    longest = int(length * (2 - least) / least) + 1
    changes = (_changes(length, longer, least) for longer in range(length, longest + 1))
    return frozenset(most + 1 for most in changes if most >= 0)


@lru_cache(maxsize=1024)
def _cuts(length: int, pieces: int) -> tuple[tuple[int, int], ...]:
    return tuple((number * length // pieces, (number + 1) * length // pieces) for number in range(pieces))
