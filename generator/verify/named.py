"""What is named instead of shown is held to its name: structure has no words, and a copy says what it copies.

Without this a reader could lose words by calling them structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_UNITS = frozenset({"h", "m", "s", "ms", "min", "sec"})
_WORD_TAG = re.compile(r"</?c(?:\.[^<>]*)?>|<\d+:[\d:.]+>")
"""What stands between the words of a line of captions when it is new, and no more when it rolls on."""
_TWIN = "twin"
"""What data says twice has no line of its own to begin: it is held to all that is kept as said."""
_LONG = 24
"""A copy of so many visible characters is found nowhere by chance."""
_SHOWN_CHARACTERS = 40


def find_misnamed(document: Document) -> Iterator[Loss]:
    """Yield what a reader calls structure or a copy and is not."""
    lines = dict(_line_starts(document.source.text))
    said = _Said(document)
    for item in document.skipped:
        text = document.source.text[item.excerpt.start : item.excerpt.end]
        if item.role is Role.STRUCTURE:
            wrong = _has_words(item, text)
        else:
            start = lines.get(item.repeats or 0, len(document.source.text))
            before = document.source.text[start : item.excerpt.start]
            twin = item.reason == _TWIN and said.holds(visible(decoded(document.source, item.excerpt)))
            wrong = not (twin or _says(before, text))
        if wrong:
            yield Loss(
                origin=document.source.origin(item.excerpt.line),
                matter=f"“{folded(text)[:_SHOWN_CHARACTERS]}” is called {item.reason} and is not",
                lost=len(visible(text)),
            )


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


def _has_words(item: Skipped, text: str) -> bool:
    if item.reason.startswith(_WORDED):
        return False
    figures = [word for word in words(text) if word.isdecimal() or re.fullmatch(r"\d+(?:h|m|s|ms)", word)]
    if item.reason not in _NUMBERED:
        return bool(words(text))
    return any(word not in figures and word.casefold() not in _UNITS for word in words(text))


def _says(before: str, copy: str) -> bool:
    """Tell whether the words of a copy begin the line it is said to repeat.

    A bullet, a number or the name of a section may stand before them there, so the first few words may differ.
    """
    wanted = words(_WORD_TAG.sub("", copy))
    reach = _WORD_TAG.sub("", before[: 40 * len(copy) + 400])[: 2 * len(copy) + 80]
    if not wanted:
        return visible(copy) in visible(reach)
    there = words(reach)
    return any(there[start : start + len(wanted)] == wanted for start in range(8))


def _line_starts(text: str) -> Iterator[tuple[int, int]]:
    start, number = 0, 1
    while start <= len(text):
        yield number, start
        end = text.find("\n", start)
        if end < 0:
            return
        start, number = end + 1, number + 1
