"""How much each speaker said: turns, words, questions, and who spoke after whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.model import Talk, Transcript, Turn
from generator.timecode import TimeSpan
from generator.words import count_words

_QUESTION_MARKS = ("?", "？")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerStats:
    """What one speaker said in the main transcript, counted in its main language."""

    speaker: str
    """Id of the speaker."""
    turns: tuple[int, ...]
    """Numbers of the speaker's turns."""
    words: int
    """Words in all of them."""
    percent: int
    """Part of the words of all speakers; the parts of a talk add up to 100."""
    longest_turn: int
    """Number of the turn with the most words; the first of several."""
    longest_words: int
    """Words of that turn."""
    questions: int
    """Question marks in the speaker's turns, counted in the language that has most of them."""
    heard_ms: int | None = None
    """How long all of the turns are; None where a turn of the transcript has no time."""
    heard_percent: int = 0
    """Part of the time of all speakers; the parts of a talk add up to 100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """How often one speaker came right after another."""

    first: str
    """Id of the speaker who spoke first."""
    then: str
    """Id of the speaker who spoke next."""
    times: int
    """How often."""


def turn_words(turn: Turn) -> int:
    """Count the words of a turn in the language that is read first."""
    return sum([count_words(paragraph.text) for paragraph in turn.main.paragraphs])


def count_speakers(talk: Talk) -> tuple[SpeakerStats, ...]:
    """Count turns, words and questions of each speaker; the counts add up to the talk's."""
    transcript = _named_transcript(talk)
    if transcript is None:
        return ()
    words = {turn.number: turn_words(turn) for turn in transcript.turns}
    turns: dict[str, list[Turn]] = {speaker.id: [] for speaker in talk.speakers if speaker.person}
    for turn in transcript.turns:
        if turn.speaker in turns:
            turns[turn.speaker].append(turn)
    own_words = {speaker: sum(words[turn.number] for turn in own) for speaker, own in turns.items() if own}
    percents = _percents(own_words)
    stats = (_stats(speaker, turns[speaker], words, percents[speaker]) for speaker in own_words)
    return _with_times(tuple(stats), turn_lengths(transcript))


def turn_lengths(transcript: Transcript) -> dict[int, int] | None:
    """Return how many milliseconds each turn is long, by its number; None where one has no time.

    A turn ends where its source says, or where the next one begins. A last turn without an end has no length.
    """
    spans: list[TimeSpan] = []
    for turn in transcript.turns:
        if (time := turn.time) is None:
            return None
        spans.append(time)
    if not spans:
        return None
    ends = [*(span.start_ms for span in spans[1:]), spans[-1].start_ms]
    lengths = (
        max((span.end_ms if span.end_ms is not None else end) - span.start_ms, 0)
        for span, end in zip(spans, ends, strict=True)
    )
    return {turn.number: length for turn, length in zip(transcript.turns, lengths, strict=True)}


def count_follows(talk: Talk) -> tuple[Follow, ...]:
    """Count who spoke right after whom, most often first; a turn without a speaker breaks the chain."""
    transcript = _named_transcript(talk)
    turns = transcript.turns if transcript else ()
    persons: set[str | None] = {speaker.id for speaker in talk.speakers if speaker.person}
    pairs = Counter((one.speaker, other.speaker) for one, other in pairwise(turns))
    named = [
        Follow(first=first, then=then, times=times)
        for (first, then), times in pairs.items()
        if {first, then} <= persons and first is not None and then is not None
    ]
    return tuple(sorted(named, key=lambda follow: (-follow.times, follow.first, follow.then)))


def _named_transcript(talk: Talk) -> Transcript | None:
    main = talk.transcripts[:1]
    return next((transcript for transcript in main if any(turn.speaker for turn in transcript.turns)), None)


def _percents(amounts: dict[str, int]) -> dict[str, int]:
    """Return whole percentages that add up to 100: what rounding leaves over goes to the largest remainders."""
    total = sum(amounts.values()) or 1
    percents = {name: amount * 100 // total for name, amount in amounts.items()}
    left = 100 - sum(percents.values()) if any(amounts.values()) else 0
    by_remainder = sorted(amounts, key=lambda name: -(amounts[name] * 100 % total))
    return {name: percent + (name in by_remainder[:left]) for name, percent in percents.items()}


def _with_times(stats: tuple[SpeakerStats, ...], lengths: dict[int, int] | None) -> tuple[SpeakerStats, ...]:
    if lengths is None:
        return stats
    heard = {one.speaker: sum(lengths[turn] for turn in one.turns) for one in stats}
    percents = _percents(heard)
    return tuple(replace(one, heard_ms=heard[one.speaker], heard_percent=percents[one.speaker]) for one in stats)


def _stats(speaker: str, turns: list[Turn], words: dict[int, int], percent: int) -> SpeakerStats:
    longest = max(turns, key=lambda turn: words[turn.number])
    return SpeakerStats(
        speaker=speaker,
        turns=tuple(turn.number for turn in turns),
        words=sum(words[turn.number] for turn in turns),
        percent=percent,
        longest_turn=longest.number,
        longest_words=words[longest.number],
        questions=sum(map(_questions, turns)),
    )


def _questions(turn: Turn) -> int:
    # A machine transcript of one language may have no punctuation where its translation has: the side
    # with most question marks tells best what was asked.
    return max(
        sum([paragraph.text.count(mark) for paragraph in side.paragraphs for mark in _QUESTION_MARKS])
        for side in turn.sides
    )
