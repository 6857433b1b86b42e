r"""A line of caption text: what is said, by whom, and the tags and escapes around it.

WebVTT has voices (`<v Ann>`), classes (`<c.yellow>`), times of words (`<00:00:01.000>`) and character references
(https://www.w3.org/TR/webvtt1/#cue-text); SubRip has `<i>`, `<font ...>` and the places of SubStation Alpha
(`{\an8}`); SubViewer has `[br]`. Each is read in all of them. A tag that none of them knows is text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

from generator.marks import structure
from generator.model import Skipped
from generator.origin import Excerpt, Piece
from generator.timecode import TimeSpan, read_clock
from generator.words import visible

_TOKEN = re.compile(
    r"<v(?:\.[^<>\s]*)?[ \t](?P<voice>[^<>]*)>|(?P<end></v\s*>)|<(?P<clock>\d+:[\d:.]+)>"
    r"|(?P<tag></?(?:c|i|b|u|s|ruby|rt|lang|font|span|br|em|strong)(?:[.\s/][^<>]*)?>|\{\\[^{}]*\}|\[br\])"
    r"|(?P<escape>&(?:\#\d{1,7}|\#x[0-9a-f]{1,6}|[a-z]\w{1,31});)",
    re.IGNORECASE | re.ASCII,
)
_MARKED = re.compile(r"[<&{]|\[br\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one voice says in a line of a cue."""

    text: Excerpt | None
    """The words, with their times where the line has any; None where the voice says nothing."""
    voice: Excerpt | None = None
    """The name of a voice that begins here."""
    ended: bool = False
    """Whether a voice ended right before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionLine:
    """A line of a cue, taken apart."""

    said: tuple[Said, ...]
    """What is said, voice by voice."""
    marks: tuple[Skipped, ...] = ()
    """The tags."""


def read_caption_line(line: Excerpt, time: TimeSpan | None) -> CaptionLine:
    """Return what a line of a cue says; `time` is that of the cue."""
    if not _MARKED.search(line.text):
        return CaptionLine(said=(Said(text=line),))
    return _Reading(line, time).read()


def cut(excerpt: Excerpt, start: int, end: int) -> Excerpt:
    """Return a part of an excerpt that stands on one line: as `Excerpt.part` does, for 36,000 cues in a breath."""
    if excerpt.pieces:
        return excerpt.part(start, end)
    if end - start == len(excerpt.text):
        return excerpt
    text = excerpt.text[start:end]
    kept = text.strip()
    begin = excerpt.start + start + (0 if kept == text else len(text) - len(text.lstrip()))
    return Excerpt(kept, begin, begin + len(kept), excerpt.line)


class _Reading:
    """A line while it is read."""

    def __init__(self, line: Excerpt, time: TimeSpan | None) -> None:
        self.line = line
        self.time = time
        self.clock = time.start_ms if time else None
        self.pieces: list[Piece] = []
        self.clocks: list[int | None] = []
        self.voice: Excerpt | None = None
        self.ended = False
        self.said: list[Said] = []

    def read(self) -> CaptionLine:
        text, reached = self.line.text, 0
        for match in _TOKEN.finditer(text):
            self._add(text[reached : match.start()], reached, match.start())
            self._take(match)
            reached = match.end()
        self._add(text[reached:], reached, len(text))
        self._flush()
        return CaptionLine(said=tuple(self.said), marks=tuple(self._marks()))

    def _take(self, match: re.Match[str]) -> None:
        if match["escape"]:
            self._unescape(match)
        elif match["clock"]:
            self.clock = _first(read_clock(match["clock"]), self.clock)
        elif match["tag"]:
            if match["tag"].casefold().startswith(("<br", "[br")):
                self._gap(match.start())
        else:
            self._flush()
            if match["voice"]:
                name = read_caption_line(cut(self.line, *match.span("voice")), None)
                self.voice = next((said.text for said in name.said), None)
            self.ended = self.voice is None

    def _unescape(self, match: re.Match[str]) -> None:
        """Add the character that an escape stands for; white space only parts what is around it."""
        raw = match[0]
        text = html.unescape(raw) if raw[1] == "#" or raw[1:] in html5 else raw
        if visible(text):
            self._add(text if len(text) == 1 else raw, *match.span())
        else:
            self._gap(match.start())

    def _add(self, text: str, start: int, end: int) -> None:
        if text:
            at = self.line.start
            self.pieces.append(Piece(text, at + start, at + end, self.line.line))
            self.clocks.append(self.clock)

    def _gap(self, at: int) -> None:
        self._add(" ", at, at)

    def _flush(self) -> None:
        """Close what the voice has said so far."""
        text = "".join(piece.text for piece in self.pieces)
        excerpt = self._excerpt(text) if visible(text) else None
        if excerpt or self.voice or self.ended:
            self.said.append(Said(text=excerpt, voice=self.voice, ended=self.ended))
        self.pieces, self.clocks = [], []
        self.voice, self.ended = None, False

    def _marks(self) -> Iterator[Skipped]:
        """Yield what stands between the words and the names."""
        reached = self.line.start
        for said in self.said:
            for excerpt in filter(None, (said.voice, said.text)):
                for start, end in excerpt.spans():
                    yield from self._mark(reached, start)
                    reached = end
        yield from self._mark(reached, self.line.end)

    def _mark(self, start: int, end: int) -> Iterator[Skipped]:
        if start < end:
            part = cut(self.line, start - self.line.start, end - self.line.start)
            if part.shows:
                yield structure(part, "markup")

    def _excerpt(self, text: str) -> Excerpt:
        pieces = tuple(self._timed())
        whole = Excerpt(text, pieces[0].start, pieces[-1].end, self.line.line, pieces)
        return whole if text == text.strip() else whole.part(0, len(text))

    def _timed(self) -> Iterator[Piece]:
        if self.time is None:
            yield from self.pieces
            return
        ends = [*self.clocks[1:], self.time.end_ms]
        for place in range(len(ends) - 2, -1, -1):  # A word lasts until the clock goes on.
            if ends[place] == self.clocks[place]:
                ends[place] = ends[place + 1]
        for piece, start, end in zip(self.pieces, self.clocks, ends, strict=True):
            begin = _first(start, self.time.start_ms)
            span = TimeSpan(start_ms=begin or 0, end_ms=end if end and end > (begin or 0) else None)
            yield Piece(piece.text, piece.start, piece.end, piece.line, span)


def _first(one: int | None, other: int | None) -> int | None:
    return other if one is None else one
