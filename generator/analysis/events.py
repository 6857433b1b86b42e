"""Stage directions in a transcript: `[laughter]`, `[笑声]`, `（掌聲）`.

Square brackets (and 【】) hold an event when they hold letters and no sentence; round ones only when the word
in them is known, for people speak in parentheses too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.values import value

OTHER = "other"
"""The kind of an event that none of the known words names."""

_KINDS = {
    "laughter": ("laugh", "chuckl", "giggl", "笑"),
    "applause": ("applau", "clap", "cheer", "掌声", "掌聲", "鼓掌"),
    "music": ("music", "jingle", "音乐", "音樂"),
    "pause": ("pause", "silence", "停顿", "停頓", "沉默"),
    "crosstalk": ("crosstalk", "cross talk", "cross-talk", "overlapping", "同时", "同時"),
    "unclear": ("inaudible", "unintelligible", "indistinct", "unclear", "听不清", "聽不清", "无法辨认"),
}
_SQUARE = re.compile(r"\[(?P<a>[^\[\]\n]{1,48})\]|【(?P<b>[^【】\n]{1,24})】")
_ROUND = re.compile(r"[(（](?P<c>[^()（）\n]{1,32})[)）]")
_LETTER = re.compile(r"[^\W\d_]")


@value(frozen=True, slots=True, kw_only=True)
class Event:
    """A stage direction in a text."""

    start: int
    """Offset of its first bracket in the text."""
    end: int
    """Offset behind its last bracket."""
    kind: str
    """`laughter`, `applause`, `music`, `pause`, `crosstalk`, `unclear` or `other`."""


def find_events(text: str) -> tuple[Event, ...]:
    """Return the stage directions of a text in order; they do not overlap."""
    # Looking for a letter is nothing beside searching for a pattern, and most texts have no bracket.
    square = "[" in text or "【" in text
    round_ = "(" in text or "（" in text
    if not (square or round_):
        return ()
    found = [*(_square(text) if square else ()), *(_round(text) if round_ else ())]
    found.sort(key=lambda event: event.start)
    kept: list[Event] = []
    for event in found:
        if not kept or event.start >= kept[-1].end:
            kept.append(event)
    return tuple(kept)


def _square(text: str) -> Iterator[Event]:
    for match in _SQUARE.finditer(text):
        words = match["a"] or match["b"]
        # `[1]` is a note and `[00:12]` a time; `[x](…)` is a link somebody typed.
        if _LETTER.search(words) and text[match.end() : match.end() + 1] not in {"(", ":"}:
            yield Event(start=match.start(), end=match.end(), kind=_kind(words) or OTHER)


def _round(text: str) -> Iterator[Event]:
    for match in _ROUND.finditer(text):
        if kind := _kind(match["c"]):
            yield Event(start=match.start(), end=match.end(), kind=kind)


def _kind(words: str) -> str | None:
    plain = words.casefold().strip()
    if len(plain.split()) > 3:
        return None
    return next((kind for kind, stems in _KINDS.items() if any(stem in plain for stem in stems)), None)
