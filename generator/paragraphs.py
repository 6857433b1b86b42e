"""A long line as paragraphs of a readable length, word for word.

Recognition software leaves an hour of speech on one line. It is cut where a reader would draw breath: after a
sentence, before a word that opens a new thought, after a comma. Never inside a word, and always in the same places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from generator.origin import Excerpt
from generator.words import count_words

KEPT_WHOLE = 150
"""A line of up to so many words stays one paragraph."""
_SHORTEST, _BEST, _LONGEST = 60, 95, 130

_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CLOSERS = "\"'”’」』）)\\]】》"
_SENTENCE_END = re.compile(rf"[.?!…。？！][{_CLOSERS}]*$")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e)\.$")
_OPENER = re.compile(
    r"(?:And|So|But|Yeah|Yes|Okay|OK|Well|Now|Right|Um|Uh|Oh|I think|I mean|Because|Then)\b",
)
_LATE_OPENER = re.compile(r"(?:and|so|but|because|then)\b")


@dataclass(frozen=True, slots=True)
class _Gap:
    """A place where a line may be cut."""

    at: int
    """Offset in the line."""
    words: int
    """How many words stand before it."""
    rank: int
    """How good a place it is; 0 is best."""


def split_paragraphs(excerpt: Excerpt) -> tuple[Excerpt, ...]:
    """Return a line in paragraphs of about 60 to 130 words; a line of up to 150 words stays whole."""
    total = count_words(excerpt.text)
    if total <= KEPT_WHOLE:
        return (excerpt,)
    paragraphs: list[Excerpt] = []
    rest = excerpt
    for cut in _cuts(tuple(_gaps(excerpt.text)), total):
        # Each piece is taken off the front of the rest: a line of 200,000 words must not be scanned 2,000 times.
        gone = rest.index(excerpt.at(cut))
        paragraphs.append(rest.part(0, gone))
        rest = rest.part(gone, len(rest.text))
    return (*paragraphs, rest)


def ends_sentence(before: str) -> bool:
    """Tell whether a sentence ends where a text does: not after an abbreviation."""
    return bool(_SENTENCE_END.search(before)) and not _ABBREVIATION.search(before)


def _cuts(gaps: tuple[_Gap, ...], total: int) -> Iterator[int]:
    done, first = 0, 0
    while total - done > KEPT_WHOLE:
        while first < len(gaps) and gaps[first].words < done + _SHORTEST:
            first += 1
        last = first
        while last < len(gaps) and gaps[last].words <= done + _LONGEST:
            last += 1
        window = gaps[first:last] or gaps[first : first + 1]
        if not window:
            return
        best = min(window, key=lambda gap: (gap.rank, abs(gap.words - done - _BEST)))
        yield best.at
        done = best.words


def _gaps(text: str) -> Iterator[_Gap]:
    words, seen = 0, 0
    for match in _gap().finditer(text):
        words += count_words(text[seen : match.start()])
        seen = match.end()
        yield _Gap(seen, words, _rank(text[max(0, match.start() - 12) : match.start()], text[seen : seen + 12]))


@cache
def _gap() -> re.Pattern[str]:
    """Return the places where a text may be cut; made late, for so many letters take milliseconds.

    White space; or, where none is written, the place behind the punctuation of a text in Han letters. Such a text
    may hold ASCII punctuation too.
    """
    return re.compile(
        rf"\s+|(?<=[。？！，；])(?=[^\s。？！，；{_CLOSERS}])|(?<=[。？！][」』”’）])(?=[^\s。？！，；])"
        rf"|(?<=[{_HAN}][,;?!])(?=[{_HAN}])"
    )


def _rank(before: str, after: str) -> int:
    if ends_sentence(before) and not after[:1].islower():
        return 0
    if _OPENER.match(after) or before[-1:] in {"，", "；"}:
        return 1
    if _LATE_OPENER.match(after) or before[-1:] in {",", ";", "、"}:
        return 2
    return 3
