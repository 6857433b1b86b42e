"""Where words come from: a source file, its lines, and the stretches of it that are kept.

Every piece of text in the model is an `Excerpt`: it knows the characters of the source it stands for.
The proof reads those characters again from the source itself and never trusts the copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

# Only these three end a line. `str.splitlines` would also cut at U+001D, U+0085 or U+2028, which occur
# inside real transcripts.
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A place in a source file, for messages."""

    path: str
    """The path as the user would type it."""
    line: int
    """The line, counted from 1."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a source file, taken out as text.

    Two excerpts are equal when their text is: the same recap written in two ways is the same recap.
    """

    text: str
    """The characters of the source, with white space at the ends left off."""
    start: int = field(compare=False)
    """Offset of the first character in `Source.text`."""
    end: int = field(compare=False)
    """Offset behind the last character."""
    line: int = field(compare=False)
    """The line it begins on, counted from 1."""

    def part(self, start: int, end: int) -> Self:
        """Return the excerpt of the characters `start` to `end` of this one, stripped of white space."""
        piece = self.text[start:end]
        lead = len(piece) - len(piece.lstrip())
        first = self.start + start + lead
        text = piece.strip()
        line = self.line + len(_LINE_END.findall(self.text[: start + lead]))
        return type(self)(text, first, first + len(text), line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source file, read and decoded."""

    path: str
    """The path as the user would type it."""
    text: str
    """Every character of the file, line ends untouched, without a byte order mark."""
    sha256: str
    """Hash of the bytes, in hexadecimal."""
    encoding: str = "utf-8"
    """How the bytes were decoded."""

    def lines(self) -> tuple[Excerpt, ...]:
        """Return the lines that hold anything but white space, each stripped at both ends."""
        return tuple(line for line in self._all_lines() if line.text)

    def origin(self, line: int) -> Origin:
        """Return the place of a line of this file."""
        return Origin(path=self.path, line=line)

    def between(self, first: Excerpt, last: Excerpt) -> Excerpt:
        """Return one excerpt that reaches from the begin of `first` to the end of `last`."""
        return Excerpt(self.text[first.start : last.end], first.start, last.end, first.line)

    def _all_lines(self) -> Iterator[Excerpt]:
        whole = Excerpt(self.text, 0, len(self.text), 1)
        start, number = 0, 1
        for match in _LINE_END.finditer(self.text):
            yield _line(whole, start, match.start(), number)
            start, number = match.end(), number + 1
        yield _line(whole, start, len(self.text), number)


def _line(whole: Excerpt, start: int, end: int, number: int) -> Excerpt:
    raw = whole.text[start:end]
    text = raw.strip()
    first = start + len(raw) - len(raw.lstrip())
    return Excerpt(text, first, first + len(text), number)
