"""What is said, turn by turn, made ready once for all exports that write it."""

from __future__ import annotations

from generator.model import Side, Talk, Transcript, Turn
from generator.timecode import TimeSpan
from generator.values import value
from generator.words import folded


@value(frozen=True, slots=True)
class Line:
    """A paragraph."""

    text: str
    """Its words on one line."""
    time: TimeSpan | None
    """When it is heard."""
    side: Side
    """The side of the turn that it belongs to."""
    index: int
    """Its number there, from 1."""


@value(frozen=True, slots=True)
class SaidTurn:
    """A turn with its paragraphs."""

    turn: Turn
    """The turn."""
    name: str
    """Who speaks, on one line; empty where nobody is named."""
    time: TimeSpan | None
    """When it is heard."""
    lines: tuple[Line, ...]
    """Its paragraphs in the order they are read, one language beside the other."""

    def of(self, side: Side) -> list[Line]:
        """Return the paragraphs of one side."""
        return [line for line in self.lines if line.side is side]


def said_turns(talk: Talk, transcript: Transcript) -> tuple[SaidTurn, ...]:
    """Return every turn of a transcript with its words ready to be written."""
    names = {speaker.id: folded(speaker.name) for speaker in talk.speakers}
    return tuple(
        SaidTurn(
            turn,
            names[turn.speaker] if turn.speaker else "",
            turn.time,
            tuple(
                [Line(folded(excerpt.text), excerpt.time, side, index) for side, index, excerpt in turn.in_order()]
            ),
        )
        for turn in transcript.turns
    )
