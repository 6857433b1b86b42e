"""The short quotation out of a paragraph: the words that bear out a claim, cut where a speaker draws breath."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.analysis.evidence_words import FILLERS, LEANING, LINKS
from generator.analysis.tokens import fold_word, is_paired, spans, tokens

SHORTEST = 12
"""Words; in scripts without spaces half as many again in characters."""
LONGEST = 40
WHOLE = 35
"""A paragraph of so many words is not cut at all."""

_SENTENCE = re.compile(r"[.!?。！？…\n]")
_CLAUSE = re.compile(r"[,;:，；：、()（）\[\]—–]")
_CLOSING = re.compile("[.!?。！？…]*[\"'”’」』)）\\]]*")
_OPENING = re.compile("[\"'“‘「『(（\\[]*$")
# In parts of the weightiest word of the claim: what a cut between sentences is worth, and what a word costs.
_BORDER = 0.6
_PER_WORD = 0.02
# A quotation never reaches further than this from the words it is for.
_MARGIN = 600

Places = list[tuple[int, int]]
Worths = list[list[tuple[str, float]]]


def best_window(text: str, lang: str, weights: Mapping[str, float], start: int, end: int) -> tuple[int, int]:
    """Return begin and end of the best quotation about the stretch from `start` to `end` of a paragraph.

    It has the greatest weight of different words that the claim has too, begins and ends where a sentence or a
    clause does if that costs little, and is no longer than it need be.
    """
    left, right = _around(text, start, end)
    part = text[left:right]
    places = list(spans(part))
    if not places:
        return 0, len(text)
    first, last = _choose(part, places, _worths(part, lang, weights, places), start - left, end - left)
    begin, close = _with_marks(part, places[first][0], places[last - 1][1])
    return left + begin, left + close


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with a margin on both sides, cut at a space where there is one."""
    first, last = max(0, start - _MARGIN), min(len(text), end + _MARGIN)
    left = text.rfind(" ", max(0, first - _MARGIN), first + 1) + 1 if first else 0
    right = text.find(" ", last, last + _MARGIN)
    return left or first, right if right >= 0 else last


def _choose(part: str, places: Places, worths: Worths, start: int, end: int) -> tuple[int, int]:
    """Return the first word of the best quotation, and the word behind it."""
    unit = 1.5 if sum(is_paired(part[at]) for at, _ in places) * 2 > len(places) else 1.0
    shortest, longest = int(SHORTEST * unit), int(LONGEST * unit)
    if len(places) <= WHOLE * unit:
        return 0, len(places)
    starts, ends = _borders(part, places)
    scale = max((weight for found in worths for _, weight in found), default=1.0)
    low = max(0, min(_at(places, start) - longest, len(places) - shortest))
    choices = (
        (worth + scale * (_BORDER * (starts[first] + ends[last]) - _PER_WORD * (last - first) / unit), -first, last)
        for first in range(low, min(len(places) - shortest, _at(places, end)) + 1)
        for last, worth in _lasts(worths, first, shortest, longest)
    )
    _, negative, last = max(choices)
    return -negative, last


def _worths(part: str, lang: str, weights: Mapping[str, float], places: Places) -> Worths:
    """Return for each word the forms that end with it and that the claim has too."""
    worths: Worths = [[] for _ in places]
    for token in tokens(part, lang):
        if token.form in weights:
            behind = token.end - token.start - 1 if is_paired(part[token.start]) else 0
            worths[token.place + behind].append((token.form, weights[token.form]))
    return worths


def _lasts(worths: Worths, first: int, shortest: int, longest: int) -> Iterator[tuple[int, float]]:
    """Yield the words behind which a quotation may end that begins with one, and the weight of what it has."""
    seen: set[str] = set()
    worth = 0.0
    for at in range(first, min(first + longest, len(worths))):
        for form, weight in worths[at]:
            worth += 0.0 if form in seen else weight
            seen.add(form)
        if at + 1 - first >= shortest:
            yield at + 1, worth


def _borders(part: str, places: Places) -> tuple[list[float], list[float]]:
    """Return how good it is to begin before each word, and to end before it; 1 is the border of a sentence."""
    starts, ends = [1.0], [1.0]
    for (start, end), (after, until) in pairwise(places):
        between = part[end:after]
        if _SENTENCE.search(between):
            begin, close = 1.0, 1.0
        elif _CLAUSE.search(between):
            begin, close = 0.6, 0.6
        else:
            begin, close = (
                (-0.5, -0.5) if not between else _breath(fold_word(part[start:end]), fold_word(part[after:until]))
            )
        starts.append(begin)
        ends.append(close)
    starts = [
        worth - (0.6 if fold_word(part[start:end]) in FILLERS else 0.0)
        for worth, (start, end) in zip(starts, places, strict=True)
    ]
    return [*starts, 1.0], [*ends, 1.0]


def _breath(word: str, following: str) -> tuple[float, float]:
    """Return how good it is to begin and to end between two words of speech without punctuation."""
    link = 0.4 if following in LINKS else 0.0
    if word in FILLERS:
        return 0.5, -0.5
    if word in LEANING:
        return -0.3, -0.3
    return (0.0, 0.5) if following in FILLERS else (link, link)


def _at(places: Places, offset: int) -> int:
    return next((number for number, (_, end) in enumerate(places) if end > offset), len(places) - 1)


def _with_marks(part: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with the marks that open and close it."""
    opening, closing = _OPENING.search(part, 0, start), _CLOSING.match(part, end)
    return (opening.start() if opening else start, closing.end() if closing else end)
