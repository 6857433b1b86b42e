"""Where words come from: a source file, its lines, and the stretches of it that are kept.

Every piece of text in the model is an `Excerpt`: it knows the characters of the source it stands for.
The proof reads those characters again from the source itself and never trusts the copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Self

from generator.timecode import TimeSpan
from generator.values import value
from generator.words import is_blank

# Only these three end a line. `str.splitlines` would also cut at U+001D, U+0085 or U+2028, which occur
# inside real transcripts.
_LINE_END = re.compile(r"\r\n|\n|\r")
_LONE_RETURN = re.compile(r"\r(?!\n)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A place in a source file, for messages."""

    path: str
    """The path as the user would type it."""
    line: int
    """The line, counted from 1."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@value(frozen=True, slots=True)
class Piece:
    r"""A part of an excerpt that stands together in the source, or that is written there in another way.

    Three kinds: characters as the source has them; characters that the source writes as one escape (`&amp;`,
    `\u00e9`), taken whole; white space that joins two lines or cues and stands nowhere (`start` equals `end`).
    """

    text: str
    """What it gives to the excerpt."""
    start: int
    """Offset of its first character in `Source.text`."""
    end: int
    """Offset behind its last character."""
    line: int
    """The line it begins on, counted from 1."""
    time: TimeSpan | None = None
    """When it is heard, where the source says so."""

    @property
    def verbatim(self) -> bool:
        """Whether it has as many characters as the source, one for one."""
        return len(self.text) == self.end - self.start

    def part(self, start: int, end: int) -> Piece:
        """Return the characters `start` to `end` of it; an escape is never torn apart."""
        if not self.verbatim:
            return self
        line = self.line + _line_ends(self.text, start)
        return Piece(self.text[start:end], self.start + start, self.start + end, line, self.time)


@value(frozen=True, slots=True)
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
    pieces: tuple[Piece, ...] = field(default=(), compare=False)
    """What it is put together from, where its text is not simply `Source.text[start:end]` or has times."""

    def part(self, start: int, end: int) -> Self:
        """Return the excerpt of the characters `start` to `end` of this one, stripped of white space."""
        piece = self.text[start:end]
        text = piece.strip()
        first = start if text == piece else start + len(piece) - len(piece.lstrip())
        if self.pieces and text and (pieces := self._pieces_of(first, first + len(text))):
            return type(self)(text, pieces[0].start, pieces[-1].end, pieces[0].line, pieces)
        begin = self.at(first) if self.pieces else self.end - len(self.text) + first
        return type(self)(text, begin, begin + len(text), self.line + _line_ends(self.text, first))

    def at(self, index: int) -> int:
        """Return the offset in the source of a character of the text."""
        if not self.pieces:
            return self.end - len(self.text) + index
        for piece, reached in zip(self.pieces, accumulate(len(piece.text) for piece in self.pieces), strict=True):
            if index < reached:
                into = index - reached + len(piece.text)
                return piece.start + into if piece.verbatim else piece.start
        return self.end

    def index(self, offset: int) -> int:
        """Return the place in the text of an offset in the source; the next one where it is in no piece."""
        done = 0
        for piece in self.pieces:
            if offset < piece.end:
                return done + (max(offset - piece.start, 0) if piece.verbatim else 0)
            done += len(piece.text)
        return done if self.pieces else offset - self.start

    @property
    def shows(self) -> bool:
        """Whether any of its characters leaves a mark; nearly always the first one does."""
        first = self.text[:1]
        return (first > " " and first.isprintable()) or not all(map(is_blank, self.text))

    @property
    def time(self) -> TimeSpan | None:
        """When it is heard: from the begin of its first timed piece to the end of its last."""
        spans = [piece.time for piece in self.pieces if piece.time]
        return TimeSpan(start_ms=spans[0].start_ms, end_ms=spans[-1].end_ms) if spans else None

    def spans(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches of the source that it takes, in order."""
        if self.pieces:
            yield from ((piece.start, piece.end) for piece in self.pieces if piece.start < piece.end)
        else:
            yield self.start, self.end

    def timed(self, time: TimeSpan | None) -> Self:
        """Return the same excerpt, heard at a time."""
        if time is None:
            return self
        pieces = self.pieces or (Piece(self.text, self.start, self.end, self.line),)
        timed = tuple(Piece(it.text, it.start, it.end, it.line, time) for it in pieces)
        return type(self)(self.text, self.start, self.end, self.line, timed)

    def _pieces_of(self, start: int, end: int) -> tuple[Piece, ...]:
        kept: list[Piece] = []
        reached = 0
        for piece in self.pieces:
            first, reached = reached, reached + len(piece.text)
            if first < end and start < reached:
                kept.append(piece.part(max(start - first, 0), min(end, reached) - first))
        return tuple(kept)


def join_excerpts(excerpts: Sequence[Excerpt], gap: str = " ") -> Excerpt:
    """Return one excerpt of several, with white space between them that stands nowhere in the source."""
    pieces: list[Piece] = []
    for excerpt in excerpts:
        if pieces and gap:
            pieces.append(Piece(gap, excerpt.start, excerpt.start, excerpt.line, pieces[-1].time))
        pieces += excerpt.pieces or (Piece(excerpt.text, excerpt.start, excerpt.end, excerpt.line),)
    text = gap.join(excerpt.text for excerpt in excerpts)
    return Excerpt(text, pieces[0].start, pieces[-1].end, excerpts[0].line, tuple(pieces))


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
        return tuple(self._written())

    def origin(self, line: int) -> Origin:
        """Return the place of a line of this file."""
        return Origin(path=self.path, line=line)

    def between(self, first: Excerpt, last: Excerpt) -> Excerpt:
        """Return one excerpt that reaches from the begin of `first` to the end of `last`."""
        return Excerpt(self.text[first.start : last.end], first.start, last.end, first.line)

    def _written(self) -> Iterator[Excerpt]:
        start = 0
        # Every character stays where it is, and what is left of the line ends is white space.
        for number, raw in enumerate(_LONE_RETURN.sub("\n", self.text).split("\n"), start=1):
            if text := raw.strip():
                first = start if text == raw else start + len(raw) - len(raw.lstrip())
                yield Excerpt(text, first, first + len(text), number)
            start += len(raw) + 1


def _line_ends(text: str, end: int) -> int:
    """Count the line ends before a place of a text; most excerpts are a line or a part of one."""
    if not end or (text.find("\n", 0, end) < 0 and text.find("\r", 0, end) < 0):
        return 0
    return len(_LINE_END.findall(text, 0, end))
