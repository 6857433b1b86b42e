"""What the transcript readers share: the title on the first line, headings and rules between paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.marks import is_rule, read_heading, structure
from generator.model import Skipped
from generator.origin import Excerpt
from generator.words import count_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A line that is no label, taken apart."""

    text: Excerpt | None
    """What was said or written; None where the line is a mark and nothing else."""
    marks: tuple[Skipped, ...]
    """The rest of the line."""


def read_paragraph(line: Excerpt) -> Paragraph:
    """Return the text of a line: a heading without its number signs, of a rule nothing, any other line as it is."""
    if is_rule(line):
        return Paragraph(text=None, marks=(structure(line, "rule"),))
    heading = read_heading(line)
    if heading:
        return Paragraph(text=heading.text, marks=heading.marks)
    return Paragraph(text=line, marks=())


def read_title(lines: Sequence[Excerpt]) -> Paragraph | None:
    """Return the title, where the first line is a heading of the first level: `# Title`."""
    heading = read_heading(lines[0]) if lines else None
    if heading and heading.level == 1 and count_words(heading.text.text):
        return Paragraph(text=heading.text, marks=heading.marks)
    return None
