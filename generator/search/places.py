"""Where each term of a talk stands, and what it counts there.

A place is a unit, times 8, plus a level. The level is the part of BM25 (Robertson and Zaragoza 2009) that does not
depend on other talks, `tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / usual length))`, in eight steps. A turn in
two languages counts as one text that is as long as each of them on average.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from generator.search.terms import terms_of_words, words_of
from generator.search.units import Unit

LEVELS = 8
"""How finely it is told what a term counts: a digit of the lists has room for no more."""
_K1 = 1.2
_B = 0.75
_USUAL_LENGTH = 60
"""Terms of a turn as people talk, for all archives the same: a talk's index must not depend on other talks."""


class Places:
    """Where the terms of a talk stand."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = len(units)
        """How many units there are."""
        self.norms: dict[int, float] = {}
        """For each place the length of its text as BM25 weighs it: a level is `LEVELS * times / (times + norm)`."""
        self.of_terms: dict[str, list[int]] = {}
        """For each term its places in order, each as often as the term occurs, at the level of one time."""
        self._terms = 0
        self._collect(self._read(units))

    def mean_level(self, times: int, units: int) -> int:
        """Return what a term counts in a usual unit of this talk, that occurs so many times in so many units."""
        mean = times / units
        return int(LEVELS * mean / (mean + _norm(self._terms / self.units)))

    def _read(self, units: Sequence[Unit]) -> Mapping[str, list[int]]:
        """Return for each word its places."""
        words: defaultdict[str, list[int]] = defaultdict(list)
        for number, unit in enumerate(units):
            found = words_of(unit.texts[0][1])
            for _, text in unit.texts[1:]:
                found += words_of(text)
            norm = _norm(len(found) / len(unit.texts))
            place = number * LEVELS + int(LEVELS / (1 + norm))
            # The innermost of all loops: once for each word that was said.
            for word in found:
                words[word].append(place)
            self.norms[place] = norm
            self._terms += len(found)
        return words

    def _collect(self, words: Mapping[str, list[int]]) -> None:
        """Put the words together that have the same term."""
        terms, term_of = self.of_terms, terms_of_words()
        several: set[str] = set()
        for word, places in words.items():
            term = term_of[word] if word.isascii() else word
            if term in terms:
                terms[term] += places
                several.add(term)
            else:
                terms[term] = places
        for term in several:
            terms[term].sort()


def _norm(length: float) -> float:
    """Return what the times of a term are held against in a text of so many terms."""
    return _K1 * (1 - _B + _B * length / _USUAL_LENGTH)
