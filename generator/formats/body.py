"""What the transcript readers share: the title on the first line, headings, code and quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.formats.front_matter import states_title
from generator.marks import Heading, is_bullet, is_rule, marks, read_heading, structure
from generator.model import Skipped
from generator.origin import Excerpt, Source
from generator.values import value
from generator.words import count_words, folded

_FENCE = re.compile(r"(`{3,}|~{3,})[^`]*")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_QUOTED = re.compile(r">\s+(?=[^\d\s>])")
_LONGEST_HEADING = 25
"""In words; what is longer is a paragraph that somebody typed as a heading."""


@value(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A line taken apart."""

    text: Excerpt | None
    """What was said or written; None where the line is a mark and nothing else."""
    marks: tuple[Skipped, ...]
    """The rest of the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What the lines around a line make of it."""

    fenced: frozenset[int]
    """The indices of code and its fences."""
    underlined: dict[int, int]
    """The indices of headings that the next line underlines, with their levels."""

    def heading(self, lines: Sequence[Excerpt], index: int) -> Heading | None:
        """Return the heading that a line is, None where it is none, or one that is too long to be one."""
        line = lines[index]
        if index in self.fenced:
            return None
        if index in self.underlined:
            underline = structure(lines[index + 1], "heading mark")
            return Heading(line=line, level=self.underlined[index], text=line, marks=(underline,))
        heading = read_heading(line) if line.text[0] in "#*" else None
        return heading if heading and 0 < count_words(heading.text.text) <= _LONGEST_HEADING else None


def find_outline(lines: Sequence[Excerpt]) -> Outline:
    """Return which lines are code, and which are headings because the next line underlines them."""
    fenced = find_fenced(lines)
    return Outline(
        fenced=fenced,
        underlined={
            index: 1 if below.text[0] == "=" else 2
            for index, below in enumerate(lines[1:])
            if below.text[0] in "=-" and index not in fenced and _is_underlined(lines, index)
        },
    )


def find_fenced(lines: Sequence[Excerpt]) -> frozenset[int]:
    """Return the indices of code between fences, the fences too; a fence that is never closed opens nothing."""
    found: list[int] = []
    start = None
    for index, line in enumerate(lines):
        if line.text[0] in "`~" and _FENCE.fullmatch(line.text):
            if start is None:
                start = index
            else:
                found += range(start, index + 1)
                start = None
    return frozenset(found)


def read_paragraph(line: Excerpt) -> Paragraph:
    """Return the text of a line that is no heading: of a rule nothing, of a quotation what its mark leaves."""
    if is_rule(line):
        return Paragraph(text=None, marks=(structure(line, "rule"),))
    if line.text == ">":
        return Paragraph(text=None, marks=(structure(line, "quotation mark"),))
    if line.text[0] == "#" and (heading := read_heading(line)):
        return Paragraph(text=heading.text, marks=heading.marks)
    match = _QUOTED.match(line.text)
    if match:
        text = line.part(match.end(), len(line.text))
        return Paragraph(text=text, marks=marks(line, text))
    return Paragraph(text=line, marks=())


def read_title(source: Source, lines: Sequence[Excerpt]) -> Paragraph | None:
    """Return the title, where the first line is a heading of the first level: `# Title`.

    Where the front matter states another title, the heading is the first chapter.
    """
    heading = find_outline(lines[:2]).heading(lines, 0) if lines else None
    if not heading or heading.level != 1:
        return None
    stated = states_title(source)
    if stated is not None and folded(stated) != folded(heading.text.text):
        return None
    return Paragraph(text=heading.text, marks=heading.marks)


def below_title(lines: Sequence[Excerpt], title: Paragraph | None) -> Sequence[Excerpt]:
    """Return the lines behind the title."""
    if not title:
        return lines
    taken = max(mark.excerpt.line for mark in title.marks)
    return [line for line in lines if line.line > taken]


def _is_underlined(lines: Sequence[Excerpt], index: int) -> bool:
    line, below = lines[index], lines[index + 1]
    if below.line != line.line + 1 or not _UNDERLINE.fullmatch(below.text):
        return False
    alone = index == 0 or lines[index - 1].line < line.line - 1
    plain = line.text[0] not in "#>*|`" and not is_bullet(line) and not is_rule(line)
    # A rule may stand right below what somebody says.
    short = count_words(line.text) <= (15 if below.text[0] == "=" else 10)
    said = below.text[0] == "-" and (line.text[-1] in ".?!。？！…" or ": " in line.text or "：" in line.text)
    return alone and plain and short and not said
