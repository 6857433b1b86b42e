"""When each word of a talk is heard, as far as the source says, and between that by the length of the words.

A source may know the time of each word, of each caption, or only when a turn begins. What it knows stays as it is;
what stands between two known times is spread evenly over them, as far as people speak so slowly.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby

from generator.columns import split_words, width
from generator.model import Side, Talk, Transcript, Turn
from generator.origin import Excerpt
from generator.timecode import TimeSpan

_COLUMNS_PER_SECOND = 14
"""How fast people speak, where nothing else tells when a text ends: about 150 English words a minute."""
_SLOWEST = 2
"""So many times as long may speech take; what is left until the next known time is silence."""
_LONGEST_STRETCH_S = 120
"""Captions need a time at least so often, on average; else they would stand far from what is said."""
_TURNS_PER_TIME = 4
"""And one for every so many turns: a time somebody mentions, at the begin of a line, times nothing."""


@dataclass(slots=True)
class Word:
    """A part of a text that no caption tears apart."""

    text: str
    """Its characters."""
    spaced: bool
    """Whether white space stands before it."""
    opens: bool
    """Whether it begins a paragraph."""
    columns: int
    """How wide it is."""
    start_ms: int = 0
    """When it begins."""
    end_ms: int = 0
    """When it ends."""


@dataclass(slots=True, kw_only=True)
class Stretch:
    """Words with one time between them."""

    turn: Turn
    """The turn they are said in."""
    words: list[Word] = field(default_factory=list)
    """The words; none for a turn without any."""
    start_ms: int | None = None
    """When the first begins."""
    end_ms: int | None = None
    """When the last ends."""
    stated: bool = False
    """Whether the source itself says both."""


def timed_transcript(talk: Talk) -> Transcript | None:
    """Return the first transcript with times enough for captions; None where there is none."""
    return next((transcript for transcript in talk.transcripts if _is_timed(transcript)), None)


def time_words(transcript: Transcript, lang: str) -> list[Stretch]:
    """Return the words of a transcript in one language, each with a time."""
    stretches = list(_joined(_gathered(transcript, lang)))
    groups = list(_groups(stretches))
    first_ms = next((stretch.start_ms for stretch in stretches if stretch.start_ms is not None), 0)
    for group, after in zip(groups, [*groups[1:], []], strict=True):
        start_ms = group[0].start_ms
        if start_ms is None:
            start_ms = max(first_ms - _estimate_ms(group), 0)
        end_ms = group[0].end_ms
        if end_ms is None or end_ms <= start_ms:
            group[0].stated = False
            until_ms = after[0].start_ms if after else None
            spoken_ms = _estimate_ms(group)
            end_ms = start_ms + spoken_ms
            if until_ms is not None and until_ms > start_ms:
                end_ms = min(until_ms, start_ms + _SLOWEST * spoken_ms)
        _spread(group, start_ms, end_ms)
    return stretches


def _is_timed(transcript: Transcript) -> bool:
    times = sum(max(map(_count_times, turn.sides)) for turn in transcript.turns)
    if len(transcript.turns) > times * _TURNS_PER_TIME:
        return False
    columns = sum(width(excerpt.text) for turn in transcript.turns for excerpt in turn.main.paragraphs)
    return columns <= times * _LONGEST_STRETCH_S * _COLUMNS_PER_SECOND


def _count_times(side: Side) -> int:
    pieces = [piece for excerpt in side.paragraphs for piece in excerpt.pieces]
    if not pieces:
        return int(side.label is not None and side.label.time is not None)
    return len({piece.time.start_ms for piece in pieces if piece.time}) or int(side.time is not None)


def _gathered(transcript: Transcript, lang: str) -> Iterator[Stretch]:
    """Yield the words of each turn in runs that have one time, or none."""
    for turn in transcript.turns:
        # What nobody has translated is better read as it was said than not at all.
        side = turn.side(lang) or turn.main
        if not side.paragraphs:
            yield _stretch(turn, [], turn.time)
            continue
        for index, paragraph in enumerate(side.paragraphs):
            yield from _runs(turn, paragraph, None if paragraph.time else _borrowed(turn, side, index))


def _borrowed(turn: Turn, side: Side, index: int) -> TimeSpan | None:
    """Return the time of a paragraph without one from the same paragraph in another language."""
    for other in turn.sides:
        if len(other.paragraphs) == len(side.paragraphs) and other.paragraphs[index].time:
            return other.paragraphs[index].time
    if index or not turn.time:
        return None
    return turn.time if len(side.paragraphs) == 1 else replace(turn.time, end_ms=None)


def _runs(turn: Turn, paragraph: Excerpt, borrowed: TimeSpan | None) -> Iterator[Stretch]:
    spans = list(split_words(paragraph.text))
    words: list[Word] = []
    reached = 0
    for start, end in spans:
        text = paragraph.text[start:end]
        words.append(Word(text, reached < start and bool(words), not words, width(text)))
        reached = end
    if borrowed or not paragraph.pieces:
        yield _stretch(turn, words, borrowed)
        return
    # A word belongs to the piece that its first character stands in, wherever it ends.
    ends = list(accumulate(len(piece.text) for piece in paragraph.pieces))
    pieces = (paragraph.pieces[bisect(ends, start)] for start, _ in spans)
    for time, run in groupby(zip(pieces, words, strict=True), key=lambda pair: pair[0].time):
        yield _stretch(turn, [word for _, word in run], time)


def _stretch(turn: Turn, words: list[Word], time: TimeSpan | None) -> Stretch:
    if time is None:
        return Stretch(turn=turn, words=words)
    return Stretch(
        turn=turn, words=words, start_ms=time.start_ms, end_ms=time.end_ms, stated=time.end_ms is not None
    )


def _joined(runs: Iterator[Stretch]) -> Iterator[Stretch]:
    """Join what has no time of its own to what comes before it, and a caption that goes on in a new paragraph."""
    held: Stretch | None = None
    for run in runs:
        if held and _goes_on(held, run):
            held.words += run.words
            continue
        if held:
            yield held
            if run.start_ms is None:
                run.start_ms = held.end_ms
        held = run
    if held:
        yield held


def _goes_on(held: Stretch, run: Stretch) -> bool:
    if held.turn is not run.turn:
        return False
    if run.start_ms is None:
        return held.end_ms is None
    return run.stated and (run.start_ms, run.end_ms) == (held.start_ms, held.end_ms)


def _groups(stretches: list[Stretch]) -> Iterator[list[Stretch]]:
    """Yield each stretch that has a time with those behind it that have none."""
    group: list[Stretch] = []
    for stretch in stretches:
        if group and stretch.start_ms is not None:
            yield group
            group = []
        group.append(stretch)
    if group:
        yield group


def _spread(group: list[Stretch], start_ms: int, end_ms: int) -> None:
    """Give the words of a group their times: each as much as it is long."""
    words = [word for stretch in group for word in stretch.words]
    reached = list(accumulate((max(word.columns, 1) for word in words), initial=0))
    times = [start_ms + (end_ms - start_ms) * weight // (reached[-1] or 1) for weight in reached]
    for word, begin_ms, done_ms in zip(words, times, times[1:], strict=False):
        word.start_ms, word.end_ms = begin_ms, done_ms


def _estimate_ms(group: list[Stretch]) -> int:
    columns = sum(word.columns + word.spaced for stretch in group for word in stretch.words)
    return max(columns * 1000 // _COLUMNS_PER_SECOND, 1)
