"""Speakers in a list of their own, joined to the words by time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.formats.spoken import Said
from generator.origin import Excerpt

Begin = tuple[int, Excerpt]
"""A moment in milliseconds, and the label of who speaks from then on."""


def join_speakers(said: Sequence[Said], begins: Iterable[Begin]) -> list[Said]:
    """Return words with the speaker who has begun last when the middle of the word is heard.

    Words before the first beginning and words without a time have the speaker of the word before.
    """
    sorted_begins = sorted(begins, key=lambda begin: begin[0])
    starts = [start_ms for start_ms, _ in sorted_begins]
    label: Excerpt | None = None
    named: list[Said] = []
    for item in said:
        if item.time and starts:
            end_ms = item.time.start_ms if item.time.end_ms is None else item.time.end_ms
            place = bisect_right(starts, (item.time.start_ms + end_ms) // 2)
            label = sorted_begins[place - 1][1] if place else label
        named.append(replace(item, label=label) if label else item)
    return named
