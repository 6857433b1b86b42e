"""The marks that say where things begin and end: bullets, stars, colons, number signs.

A reader keeps the words of a line and names every mark that it leaves out, so that each character of a file is
either on a page or on the list of what is not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.model import Role, Skipped
from generator.origin import Excerpt
from generator.values import value
from generator.words import visible

_MARK = re.compile(
    r"(?P<heading_mark>\#+)|(?P<bold_mark>\*{2,}|_{2,})|(?P<colon>[:：])|(?P<dash>[-–—]+)"
    r"|(?P<bullet>[•‣◦▪●·+*]|[(（]?\d+[.)）、．])|(?P<mark>[^\s\#*_:：\-–—]+|\S)"
)
_RULE = re.compile(r"[-*_=#•~\s]+")
_BULLET = re.compile(r"(?:[-*+‣◦▪●·–—]\s+|•\s*|\d{1,3}[.)]\s+|\d{1,3}[、．]\s*|[(（]\d{1,2}[)）]\s*)(?=\S)")
_BOLD_NUMBER = re.compile(r"\*\*\d{1,3}[.)]\s")
_HEADING = re.compile(r"(#{1,6})(?:\s+|$)")
_BOLD_HEADING = re.compile(r"\*\*\s*+(#{1,6})\s++([^*]+)\*\*")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")


@value(frozen=True, slots=True, kw_only=True)
class Heading:
    """A Markdown heading."""

    line: Excerpt
    """All of it."""
    level: int
    """1 to 6."""
    text: Excerpt
    """Its words, which may be none."""
    marks: tuple[Skipped, ...]
    """The number signs, and the stars where it is bold as a whole."""


def structure(excerpt: Excerpt, reason: str) -> Skipped:
    """Return a stretch as structure: no word of it is lost to the reader of the page."""
    return Skipped(excerpt=excerpt, role=Role.STRUCTURE, reason=reason)


def repeated(excerpt: Excerpt, first: Excerpt) -> Skipped:
    """Return a stretch as the copy of one that is kept."""
    return Skipped(excerpt=excerpt, role=Role.REPEATED, reason="copy", repeats=first.line)


def twin(excerpt: Excerpt, first: Excerpt) -> Skipped:
    """Return a stretch of data that says once more what is kept: the words beside a segment's text."""
    return Skipped(excerpt=excerpt, role=Role.REPEATED, reason="twin", repeats=first.line)


def marks(line: Excerpt, *kept: Excerpt) -> tuple[Skipped, ...]:
    """Return what is left of a line besides the stretches that are kept, mark by mark, each by its name."""
    found: list[Skipped] = []
    edges = [(excerpt.start - line.start, excerpt.end - line.start) for excerpt in kept]
    reached = 0
    for start, end in [*edges, (len(line.text), 0)]:
        gap = line.text[reached:start]
        for first, last, reason in _named(gap, reached == 0) if gap else ():
            mark = _cut(line, reached + first, reached + last)
            found.append(Skipped(excerpt=mark, role=Role.STRUCTURE, reason=reason))
        reached = end
    return tuple(found)


def read_heading(line: Excerpt) -> Heading | None:
    """Return the heading that a line is, also where it is bold: `## Title`, `# **Title**`, `**### Title**`."""
    if line.text[:1] not in "#*":
        return None
    if match := _BOLD_HEADING.fullmatch(line.text):
        text = line.part(*match.span(2))
        return Heading(line=line, level=len(match[1]), text=text, marks=marks(line, text))
    found = _HEADING.match(line.text)
    if not found:
        return None
    body = line.text[found.end() :]
    open_end = body.rstrip("#")
    closed = open_end != body and (not open_end or open_end[-1].isspace())
    text = unbolded(line.part(found.end(), found.end() + len(open_end if closed else body)))
    return Heading(line=line, level=len(found[1]), text=text, marks=marks(line, text))


def unbolded(excerpt: Excerpt) -> Excerpt:
    """Return a text that is bold from end to end without its stars, any other as it is."""
    match = _BOLD.fullmatch(excerpt.text)
    return excerpt.part(*match.span(1)) if match and visible(match[1]) else excerpt


def is_rule(line: Excerpt) -> bool:
    """Tell whether a line is drawn, not written: `---`, `* * *`, `=====`."""
    return bool(_RULE.fullmatch(line.text))


def is_bullet(line: Excerpt) -> bool:
    """Tell whether a line begins with a bullet or a number, which may be inside its bold: `**1. First**`."""
    return bool(_BULLET.match(line.text) or _BOLD_NUMBER.match(line.text))


def unbulleted(line: Excerpt) -> Excerpt:
    """Return a line without its bullet or number."""
    match = _BULLET.match(line.text)
    return line.part(match.end(), len(line.text)) if match else line


def _cut(line: Excerpt, start: int, end: int) -> Excerpt:
    """Return a mark of a line; most lines stand in the source as they are, and a mark has no white space."""
    if line.pieces or "\n" in line.text or "\r" in line.text:
        return line.part(start, end)
    return Excerpt(line.text[start:end], line.start + start, line.start + end, line.line)


# The lines of a file are marked alike: nearly every gap beside a label is `**` or `:**`.
@lru_cache(maxsize=256)
def _named(text: str, opens: bool) -> tuple[tuple[int, int, str], ...]:
    """Return where the marks in a stretch of a line begin and end, and their names; `opens` the line or not."""
    found = [(match, match[0]) for match in _MARK.finditer(text)]
    shown = [match for match, mark in found if (mark.isascii() and mark.isprintable()) or visible(mark)]
    return tuple((*match.span(), _reason(match, opens)) for match in shown)


def _reason(match: re.Match[str], opens: bool) -> str:
    name = str(match.lastgroup).replace("_", " ")
    return "bullet" if opens and match.start() == 0 and name == "dash" else name
