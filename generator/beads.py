"""Alignment of a text with its translation: which parts of the two say the same.

A bead holds the parts of either side that belong together, one and one most often. The cheapest way through both
texts is found by dynamic programming, after W. A. Gale and K. W. Church, "A Program for Aligning Sentences in
Bilingual Corpora" (1993). Besides the lengths, the words and numbers that both languages write alike tell a pair.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.words import visible

SHAPES = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1))
"""How many parts of either side a bead may hold, in order of preference."""

UNLIKE = 0.6
"""What pairs cost on average at most if the one text translates the other.

24 real translations cost -2 to 0.23, the same files mixed up 0.87 to 2.3.
"""
_ALONE = 2.6
"""What it costs to leave a part without a counterpart."""
_JOINED = 0.9
"""What it costs to take two parts as one."""
_HOPELESS = 24.0
"""A way so much dearer than the best one to a place in the same row is not followed."""
_FAR = (math.inf, (0, 0))
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z\u00c0-\u024f]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A turn or paragraph of one side, as the alignment sees it."""

    length: int
    """Visible characters."""
    tokens: frozenset[str]
    """Words and numbers that the other language may write alike."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Parts of either side that belong together, by their places."""

    one: tuple[int, ...]
    """Of the first side; may be empty."""
    two: tuple[int, ...]
    """Of the second side; may be empty."""
    cost: float
    """How unlike its two sides are, whatever else speaks for it: -2.5 for the same words, 1 and more by chance."""


Extra = Callable[[Sequence[int], Sequence[int]], float]
"""What else speaks for (below 0) or against (above 0) taking parts as a bead; infinite where they must not be."""


def make_part(text: str) -> Part:
    """Return what the alignment wants to know of a text."""
    tokens = frozenset(token.casefold() for token in _TOKEN.findall(text))
    return Part(length=len(visible(text)), tokens=tokens)


def align_parts(
    one: Sequence[Part], two: Sequence[Part], extra: Extra = lambda _one, _two: 0.0
) -> tuple[Bead, ...]:
    """Return the beads of two texts in order; every part of either is in exactly one."""
    compare = _Comparer.of(one, two)
    # For every place of the first side the places of the second that are reached, at what cost, by which bead.
    rows: list[dict[int, tuple[float, tuple[int, int]]]] = [{} for _ in range(len(one) + 1)]
    rows[0][0] = 0.0, (0, 0)
    for i, row in enumerate(rows):
        # In the last row all ways must go on to the end.
        limit = min(cost for cost, _ in row.values()) + (_HOPELESS if i < len(one) else math.inf)
        for j in range(min(row), len(two) + 1):
            reached = row.get(j, _FAR)[0]
            for di, dj in SHAPES if reached <= limit else ():
                if i + di <= len(one) and j + dj <= len(two):
                    places = range(i, i + di), range(j, j + dj)
                    more = extra(*places) if di and dj else 0.0
                    if more == math.inf:
                        continue
                    cost = reached + compare.cost(*places) + more
                    if cost < rows[i + di].get(j + dj, _FAR)[0]:
                        rows[i + di][j + dj] = cost, (di, dj)
    return tuple(_walk(rows, compare, len(two)))


def _walk(rows: Sequence[Mapping[int, tuple[float, tuple[int, int]]]], compare: _Comparer, j: int) -> list[Bead]:
    beads: list[Bead] = []
    i = len(rows) - 1
    while i or j:
        di, dj = rows[i][j][1]
        places = range(i - di, i), range(j - dj, j)
        beads.append(Bead(tuple(places[0]), tuple(places[1]), compare.cost(*places)))
        i, j = i - di, j - dj
    return beads[::-1]


@dataclass(frozen=True, slots=True)
class _Comparer:
    """What it costs to take parts of two texts as one bead."""

    lengths: tuple[tuple[int, ...], tuple[int, ...]]
    """Of the parts of either side."""
    tokens: tuple[tuple[frozenset[str], ...], tuple[frozenset[str], ...]]
    """Of the parts of either side, those that both texts have."""
    ratio: float
    """How much longer the second text is."""
    weights: Mapping[str, float]
    """How much a token tells: the rarer, the more."""

    @classmethod
    def of(cls, one: Sequence[Part], two: Sequence[Part]) -> _Comparer:
        """Return a comparer that knows how long the second language is, and which words both texts have."""
        counts = [Counter(token for part in side for token in part.tokens) for side in (one, two)]
        shared = counts[0].keys() & counts[1].keys()
        size = len(one) + len(two)
        lengths = tuple(part.length for part in one), tuple(part.length for part in two)
        return cls(
            lengths,
            (tuple(part.tokens & shared for part in one), tuple(part.tokens & shared for part in two)),
            sum(lengths[1]) / max(sum(lengths[0]), 1),
            {token: math.log(1 + size / (counts[0][token] + counts[1][token])) for token in shared},
        )

    def cost(self, one: range, two: range) -> float:
        """Return the cost of a bead; the lower the likelier."""
        if not one or not two:
            return _ALONE
        lengths = sum(self.lengths[0][one.start : one.stop]), sum(self.lengths[1][two.start : two.stop])
        uneven = abs(math.log((lengths[1] + 8) / (lengths[0] * self.ratio + 8)))
        # Of short parts the lengths say little.
        trust = min(1.0, sum(lengths) / 60)
        joined = _JOINED * (len(one) + len(two) - 2)
        return min(1.5 * uneven, 4.0) * trust + joined - 2.5 * self._alike(one, two)

    def _alike(self, one: range, two: range) -> float:
        """Return the share of what both languages could write alike that these parts do: 0 to 1."""
        first, second = _union(self.tokens[0], one), _union(self.tokens[1], two)
        if both := first & second:
            return 2 * self._weigh(both) / (self._weigh(first) + self._weigh(second))
        return 0.0

    def _weigh(self, tokens: frozenset[str]) -> float:
        return sum(self.weights[token] for token in tokens)


def _union(tokens: Sequence[frozenset[str]], places: range) -> frozenset[str]:
    """Return the tokens of some parts together; nearly always there is one part."""
    if len(places) == 1:
        return tokens[places.start]
    return frozenset().union(*tokens[places.start : places.stop])
