"""HTML and XML as a row of tokens, each with its exact place in the source.

`html.parser` knows where a tag begins, but takes quadratic time for a file of unclosed tags (24 kB: 10 seconds in
Python 3.11), and what it takes for a comment differs from one Python to the next. Here every character belongs to
one token and is looked at a bounded number of times. Rules: HTML Living Standard, section 13.2.5, without its
repairs.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from html.entities import html5


class Kind(Enum):
    """What a token is."""

    TEXT = auto()
    """Characters that stand for themselves."""
    ESCAPE = auto()
    """One character reference, such as `&amp;`."""
    OPEN = auto()
    """The start tag of an element."""
    CLOSE = auto()
    """The end tag of an element."""
    COMMENT = auto()
    """A comment."""
    HIDDEN = auto()
    """What a script or style element holds."""
    MARK = auto()
    """A declaration or processing instruction."""


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a source that is one thing."""

    kind: Kind
    """What it is."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""
    name: str = ""
    """The element of a tag, in lower case."""
    text: str = ""
    """What an escape stands for, or the whole of a start tag."""


_RAW = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style")}
"""Elements that hold no text and no markup, with the end of each."""
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_REFERENCE = r"(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31})"
_ESCAPE = re.compile(f"&{_REFERENCE};?")
_DOUBLE = re.compile(f"&amp;{_REFERENCE};")
_NEXT = re.compile("[<&]")
_TAG_MARK = re.compile("[>\"']")


def read_tokens(text: str, start: int, end: int, *, doubly: bool = False) -> Iterator[Token]:
    """Yield the tokens of a stretch of text, in order and without a gap.

    With `doubly`, an escape may itself be escaped: `&amp;#39;` is an apostrophe (YouTube).
    """
    yield from _Scanner(text, start, end, doubly).tokens()


def read_attributes(token: Token) -> dict[str, str]:
    """Return the attributes of a start tag; of two with one name the first counts."""
    found: dict[str, str] = {}
    inside = token.text[1 + len(token.name) : -1]
    for name, double, single, bare in _ATTRIBUTE.findall(inside):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found


class _Scanner:
    def __init__(self, text: str, start: int, end: int, doubly: bool) -> None:
        self._text, self._at, self._end, self._doubly = text, start, end, doubly
        self._quotes = True
        """False once a quotation mark has swallowed the end of the file: then they mean nothing any more."""
        self._unclosed: set[str] = set()
        """The elements of `_RAW` that have no end from here on."""
        self._last = {mark: text.rfind(mark, start, end) for mark in (">", '"', "'", "-->", "]]>")}
        """Where each mark occurs for the last time: nobody has to look for it behind that place."""

    def tokens(self) -> Iterator[Token]:
        begun = self._at
        while match := _NEXT.search(self._text, self._at, self._end):
            at = match.start()
            found = self._markup(at) if match[0] == "<" else self._escape(at)
            if found is None:
                self._at = at + 1
                continue
            if begun < at:
                yield Token(Kind.TEXT, begun, at)
            yield found
            self._at = found.end
            if found.kind is Kind.OPEN and found.name in _RAW:
                yield from self._hidden(found)
            elif found.kind is Kind.MARK and self._text.startswith("<![CDATA[", found.start):
                yield from self._character_data()
            begun = self._at
        if begun < self._end:
            yield Token(Kind.TEXT, begun, self._end)

    def _escape(self, at: int) -> Token | None:
        if self._doubly and (match := _DOUBLE.match(self._text, at, self._end)):
            inner = "&" + match[0].removeprefix("&amp;")
            if _is_reference(inner):
                return Token(Kind.ESCAPE, at, match.end(), text=html.unescape(inner))
        match = _ESCAPE.match(self._text, at, self._end)
        known = match and _is_reference(match[0])
        return Token(Kind.ESCAPE, at, match.end(), text=html.unescape(match[0])) if match and known else None

    def _markup(self, at: int) -> Token | None:
        text = self._text
        if text.startswith("<!--", at):
            closed = at + 2 <= self._last["-->"]
            return Token(Kind.COMMENT, at, text.index("-->", at + 2) + 3) if closed else _mark(at, "<!--")
        if text.startswith("<![CDATA[", at):
            return _mark(at, "<![CDATA[")
        if text.startswith(("<!", "<?"), at):
            return Token(Kind.MARK, at, text.index(">", at) + 1) if at < self._last[">"] else None
        name = _NAME.match(text, at, self._end)
        if not name or at > self._last[">"]:
            return None
        end = self._tag_end(name.end())
        kind = Kind.CLOSE if text[at + 1] == "/" else Kind.OPEN
        return Token(kind, at, end, name[1].lower(), text[at:end] if kind is Kind.OPEN else "")

    def _tag_end(self, at: int) -> int:
        """Return the offset behind the `>` that ends a tag; one inside quotation marks does not."""
        begun = at
        while self._quotes and (match := _TAG_MARK.search(self._text, at, self._end)):
            if match[0] == ">":
                return match.end()
            opened = match.start() < self._last[match[0]]
            at = self._text.index(match[0], match.end()) + 1 if opened else match.end()
        self._quotes = False
        return self._text.index(">", begun) + 1

    def _hidden(self, tag: Token) -> Iterator[Token]:
        """Yield what stands between the tags of a script; where one is never closed, the file goes on as text."""
        if tag.name in self._unclosed:
            return
        match = _RAW[tag.name].search(self._text, self._at, self._end)
        if not match:
            self._unclosed.add(tag.name)
        elif self._at < match.start():
            yield Token(Kind.HIDDEN, self._at, match.start(), tag.name)
            self._at = match.start()

    def _character_data(self) -> Iterator[Token]:
        if self._at > self._last["]]>"]:
            return
        end = self._text.index("]]>", self._at)
        if self._at < end:
            yield Token(Kind.TEXT, self._at, end)
        yield _mark(end, "]]>")
        self._at = end + 3


def _is_reference(text: str) -> bool:
    """Tell whether a text is one reference; `&nothing;` is none, although `&not` would be."""
    return text[1] == "#" or text[1:] in html5


def _mark(at: int, mark: str) -> Token:
    return Token(Kind.MARK, at, at + len(mark))
