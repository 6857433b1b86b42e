"""Captions that roll: each cue shows again what is still on the screen, and a line more below it.

YouTube writes its automatic captions so, each line three times. Only the first is speech. A file rolls if a third
of its cues begin with lines that the cue before ended with, and some of them go on with others; whoever says "No."
in three cues running does not make it roll.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.formats.cue_blocks import Cue
from generator.origin import Excerpt

_TAG = re.compile(r"</?c(?:\.[^<>]*)?>|<\d+:[\d:.]+>")
"""What YouTube puts around the words of a new line and takes away when the line rolls on."""
_CLOCK = re.compile(r"<\d+:[\d:.]+>")
_ON_SCREEN_MS = 1000
"""What was gone for longer than that is said again, not shown again."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A line on the screen."""

    text: str
    line: Excerpt
    first: Excerpt


def find_repeats(cues: Sequence[Cue]) -> dict[int, Excerpt]:
    """Return for each line that only rolls on, by its offset, the line that said it first."""
    repeats: dict[int, Excerpt] = {}
    screen: list[_Shown] = []
    seen = rolled = grown = 0
    before: Cue | None = None
    for cue in cues:
        lines = [_Shown(text, line, line) for line in cue.lines if (text := _plain(line))]
        if not lines:
            continue
        seen += 1
        again = _overlap(screen, lines) if before and _follows(before, cue) else 0
        kept = screen[len(screen) - again :]
        repeats |= {shown.line.start: old.first for shown, old in zip(lines, kept, strict=False)}
        rolled += again > 0
        grown += 0 < again < len(lines)
        screen = [_Shown(new.text, new.line, old.first) for new, old in zip(lines, kept, strict=False)]
        screen += lines[again:]
        before = cue
    return repeats if grown and rolled > 1 and rolled * 3 >= seen else {}


def _overlap(screen: Sequence[_Shown], lines: Sequence[_Shown]) -> int:
    """Return how many lines at the end of the screen are the first lines of the next cue."""
    for count in range(min(len(screen), len(lines)), 0, -1):
        pairs = zip(screen[len(screen) - count :], lines, strict=False)
        # A line with times of its words is being said.
        if all(old.text == new.text and not _CLOCK.search(new.line.text) for old, new in pairs):
            return count
    return 0


def _plain(line: Excerpt) -> str:
    return " ".join(_TAG.sub("", line.text).split()) if "<" in line.text else line.text


def _follows(before: Cue, cue: Cue) -> bool:
    if not before.time or not cue.time or before.time.end_ms is None:
        return True
    return before.time.start_ms <= cue.time.start_ms <= before.time.end_ms + _ON_SCREEN_MS
