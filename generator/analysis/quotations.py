"""Whether the words in quotation marks inside a claim were said.

    verbatim    the same words in the same order; case, punctuation, white space and sounds of thinking do not count
    adapted     the same stems in the same order: "pretends to be nice" of `the pretend to be nice feature`
    otherwise   a misquotation

Two words or fewer (three Han characters) are a mention, as in the so-called "lower bar", and so is the name of a
term that the recap defines. An ellipsis and words in square brackets divide a quotation; its parts must follow one
another in one turn.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import accumulate

from generator.analysis.evidence_words import FILLERS
from generator.analysis.tokens import fold_word, is_paired, spans, stem_word
from generator.model import Side, Term, Transcript

MENTION_WORDS = 2
MENTION_CHARACTERS = 3

_MARKED = re.compile(
    r"“([^“”\n]+)”|„([^„“”\n]+)[“”]|«([^«»\n]+)»|「([^「」\n]+)」|『([^『』\n]+)』|\"([^\"\n]+)\""
    # The single marks are also apostrophes: a pair opens before a word and closes behind one. The limit keeps a
    # text full of marks that never close from being searched to its end for each of them.
    r"|(?<!\w)‘([^‘\n]{1,400}?)’(?!\w)|(?<!\w)'(?!\d)([^\n]{1,400}?)'(?!\w)"
)
_GAP = re.compile(r"\[[^\[\]]*\]|\.{3,}|…+")
_APOSTROPHES = re.compile("['’]")


Cited = list[list[str]]
"""The words of a quotation, in parts where something is left out."""


class Grade(IntEnum):
    """How well a quotation agrees with a text."""

    NONE = 0
    ADAPTED = 1
    VERBATIM = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words in quotation marks."""

    text: str
    """The words, without the marks."""
    start: int
    """Offset of the first character in the text around them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misquotation:
    """Words in quotation marks that nobody said."""

    quotation: str
    """The words."""
    line: int
    """The line of the recap they stand on."""
    turn: int
    """Number of the turn of the main transcript that comes nearest."""
    nearest: str
    """What is said there."""
    similarity: float
    """How alike the two are, from 0 to 1."""


def find_quotations(text: str) -> Iterator[Quotation]:
    """Yield the words in quotation marks of any shape, in order."""
    for match in _MARKED.finditer(text):
        number = match.lastindex or 0
        yield Quotation(text=match[number], start=match.start(number))


def is_mention(quotation: str, terms: Sequence[Term]) -> bool:
    """Tell whether marks are put around a word or a name, not around what somebody said."""
    words = _words(quotation)
    han = [word for word in words if is_paired(word[0])]
    if len(words) - len(han) + len(han) / (MENTION_CHARACTERS / MENTION_WORDS) <= MENTION_WORDS:
        return True
    return any(words == _words(name) for term in terms for name in (term.name.text, *term.name.text.split("/")))


def cited(quotation: str) -> Cited:
    """Return the words of a quotation as they are compared, in parts where something is left out."""
    return [words for part in _GAP.split(quotation) if (words := _words(part))]


def is_said(parts: Cited, text: str) -> bool:
    """Tell whether a text has a quotation word for word."""
    return _follow(f" {' '.join(_words(text))} ", parts)


class Speech:
    """Everything that was said, for checking quotations: made once, and read only where a claim quotes."""

    def __init__(self, transcripts: Sequence[Transcript]) -> None:
        self._main = [
            (turn.number, _read(side)) for one in transcripts[:1] for turn in one.turns for side in turn.sides
        ]
        self._others = [_read(side) for one in transcripts[1:] for turn in one.turns for side in turn.sides]

    def grade(self, quotation: str) -> Grade:
        """Return the best agreement of a quotation with any turn of any witness."""
        parts = cited(quotation)
        everything = [*(said for _, said in self._main), *self._others]
        if any(said.has(parts) for said in everything):
            return Grade.VERBATIM
        return Grade.ADAPTED if any(said.has_stems(parts) for said in everything) else Grade.NONE

    def nearest(self, quotation: str, line: int) -> Misquotation | None:
        """Return a quotation with the turn of the main transcript most like it; None where nothing is said."""
        words = " ".join(_words(quotation))
        found = [(*said.nearest(words), number) for number, said in self._main if said.words]
        if not found:
            return None
        similarity, nearest, turn = max(found, key=lambda item: (item[0], -item[2]))
        return Misquotation(quotation=quotation, line=line, turn=turn, nearest=nearest, similarity=similarity)


class _Said:
    """A text as the words that are compared."""

    def __init__(self, text: str, lang: str) -> None:
        self._text, self._lang = text, lang

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return [(start, end) for start, end in spans(self._text) if _fold(self._text[start:end])]

    @cached_property
    def words(self) -> list[str]:
        return [_fold(self._text[start:end]) for start, end in self._places]

    @cached_property
    def _joined(self) -> str:
        return f" {' '.join(self.words)} "

    @cached_property
    def _stems(self) -> str:
        return f" {' '.join(stem_word(word, self._lang) for word in self.words)} "

    def has(self, parts: Cited) -> bool:
        return _follow(self._joined, parts)

    def has_stems(self, parts: Cited) -> bool:
        return _follow(self._stems, [[stem_word(word, self._lang) for word in part] for part in parts])

    def nearest(self, words: str) -> tuple[float, str]:
        from rapidfuzz import fuzz  # noqa: PLC0415  # Only a misquotation needs it.

        joined = " ".join(self.words)
        found = fuzz.partial_ratio_alignment(words, joined)
        # The shorter of the two is sought in the longer one: a turn of one word is in any quotation.
        if found is None or len(joined) <= len(words):
            return fuzz.ratio(words, joined) / 100, self._text
        begins = list(accumulate((len(word) + 1 for word in self.words), initial=0))[:-1]
        first = bisect_right(begins, found.dest_start) - 1
        last = bisect_right(begins, max(found.dest_start, found.dest_end - 1)) - 1
        return found.score / 100, self._text[self._places[first][0] : self._places[last][1]]


def _read(side: Side) -> _Said:
    return _Said("\n".join(paragraph.text for paragraph in side.paragraphs), side.lang)


def _follow(text: str, parts: Cited) -> bool:
    """Tell whether the parts stand in a text in their order."""
    at = 0
    for part in parts:
        wanted = f" {' '.join(part)} "
        at = text.find(wanted, at)
        if at < 0:
            return False
        at += len(wanted) - 1
    return bool(parts)


def _words(text: str) -> list[str]:
    return [word for start, end in spans(text) if (word := _fold(text[start:end]))]


def _fold(raw: str) -> str:
    word = _APOSTROPHES.sub("", fold_word(raw))
    return "" if word in FILLERS else word
