"""A recap without headings: its parts are known by their shape and order.

Bullets (the summary), the title, bullets (the takeaways), lines `Term — definition`, and then the transcript. The
title may stand above it all; any part may be missing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.marks import is_bullet, is_rule, marks, read_heading, repeated, structure, unbolded, unbulleted
from generator.model import Skipped
from generator.origin import Excerpt, Source
from generator.recap_entries import has_label, is_dashed_term
from generator.recap_headings import Section
from generator.recap_sections import indent
from generator.words import count_words, folded

_LONGEST_TITLE = 20
"""In words; three times as many letters where no spaces are written."""
_LONGEST_FOREWORD = 80
"""In words: what may stand above the first bullet."""
_FEWEST_BULLETS = 5
"""So many bullets at the begin of a file are a recap, whatever follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The lines of one part of a recap."""

    section: Section
    lines: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The parts of a recap."""

    title: Excerpt | None
    """The title, without number signs or stars."""
    blocks: tuple[Block, ...]
    """The parts in the order of the file."""
    skipped: tuple[Skipped, ...]
    """Headings and rules between the parts."""


def read_unheaded(source: Source, lines: Sequence[Excerpt]) -> Layout:
    """Return the parts of a recap, or of what stands above its first section heading, by their shape."""
    reading = _Reading(source, lines)
    blocks = [block for part in reading.parts for block in _blocks(part, reading)]
    return Layout(title=reading.title, blocks=tuple(blocks), skipped=tuple(reading.skipped))


def is_unheaded(source: Source, lines: Sequence[Excerpt]) -> bool:
    """Tell whether lines have the shape of a recap without headings."""
    reading = _Reading(source, lines, longest_foreword=_LONGEST_FOREWORD)
    runs = reading.of("bullets")
    if not source_headings(lines) and _begins_with_list(reading):
        return True
    if not runs or len(runs[0].lines) < 2 or reading.headings > 1 or reading.foreword > _LONGEST_FOREWORD:
        return False
    if reading.headings and source_headings(lines) > 1 and reading.parts[0].kind != "bullets":
        return False  # Notes in sections that have names of their own.
    return bool(len(runs) > 1 or reading.title or sum(len(part.lines) for part in reading.of("terms")) > 1)


def source_headings(lines: Sequence[Excerpt]) -> int:
    """Return how many headings below the first level lines have."""
    return sum(heading.level > 1 for heading in map(read_heading, lines) if heading)


def _begins_with_list(reading: _Reading) -> bool:
    first = reading.parts[0] if reading.parts else None
    if not first or first.kind != "bullets" or len(first.lines) < _FEWEST_BULLETS:
        return False
    # Dashes may mark a change of speaker.
    return not all(line.text.startswith(("-", "–", "—")) for line in first.lines)


def is_title(text: str) -> bool:
    """Tell whether a text could be the title of a talk: short, and no sentence."""
    if text[-1:] in ".。:：;；,，、" or len(text.split(maxsplit=_LONGEST_TITLE)) > _LONGEST_TITLE:
        return False
    return 0 < count_words(text) <= 3 * _LONGEST_TITLE


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    lines: tuple[Excerpt, ...]


