"""What is named instead of shown is held to its name: structure has no words, and a copy says what it copies.

Without this a reader could lose words by calling them structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from generator.model import Document, Role, Skipped
from generator.verify.compare import Loss
from generator.verify.decoded import decoded
from generator.words import folded, visible, words

_WORDED = (
    *("section heading", "front matter", "legend", "metadata", "file header", "field"),
    *("comment", "style", "script", "markup", "page furniture", "cue identifier", "cue settings"),
)
"""Structure that is made of words: it says what the text is, or is no text at all. Each is listed on the record."""
_NUMBERED = ("bullet", "time", "cue number")
"""Structure that is made of figures: the number of a list item or a cue, a time."""
_MORE_THAN_FIGURES = re.compile(r"[^\W\d]|\d['’\-]\d")
"""What is no word of nothing but figures: a letter, or a joiner that makes one word of two figures."""
_FIGURE = re.compile(r"\d+(?:h|m|s|ms)")
_UNITS = frozenset({"h", "m", "s", "ms", "min", "sec"})
_WORD_TAG = re.compile(r"</?c(?:\.[^<>]*)?>|<\d+:[\d:.]+>")
"""What stands between the words of a line of captions when it is new, and no more when it rolls on."""
_LINE_END = re.compile(r"\r\n|\n|\r")
_TWIN = "twin"
"""What data says twice has no line of its own to begin: it is held to all that is kept as said."""
_LONG = 24
"""A copy of so many visible characters is found nowhere by chance."""
_MOST_BEFORE = 8
"""A copy begins among so many first words of the line that it copies."""
_SHOWN_CHARACTERS = 40


def find_misnamed(document: Document) -> Iterator[Loss]:
    """Yield what a reader calls structure or a copy and is not."""
    copies = _Copies(document)
    whole = document.source.text
    for item in document.skipped:
        text = whole[item.excerpt.start : item.excerpt.end]
        wrong = _has_words(item.reason, text) if item.role is Role.STRUCTURE else not copies.holds(item, text)
        if wrong:
            yield Loss(
                origin=document.source.origin(item.excerpt.line),
                matter=f"“{folded(text)[:_SHOWN_CHARACTERS]}” is called {item.reason} and is not",
                lost=len(visible(text)),
            )


class _Copies:
    """What is called a copy in a file, held to what it copies; most files have none."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def holds(self, item: Skipped, copy: str) -> bool:
        """Tell whether a copy says what it is said to copy."""
        if item.reason == _TWIN and self._said.holds(visible(decoded(self._document.source, item.excerpt))):
            return True
        text, line = self._document.source.text, item.repeats or 0
        start = self._lines[line - 1] if 0 < line <= len(self._lines) else len(text)
        # A copy is looked for at the begin of the line only; all that comes before it may be the whole file.
        return _says(text[start : min(item.excerpt.start, start + _reach(copy))], copy)

    @cached_property
    def _said(self) -> _Said:
        return _Said(self._document)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self._document.source.text))]


class _Said:
    """What a file holds as speech, searched for copies in the order of the file: data often says a text twice."""

    def __init__(self, document: Document) -> None:
        paragraphs = (excerpt for utterance in document.utterances for excerpt in utterance.paragraphs)
        self._text = visible("".join(decoded(document.source, excerpt) for excerpt in paragraphs))
        self._reached = 0

    def holds(self, copy: str) -> bool:
        """Tell whether a copy is said after the last one that was found; a long one, anywhere."""
        found = self._text.find(copy, self._reached)
        if found < 0 and len(copy) >= _LONG:
            found = self._text.find(copy)
        if found >= 0:
            self._reached = found + len(copy)
        return found >= 0


# A file has hundreds of the same bullets, stars and colons.
@lru_cache(maxsize=256)
def _has_words(reason: str, text: str) -> bool:
    """Tell whether structure of a kind has words that it may not have."""
    if reason.startswith(_WORDED):
        return False
    if reason not in _NUMBERED:
        return bool(words(text))
    if not _MORE_THAN_FIGURES.search(text):
        return False
    return not all(word.isdecimal() or _FIGURE.fullmatch(word) or word.casefold() in _UNITS for word in words(text))


def _reach(copy: str) -> int:
    """Return how many characters a copy is looked for in, with the tags that may stand between its words."""
    return 40 * len(copy) + 400


def _says(before: str, copy: str) -> bool:
    """Tell whether the words of a copy begin the line it is said to repeat.

    A bullet, a number or the name of a section may stand before them there, so the first few words may differ.
    """
    if _is_there(before, copy):
        return True
    wanted = words(_WORD_TAG.sub("", copy))
    reach = _WORD_TAG.sub("", before)[: 2 * len(copy) + 80]
    if not wanted:
        return visible(copy) in visible(reach)
    there = words(reach)
    return any(there[start : start + len(wanted)] == wanted for start in range(_MOST_BEFORE))


def _is_there(before: str, copy: str) -> bool:
    """Tell at a glance whether a copy stands in its line as it is, between spaces: then its words do as well."""
    start = before.find(copy, 0, 2 * len(copy) + 80)
    end = start + len(copy)
    if start < 0 or "<" in before[:end]:
        return False
    apart = all(not edge or edge.isspace() for edge in (before[max(start - 1, 0) : start], before[end : end + 1]))
    return apart and len(words(before[:start])) < _MOST_BEFORE
