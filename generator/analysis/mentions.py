"""Where the terms of the vocabulary are used: in every witness and every language of the talk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.analysis.term_lexicon import Lexicon
from generator.analysis.term_names import Name, printed_names
from generator.analysis.term_pairs import learn_names
from generator.model import Side, Talk


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A term at the place where it is said."""

    term: int
    """Index into `talk.recap.terms`."""
    transcript: int
    """Index into `talk.transcripts`."""
    turn: int
    """Number of the turn in that transcript."""
    lang: str
    """Language of the side of the turn."""
    paragraph: int
    """Which paragraph of the side, counted from 1."""
    start: int
    """Offset of the first character in the paragraph's text."""
    end: int
    """Offset behind the last character."""
    first_in_turn: bool
    """Whether the term is said here for the first time in this side of the turn."""


def find_mentions(talk: Talk) -> tuple[Mention, ...]:
    """Return every use of every term, in reading order: transcript, turn, language, paragraph.

    Mentions do not overlap: where one name stands inside another, the longer one is meant.
    """
    if not talk.recap.terms:
        return ()
    lexicon = Lexicon(term_names(talk))
    return tuple(
        mention
        for index, transcript in enumerate(talk.transcripts)
        for turn in transcript.turns
        for side in turn.sides
        for mention in _in_side(lexicon, index, turn.number, side)
    )


def term_names(talk: Talk) -> tuple[tuple[Name, ...], ...]:
    """Return the names of each term: printed, made by rules, and learned from brackets anywhere in the talk."""
    names = [list(printed_names(term.name.text)) for term in talk.recap.terms]
    for term, name in learn_names(list(_texts(talk)), Lexicon(names)):
        names[term].append(name)
    return tuple(map(tuple, names))


def _in_side(lexicon: Lexicon, transcript: int, turn: int, side: Side) -> Iterator[Mention]:
    met: set[int] = set()
    for number, paragraph in enumerate(side.paragraphs, start=1):
        for found in lexicon.find(paragraph.text):
            yield Mention(
                term=found.term,
                transcript=transcript,
                turn=turn,
                lang=side.lang,
                paragraph=number,
                start=found.start,
                end=found.end,
                first_in_turn=found.term not in met,
            )
            met.add(found.term)


def _texts(talk: Talk) -> Iterator[str]:
    yield from (excerpt.text for excerpt in talk.recap.excerpts())
    for transcript in talk.transcripts:
        for turn in transcript.turns:
            for side in turn.sides:
                yield from (paragraph.text for paragraph in side.paragraphs)
