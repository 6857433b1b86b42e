"""Paragraphs of a transcript ranked by how well they bear out a claim.

The rank is BM25 (Robertson & Zaragoza 2009) with three changes, each measured by `tests/bench/evidence.py`:

* A word counts in the paragraphs around it too, less with every word in between (Lv & Zhai 2009). In a meeting
  somebody takes ten turns to make a point; in a lecture a paragraph is so long that nothing changes.
* A claim that names a speaker looks for what that speaker says, not for where the name is said.
* A question, and a paragraph of a few words, bear little out.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from generator.analysis.evidence_query import Query
from generator.analysis.tokens import Token, is_paired, spans, tokens
from generator.languages import find_lang
from generator.model import Transcript, Turn

K1 = 1.2
B = 0.5
REACH = 80
"""How many words away a word still counts; at its own border it counts `NEAR`."""
NEAR = 0.6
NAMED = 2.0
"""What is said by a speaker whom the claim names."""
ASKED = 0.75
"""What ends with a question mark."""
BRIEF = 8
"""A paragraph of this many words has 63 % of its weight, one of three times as many 95 %."""
HAN_WORD = 1.5
"""Characters to a word in scripts without spaces."""
_CLOSING = " \"'”’」』)）"
_QUESTION_MARKS = ("?", "？", "؟")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A paragraph of a turn in one language."""

    turn: int
    """Number of the turn."""
    paragraph: int
    """The paragraph of the side, counted from 1."""
    lang: str
    """Language of the side."""
    speaker: str | None
    """Id of the speaker."""
    text: str
    """The paragraph."""
    tokens: tuple[Token, ...]
    """What is compared of it."""
    words: float
    """How long it is."""
    asks: bool
    """Whether it ends as a question."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that shares something with a claim."""

    number: int
    """Index of the unit."""
    score: float
    """The higher the better; scores of two claims cannot be compared."""


def units_of(transcript: Transcript, lang: str) -> Iterator[Unit]:
    """Yield the paragraphs of a transcript in a language; turns that lack it in the language they have."""
    found = find_lang(lang, transcript.langs)
    for turn in transcript.turns:
        side = (turn.side(found) if found else None) or turn.main
        for index, paragraph in enumerate(side.paragraphs, start=1):
            yield Unit(
                turn=turn.number,
                paragraph=index,
                lang=side.lang,
                speaker=turn.speaker,
                text=paragraph.text,
                tokens=tuple(tokens(paragraph.text, side.lang)),
                words=max(1.0, length(paragraph.text)),
                asks=_asked(turn, index - 1),
            )


def length(text: str) -> float:
    """Return how many words a text has, in any script."""
    return sum(1 / HAN_WORD if is_paired(text[start]) else 1.0 for start, _ in spans(text))


def _asked(turn: Turn, index: int) -> bool:
    """Tell whether a paragraph ends with a question mark in any language: translators put what machines omit."""
    texts = (side.paragraphs[index].text for side in turn.sides if index < len(side.paragraphs))
    return any(text.rstrip(_CLOSING).endswith(_QUESTION_MARKS) for text in texts)


class Index:
    """The paragraphs of a transcript by what is compared of them: made once, asked for every claim."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = tuple(units)
        """The paragraphs in reading order."""
        self._places: dict[str, dict[int, int]] = defaultdict(dict)
        for number, unit in enumerate(self.units):
            for form, times in Counter(token.form for token in unit.tokens).items():
                self._places[form][number] = times
        self._around = [list(self._neighbours(number)) for number in range(len(self.units))]
        self._spread: dict[str, dict[int, float]] = {}
        self._idf: dict[str, float] = {}

    def __contains__(self, form: str) -> bool:
        return form in self._places

    def weight(self, form: str) -> float:
        """Return how much a form tells: the fewer paragraphs have it the more (inverse document frequency)."""
        if form not in self._idf:
            having, count = len(self._places.get(form, ())), len(self.units)
            self._idf[form] = math.log(1 + (count - having + 0.5) / (having + 0.5))
        return self._idf[form]

    def rank(self, query: Query, most: int | None = None) -> list[Hit]:
        """Return the paragraphs that share a form with a claim, best first, equal ones in reading order."""
        scores: dict[int, float] = defaultdict(float)
        own: set[int] = set()
        for form, raised in query.forms.items():
            weight = self.weight(form) * raised * (K1 + 1)
            for number, share in self._near(form).items():
                scores[number] += weight * share
            own.update(self._places.get(form, ()))
        found = ((-scores[number] * self._factor(number, query), number) for number in own)
        best = sorted(found) if most is None else nsmallest(most, found)
        return [Hit(number, -negative) for negative, number in best]

    def near(self, number: int, words: float) -> Iterator[int]:
        """Yield the paragraphs that begin within some words before or behind a paragraph."""
        for step in (-1, 1):
            at, left = number + step, words
            while 0 <= at < len(self.units) and left > 0:
                yield at
                left -= self.units[at].words
                at += step

    def _factor(self, number: int, query: Query) -> float:
        named = self.units[number].speaker in query.speakers
        return self._weights[number] * (NAMED if named else 1.0)

    @cached_property
    def _weights(self) -> list[float]:
        """What a paragraph is worth as evidence, whatever the claim."""
        return [(1 - math.exp(-unit.words / BRIEF)) * (ASKED if unit.asks else 1.0) for unit in self.units]

    @cached_property
    def _norms(self) -> list[float]:
        """The part of BM25 that keeps long paragraphs from winning by length alone."""
        sizes = [len(unit.tokens) for unit in self.units]
        near = [float(size) for size in sizes]
        for size, around in zip(sizes, self._around, strict=True):
            for other, share in around:
                near[other] += share * size
        mean = sum(near) / len(near) if near else 0.0
        return [K1 * (1 - B + B * size / (mean or 1.0)) for size in near]

    def _near(self, form: str) -> dict[int, float]:
        """Return what each paragraph has of a form, with what its neighbours lend it: at most 1, as BM25 counts."""
        if form not in self._spread:
            counts: dict[int, float] = defaultdict(float)
            for number, times in self._places.get(form, {}).items():
                counts[number] += times
                for other, share in self._around[number]:
                    counts[other] += share * times
            self._spread[form] = {number: times / (times + self._norms[number]) for number, times in counts.items()}
        return self._spread[form]

    def _neighbours(self, number: int) -> Iterator[tuple[int, float]]:
        """Yield the paragraphs around one with the share of a word that they count as theirs."""
        for step in (-1, 1):
            at, gap = number + step, self.units[number].words / 2
            while 0 <= at < len(self.units) and gap < REACH:
                yield at, NEAR * (1 - gap / REACH)
                gap += self.units[at].words
                at += step
