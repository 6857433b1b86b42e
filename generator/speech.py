"""What was said, as frozen values: utterances as a reader yields them, and the turns that are made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.origin import Excerpt, Source
from generator.timecode import TimeSpan
from generator.values import value


class Kind(StrEnum):
    """What a transcript is, from the best witness of the speech to the least."""

    LABELLED = "labelled"
    """Says who speaks."""
    MACHINE = "machine"
    """Words without speakers, as recognition software leaves them."""


class LabelPlace(StrEnum):
    """Where a source file prints who says a text."""

    BEFORE = "before"
    """Before the text, as people write."""
    AFTER = "after"
    """Behind the text, as some JSON has it."""
    APART = "apart"
    """In a list of its own, joined to the text by times."""


@value(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A heading of the talk: what comes after it is about something of its own."""

    title: Excerpt
    """Its words."""
    level: int = 2
    """1 to 6, as in Markdown."""
    start_ms: int | None = None
    """When it begins in the recording; None where the source does not say."""
    source: Source | None = None
    """The file that states it, where that is not the transcript's own."""


@value(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What a reader yields: paragraphs under one label of a source.

    A heading inside a long speech ends the utterance; the next one goes on under the very same label.
    """

    label: Excerpt | None
    """The speaker as printed; None where the source names nobody."""
    paragraphs: tuple[Excerpt, ...]
    """The text, in the order of the source; may be empty (a label with nothing said)."""
    lang: str
    """Language tag of the paragraphs."""
    again: tuple[Excerpt, ...] = ()
    """The same label where the source prints it once more, for each cue or segment."""
    chapters: tuple[Chapter, ...] = ()
    """The headings right before it."""

    @property
    def labels(self) -> tuple[Excerpt, ...]:
        """Its label wherever the source prints it; empty where nobody is named."""
        return (self.label, *self.again) if self.label else self.again


@value(frozen=True, slots=True, kw_only=True)
class Side:
    """A turn in one language."""

    lang: str
    """Language tag."""
    label: Excerpt | None
    """The speaker as printed."""
    paragraphs: tuple[Excerpt, ...]
    """The text in paragraphs."""
    source: Source | None = None
    """The file it comes from, where that is not the transcript's own: a translation in a file of its own."""

    @property
    def time(self) -> TimeSpan | None:
        """When it is heard, as far as the source says."""
        excerpts = (self.label, *self.paragraphs) if self.label else self.paragraphs
        times = [time for excerpt in excerpts if excerpt.pieces and (time := excerpt.time)]
        return TimeSpan(start_ms=times[0].start_ms, end_ms=times[-1].end_ms) if times else None


@value(frozen=True, slots=True, kw_only=True)
class Turn:
    """One speaker until the next, in each language that the source gives it in."""

    number: int
    """Counted from 1 in reading order."""
    speaker: str | None
    """The id of a `Speaker` of the talk; None where nobody is named."""
    sides: tuple[Side, ...]
    """One for each language, the transcript's main language first."""
    chapters: tuple[Chapter, ...] = ()
    """The headings right before it."""
    rows: tuple[tuple[int, ...], ...] = ()
    """How many paragraphs of each side stand beside each other, row by row; empty where they do one by one."""

    @property
    def time(self) -> TimeSpan | None:
        """When it is heard: the first side that knows."""
        return next((time for side in self.sides if (time := side.time)), None)

    def side(self, lang: str) -> Side | None:
        """Return the turn in one language, None where it is missing."""
        for side in self.sides:
            if side.lang == lang:
                return side
        return None

    @property
    def main(self) -> Side:
        """The side that is read first."""
        return self.sides[0]

    def in_order(self) -> Iterator[tuple[Side, int, Excerpt]]:
        """Yield the paragraphs as they are read, each with its side and its number there, from 1.

        The first of each side, then the second of each ...; within a row of `rows` first, where there are rows.
        """
        if len(self.sides) == 1 and not self.rows:
            side = self.main
            for index, excerpt in enumerate(side.paragraphs, start=1):
                yield side, index, excerpt
            return
        done = [0] * len(self.sides)
        for row in self.rows or (tuple(len(side.paragraphs) for side in self.sides),):
            for step in range(max(row, default=0)):
                for place, side in enumerate(self.sides):
                    if step < row[place]:
                        index = done[place] + step
                        yield side, index + 1, side.paragraphs[index]
            done = [before + count for before, count in zip(done, row, strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """The turns of a talk from one source file: one witness of what was said."""

    kind: Kind
    """Whether it names the speakers."""
    source: Source
    """The file."""
    langs: tuple[str, ...]
    """Its languages, the main one first."""
    turns: tuple[Turn, ...]
    """Every turn in reading order."""
    speakers_from: str | None = None
    """The file that the speakers come from, where it is another one: see `analysis.witnessing`."""

    def source_of(self, side: Side) -> Source:
        """Return the file that a side of one of its turns comes from."""
        return side.source or self.source
