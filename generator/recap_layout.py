"""The parts of a recap: what stands above the first section heading, and the sections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from generator.marks import is_bullet, is_rule, marks, read_heading, repeated, structure
from generator.model import Skipped
from generator.origin import Excerpt, Source
from generator.recap_entries import is_definition
from generator.recap_headings import Section, find_section
from generator.recap_unheaded import Block, Layout, is_title, is_unheaded, read_unheaded
from generator.words import count_words, folded

_FEWEST_NOTES = 5
"""Bullets that make a file notes."""
_BOLD_LINE = re.compile(r"(?:\*\*|__)([^*_]+)(?:\*\*|__)\s*[:：]?")
# The one heading that is often followed by its text on the same line.
_INLINE = re.compile(
    r"(?:\*\*)?TL; ?DR(?:\*\*)?\s*[:：]\s*(?:\*\*)?\s*(?P<text>[^\s*].*)", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionHeading:
    """A line that names a section of a recap."""

    section: Section
    level: int | None
    """The level in Markdown; None where the name is bold or bare."""
    marked: bool
    """Whether number signs or stars show that it is a heading."""
    below: Excerpt | None = None
    """The text on the same line."""


def section_heading(line: Excerpt) -> SectionHeading | None:
    """Return the section that a line opens, None where it opens none."""
    heading = read_heading(line)
    if heading:
        section = find_section(heading.text.text, decorated=True)
        return SectionHeading(section=section, level=heading.level, marked=True) if section else None
    if match := _BOLD_LINE.fullmatch(line.text):
        section = find_section(match[1], decorated=True)
        return SectionHeading(section=section, level=None, marked=True) if section else None
    if (section := find_section(line.text)) and not is_bullet(line):
        return SectionHeading(section=section, level=None, marked=False)
    if match := _INLINE.fullmatch(line.text):
        below = line.part(*match.span("text"))
        return SectionHeading(section=Section.SUMMARY, level=None, marked=False, below=below)
    return None


def foreword(source: Source, lines: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
    """Return what stands above the first section heading and above the first bullet."""
    lead = _lead(lines)
    if is_unheaded(source, lead):
        lead = lead[: next(index for index, line in enumerate(lead) if is_bullet(line))]
    return lead


def is_recap(source: Source, lines: Sequence[Excerpt]) -> bool:
    """Tell whether a file is a recap: by its section headings, or by the shape of one without."""
    lead = _lead(lines)
    if is_unheaded(source, lead) or _only_section(lines, lead):
        return True
    drafts = _Walk(lines[len(lead) :], None).drafts
    sections = {draft.section for draft in drafts if draft.section}
    known = _words(draft for draft in drafts if draft.section)
    strange = _words(draft for draft in drafts if not draft.section)
    if not sections - {Section.TRANSCRIPT}:
        return False
    # A talk in prose may have a chapter that is called `Overview`.
    fits = len(sections) > 1 or strange <= known
    return fits and sum(count_words(line.text) for line in lead) <= known


def read_layout(source: Source, lines: Sequence[Excerpt], is_speech: Callable[[Sequence[Excerpt]], bool]) -> Layout:
    """Return the parts of a recap in the order of the file.

    A section whose heading is not known holds takeaways, unless it `is_speech`.
    """
    lead = _lead(lines)
    if section := _only_section(lines, lead):
        walk = _Walk(lines, None, section)
        return Layout(title=walk.title, blocks=_blocks(walk, is_speech), skipped=tuple(walk.skipped))
    above = read_unheaded(source, lead)
    walk = _Walk(lines[len(lead) :], above.title)
    blocks = _blocks(walk, is_speech)
    return Layout(
        title=walk.title,
        blocks=(*_corrected(above.blocks, blocks), *blocks),
        skipped=(*above.skipped, *walk.skipped),
    )


@dataclass(slots=True)
class _Draft:
    section: Section | None
    level: int | None
    marked: bool
    lines: list[Excerpt]


class _Walk:
    """Goes through the sections once."""

    def __init__(self, lines: Sequence[Excerpt], title: Excerpt | None, section: Section | None = None) -> None:
        self.title = title
        # Every heading stands below level 0, and within the section.
        self.drafts: list[_Draft] = [_Draft(section, 0, True, [])] if section else []
        self.skipped: list[Skipped] = []
        for line in lines:
            self._take(line)

    def _take(self, line: Excerpt) -> None:
        named = section_heading(line)
        current = self.drafts[-1] if self.drafts else None
        spoken = current is not None and current.section is Section.TRANSCRIPT
        # Somebody may say the bare word "Overview" in a transcript that stands below a marked heading.
        if named and not (spoken and current and current.marked and not named.marked):
            self._open(line, named)
        elif current and spoken:
            current.lines.append(line)
        elif is_rule(line):
            self.skipped.append(structure(line, "rule"))
        elif current and not self._take_heading(line, current):
            current.lines.append(line)

    def _open(self, line: Excerpt, named: SectionHeading) -> None:
        below = [named.below] if named.below else []
        self.drafts.append(_Draft(named.section, named.level, named.marked, below))
        mark = line.part(0, named.below.start - line.start) if named.below else line
        self.skipped.append(structure(mark, "section heading"))

    def _take_heading(self, line: Excerpt, current: _Draft) -> bool:
        """Take a heading that names no section; False where it stands within the section, or is none."""
        heading = read_heading(line)
        if not heading:
            return False
        name = folded(heading.text.text)
        if self.title and name == folded(self.title.text):
            self.skipped.append(repeated(line, self.title))
            return True
        if heading.level == 1 and not self.title and is_title(name):
            self.title = heading.text
            self.skipped += marks(line, heading.text)
            return True
        if current.level is not None and heading.level > current.level:
            return False
        self.drafts.append(_Draft(None, heading.level, True, []))
        self.skipped.append(structure(line, f"section heading: {name}"))
        return True


def _only_section(lines: Sequence[Excerpt], lead: Sequence[Excerpt]) -> Section | None:
    """Return what a file is that is all lead, without a section heading: terms, or bullets under any headings."""
    if len(lead) < len(lines):
        return None
    defining = sum(map(is_definition, lines))
    if defining > 1 and defining * 4 >= len(lines):
        return Section.VOCABULARY
    listed = [line for line in lines if is_bullet(line)]
    if len(listed) < _FEWEST_NOTES or sum(bool(read_heading(line)) for line in lines) < 2:
        return None
    words = sum(count_words(line.text) for line in lines)
    return Section.TAKEAWAYS if 2 * sum(count_words(line.text) for line in listed) > words else None


def _blocks(walk: _Walk, is_speech: Callable[[Sequence[Excerpt]], bool]) -> tuple[Block, ...]:
    return tuple(Block(section=_section(draft, is_speech), lines=tuple(draft.lines)) for draft in walk.drafts)


def _section(draft: _Draft, is_speech: Callable[[Sequence[Excerpt]], bool]) -> Section:
    if draft.section:
        return draft.section
    return Section.TRANSCRIPT if is_speech(draft.lines) else Section.TAKEAWAYS


def _corrected(guessed: Sequence[Block], headed: Sequence[Block]) -> Iterator[Block]:
    """Yield the parts known by their shape; where a line stands under a heading too, the heading is right."""
    sections = {folded(line.text): block.section for block in reversed(headed) for line in block.lines}
    for block in guessed:
        of_line = partial(_section_of, sections, block.section)
        for section, lines in groupby(block.lines, of_line):
            yield Block(section=section, lines=tuple(lines))


def _section_of(sections: dict[str, Section], guess: Section, line: Excerpt) -> Section:
    return sections.get(folded(line.text), guess)


def _lead(lines: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
    first = next((index for index, line in enumerate(lines) if section_heading(line)), len(lines))
    return tuple(lines[:first])


def _words(drafts: Iterable[_Draft]) -> int:
    return sum(count_words(line.text) for draft in drafts for line in draft.lines)
