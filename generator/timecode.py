"""Times in a recording: read from every way people and tools print them, kept in milliseconds.

* `12:34`, `1:02:03`, `01:02:03.456`, `01:02:03,456`; minutes may go beyond 59 (`64:05`);
* `01:02:49.14` with frames behind the point, where the whole file counts so (`Fraction.FRAMES`);
* `01:02:49:14` with frames behind a fourth colon;
* `12.5` and `1.300s` in seconds, and `PT1H2M3.5S` as ISO 8601 has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

from generator.values import value

FRAMES_PER_SECOND = 30
"""What the transcripts of Changelog count behind the point: 13,699 values, evenly over 00 to 29."""

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:([.,:;])(\d{1,9}))?")
_SECONDS = re.compile(r"(\d{1,9}(?:\.\d{1,20})?)s?")  # Engines print 1.7000000000000002 too.
_ISO = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")


class Fraction(Enum):
    """What stands behind the last point of a clock time."""

    DECIMALS = "decimals"
    """Parts of ten, a hundred, a thousand."""
    FRAMES = "frames"
    """Pictures of a film, `FRAMES_PER_SECOND` of them."""


@value(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """From when to when something is heard in the recording."""

    start_ms: int
    """When it begins, in milliseconds from the start of the recording."""
    end_ms: int | None = None
    """When it ends; None where the source does not say."""


def read_clock(text: str, fraction: Fraction = Fraction.DECIMALS) -> int | None:
    """Return the milliseconds that a clock time stands for: `1:02:03.5`, `64:05`; None where it is none."""
    match = _CLOCK.fullmatch(text.strip())
    if not match:
        return None
    hours, minutes, seconds, mark, rest = match.groups()
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    framed = mark in {":", ";"} or (fraction is Fraction.FRAMES and len(rest or "") == 2)
    return whole * 1000 + (_frames(rest or "0") if framed else _decimals(rest or "0"))


def read_seconds(text: str) -> int | None:
    """Return the milliseconds of a number of seconds: `12.5`, `1.300s`; None where it is none."""
    match = _SECONDS.fullmatch(text.strip())
    return round(float(match[1]) * 1000) if match else None


def read_time(text: str) -> int | None:
    """Return the milliseconds of a time in any of the ways that need no file around them."""
    if match := _ISO.fullmatch(text.strip()):
        hours, minutes, seconds = (float(part or 0) for part in match.groups())
        return round(((hours * 60 + minutes) * 60 + seconds) * 1000)
    clock = read_clock(text)
    return read_seconds(text) if clock is None else clock


def detect_fraction(times: Iterable[str]) -> Fraction:
    """Return what a file's two figures behind the point count: frames, where many times never reach 30.

    Of 20 decimals one in 10^10 files would keep below 30 by chance.
    """
    parts = [match[5] for text in times if (match := _CLOCK.fullmatch(text.strip())) and match[4] == "."]
    framed = [part for part in parts if len(part) == 2 and int(part) < FRAMES_PER_SECOND]
    enough = len(parts) >= 20 and len(framed) * 100 >= len(parts) * 98
    return Fraction.FRAMES if enough else Fraction.DECIMALS


def format_clock(ms: int, mark: str = ".") -> str:
    """Return milliseconds as WebVTT writes them, `01:02:03.456`; SRT has a comma for the `mark`."""
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{rest:03}"


def format_short(ms: int) -> str:
    """Return milliseconds as people write them: `2:03`, `1:02:03`."""
    seconds = ms // 1000
    if seconds >= 3600:
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{seconds // 60}:{seconds % 60:02}"


def format_seconds(ms: int) -> str:
    """Return milliseconds as seconds without needless zeros: `12.5`, `7`."""
    return f"{ms / 1000:.3f}".rstrip("0").rstrip(".")


def _frames(text: str) -> int:
    return round(int(text) * 1000 / FRAMES_PER_SECOND)


def _decimals(text: str) -> int:
    return int(text.ljust(3, "0")[:3])
