"""What is named instead of shown is held to its name: structure has no words, and a copy says what it copies.

Without this a reader could lose words by calling them structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Document, Role, Skipped
from generator.verify.compare import Loss
from generator.words import folded, visible, words

_WORDED = (
    *("section heading", "front matter", "legend", "metadata", "file header", "field"),
    *("comment", "style", "script", "markup", "page furniture", "cue identifier", "cue settings"),
)
"""Structure that is made of words: it says what the text is, or is no text at all. Each is listed on the record."""
_NUMBERED = ("bullet", "time", "cue number")
"""Structure that is made of figures: the number of a list item or a cue, a time."""
_UNITS = frozenset({"h", "m", "s", "ms", "min", "sec"})
_SHOWN_CHARACTERS = 40


def find_misnamed(document: Document) -> Iterator[Loss]:
    """Yield what a reader calls structure or a copy and is not."""
    lines = dict(_line_starts(document.source.text))
    for item in document.skipped:
        text = document.source.text[item.excerpt.start : item.excerpt.end]
        if item.role is Role.STRUCTURE:
            wrong = _has_words(item, text)
        else:
            start = lines.get(item.repeats or 0, len(document.source.text))
            wrong = not _says(document.source.text[start : item.excerpt.start], text)
        if wrong:
            yield Loss(
                origin=document.source.origin(item.excerpt.line),
                matter=f"“{folded(text)[:_SHOWN_CHARACTERS]}” is called {item.reason} and is not",
                lost=len(visible(text)),
            )


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
    wanted = words(copy)
    reach = before[: 2 * len(copy) + 80]
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
