"""Labels, headings, times and lines of a transcript, in the order of the file, made into utterances.

A heading ends the utterance; the speech goes on under the same label. A time at the begin of a line or beside a
label is when the text behind it is heard.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.errors import Problem
from generator.formats.clocks import Clock, count_back
from generator.formats.escapes import escapes_by_habit, unescape
from generator.formats.hard_wrap import goes_on
from generator.formats.label_grammars import Label
from generator.formats.spoken import Said, joined, make_utterances
from generator.languages import detect_lang
from generator.marks import Heading
from generator.model import Chapter, Skipped, Utterance
from generator.origin import Excerpt, Source
from generator.timecode import TimeSpan, format_short
from generator.words import count_words

_SHORT = 30
"""Words of a line that is no paragraph, where nearly every line has a time: so much is said in ten seconds."""


@dataclass(slots=True)
class _Draft:
    """An utterance that is still being read."""

    label: Excerpt | None = None
    opened: bool = False
    """Whether a label stands at its begin; otherwise it goes on under the label before."""
    ends: bool = False
    """Whether nobody goes on speaking under its label once a heading has come."""
    chapters: list[Chapter] = field(default_factory=list)
    paragraphs: list[list[Said]] = field(default_factory=list)

    @property
    def begun(self) -> bool:
        """Whether there is anything of it: a label with nothing said is an utterance too."""
        return bool(self.paragraphs) or (self.opened and self.label is not None)


class UtteranceBuilder:
    """Collects the utterances of a file; the reader tells it what each line is."""

    def __init__(self, source: Source, clock: Clock, *, wrapped: bool) -> None:
        self.skipped: list[Skipped] = []
        """What is not text."""
        self.clock = clock
        """How the file prints its times."""
        self._source, self._wrapped = source, wrapped
        self._escaped = escapes_by_habit(source.text)
        self._drafts = [_Draft()]
        self._time: TimeSpan | None = None
        self._times: list[tuple[TimeSpan, Excerpt]] = []
        self._last: Excerpt | None = None

    def begin(self, label: Label, line: Excerpt) -> None:
        """Begin an utterance at a label, with the text that follows on its line."""
        self._settle()
        before = self._drafts[-1]
        chapters = [] if before.begun else before.chapters
        if not before.begun:
            self._drafts.pop()
        self._drafts.append(_Draft(label.name, opened=True, ends=not label.holds, chapters=chapters))
        self.skipped += label.marks
        self._last = None
        for mark in label.times:
            self._hear(self.clock.read(mark.text), mark)
        if label.text.shows:
            self.add(label.text, line)

    def head(self, heading: Heading) -> None:
        """Begin a chapter."""
        before = self.clock.take_lead(heading.text)
        after = self.clock.take_tail(before.text)
        time = before.time or after.time
        self.skipped += heading.marks
        if after.text.shows:
            self.skipped += (*before.marks, *after.marks)
            start = time.start_ms if time else None
            chapter = Chapter(title=after.text, level=heading.level, start_ms=start)
        else:
            chapter = Chapter(title=heading.text, level=heading.level)
        draft = self._drafts[-1]
        if draft.paragraphs or draft.ends:
            self._settle()
            self._drafts.append(_Draft(None if draft.ends else draft.label))
        self._drafts[-1].chapters.append(chapter)
        self._last = None

    def add(self, text: Excerpt, line: Excerpt) -> None:
        """Add the text of a line, which goes on with the paragraph before it or begins one."""
        timed = self.clock.take_lead(text)
        self.skipped += timed.marks
        if timed.marks:
            self._hear(timed.time, timed.marks[0].excerpt)
        plain, marks = unescape(timed.text) if self._escaped else (timed.text, ())
        self.skipped += marks
        if not plain.shows:
            self._last = None
            return
        paragraphs = self._drafts[-1].paragraphs
        said = Said(text=plain, time=self._time)
        if self._wrapped and self._last and not timed.marks and goes_on(self._last, line):
            paragraphs[-1].append(said)
        else:
            paragraphs.append([said])
        self._last, self._time = line, None

    def add_alone(self, text: Excerpt) -> None:
        """Add a line that is a paragraph of its own, whatever stands in it: code."""
        self._drafts[-1].paragraphs.append([Said(text=text, time=self._time)])
        self._last, self._time = None, None

    def utterances(self) -> tuple[Utterance, ...]:
        """Return what was collected."""
        self._settle()
        self._keep_last_headings()
        lines = [said for draft in self._drafts for paragraph in draft.paragraphs for said in paragraph[:1]]
        flowing = _is_flowing(lines)
        return tuple(_utterance(draft, flowing=flowing) for draft in self._drafts if draft.begun)

    def problems(self) -> tuple[Problem, ...]:
        """Return a warning where times go back."""
        back = count_back(self._times)
        if not back:
            return ()
        first = back[0]
        before = next(
            earlier for (earlier, _), (_, mark) in zip(self._times, self._times[1:], strict=False) if mark is first
        )
        wrong = f"the time {first.text} comes after {format_short(before.start_ms)}"
        more = f", and {len(back) - 1} more go back" if len(back) > 1 else ""
        return (
            Problem(
                origin=self._source.origin(first.line),
                wrong=wrong + more,
                right="correct the times, or leave them: the text keeps the order of the file",
                fatal=False,
            ),
        )

    def _hear(self, time: TimeSpan | None, mark: Excerpt) -> None:
        if time:
            self._time = time
            self._times.append((time, mark))

    def _settle(self) -> None:
        """Give a time that no text has followed to the label it belongs to."""
        draft = self._drafts[-1]
        if self._time and draft.label and not draft.paragraphs:
            draft.label, self._time = draft.label.timed(self._time), None

    def _keep_last_headings(self) -> None:
        """Make headings that nothing follows text of the utterance before them."""
        draft = self._drafts[-1]
        if draft.begun:
            return
        last = self._drafts[-2] if len(self._drafts) > 1 else draft
        last.paragraphs += [[Said(text=chapter.title)] for chapter in draft.chapters]
        draft.chapters = []


def _is_flowing(lines: list[Said]) -> bool:
    """Tell whether lines are short and nearly all timed, as subtitles are: then they are no paragraphs."""
    timed = sum(said.time is not None for said in lines)
    if timed < 3 or timed * 10 < len(lines) * 9:
        return False
    return sum(count_words(said.text.text) for said in lines) <= _SHORT * len(lines)


def _utterance(draft: _Draft, *, flowing: bool) -> Utterance:
    if flowing and len(draft.paragraphs) > 1:
        [whole] = make_utterances([said for paragraph in draft.paragraphs for said in paragraph])
        paragraphs = whole.paragraphs
    else:
        paragraphs = tuple(_paragraph(said) for said in draft.paragraphs)
    return Utterance(
        label=draft.label,
        paragraphs=paragraphs,
        lang=detect_lang("\n".join(_texts(paragraphs))),
        chapters=tuple(draft.chapters),
    )


def _paragraph(said: list[Said]) -> Excerpt:
    return joined(said) if len(said) > 1 else said[0].text.timed(said[0].time)


def _texts(paragraphs: Iterable[Excerpt]) -> Iterable[str]:
    return (paragraph.text for paragraph in paragraphs)
