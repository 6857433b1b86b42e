"""The cues of a caption file: a line of times, and the lines of text below it.

WebVTT (https://www.w3.org/TR/webvtt1/), SubRip and SubViewer share this frame: blocks with an empty line between
them, in each a number or name, a line of times, text. Files in the wild leave out any of it, so a cue begins at its
line of times, wherever that stands, and text that is in no cue is kept as a cue without a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.formats.caption_text import cut
from generator.marks import structure
from generator.model import Skipped
from generator.origin import Excerpt, Source
from generator.timecode import TimeSpan, read_clock, read_seconds

# Two line ends with nothing between. White space is something: YouTube writes a line of one space inside its cues.
_EMPTY_LINE = re.compile(r"(?:\r\n|\n|\r(?!\n)){2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CueGrammar:
    """How a kind of caption file writes its cues."""

    arrow: str
    """What every line of times holds: to look for before the pattern is tried."""
    timing: re.Pattern[str]
    """A whole line of times, with the groups `start`, `end` and `settings`."""
    broken: re.Pattern[str]
    """A whole line that is meant for one, with the group `start`."""
    any_name: bool = False
    """Whether a cue may be named by any text, not only by a number."""
    blank_ends: bool = True
    """Whether an empty line ends the text of a cue; otherwise the next cue does."""


_TIME = r"\d[\d:.,]*[:.,]\d+"
ARROWS = CueGrammar(
    arrow="-->",
    timing=re.compile(rf"(?P<start>{_TIME})\s*-->\s*(?P<end>{_TIME})(?P<settings>\s.*)?"),
    broken=re.compile(r"(?P<start>\d[^\s>]*[:.,][^\s>]*)?\s*-->\s*(?:\d\S*[:.,]\S*(?:\s.*)?)?"),
)
"""Times as WebVTT and SubRip write them, point or comma, with or without hours; a mere number is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Text that is shown at one time."""

    time: TimeSpan | None
    """When; None where the file does not say, or not so that it can be read."""
    head: Excerpt
    """The line of times; the first line of text where there is none."""
    lines: tuple[Excerpt, ...]
    """The text, a line each; may be none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CueFile:
    """The cues of a file, and what is left of it."""

    cues: tuple[Cue, ...]
    """In the order of the file."""
    skipped: tuple[Skipped, ...]
    """Numbers, names, times and settings."""
    unread: tuple[Excerpt, ...]
    """Lines of times that could not be read in full."""
    stray: tuple[Excerpt, ...]
    """The first line of each text that is in no cue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Timing:
    """A line of times, read."""

    line: Excerpt
    time: TimeSpan | None
    times_end: int
    """Where in the line the times end and the settings begin."""
    broken: bool = False


def find_timing(grammar: CueGrammar, lines: Sequence[Excerpt]) -> int | None:
    """Return the index of the first of the lines that is a line of times, None where there is none."""
    timings = (
        index for index, line in enumerate(lines) if (found := _read_timing(grammar, line)) and not found.broken
    )
    return next(timings, None)


def split_blocks(source: Source, lines: Sequence[Excerpt]) -> list[list[Excerpt]]:
    """Return lines in the blocks that empty lines divide."""
    blocks: list[list[Excerpt]] = []
    before: Excerpt | None = None
    for line in lines:
        if not before or (line.line - before.line > 1 and _EMPTY_LINE.search(source.text, before.end, line.start)):
            blocks.append([])
        blocks[-1].append(line)
        before = line
    return blocks


def read_cues(source: Source, lines: Sequence[Excerpt], grammar: CueGrammar) -> CueFile:
    """Return the cues of a file; `lines` are without its header and comments."""
    filed = _Filed(source)
    for block in split_blocks(source, lines):
        timings = [_read_timing(grammar, line) for line in block]
        for place, (line, timing) in enumerate(zip(block, timings, strict=True)):
            below = timings[place + 1] if place + 1 < len(block) else None
            if timing:
                filed.begin(timing)
            elif below and (line.text.isdecimal() or (grammar.any_name and place == 0)):
                filed.name = line
            else:
                filed.keep(line, after_blank=place == 0, blank_ends=grammar.blank_ends)
    return filed.result()


class _Filed:
    """The cues of a file while it is read."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.name: Excerpt | None = None
        self.number: int | None = None
        self.heads: list[tuple[TimeSpan | None, Excerpt]] = []
        self.texts: list[list[Excerpt]] = []
        self.skipped: list[Skipped] = []
        self.unread: list[Excerpt] = []
        self.stray: list[Excerpt] = []

    def begin(self, timing: _Timing) -> None:
        self._start(timing.time, timing.line)
        if timing.broken:
            self.unread.append(timing.line)
        self.skipped += self._marks(timing)
        self.name = None

    def keep(self, line: Excerpt, *, after_blank: bool, blank_ends: bool) -> None:
        """Add a line of text to the cue that it belongs to."""
        if after_blank and not blank_ends and self.number and line.text == str(self.number + 1):
            # The number of a cue that has lost its line of times.
            self.number += 1
            self.skipped.append(structure(line, "cue number"))
            self._start(None, line)
            self.stray.append(line)
            return
        if not self.texts or (after_blank and blank_ends and self.texts[-1]):
            self._start(None, line)
            self.stray.append(line)
        self.texts[-1].append(line)

    def result(self) -> CueFile:
        cues = (
            Cue(time=time, head=head, lines=tuple(text))
            for (time, head), text in zip(self.heads, self.texts, strict=True)
        )
        return CueFile(
            cues=tuple(cues), skipped=tuple(self.skipped), unread=tuple(self.unread), stray=tuple(self.stray)
        )

    def _start(self, time: TimeSpan | None, head: Excerpt) -> None:
        self.heads.append((time, head))
        self.texts.append([])

    def _marks(self, timing: _Timing) -> Iterator[Skipped]:
        """Yield number and times as one stretch; a name, settings and what cannot be read are words."""
        first = timing.line
        if self.name and self.name.text.isdecimal():
            self.number = int(self.name.text)
            first = self.name
        elif self.name:
            yield structure(self.name, "cue identifier")
        end = timing.times_end
        if end:
            times = cut(timing.line, 0, end)
            yield structure(times if first is timing.line else self.source.between(first, times), "time")
        elif first is not timing.line:
            yield structure(first, "cue number")
        if end < len(timing.line.text):
            yield structure(cut(timing.line, end, len(timing.line.text)), "cue settings")


def _read_timing(grammar: CueGrammar, line: Excerpt) -> _Timing | None:
    if grammar.arrow not in line.text:
        return None
    if match := grammar.timing.fullmatch(line.text):
        start, end = _read_ms(match["start"]), _read_ms(match["end"])
        if start is not None and end is not None:
            # What ends before it begins has no end that could be believed.
            time = TimeSpan(start_ms=start, end_ms=end if end > start else None)
            return _Timing(line=line, time=time, times_end=match.end("end"))
    if match := grammar.broken.fullmatch(line.text):
        start = _read_ms(match["start"] or "")
        known = None if start is None else TimeSpan(start_ms=start)
        return _Timing(line=line, time=known, times_end=0, broken=True)
    return None


def _read_ms(text: str) -> int | None:
    clock = read_clock(text)
    return read_seconds(text) if clock is None else clock
