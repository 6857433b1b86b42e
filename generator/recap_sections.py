"""The entries of a recap's sections: which lines belong together, and what they are.

An entry is a line. Lines that are indented below it, or that go on in lower case where it was cut off at the
margin, belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from generator.marks import Heading, is_bullet, read_heading, structure, unbulleted
from generator.model import Term
from generator.origin import Excerpt, Source
from generator.recap_entries import (
    Entry,
    bold_heading,
    definition_of,
    has_label,
    is_definition,
    point,
    takeaway,
    takeaway_of,
    term,
    term_of,
    undefined_term,
    unmarked,
)
from generator.recap_headings import Section
from generator.words import count_words, folded, visible

_CUT_OFF_FROM = 60
"""A line shorter than this was not cut off at a margin."""
_STOP = re.compile(r"[.?!:。？！：][\"'”’」』）)]*$")
_LONGEST_NAME = 12
"""In words: a longer line without a dash or colon is no name of a term."""


def read_entries(source: Source, section: Section, lines: Sequence[Excerpt]) -> tuple[Entry, ...]:
    """Return the entries of a section that is no transcript."""
    read = {Section.SUMMARY: _points, Section.VOCABULARY: _terms}.get(section, _takeaways)
    parts = [part for run in _runs(source, lines) for part in _headed(_group(source, run))]
    return tuple(entry for heading, below in parts for entry in read(source, heading, below))


def indent(source: Source, line: Excerpt) -> int:
    """Return how many blank characters stand before a line."""
    ends = (source.text.rfind(end, 0, line.start) for end in "\n\r")
    return line.start - 1 - max(ends)


def _runs(source: Source, lines: Sequence[Excerpt]) -> list[list[Excerpt]]:
    """Return the lines in runs between which a rule or a title stands, which is in no entry."""
    runs: list[list[Excerpt]] = []
    for line in lines:
        if runs and not visible(source.text[runs[-1][-1].end : line.start]):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _group(source: Source, lines: Sequence[Excerpt]) -> list[Excerpt]:
    groups: list[Excerpt] = []
    last: Excerpt | None = None
    for line in lines:
        if last and _goes_on(source, groups[-1], last, line):
            groups[-1] = source.between(groups[-1], line)
        else:
            groups.append(line)
        last = line
    return groups


def _goes_on(source: Source, entry: Excerpt, last: Excerpt, line: Excerpt) -> bool:
    if is_bullet(line) or is_definition(line) or read_heading(line) or read_heading(entry):
        return False
    if indent(source, line) > indent(source, entry) and (is_bullet(entry) or is_definition(entry)):
        return True
    cut_off = len(last.text) >= _CUT_OFF_FROM and not _STOP.search(last.text)
    return cut_off and line.line == last.line + 1 and line.text[0].islower()


def _points(_source: Source, heading: Heading | None, below: Sequence[Excerpt]) -> Iterator[Entry]:
    if heading:
        yield _alone(heading, point)
    yield from map(point, below)


def _takeaways(source: Source, heading: Heading | None, below: Sequence[Excerpt]) -> Iterator[Entry]:
    """Yield takeaways; a heading above a single entry without a label is its label."""
    if heading and len(below) == 1 and not has_label(below[0]):
        yield takeaway_of(source.between(heading.line, below[0]), unbulleted(heading.text), unmarked(below[0]))
        return
    if heading:
        yield _alone(heading, takeaway)
    yield from map(takeaway, below)


def _terms(source: Source, heading: Heading | None, below: Sequence[Excerpt]) -> Iterator[Entry]:
    """Yield terms; a heading is the name of one, or of several (`### A`) where each line below is a term."""
    entries = list(_listed_terms(source, below))
    if not heading:
        yield from entries
    elif not below:
        yield undefined_term(heading.line, unbulleted(heading.text))
    elif all(map(term, below)) or (heading.line.text.startswith("**") and all(map(is_bullet, below))):
        first = entries[0]
        mark = structure(heading.line, f"section heading: {folded(heading.text.text)}")
        whole = source.between(heading.line, first.whole)
        yield replace(first, whole=whole, marks=(mark, *first.marks))
        yield from entries[1:]
    else:
        first_line = definition_of(below[0]) if is_definition(below[0]) else unbulleted(below[0])
        definition = source.between(first_line, below[-1])
        yield term_of(source.between(heading.line, below[-1]), unbulleted(heading.text), definition)


def _listed_terms(source: Source, groups: Sequence[Excerpt]) -> Iterator[Entry]:
    """Yield terms on a line of their own or above the line that defines them."""
    pending: Entry | None = None
    for group in groups:
        if pending and _defines(group, pending):
            pending = _extended(source, pending, group)
            continue
        if pending:
            yield pending
        pending = term(group) or (point(group) if _is_prose(group) else undefined_term(group, unmarked(group)))
    if pending:
        yield pending


def _defines(group: Excerpt, entry: Entry) -> bool:
    """Tell whether a group belongs to the term before it: `:   definition`, or prose without a term of its own."""
    if not isinstance(entry.value, Term):
        return False
    return is_definition(group) or (not is_bullet(group) and _is_prose(group) and term(group) is None)


def _extended(source: Source, entry: Entry, group: Excerpt) -> Entry:
    assert isinstance(entry.value, Term)
    whole = source.between(entry.whole, group)
    if entry.value.definition.text:
        return term_of(whole, entry.value.name, source.between(entry.value.definition, group))
    return term_of(whole, entry.value.name, definition_of(group))


def _is_prose(group: Excerpt) -> bool:
    return count_words(group.text) > _LONGEST_NAME


def _alone(heading: Heading, read: Callable[[Excerpt], Entry]) -> Entry:
    """Return a heading as an entry of its own."""
    entry = read(heading.text)
    return replace(entry, whole=heading.line, marks=(*heading.marks, *entry.marks))


def _headed(groups: Sequence[Excerpt]) -> Iterator[tuple[Heading | None, list[Excerpt]]]:
    """Yield each heading with the groups below it; None for what stands above the first."""
    heading: Heading | None = None
    below: list[Excerpt] = []
    for group in groups:
        found = read_heading(group) or bold_heading(group)
        if found:
            if heading or below:
                yield heading, below
            heading, below = found, []
        else:
            below.append(group)
    if heading or below:
        yield heading, below
