"""Who speaks in an HTML page, and when: what stands at the begin of its lines.

Elements say it first: `<cite>Ann:</cite>`, `<b>Ann:</b>`, `<strong>Ann</strong>:`, `<h3>Ann:</h3>`,
`<span class="speaker">Ann</span>`, `<time>1:02</time>`. Where none does, the letters do, and all the lines of the
page vote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from generator.formats.label_grammars import Label
from generator.formats.labels import find_labels
from generator.formats.markup_lines import Line, Span
from generator.formats.names import is_headword, is_label, is_name
from generator.origin import Excerpt
from generator.timecode import read_clock
from generator.words import folded

_BOLD = frozenset({"b", "strong"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_SPEAKER = re.compile(r"(?:.*[-_])?speaker(?:[-_]?(?:name|label))?")
_CLOCK = re.compile(r"[\[(]?\s?(\d{1,3}(?::\d{1,2}){1,2}(?:[.,]\d{1,3})?)\s?[\])]?(?=[:：\s]|$)")
_SPACE = re.compile(r"\s*")
_COLON = re.compile(r"\s*[:：]")
_NICK = re.compile(r"<([^<>]+)>")


class Mark(Enum):
    """What sets a label off."""

    SURE = auto()
    """An element that is for speakers, and nobody needs to vote."""
    LIKELY = auto()
    """Bold letters and a colon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands at the begin of a line."""

    label: Excerpt | None = None
    """The speaker as printed."""
    start_ms: int | None = None
    """When the speech begins."""
    rest: Excerpt
    """The line without it; may be empty."""
    marks: tuple[tuple[Excerpt, str], ...] = ()
    """Colons, brackets and times, each by its name."""
    mark: Mark = Mark.LIKELY
    """How sure the label is."""
    cited: bool = False
    """Whether it is a `<cite>`, which speaks for its own paragraph."""


def find_heads(lines: Sequence[Line]) -> tuple[Head, ...]:
    """Return for each line what stands at its begin: nothing, where it is text from the first letter."""
    marked = [_marked_head(line) for line in lines]
    elected = _elect([head for head in marked if head.label])
    if any(head.label and (head.mark is Mark.SURE or _key(head) in elected) for head in marked):
        return tuple(
            head if not head.label or head.mark is Mark.SURE or _key(head) in elected else _timed_only(line)
            for line, head in zip(lines, marked, strict=True)
        )
    return _plain_heads(lines)


def _marked_head(line: Line) -> Head:
    """Return a line whose label an element sets off, without asking any other line."""
    reading = _Reading(line)
    reading.read()
    return reading.head()


def _timed_only(line: Line) -> Head:
    reading = _Reading(line)
    reading.take_time()
    return reading.head()


class _Reading:
    """Goes along the begin of a line."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._text = line.excerpt.text
        self._spans = {span.start: span for span in reversed(line.spans)}
        self._at = 0
        self._name: tuple[int, int] | None = None
        self._span: Span | None = None
        self._start_ms: int | None = None
        self._marks: list[tuple[int, int, str]] = []

    def read(self) -> None:
        """Take a time, a label, its colon, and a time behind it."""
        self.take_time()
        if self._take_label():
            self.take_time()
            self._take_colon()

    def take_time(self) -> None:
        """Take a clock time in brackets, in an element of its own, or alone on its line."""
        if self._start_ms is not None:
            return
        begin = self._space()
        match = _CLOCK.match(self._text, begin)
        if not match:
            return
        around = [span for span in self._line.spans if (span.start, span.end) == (begin, match.end())]
        set_off = any(span.element.name == "time" for span in around)
        if set_off or match[0][0] in "[(" or not self._text[match.end() :].strip(" :："):
            self._start_ms = read_clock(match[1].replace(",", "."))
            self._skip(begin, match.end(), "time")

    def head(self) -> Head:
        """Return what has been read."""
        excerpt = self._line.excerpt
        marks = ((excerpt.part(start, end), reason) for start, end, reason in self._marks)
        sure = bool(self._span and self._span.element.name not in _BOLD | _HEADINGS)
        return Head(
            label=excerpt.part(*self._name) if self._name else None,
            start_ms=self._start_ms,
            rest=excerpt.part(self._at, len(self._text)),
            marks=tuple((mark, reason) for mark, reason in marks if mark.text),
            mark=Mark.SURE if sure else Mark.LIKELY,
            cited=bool(self._span and self._span.element.name == "cite"),
        )

    def _take_label(self) -> bool:
        begin = self._space()
        spans = [span for span in self._line.spans if span.start == begin and _is_marking(span)]
        if self._line.block in _HEADINGS and self._text.endswith((":", "：")):
            spans.append(Span(self._line.around[-1], begin, len(self._text)))
        for span in spans:
            name = self._text[begin : span.end].rstrip().rstrip(":：").rstrip()
            behind = self._text[span.end : span.end + 40].lstrip()
            alone = not behind or _CLOCK.match(behind) or _NICK.fullmatch(name)
            named = _COLON.match(self._text, begin + len(name)) or (alone and span.element.name == "cite")
            if name and (named or _is_speaker(span)) and is_label(name) and not is_headword(name):
                self._span = span
                self._set_name(begin, begin + len(name))
                self._take_colon()
                return True
        return False

    def _set_name(self, start: int, end: int) -> None:
        nick = _NICK.fullmatch(self._text, start, end)
        self._name = nick.span(1) if nick else (start, end)
        if nick:
            self._marks += [(start, start + 1, "markup"), (end - 1, end, "markup")]
        self._at = end

    def _take_colon(self) -> None:
        colon = _COLON.match(self._text, self._at)
        if colon:
            self._skip(self._at, colon.end(), "colon")

    def _skip(self, start: int, end: int, reason: str) -> None:
        self._marks.append((start, end, reason))
        self._at = end

    def _space(self) -> int:
        match = _SPACE.match(self._text, self._at)
        return match.end() if match else self._at


