"""Lines that an editor has broken at a margin, made paragraphs again.

In a hard-wrapped file a line ends because the next word would not have fitted; in others it ends where the
sentence or the speaker does. All lines vote.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from generator.marks import is_bullet
from generator.origin import Excerpt, Source

_NARROWEST, _WIDEST = 40, 110
"""Columns of a page that people and tools break lines for."""
_USUAL = range(58, 96)
"""Columns of a line in nearly every such file, where the margin is not kept to the letter."""
_ENOUGH = 3
"""Lines that must be broken, for a file to be hard-wrapped."""
_WIDE = "\u1100"
"""From here on most letters take two columns: Hangul, Kana, Han."""


def is_wrapped(source: Source, lines: Sequence[Excerpt], apart: Collection[int]) -> bool:
    """Tell whether the lines of a file are broken at a margin, with blank lines between its paragraphs.

    Lines that hang below the begin of their paragraph go on with it, wherever the margin is.

    `apart` are the indices of lines that stand for themselves: labels begin there, or they are headings or code.
    """
    if all(after.line == line.line + 1 for line, after in pairwise(lines)):
        return False
    pairs = list(_broken(lines, apart))
    broken = [(width(line.text), _first_width(after.text)) for line, after in pairs]
    if len(pairs) < _ENOUGH:
        return False
    margin = sorted(columns for columns, _ in broken)[-1 - len(broken) // 20]
    full = sum(columns + 1 + first > margin for columns, first in broken)
    even = sum(columns in _USUAL for columns, _ in broken)
    hanging = sum(_is_indented(source, after) for _, after in pairs)
    wrapped = _NARROWEST <= margin <= _WIDEST and max(full, even) * 5 >= len(broken) * 4
    return wrapped or hanging * 2 >= len(broken)


def goes_on(line: Excerpt, after: Excerpt) -> bool:
    """Tell whether a line goes on with the paragraph of the line before it, in a file that is hard-wrapped."""
    return after.line == line.line + 1 and not is_bullet(after) and after.text[0] not in "#>|"


def width(text: str) -> int:
    """Return how many columns a text takes on a screen."""
    return len(text) + (0 if text.isascii() else sum(char >= _WIDE for char in text))


def _broken(lines: Sequence[Excerpt], apart: Collection[int]) -> Iterator[tuple[Excerpt, Excerpt]]:
    for index, (line, after) in enumerate(pairwise(lines)):
        if index + 1 not in apart and goes_on(line, after):
            yield line, after


def _is_indented(source: Source, line: Excerpt) -> bool:
    return source.text[max(0, line.start - 2) : line.start] in {"  ", " \t", "\t\t"}


def _first_width(text: str) -> int:
    word = text.partition(" ")[0]
    return width(word) if word.isascii() else 2
