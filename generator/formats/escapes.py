r"""Characters that Markdown writers escape so that nothing happens to them: `\[laughs\]`, `don&#39;t`.

The reader of a page wants the character, not its escape: where a file escapes by habit. In any other, what somebody
typed stays as typed. The backslash is a mark; an entity is one piece of the text. In a line with code nothing is
touched, for there a backslash is itself.
"""

from __future__ import annotations

import html
import re

from generator.marks import structure
from generator.model import Skipped
from generator.origin import Excerpt, Piece
from generator.words import visible

_ESCAPE = re.compile(
    r"(?P<slash>\\)(?=[\[\]*_\"#<>])|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
)

# Whoever escapes the brackets of a time does so for Markdown; nobody types a quotation mark as an entity, thrice.
_TIME = re.compile(r"\\\[\\{0,2}\d{1,3}:\d\d")
_ESCAPED = re.compile(r"---\s*\nmarkdown: escaped\s*\n")
_QUOTE = re.compile(r"&(?:quot|apos|#0?39|#0?34|#[xX]2[27]);")
_THRICE = 3


def escapes_by_habit(text: str) -> bool:
    """Tell whether a file escapes what Markdown would take for marks: its times, its quotation marks, or all."""
    habit = _TIME.search(text) or _ESCAPED.match(text)
    return bool(habit) or ("&" in text and len(_QUOTE.findall(text)) >= _THRICE)


def unescape(line: Excerpt) -> tuple[Excerpt, tuple[Skipped, ...]]:
    """Return a line, or a part of one, without its escapes, and what is gone; nothing may be left of it."""
    if ("\\" not in line.text and "&" not in line.text) or "`" in line.text or line.pieces:
        return line, ()
    kept: list[Piece] = []
    marks: list[Skipped] = []
    reached = 0
    for match in _ESCAPE.finditer(line.text):
        meant = html.unescape(match[0])
        if match["entity"] and meant == match[0]:
            continue
        kept += _verbatim(line, reached, match.start())
        raw = line.part(*match.span())
        if match["entity"] and visible(meant):
            kept.append(Piece(meant, raw.start, raw.end, raw.line))
        else:
            marks.append(structure(raw, "escape" if match["slash"] else "markup: a space"))
            kept += [] if match["slash"] else [Piece(" ", raw.start, raw.start, raw.line)]
        reached = match.end()
    if not reached:
        return line, ()
    kept += _verbatim(line, reached, len(line.text))
    text = "".join(piece.text for piece in kept)
    return Excerpt(text, kept[0].start, kept[-1].end, line.line, tuple(kept)).part(0, len(text)), tuple(marks)


def _verbatim(line: Excerpt, start: int, end: int) -> list[Piece]:
    text = line.text[start:end]
    return [Piece(text, line.start + start, line.start + end, line.line)] if text else []
