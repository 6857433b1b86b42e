"""The questions that were asked, as far as their form shows it: by a mark, a particle, or their words.

A talk in two languages is read on the side that has punctuation, and the other side's words are found beside it.
Speech without punctuation shows a question by its words only: `how do you`, `can we`. What is found there is cut
short rather than too long, and turns of speech such as `right?` are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from generator.analysis.question_forms import MARK, PARTICLE, WORDS, Span, marked, worded
from generator.model import Side, Talk, Transcript, Turn
from generator.values import value
from generator.words import count_words

__all__ = ["MARK", "PARTICLE", "WORDS", "Question", "Stretch", "find_questions"]

# A search skips all other letters in one step where a pattern begins with the marks it may stand at.
_FULL_STOP = re.compile(r"[.?!。？！](?:(?<=[.?!])[\"”’)]*(?:\s|$)|(?<=[?!])(?=[^\x00-\x7f])|(?<=[。？！]))")
_KIND = re.compile(
    r"(?P<why>^why|[为為]什[么麼]|[凭憑]什[么麼])|(?P<how>^how|怎[么麼](?![办辦])|如何|多[大少难難厉远遠])"
    r"|(?P<what>^wh(?:at|ich|ere)|什[么麼]|哪|怎[么麼][办辦]|怎[样樣])|(?P<who>^who|谁|誰)|(?P<can>^can|^could|能)"
)
_PAIRS = 2_000
# How far two places of a paragraph may be apart, as parts of its length, counted for each of the two.
_ALONE, _ALIKE = 0.07, 0.05

Pairs = tuple[tuple[int, int], ...]


@value(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a paragraph."""

    lang: str
    """Language of the side."""
    start: int
    """Offset of the first character."""
    end: int
    """Offset behind the last character."""


@value(frozen=True, slots=True, kw_only=True)
class Question(Stretch):
    """A question of the main transcript, as detected: where it stands, and what is told of it."""

    turn: int
    """Number of the turn."""
    paragraph: int
    """Which paragraph, counted from 1."""
    speaker: str | None
    """Id of who asked."""
    how: str
    """What shows it: `mark`, `particle` or `words`."""
    answered_by: int | None
    """Number of the next turn of another person; None where nobody follows or nobody is named."""
    words_after: int
    """How many words the speaker went on with in the turn; many mean that no answer was waited for."""
    counterpart: Stretch | None
    """The question in the paragraph of that number in the other language; None where it could not be told."""


def find_questions(talk: Talk) -> tuple[Question, ...]:
    """Return the questions of the main transcript in reading order."""
    if not (transcript := next(iter(talk.transcripts), None)):
        return ()
    punctuated = [lang for lang in transcript.langs if _is_punctuated(transcript, lang)]
    answers = _answers(transcript.turns)
    return tuple(
        question for turn in transcript.turns for question in _in_turn(turn, punctuated, answers[turn.number])
    )


def _answers(turns: Sequence[Turn]) -> dict[int, int | None]:
    """Return for each turn the number of the next one of another person; None where none follows."""
    found: dict[int, int | None] = {}
    # Read from the end: who speaks next, and who next besides that person.
    following: tuple[str | None, int | None] = (None, None)
    besides: int | None = None
    for turn in reversed(turns):
        speaker, number = following
        found[turn.number] = (besides if turn.speaker == speaker else number) if turn.speaker else None
        if turn.speaker:
            following, besides = (turn.speaker, turn.number), besides if turn.speaker == speaker else number
    return found


def _in_turn(turn: Turn, punctuated: list[str], answered_by: int | None) -> Iterator[Question]:
    """Yield the questions of a turn, from the first side that has punctuation, else from the main one."""
    side = next(filter(None, map(turn.side, punctuated)), turn.main)
    left = sum(count_words(paragraph.text) for paragraph in side.paragraphs)
    for number, paragraph in enumerate(side.paragraphs, start=1):
        text, left = paragraph.text, left - count_words(paragraph.text)
        spans = list(marked(text) if side.lang in punctuated else worded(text, side.lang))
        if not spans:
            continue
        others = _counterparts(turn, side, number, spans)
        after = [count_words(text[one:two]) for one, two in pairwise([*(end for _, end, _ in spans), len(text)])]
        for index, (start, end, how) in enumerate(spans):
            yield Question(
                turn=turn.number,
                paragraph=number,
                lang=side.lang,
                speaker=turn.speaker,
                start=start,
                end=end,
                how=how,
                answered_by=answered_by,
                words_after=left + sum(after[index:]),
                counterpart=others[index],
            )


def _is_punctuated(transcript: Transcript, lang: str) -> bool:
    """Tell whether a language of a transcript has at least one sentence end to sixty words."""
    sides = [side for turn in transcript.turns if (side := turn.side(lang))]
    texts = [paragraph.text for side in sides for paragraph in side.paragraphs]
    words = sum(map(count_words, texts))
    ends = accumulate(len(_FULL_STOP.findall(text)) for text in texts)
    # Most have far more, and are not read to their end.
    return any(count and count * 60 >= words for count in ends)


def _counterparts(turn: Turn, side: Side, number: int, spans: Sequence[Span]) -> list[Stretch | None]:
    """Return for each question the stretch of the other language that says it, by their places in the paragraph."""
    other = next((other for other in turn.sides if other is not side), None)
    if other is None or len(side.paragraphs) != len(other.paragraphs):
        return [None] * len(spans)
    text, there = side.paragraphs[number - 1].text, other.paragraphs[number - 1].text
    free = list(marked(there)) or list(worded(there, other.lang))
    paired = dict(_pair([_place(text, span) for span in spans], [_place(there, span) for span in free]))
    stretches = [Stretch(lang=other.lang, start=start, end=end) for start, end, _ in free]
    return [stretches[paired[index]] if index in paired else None for index in range(len(spans))]


def _place(text: str, span: Span) -> tuple[float, str | None]:
    # Sentences begin long before what they ask, so the end tells the place better than the begin.
    kind = _KIND.search(text[span[0] : span[1]].casefold())
    return span[1] / len(text), kind and kind.lastgroup


def _pair(here: Sequence[tuple[float, str | None]], there: Sequence[tuple[float, str | None]]) -> Pairs:
    """Pair questions in order, so that places and question words differ least; what is far from any stays alone."""
    if len(here) * len(there) > _PAIRS:
        return ()
    above: list[tuple[float, Pairs]] = [(_ALONE * column, ()) for column in range(len(there) + 1)]
    for row, (place, kind) in enumerate(here):
        line: list[tuple[float, Pairs]] = [(_ALONE * (row + 1), ())]
        for column, (other, other_kind) in enumerate(there):
            cost, pairs = above[column]
            both = (cost + abs(place - other) - _ALIKE * (kind == other_kind), (*pairs, (row, column)))
            alone = [(cost + _ALONE, pairs) for cost, pairs in (above[column + 1], line[column])]
            line.append(min(both, *alone, key=lambda option: option[0]))
        above = line
    return above[-1][1]
