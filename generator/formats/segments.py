"""Rows of JSON that each hold a text, its time and its speaker, under names that differ from engine to engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.formats.json_text import Json, Value, first_of, span
from generator.formats.spoken import Said
from generator.origin import Excerpt
from generator.timecode import TimeSpan
from generator.words import count_words

Row = dict[str, Value]
"""An object of JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What an engine calls the members of a row; the first that a row has is taken."""

    text: tuple[str, ...] = ("text",)
    """What was said."""
    start: tuple[str, ...] = ("start",)
    """When it begins."""
    end: tuple[str, ...] = ("end",)
    """When it ends."""
    duration: tuple[str, ...] = ()
    """How long it is heard, where a row does not say when it ends."""
    both: tuple[str, ...] = ()
    """When it begins and ends: an array of two seconds, or an object with `from` and `to` in milliseconds."""
    label: tuple[str, ...] = ("speaker",)
    """Who says it; an empty one is passed over."""
    unit_ms: int = 1000
    """What a time that is a number counts: seconds, or 1 for milliseconds."""


def read_rows(file: Json, rows: Sequence[Row], names: Names) -> list[Said]:
    """Return what the rows say, without those that say nothing.

    Where rows are words and two in five bring their own white space, as Whisper's do, nothing is added to it: a
    row without any is a mark or goes on with the word before it.
    """
    found = [(text, row) for row in rows if (text := file.excerpt(first_of(row, *names.text)))]
    return [
        Said(text=text, label=_label(file, row, names), time=_time(file, row, names), glued=glued)
        for (text, row), glued in zip(found, _glued(file, found, names), strict=True)
    ]


def _glued(file: Json, found: Sequence[tuple[Excerpt, Row]], names: Names) -> list[bool | None]:
    texts = [file.string(first_of(row, *names.text)) for _, row in found]
    spaced = [before[-1].isspace() or after[0].isspace() for before, after in pairwise(texts)]
    if not spaced or sum(spaced) * 5 < len(spaced) * 2 or sum(map(count_words, texts)) > 1.5 * len(texts):
        return [None] * len(texts)
    return [None, *(not space for space in spaced)]


def _time(file: Json, row: Row, names: Names) -> TimeSpan | None:
    if pair := first_of(row, *names.both):
        return span(*file.pair_ms(pair))
    start_ms = file.ms(first_of(row, *names.start), names.unit_ms)
    end_ms = file.ms(first_of(row, *names.end), names.unit_ms)
    lasts_ms = file.ms(first_of(row, *names.duration), names.unit_ms)
    if start_ms is not None and end_ms is None and lasts_ms is not None:
        end_ms = start_ms + lasts_ms
    return span(start_ms, end_ms)


def inherit(said: Sequence[Said], whole: Said | None = None) -> list[Said]:
    """Return words that all have a time and a speaker, if any of them or their segment has.

    A word without takes the time of the one before it, and the label that is printed next: in the files that
    leave some out the label stands behind the word.
    """
    if all(item.time and item.label for item in said):
        return list(said)
    time = next((item.time for item in said if item.time), whole.time if whole else None)
    timed: list[Said] = []
    for item in said:
        time = item.time or time
        timed.append(item if item.time else replace(item, time=time))
    label = (whole.label if whole else None) or next((item.label for item in reversed(said) if item.label), None)
    named: list[Said] = []
    for item in reversed(timed):
        label = item.label or label
        named.append(item if item.label else replace(item, label=label))
    return named[::-1]


def _label(file: Json, row: Row, names: Names) -> Excerpt | None:
    return next((found for name in names.label if (found := file.excerpt(row.get(name)))), None)
