"""The lines of an HTML page, put together to utterances."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.formats.html_labels import Head
from generator.formats.markup_lines import Line
from generator.formats.markup_text import without_times
from generator.languages import detect_lang
from generator.model import Chapter, Utterance
from generator.origin import Excerpt, join_excerpts
from generator.paragraphs import split_paragraphs
from generator.timecode import TimeSpan
from generator.words import folded

_NOBODY = frozenset({"action", "resolution", "summary"})
"""Classes of W3C minutes for what the scribe writes in nobody's name."""
_CONTINUED = ("…", "...")
"""How a line of W3C minutes begins that goes on with the speech above it."""


@dataclass(slots=True)
class _Turn:
    """An utterance while it is gathered."""

    label: Excerpt | None = None
    carried: bool = False
    """Whether the label is that of the speech that a heading has cut in two."""
    chapters: list[Chapter] = field(default_factory=list)
    paragraphs: list[list[Excerpt]] = field(default_factory=list)
    """Each of them in lines."""
    again: list[Excerpt] = field(default_factory=list)
    cited: bool = False
    """Whether the label speaks for its own paragraph only."""

    @property
    def void(self) -> bool:
        """Whether nothing is said in it, and nobody is named who has not been named before."""
        return not self.paragraphs and (self.carried or self.label is None)


class Turns:
    """Takes the lines of a page in their order; `timed` pages name the speaker for every stretch of time."""

    def __init__(self, *, timed: bool) -> None:
        self._timed = timed
        self._done: list[_Turn] = []
        self._turn = _Turn()
        self._start_ms: int | None = None

    def take_heading(self, line: Line, level: int) -> None:
        """Add a heading: what the last speaker goes on to say is another utterance."""
        if not self._turn.void:
            self._next(None if self._turn.cited else self._turn.label, carried=True)
        time = line.excerpt.time
        chapter = Chapter(title=without_times(line.excerpt), level=level, start_ms=time.start_ms if time else None)
        self._turn.chapters.append(chapter)

    def take(self, line: Line, head: Head) -> None:
        """Add a line of text."""
        classes = line.around[-1].classes if line.around else frozenset()
        if head.label:
            self._take_label(without_times(head.label), head)
            self._turn.cited = head.cited and line.block == "p"
        elif self._turn.label and ((self._turn.cited and line.opens) or classes & _NOBODY):
            self._next(None)
        if head.start_ms is not None:
            self._start_ms = head.start_ms
        if head.rest.shows:
            self._take_text(head.rest, opens=line.opens or head.rest.text.startswith(_CONTINUED))

    def utterances(self) -> tuple[Utterance, ...]:
        """Return what has been taken; headings that nothing follows are text."""
        self._next(None)
        last = self._turn
        if last.chapters:
            self._done.append(_Turn(paragraphs=[[chapter.title] for chapter in last.chapters]))
        named = any(turn.label for turn in self._done)
        return tuple(_utterance(turn, named=named) for turn in self._done)

    def _take_label(self, label: Excerpt, head: Head) -> None:
        turn = self._turn
        same = turn.label is not None and folded(turn.label.text) == folded(label.text)
        if same and turn.paragraphs and (self._timed or head.start_ms is not None):
            turn.again.append(label)
            turn.paragraphs.append([])
        else:
            self._next(label)

    def _take_text(self, text: Excerpt, *, opens: bool) -> None:
        if self._start_ms is not None:
            text = text if text.time else text.timed(TimeSpan(start_ms=self._start_ms))
            self._start_ms = None
        if self._turn.paragraphs and not opens:
            self._turn.paragraphs[-1].append(text)
        else:
            self._turn.paragraphs.append([text])

    def _next(self, label: Excerpt | None, *, carried: bool = False) -> None:
        """Begin another utterance; headings above one that is void are its own."""
        last = self._turn
        if not last.void:
            if not last.paragraphs and self._start_ms is not None and last.label:
                last.label = last.label.timed(TimeSpan(start_ms=self._start_ms))
            self._done.append(last)
        self._start_ms = None
        self._turn = _Turn(label=label, carried=carried, chapters=last.chapters if last.void else [])


def _utterance(turn: _Turn, *, named: bool) -> Utterance:
    """Return an utterance, in paragraphs that can be read where a program has written them."""
    joined = [join_excerpts(lines) if len(lines) > 1 else lines[0] for lines in turn.paragraphs if lines]
    paragraphs = [part for text in joined for part in ((text,) if named and not text.time else _divided(text))]
    return Utterance(
        label=turn.label,
        paragraphs=tuple(paragraphs),
        lang=detect_lang("\n".join(paragraph.text for paragraph in paragraphs)),
        again=tuple(turn.again),
        chapters=tuple(turn.chapters),
    )


def _divided(text: Excerpt) -> tuple[Excerpt, ...]:
    """Return a paragraph in parts; a time that says no more than when it begins is that of the first."""
    first, *others = split_paragraphs(text)
    known = len({piece.time for piece in text.pieces}) > 1
    return (first, *(others if known else map(without_times, others)))
