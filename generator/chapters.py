"""Chapters from a file of their own, put before the turns that they open."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace

from generator.model import Chapter, Talk, Transcript

_SOON_MS = 2000
"""A chapter that begins so shortly before a turn opens that turn: who cuts chapters is rarely exact."""


def with_chapters(talk: Talk) -> Talk:
    """Return a talk with the chapters of its files of chapters, in its main transcript where times tell."""
    listed = [
        replace(chapter, source=document.source) for document in talk.documents for chapter in document.chapters
    ]
    if not listed:
        return talk
    placed = place_chapters(talk.transcripts[0], listed) if talk.transcripts else None
    if placed is None:
        return replace(talk, chapters=tuple(listed))
    return replace(talk, transcripts=(placed, *talk.transcripts[1:]))


def place_chapters(transcript: Transcript, chapters: Sequence[Chapter]) -> Transcript | None:
    """Return a transcript with each chapter before the turn that is heard when it begins.

    None where it has no times, or a chapter has none: then nobody knows where they belong.
    """
    timed = [(turn.time.start_ms, place) for place, turn in enumerate(transcript.turns) if turn.time]
    if not timed or any(chapter.start_ms is None for chapter in chapters):
        return None
    timed.sort()
    starts = [start_ms for start_ms, _ in timed]
    opened: dict[int, list[Chapter]] = {}
    for chapter in sorted(chapters, key=lambda chapter: chapter.start_ms or 0):
        near = _opened_by(chapter.start_ms or 0, starts)
        opened.setdefault(timed[near][1], []).append(chapter)
    turns = (
        replace(turn, chapters=(*turn.chapters, *opened.get(place, ())))
        for place, turn in enumerate(transcript.turns)
    )
    return replace(transcript, turns=tuple(turns))


def _opened_by(start_ms: int, starts_ms: Sequence[int]) -> int:
    """Return the turn that is heard at a time, or the next one if that begins soon and is nearer."""
    heard = max(bisect(starts_ms, start_ms) - 1, 0)
    if heard + 1 == len(starts_ms):
        return heard
    wait_ms = starts_ms[heard + 1] - start_ms
    return heard + 1 if wait_ms <= _SOON_MS and wait_ms < abs(start_ms - starts_ms[heard]) else heard
