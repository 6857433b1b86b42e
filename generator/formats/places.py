"""Places in a source by their offset, for formats that are not read line by line."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Self

from generator.origin import Excerpt, Source

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """A source whose lines can be found by offset, at once and not by counting."""

    source: Source
    """The file."""
    line_ends: tuple[int, ...]
    """Offsets behind each line end."""

    @classmethod
    def of(cls, source: Source) -> Self:
        """Return the places of a source."""
        return cls(source=source, line_ends=tuple(match.end() for match in _LINE_END.finditer(source.text)))

    def line(self, offset: int) -> int:
        """Return the line of an offset, counted from 1."""
        return bisect_right(self.line_ends, offset) + 1

    def excerpt(self, start: int, end: int) -> Excerpt:
        """Return the text between two offsets, stripped of white space."""
        raw = self.source.text[start:end]
        text = raw.strip()
        first = start if text == raw else start + len(raw) - len(raw.lstrip())
        return Excerpt(text, first, first + len(text), self.line(first))