def _is_marking(span: Span) -> bool:
    return span.element.name == "cite" or span.element.name in _BOLD or _is_speaker(span)


def _is_speaker(span: Span) -> bool:
    return any(map(_SPEAKER.fullmatch, span.element.classes))


def _key(head: Head) -> str:
    return folded(head.label.text).casefold() if head.label else ""


def _elect(heads: Sequence[Head]) -> frozenset[str]:
    """Return the likely labels: all of them where one speaks twice; headwords of notes come once each."""
    votes = Counter(_key(head) for head in heads if head.mark is Mark.LIKELY)
    names = {_key(head) for head in heads if head.mark is Mark.LIKELY and head.label and is_name(head.label.text)}
    if any(count > 1 for count in votes.values()):
        return frozenset(votes)
    return frozenset(names if len(names) > 1 else ())


def _plain_heads(lines: Sequence[Line]) -> tuple[Head, ...]:
    """Return the lines with the labels that only their letters show: `Ann: Hello`, `(Ann) Hello`."""
    # The places of a label in a line without escapes are places in its text.
    flat = [Excerpt(line.excerpt.text, 0, len(line.excerpt.text), line.excerpt.line) for line in lines]
    found = [candidate.label() if candidate else None for candidate in find_labels(flat)]
    return tuple(
        _plain_head(line.excerpt, label.name, label) if label and label.name else _timed_only(line)
        for line, label in zip(lines, found, strict=True)
    )


def _plain_head(line: Excerpt, name: Excerpt, label: Label) -> Head:
    clocks = [match for time in label.times if (match := _CLOCK.search(time.text))]
    return Head(
        label=line.part(name.start, name.end),
        start_ms=read_clock(clocks[0][1].replace(",", ".")) if clocks else None,
        rest=line.part(label.text.start, len(line.text)) if label.text.text else line.part(0, 0),
        marks=tuple((line.part(mark.excerpt.start, mark.excerpt.end), mark.reason) for mark in label.marks),
    )
