"""A witness without speakers receives the speakers and paragraphs of one that has them.

Only the borders are new: every character of the witness is kept, once and in order. What cannot be attributed
(`collation_owners` has the rules) stays without a speaker, in paragraphs of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generator.analysis.collation import Collation, collate_talk
from generator.analysis.collation_words import Passage, Word, side_in
from generator.model import Side, Talk, Transcript, Turn
from generator.origin import Excerpt, Source
from generator.paragraphs import split_paragraphs

_OPENERS = "([{<（【「『《〈“‘\"'¿¡"
_LINE_END = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A witness with the speakers of another one."""

    transcript: Transcript
    """The witness; where it has speakers already, or is of another talk, as it was."""
    base_turns: tuple[int | None, ...]
    """For each of its turns the number of the base's turn it belongs to; None where nobody is known."""
    words: int
    """Words of the witness."""
    given: int
    """Words that have been given to a turn of the base."""

    def turns_of(self, base_turn: int) -> tuple[int, ...]:
        """Return the numbers of the turns that belong to a turn of the base."""
        return tuple(number for number, turn in enumerate(self.base_turns, start=1) if turn == base_turn)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the witness that one paragraph of the base owns."""

    owner: Passage | None
    excerpt: Excerpt
    words: int


def inherit_speakers(talk: Talk) -> Talk:
    """Return a talk whose witnesses without speakers have received those of the main one, where they can."""
    if not any(turn.speaker for transcript in talk.transcripts[:1] for turn in transcript.turns):
        return talk
    inherited = {
        collation.other.source.path: attribute(collation.other, collation) for collation in collate_talk(talk)
    }
    transcripts = tuple(
        attribution.transcript
        if (attribution := inherited.get(transcript.source.path)) and attribution.given
        else transcript
        for transcript in talk.transcripts
    )
    return replace(talk, transcripts=transcripts)


def attribute(other: Transcript, collation: Collation) -> Attribution:
    """Return the witness with the turns, speakers and paragraphs of the base of its collation."""
    words = collation.other_words
    if not collation.same_talk or any(turn.speaker for turn in other.turns):
        return Attribution(transcript=other, base_turns=(None,) * len(other.turns), words=len(words), given=0)
    if any(len(turn.sides) > 1 or not side_in(turn, collation.lang) for turn in other.turns):
        return _by_turns(other, collation)
    pieces = list(_pieces(other, collation))
    groups = [list(group) for _, group in groupby(pieces, key=lambda piece: piece.owner and piece.owner.turn)]
    turns = tuple(_turn(number, group, other.turns[0].main.lang) for number, group in enumerate(groups, start=1))
    return Attribution(
        transcript=replace(other, turns=turns, speakers_from=collation.base.source.path),
        base_turns=tuple(group[0].owner.turn if group[0].owner else None for group in groups),
        words=len(words),
        given=sum(piece.words for piece in pieces if piece.owner),
    )


def _turn(number: int, pieces: Sequence[_Piece], lang: str) -> Turn:
    owner = pieces[0].owner
    excerpts = [piece.excerpt for piece in pieces]
    if owner is None:
        excerpts = [part for excerpt in excerpts for part in split_paragraphs(excerpt)]
    side = Side(lang=lang, label=None, paragraphs=tuple(excerpts))
    return Turn(number=number, speaker=owner.speaker if owner else None, sides=(side,))


def _pieces(other: Transcript, collation: Collation) -> Iterator[_Piece]:
    """Yield the lines of the witness cut where the paragraph of the base changes."""
    owned = list(zip(collation.other_words, collation.owners, strict=True))
    at, owner = 0, collation.owners[0] if collation.owners else None
    for line in _lines(other):
        first = at
        while at < len(owned) and _begin(owned[at][0]) < line.end:
            at += 1
        for piece in _cut_line(line, owned[first:at], owner):
            owner = piece.owner
            yield piece


def _lines(other: Transcript) -> Iterator[Excerpt]:
    """Yield the paragraphs as the source has them: those that were only cut to be readable are one again."""
    paragraphs = [excerpt for turn in other.turns for excerpt in turn.main.paragraphs]
    line: Excerpt | None = None
    for excerpt in paragraphs:
        if line and not excerpt.pieces and _adjoin(other.source, line, excerpt):
            line = other.source.between(line, excerpt)
        else:
            if line:
                yield line
            line = excerpt
    if line:
        yield line


def _adjoin(source: Source, line: Excerpt, excerpt: Excerpt) -> bool:
    between = source.text[line.end : excerpt.start]
    return line.end <= excerpt.start and not between.strip() and not _LINE_END.search(between)


def _cut_line(
    line: Excerpt, owned: Sequence[tuple[Word, Passage | None]], before: Passage | None
) -> Iterator[_Piece]:
    """Yield a line in pieces; a line without words belongs to what is before it."""
    owner = owned[0][1] if owned else before
    rest, words = line, 0
    for place, (word, wanted) in enumerate(owned):
        if wanted != owner:
            last = owned[place - 1][0]
            gap = line.index(last.passage.excerpt.at(last.end - 1)) + 1, line.index(_begin(word))
            cut = _cut(line.text, *gap)
            if cut is not None:
                # Taken off the front of the rest: a line of 200,000 words must not be scanned 2,000 times.
                gone = rest.index(line.at(cut))
                yield _Piece(owner, rest.part(0, gone), words)
                rest, words, owner = rest.part(gone, len(rest.text)), 0, wanted
        words += 1
    yield _Piece(owner, rest, words)


def _cut(text: str, start: int, end: int) -> int | None:
    """Return where to cut between two words; None where they are written as one.

    What stands between belongs to the first up to a space; without a space up to a bracket or quotation mark that
    opens. Two words that only marks hold together (`3.5`, vowel signs of Indic scripts) are never torn apart.
    """
    between = text[start:end]
    if space := re.search(r"\s", between):
        return start + space.start()
    spaced = all(len(word) == 1 and unicodedata.category(word) == "Lo" for word in (text[start - 1], text[end]))
    marks = [unicodedata.category(char) for char in between]
    if any(mark.startswith("M") for mark in marks) or not (spaced or _parts(text, start, end)):
        return None
    return start + len(between.rstrip(_OPENERS))


def _parts(text: str, start: int, end: int) -> bool:
    """Tell whether the marks between two words part them: `yes.No`, `well—so`, but not `3.5` or `and/or`."""
    between = text[start:end]
    numbers = text[start - 1].isdigit() and text[end].isdigit()
    return any(mark in ".?!…。？！，；：、—–" for mark in between) and not numbers


def _by_turns(other: Transcript, collation: Collation) -> Attribution:
    """Give whole turns to the paragraph that most of their words belong to: two languages are not cut alike."""
    owners: dict[int, Counter[Passage | None]] = {}
    for word, owner in zip(collation.other_words, collation.owners, strict=True):
        owners.setdefault(word.passage.turn, Counter())[owner] += 1
    most = {turn: counts.most_common(1)[0][0] for turn, counts in owners.items()}
    turns = [(turn, most.get(turn.number)) for turn in other.turns]
    return Attribution(
        transcript=replace(
            other,
            turns=tuple(replace(turn, speaker=owner.speaker if owner else None) for turn, owner in turns),
            speakers_from=collation.base.source.path,
        ),
        base_turns=tuple(owner.turn if owner else None for _, owner in turns),
        words=len(collation.other_words),
        given=sum(sum(owners[turn.number].values()) for turn, owner in turns if owner),
    )


def _begin(word: Word) -> int:
    return word.passage.excerpt.at(word.start)
