"""Lists of takeaways inside a transcript: `### Speaker's Summary of Key Points`, `### Conclusion`.

Minutes such as those of TC39 end each topic so. What the note-taker lists there is nobody's speech.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.marks import is_bullet, read_heading, structure
from generator.model import Skipped
from generator.origin import Excerpt, Source
from generator.recap_entries import Entry
from generator.recap_headings import Section, find_section
from generator.recap_sections import indent, read_entries

_CLOSING = frozenset({"conclusion", "conclusions", "resolution", "resolutions"})
"""Headings that close a topic; a talk in prose may have a chapter of that name, so they hold for lists only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """A transcript without the lists of takeaways inside it."""

    entries: tuple[Entry, ...] = ()
    """What they list."""
    skipped: tuple[Skipped, ...] = ()
    """Their headings."""
    rest: tuple[Excerpt, ...]
    """The other lines."""


def find_embedded(
    source: Source, lines: Sequence[Excerpt], find_labels: Callable[[Sequence[Excerpt]], Sequence[object | None]]
) -> Embedded:
    """Return the lists of takeaways in a transcript whose speakers `find_labels` finds, and its other lines."""
    headings = [(at, section) for at, line in enumerate(lines) if (section := _section(line))]
    if not headings:
        return Embedded(rest=tuple(lines))
    labels = find_labels(lines)
    entries: list[Entry] = []
    skipped: list[Skipped] = []
    taken: set[int] = set()
    for at, section in headings:
        end = at + 1
        while end < len(lines) and not labels[end] and not read_heading(lines[end]):
            end += 1
        if end > at + 1 and _is_list(source, lines[at + 1 : end]):
            entries += read_entries(source, section, lines[at + 1 : end])
            skipped.append(structure(lines[at], "section heading"))
            taken.update(range(at, end))
    rest = tuple(line for at, line in enumerate(lines) if at not in taken)
    return Embedded(entries=tuple(entries), skipped=tuple(skipped), rest=rest)


def _section(line: Excerpt) -> Section | None:
    heading = read_heading(line)
    if not heading:
        return None
    if heading.text.text.casefold().rstrip(" :") in _CLOSING:
        return Section.TAKEAWAYS
    section = find_section(heading.text.text, decorated=True)
    return section if section is not Section.TRANSCRIPT else None


def _is_list(source: Source, lines: Sequence[Excerpt]) -> bool:
    return is_bullet(lines[0]) and all(_listed(source, lines))


def _listed(source: Source, lines: Sequence[Excerpt]) -> Iterator[bool]:
    margin = indent(source, lines[0])
    for line in lines:
        yield is_bullet(line) or indent(source, line) > margin