class _Reading:
    """Goes through the lines once and takes them apart by their shape.

    It stops where more words stand above the first bullet than `longest_foreword`: in a conversation at once.
    """

    def __init__(self, source: Source, lines: Sequence[Excerpt], longest_foreword: float = math.inf) -> None:
        self.title: Excerpt | None = None
        self.parts: list[_Part] = []
        self.skipped: list[Skipped] = []
        self.headings = 0
        self.foreword = 0
        self._source = source
        self._lines = tuple(lines)
        at = 0
        while at < len(lines) and self.foreword <= longest_foreword:
            at += self._take(at)

    def of(self, kind: str) -> list[_Part]:
        """Return the parts of one kind."""
        return [part for part in self.parts if part.kind == kind]

    def _take(self, at: int) -> int:
        """Take the next part; return how many lines it has."""
        line, last = self._lines[at], self.parts[-1].kind if self.parts else "foreword"
        if is_rule(line):
            self.skipped.append(structure(line, "rule"))
        elif read_heading(line):
            self._take_heading(line)
        elif is_bullet(line) and last != "terms":
            return self._take_run("bullets", at, is_bullet)
        elif last != "foreword" and is_dashed_term(line):
            return self._take_run("terms", at, is_dashed_term)
        elif self._is_title(at):
            self._set_title(line, unbolded(line))
        elif last != "foreword":
            self._take_rest(self._lines[at:])
            return len(self._lines) - at
        else:
            self.parts.append(_Part("foreword", (line,)))
            self.foreword += count_words(line.text)
        return 1

    def _take_rest(self, lines: tuple[Excerpt, ...]) -> None:
        """Take the transcript; its last line may be the title of the half with headings that follows."""
        last = lines[-1]
        heading = read_heading(last)
        name = folded((heading.text if heading else unbolded(last)).text)
        if self.title and name == folded(self.title.text):
            self.skipped.append(repeated(last, self.title))
            lines = lines[:-1]
        elif heading and not self.title and is_title(name):
            self._set_title(last, heading.text)
            lines = lines[:-1]
        if lines:
            self.parts.append(_Part("rest", lines))

    def _take_run(self, kind: str, at: int, belongs: Callable[[Excerpt], bool]) -> int:
        margin = indent(self._source, self._lines[at])
        end = at + 1
        while end < len(self._lines) and (
            belongs(self._lines[end]) or (kind == "bullets" and indent(self._source, self._lines[end]) > margin)
        ):
            end += 1
        self.parts.append(_Part(kind, self._lines[at:end]))
        return end - at

    def _take_heading(self, line: Excerpt) -> None:
        heading = read_heading(line)
        assert heading
        self.headings += 1
        if not self.title and is_title(heading.text.text):
            self._set_title(line, heading.text)
        else:
            self.skipped.append(structure(line, f"section heading: {folded(heading.text.text)}"))

    def _is_title(self, at: int) -> bool:
        line = self._lines[at]
        if self.title or not is_title(line.text):
            return False
        if line.text.startswith("**") and unbolded(line) is line:
            return False  # `**Date:** 3 May`, `**Ann:** Hello`
        return not self.parts or any(is_bullet(following) for following in self._lines[at + 1 : at + 2])

    def _set_title(self, line: Excerpt, title: Excerpt) -> None:
        self.title = title
        self.skipped += marks(line, title)


def _blocks(part: _Part, reading: _Reading) -> list[Block]:
    if part.kind == "bullets":
        runs = reading.of("bullets")
        return _bullet_blocks(part.lines, runs.index(part), len(runs))
    kinds = {"foreword": Section.SUMMARY, "terms": Section.VOCABULARY, "rest": Section.TRANSCRIPT}
    return [Block(section=kinds[part.kind], lines=part.lines)]


def _bullet_blocks(lines: tuple[Excerpt, ...], index: int, runs: int) -> list[Block]:
    """Return what a run of bullets is: the first is the summary, the next the takeaways, a third may be terms."""
    if runs > 1:
        terms = index > 1 and all(is_dashed_term(unbulleted(line)) for line in lines)
        later = Section.VOCABULARY if terms else Section.TAKEAWAYS
        return [Block(section=later if index else Section.SUMMARY, lines=lines)]
    labelled = [has_label(line) for line in lines]
    first = labelled.index(True) if any(labelled) else len(lines)
    if first and all(labelled[first:]) and len(lines) - first > 1:
        summary = Block(section=Section.SUMMARY, lines=lines[:first])
        return [summary, Block(section=Section.TAKEAWAYS, lines=lines[first:])]
    mostly = sum(labelled) * 2 > len(lines)
    return [Block(section=Section.TAKEAWAYS if mostly else Section.SUMMARY, lines=lines)]
