r"""Times that people print between the words of a transcript: `[12:34]`, `\[01:02:03.04\]`, `(00:12:34):`, `0:12`.

What stands behind the last point or colon is told by the whole file: decimals, or frames of a film (Changelog), or
the seconds of a clock that counts days in front (Spacelog).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.marks import structure
from generator.model import Skipped
from generator.origin import Excerpt
from generator.timecode import FRAMES_PER_SECOND, Fraction, TimeSpan, detect_fraction, read_clock
from generator.values import value

CLOCK = r"-?\d{1,3}(?::\d{1,2}){1,3}(?:[.,]\d{1,9})?"
"""A clock time, as part of a pattern."""
_ARROW = r"\s*(?:-->|->|→|–|—|-|~)\s*"
# Backslashes are there because Markdown wants brackets escaped; search-and-replace has doubled some.
BRACKETED = rf"\\*[\[(（【]\s?\\*(?:{CLOCK})(?:{_ARROW}{CLOCK})?\s?\\*[\])）】]"
"""A clock time or two in brackets, as part of a pattern."""
_CLOCKS = re.compile(CLOCK)
_LEAD = re.compile(rf"(?P<time>{BRACKETED}[:：]?)(?:(?P<to>\s+to\s+)(?P<end>{BRACKETED}))?\s*")
_BARE_LEAD = re.compile(rf"(?P<time>{CLOCK}(?:{_ARROW}{CLOCK})?[:：]?)(?:\s+(?:[-–—|]\s+)?|$)")
_TAIL = re.compile(rf"\s*(?P<time>{BRACKETED})")
_FRACTIONED = re.compile(r"(?<![\d:])\d{1,3}:\d{1,2}(?::\d{1,2})?\.\d{1,9}")
_FOUR_PARTS = re.compile(r"(?<![\d:])\d{1,3}:\d{2}:\d{2}:(\d{2})(?!\d)")
_POINT = re.compile(r":\d\d?\.\d")
_THIRD_COLON = re.compile(r":\d\d:\d\d:\d\d")
_HYPHEN = re.compile(r"(?<=\d)-(?=\d)")
_ENOUGH = 20
"""Times of four parts that show what the last part counts."""


@value(frozen=True, slots=True, kw_only=True)
class Timed:
    """A line without the time at its begin or end."""

    time: TimeSpan | None
    """When it is heard; None where nothing is printed, or nothing that can be read."""
    text: Excerpt
    """What is left; may be empty."""
    marks: tuple[Skipped, ...]
    """The time as printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How a file prints its times."""

    fraction: Fraction = Fraction.DECIMALS
    """What stands behind the point."""
    days: bool = False
    """Whether a time of four parts begins with days; otherwise it ends with frames."""
    bare: bool = False
    """Whether lines begin with times that stand in no brackets."""

    def read(self, text: str) -> TimeSpan | None:
        """Return what a printed time stands for, or two of them; None where it is before the recording."""
        times = [self._milliseconds(clock) for clock in _CLOCKS.findall(text)]
        if not times or times[0] is None:
            return None
        return TimeSpan(start_ms=times[0], end_ms=times[1] if len(times) > 1 else None)

    def take_lead(self, line: Excerpt) -> Timed:
        """Return a line without the time at its begin."""
        match = _LEAD.match(line.text) if line.text[:1] in "\\[(（【" else None
        if not match and (self.bare or line.text[-1:].isdigit()) and line.text[:1] in "-0123456789":
            match = _BARE_LEAD.match(line.text)
            if match and not self.bare and match.end() < len(line.text):
                match = None
        if not match:
            return Timed(time=None, text=line, marks=())
        return Timed(
            time=self.read(match[0]),
            text=line.part(match.end(), len(line.text)),
            marks=tuple(_marks(line, match)),
        )

    def take_tail(self, line: Excerpt) -> Timed:
        """Return a heading without the time in brackets at its end."""
        matches = list(_TAIL.finditer(line.text)) if line.text[-1:] in "])）】" else []
        if not matches or matches[-1].end() < len(line.text) or not matches[-1].start():
            return Timed(time=None, text=line, marks=())
        mark = line.part(*matches[-1].span("time"))
        text = line.part(0, matches[-1].start())
        return Timed(time=self.read(mark.text), text=text, marks=tuple(skip_time(mark)))

    def _milliseconds(self, text: str) -> int | None:
        if text.startswith("-"):
            return None
        if self.days and text.count(":") == 3:
            days, _, rest = text.partition(":")
            ms = read_clock(rest)
            return None if ms is None else ms + int(days) * 24 * 3600 * 1000
        return read_clock(text, self.fraction)


def find_clock(text: str, lines: Sequence[Excerpt]) -> Clock:
    """Return how a file prints its times."""
    last = [int(part) for part in _find_all(_FOUR_PARTS, _THIRD_COLON, text)]
    seconds = sum(part >= FRAMES_PER_SECOND for part in last)
    return Clock(
        fraction=detect_fraction(_find_all(_FRACTIONED, _POINT, text)),
        days=len(last) >= _ENOUGH and seconds * 10 >= len(last),
        bare=_has_bare_times(lines),
    )


def _find_all(pattern: re.Pattern[str], sign: re.Pattern[str], text: str) -> list[str]:
    """Return what a pattern finds, in lines that have its `sign`: what begins with a literal is found at once."""
    found: list[str] = []
    reached = 0
    while match := sign.search(text, reached):
        start = max(text.rfind("\n", reached, match.start()), reached)
        end = text.find("\n", match.end())
        reached = len(text) if end < 0 else end
        found += pattern.findall(text, start, reached)
    return found


def count_back(times: Iterable[tuple[TimeSpan, Excerpt]]) -> list[Excerpt]:
    """Return the times that are earlier than the one before them."""
    back: list[Excerpt] = []
    before = 0
    for time, mark in times:
        if time.start_ms < before:
            back.append(mark)
        before = time.start_ms
    return back


def skip_time(mark: Excerpt) -> Iterator[Skipped]:
    """Yield a printed time as structure; two times with only a hyphen between them are two."""
    cuts = [match.end() for match in _HYPHEN.finditer(mark.text)]
    for start, end in pairwise([0, *cuts, len(mark.text)]):
        yield structure(mark.part(start, end), "time")


def _marks(line: Excerpt, match: re.Match[str]) -> list[Skipped]:
    found = [*skip_time(line.part(*match.span("time")))]
    groups = match.groupdict()
    if groups.get("end"):
        found.append(structure(line.part(*match.span("to")), "metadata"))
        found += skip_time(line.part(*match.span("end")))
    return found


def _has_bare_times(lines: Sequence[Excerpt]) -> bool:
    """Tell whether at least three lines, and one in four, begin with a time in no brackets."""
    leads = sum(line.text[0].isdigit() and bool(_BARE_LEAD.match(line.text)) for line in lines)
    return leads >= 3 and leads * 4 >= len(lines)
