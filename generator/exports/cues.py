"""Captions: what is said, in pieces that can be read from a screen while it is heard.

At most two lines of 42 columns, and 7 seconds. A caption that the source itself has stays as it is where it fits on
two lines, however long it is shown. No word is torn apart, and no caption has two speakers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from generator.columns import width
from generator.exports.timing import Stretch, Word, time_words
from generator.model import Talk, Transcript
from generator.values import value
from generator.words import folded

LINE_COLUMNS = 42
"""The longest line, as broadcasters have it; a wide letter takes two columns."""
_LONGEST_MS = 7000
_SHORTEST_MS = 1000
"""What is over sooner goes with what comes next, if it is no sentence."""
_PAUSE_MS = 1500
"""A silence that ends a caption made of single words."""
_WORD_COLUMNS = 9
"""Stretches that are shorter than this on average are words, not captions."""
_BETTER_BREAK = 16
"""Columns by which lines may differ in length for a break behind a comma."""
_SENTENCE_END = re.compile(r"[.?!…。？！][\"'”’」』）)\]]*$")
_CLAUSE_END = re.compile(r"[,;:，；：、—–][\"'”’」』）)\]]*$")


@value(frozen=True, slots=True, kw_only=True)
class Cue:
    """What is on the screen at one time."""

    start_ms: int
    """When it appears."""
    end_ms: int
    """When it is gone."""
    speaker: str
    """The name of who says it; empty where nobody is named."""
    turn: int
    """Number of the turn it is from."""
    text: str
    """What is said, on one line."""


def make_cues(talk: Talk, transcript: Transcript, lang: str) -> tuple[Cue, ...]:
    """Return the captions of a transcript in one of its languages, in the order they are heard."""
    names = {speaker.id: folded(speaker.name) for speaker in talk.speakers}
    grouped = _grouped(time_words(transcript, lang))
    cues = [_cue(stretch, words, names.get(stretch.turn.speaker or "", "")) for stretch, words in grouped]
    return tuple(sorted(cues, key=lambda cue: cue.start_ms))


def cue_lines(text: str) -> tuple[str, ...]:
    """Return the text of a caption on one line, or on two that are about equally long."""
    columns = width(text)
    if columns <= LINE_COLUMNS:
        return (text,)
    gaps = [match.start() for match in re.finditer(" ", text)]
    sides = [(gap, width(text[:gap]), width(text[gap + 1 :])) for gap in gaps]
    fitting = [(gap, one, two) for gap, one, two in sides if max(one, two) <= LINE_COLUMNS]
    if not fitting:
        return (text,)
    gap = min(fitting, key=lambda side: abs(side[1] - side[2]) - _BETTER_BREAK * (_rank(text[: side[0]]) < 2))[0]
    return text[:gap], text[gap + 1 :]


def _cue(stretch: Stretch, words: Sequence[Word], speaker: str) -> Cue:
    start_ms, end_ms = words[0].start_ms, words[-1].end_ms
    longest_ms = end_ms if stretch.stated else start_ms + _LONGEST_MS
    return Cue(
        start_ms=start_ms,
        end_ms=max(min(end_ms, longest_ms), start_ms + 1),
        speaker=speaker,
        turn=stretch.turn.number,
        text="".join(f"{' ' * (word.spaced or word.opens)}{word.text}" for word in words).strip(),
    )


def _grouped(stretches: Sequence[Stretch]) -> Iterator[tuple[Stretch, list[Word]]]:
    """Yield the words of each caption with the stretch they are from."""
    columns = [sum(word.columns for word in stretch.words) for stretch in stretches if stretch.words]
    by_word = sum(columns) < _WORD_COLUMNS * len(columns)
    for stretch in _by_turn(stretches) if by_word else _merged(stretches):
        if not stretch.words:
            continue
        if _reach(stretch.words, 0, endless=stretch.stated) == len(stretch.words):
            yield stretch, stretch.words
        else:
            loose = replace(stretch, stated=False)
            for start, end in pairwise(_cuts(stretch.words)):
                yield loose, stretch.words[start:end]


def _merged(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield stretches, those joined that are over too soon: words that a caption has times of their own for."""
    held: Stretch | None = None
    for stretch in stretches:
        if held and _belongs(held, stretch):
            held = replace(
                held,
                words=[*held.words, *stretch.words],
                end_ms=stretch.end_ms,
                stated=held.stated and stretch.stated,
            )
        else:
            if held:
                yield held
            held = stretch
    if held:
        yield held


def _belongs(held: Stretch, stretch: Stretch) -> bool:
    if held.turn is not stretch.turn or not held.words or not stretch.words or stretch.words[0].opens:
        return False
    before, first, last = held.words[-1], stretch.words[0], stretch.words[-1]
    short = min(before.end_ms - held.words[0].start_ms, last.end_ms - first.start_ms) < _SHORTEST_MS
    close = abs(first.start_ms - before.end_ms) < _SHORTEST_MS // 2 and _rank(before.text) > 0
    words = [*held.words, *stretch.words]
    return short and close and _reach(words, 0) == len(words)


def _by_turn(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield all words of a turn as one stretch."""
    for _, run in groupby(stretches, key=lambda stretch: stretch.turn.number):
        first, *rest = run
        words = [word for stretch in (first, *rest) for word in stretch.words]
        yield replace(first, words=words, stated=False)


def _cuts(words: Sequence[Word]) -> list[int]:
    """Return where captions begin, and at last how many words there are."""
    cuts = [0]
    while cuts[-1] < len(words):
        cuts.append(_cut(words, cuts[-1], _reach(words, cuts[-1])))
    return cuts


def _reach(words: Sequence[Word], first: int, *, endless: bool = False) -> int:
    """Return the place behind the last word that fits into a caption; `endless` leaves the clock out."""
    line, columns, gap = 1, 0, 0
    for place in range(first, len(words)):
        word = words[place]
        if place > first and not endless and _ends(words[first], words[place - 1], word):
            return place
        spaced = place > first and (word.spaced or word.opens)
        if spaced:
            gap = columns
        columns += spaced + word.columns
        if columns > LINE_COLUMNS:
            if line == 2 or not gap:
                return max(place, first + 1)
            line, columns, gap = 2, columns - gap - 1, 0
            if columns > LINE_COLUMNS:
                return place
    return len(words)


def _ends(first: Word, before: Word, word: Word) -> bool:
    late = word.end_ms - first.start_ms > _LONGEST_MS
    return late or word.opens or word.start_ms - before.end_ms >= _PAUSE_MS


def _cut(words: Sequence[Word], first: int, reach: int) -> int:
    """Return where a caption that could go on to `reach` had better end: at a sentence, a comma, or evenly."""
    if reach == len(words) or words[reach].opens:
        return reach
    sizes = [word.columns + word.spaced for word in words[first:reach]]
    rest = sum(word.columns + word.spaced for word in words[reach : reach + 40])
    full = sum(sizes)
    wanted = (full + rest) / 2 if rest < full else full
    best, reached = (9, 0.0, reach), 0
    for place, size in enumerate(sizes, start=first + 1):
        reached += size
        if reached * 2 >= wanted:
            best = min(best, (_rank(words[place - 1].text), abs(wanted - reached), place))
    return best[2]


def _rank(word: str) -> int:
    if _SENTENCE_END.search(word):
        return 0
    return 1 if _CLAUSE_END.search(word) else 2
