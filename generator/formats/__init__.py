"""The readers: text of a source file in, a `Document` out.

    recap         title, summary, takeaways, vocabulary and transcript in one file
    labelled      a transcript that says who speaks
    unlabelled    words without speakers

Every reader accounts for every character that shows: it is in the document, or on its list of what is skipped.
A format knows nothing of this table. To add one, write a module with `sniff` and `read`, add a line to `FORMATS`
above those that would take its files, and put a folder of cases below `tests/cases/formats`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from generator import recap
from generator.errors import Problem, ProblemsError
from generator.formats import labelled, labels, unlabelled
from generator.formats.front_matter import read_front_matter, skip_front_matter
from generator.model import Document
from generator.origin import Excerpt, Source
from generator.words import visible

__all__ = ["FORMATS", "Format", "read_document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way in which people and tools write records of talks."""

    name: str
    """The name that `Document.format` bears."""
    sniff: Callable[[Source, Sequence[Excerpt]], bool]
    """Tells whether lines are written in this format."""
    read: Callable[[Source, Sequence[Excerpt]], Document]
    """Reads lines that `sniff` has said yes to."""


def _sniff_recap(source: Source, lines: Sequence[Excerpt]) -> bool:
    # A transcript may hold a list or the heading "Summary"; then somebody has spoken above it.
    above = len(recap.foreword(source, lines))
    return recap.sniff(source, lines) and not labels.is_conversation(lines, above)


def _read_recap(source: Source, lines: Sequence[Excerpt]) -> Document:
    return recap.read(source, lines, recap.Speech(is_speech=labels.is_conversation, read=_read_speech))


def _read_speech(source: Source, lines: Sequence[Excerpt]) -> Document:
    read = labelled.read if labelled.sniff(source, lines) else unlabelled.read
    return read(source, lines)


FORMATS = (
    Format(name=recap.NAME, sniff=_sniff_recap, read=_read_recap),
    Format(name=labelled.NAME, sniff=labelled.sniff, read=labelled.read),
    Format(name=unlabelled.NAME, sniff=unlabelled.sniff, read=unlabelled.read),
)
"""The formats in order of trial."""


def read_document(source: Source) -> Document:
    """Return what a source file says, read by the first format that knows it.

    Raises `ProblemsError` where the file is blank or holds nothing that a page could show.
    """
    lines = [line for line in source.lines() if visible(line.text)]
    matter = read_front_matter(source, lines)
    for form in FORMATS:
        if matter.rest and form.sniff(source, matter.rest):
            document = form.read(source, matter.rest)
            title = document.title or matter.title
            skipped = (*skip_front_matter(matter, title), *document.skipped)
            return replace(document, title=title, skipped=skipped)
    raise ProblemsError([_problem(source, lines, matter.rest)])


def _problem(source: Source, lines: Sequence[Excerpt], rest: Sequence[Excerpt]) -> Problem:
    right = "write the transcript as lines like `**Name:** what was said`, or as plain text"
    if not lines:
        return Problem(origin=source.origin(1), wrong="the file is empty", right=right)
    line = (rest or lines)[0].line
    wrong = "no text below the front matter" if not rest else "no text that could be read: only symbols or headings"
    return Problem(origin=source.origin(line), wrong=wrong, right=right)
