"""Lines of text from the tokens of HTML or XML.

White space counts as browsers count it: any run of it is one space, and none stands at the edge of a line. Elements
that browsers show as blocks end a line; so does `<br>`, and so do the line ends inside `<pre>`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.formats.markup_tokens import Kind, Token, read_attributes
from generator.formats.places import Places
from generator.origin import Excerpt, Piece
from generator.timecode import TimeSpan

BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "details", "dir", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head"),
        *("header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section"),
        *("summary", "table", "tbody", "td", "text", "tfoot", "th", "thead", "title", "tr", "transcript", "ul"),
    ]
)
"""Elements that stand on lines of their own; `dd` goes on after its `dt`, and `text` is a cue of YouTube."""
_EMPTY = frozenset(
    [
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track"),
        "wbr",
    ]
)
_LINE_END = re.compile(r"\r\n|\n|\r")
_RUN = re.compile(r"[^ \t\n\r\f]+(?: [^ \t\n\r\f]+)*")
_DEEPEST = 32
"""So many elements around a line are remembered."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the markup."""

    name: str
    """Its name in lower case."""
    attributes: Mapping[str, str]
    """Its attributes, with names in lower case."""

    @property
    def classes(self) -> frozenset[str]:
        """The names of its style."""
        return frozenset(self.attributes.get("class", "").casefold().split())


TimeOf = Callable[[Element, TimeSpan | None], TimeSpan | None]
"""Gives the time of an element: from its attributes, or from the time of the element around it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line that an inline element sets off."""

    element: Element
    """The element."""
    start: int
    """Where in the text of the line it begins."""
    end: int
    """Where it ends."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text."""

    excerpt: Excerpt
    """Its text, never empty."""
    spans: tuple[Span, ...]
    """What inline elements set off, in the order of their begins."""
    around: tuple[Element, ...]
    """The blocks around it, the innermost last."""
    opens: bool
    """Whether a block or a blank line is right before it; False behind a single `<br>`."""

    @property
    def block(self) -> str:
        """The name of the innermost block around it."""
        return self.around[-1].name if self.around else ""


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that has begun: its time, and where among the lines it began."""

    element: Element
    time: TimeSpan | None
    line: int
    start: int


class LineBuilder:
    """Takes tokens in the order of the source and makes lines of them; `keep_lines` keeps those of the source."""

    def __init__(self, places: Places, time_of: TimeOf, *, keep_lines: bool = False) -> None:
        self.lines: list[Line] = []
        self._text = places.source.text
        self._places = places
        self._time_of = time_of
        self._keep_lines = keep_lines
        self._stack: list[_Open] = []
        self._names: Counter[str] = Counter()
        self._count = 0
        """How many lines have ended, also those without text."""
        self._opens = True
        self._begin_line()

    def _begin_line(self) -> None:
        self._pieces: list[Piece] = []
        self._spans: list[Span] = []
        self._length = 0
        self._gap = False
        self._around: tuple[Element, ...] = ()

    def is_within(self, *names: str) -> bool:
        """Tell whether one of these elements is open."""
        return any(self._names[name] for name in names)

    def take(self, token: Token) -> None:
        """Add a token."""
        match token.kind:
            case Kind.TEXT:
                self._take_text(token.start, token.end)
            case Kind.ESCAPE if token.text:
                self._add(token.text, token.start, token.end)
            case Kind.OPEN:
                self._open(token)
            case Kind.CLOSE:
                self._close(token.name)

    def end_line(self, *, opens: bool) -> None:
        """End the line; with `opens` the next one begins a block."""
        for item in self._stack[-_DEEPEST:]:
            self._set_off(item)
        if self._pieces:
            whole = _excerpt(self._pieces)
            lead = len(whole.text) - len(whole.text.lstrip())
            excerpt = whole.part(0, len(whole.text))
            spans = (Span(span.element, max(span.start - lead, 0), span.end - lead) for span in self._spans)
            ordered = tuple(sorted((span for span in spans if span.start < span.end), key=lambda span: span.start))
            if excerpt.text:
                self.lines.append(Line(excerpt, ordered, self._around, self._opens))
                self._opens = False
        self._opens |= opens or not self._pieces
        self._count += 1
        self._begin_line()

    def _take_text(self, start: int, end: int) -> None:
        if self._keep_lines or self._names["pre"]:
            for match in _LINE_END.finditer(self._text, start, end):
                self._take_runs(start, match.start())
                self.end_line(opens=False)
                start = match.end()
        self._take_runs(start, end)

    def _take_runs(self, start: int, end: int) -> None:
        done = start
        for match in _RUN.finditer(self._text, start, end):
            self._gap |= match.start() > done
            self._add(match[0], match.start(), match.end())
            done = match.end()
        self._gap |= done < end

    def _add(self, text: str, start: int, end: int) -> None:
        line = self._places.line(start)
        if not self._pieces:
            near = self._stack[-_DEEPEST:]
            self._around = tuple(item.element for item in near if item.element.name in BLOCKS)
        elif self._gap:
            self._pieces.append(Piece(" ", start, start, line, self._pieces[-1].time))
            self._length += 1
        self._gap = False
        self._pieces.append(Piece(text, start, end, line, self._stack[-1].time if self._stack else None))
        self._length += len(text)

    def _open(self, token: Token) -> None:
        if token.name in BLOCKS or token.name == "br":
            self.end_line(opens=token.name != "br")
        elif token.name == "dd":
            self._gap = True
        if token.name in _EMPTY or token.text.endswith("/>"):
            return
        element = Element(token.name, read_attributes(token))
        time = self._time_of(element, self._stack[-1].time if self._stack else None)
        # A space before the element is outside of it.
        self._stack.append(_Open(element, time, self._count, self._length + (self._gap and self._length > 0)))
        self._names[token.name] += 1

    def _close(self, name: str) -> None:
        if name == "dt":
            self._gap = True
        elif name in BLOCKS or name == "dd":
            self.end_line(opens=True)
        if not self._names[name]:
            return
        while True:
            item = self._stack.pop()
            self._set_off(item)
            self._names[item.element.name] -= 1
            if item.element.name == name:
                return

    def _set_off(self, item: _Open) -> None:
        start = item.start if item.line == self._count else 0
        if start < self._length and item.element.name not in BLOCKS:
            self._spans.append(Span(item.element, start, self._length))


def _excerpt(pieces: list[Piece]) -> Excerpt:
    first, last = pieces[0], pieces[-1]
    text = "".join(piece.text for piece in pieces)
    plain = len(pieces) == 1 and first.verbatim and first.time is None
    return Excerpt(text, first.start, last.end, first.line, () if plain else tuple(pieces))
