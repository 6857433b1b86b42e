"""A page whose lists would become too long, as several: a list goes on under its headings on the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from generator.analysis.room import in_parts
from generator.pages.markup import Markdown, blocks, container, join

_AROUND = 24
"""Bytes of HTML around what a row holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list under its heading."""

    head: Markdown
    """The heading."""
    class_: str
    """Class of the list."""
    rows: Sequence[Markdown]
    """Its rows, each on a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Blocks and lists that belong together."""

    head: Markdown | None
    """The heading of all of them."""
    parts: Sequence[Markdown | Listing]
    """The blocks and lists."""


class _Row(NamedTuple):
    """What is not torn apart: a block, or a row of a list."""

    section: int
    part: int
    content: Markdown


def in_pages(sections: Sequence[Section], room: int) -> tuple[Markdown, ...]:
    """Return sections as few pages of much the same length as there can be; `room` is what each has, in bytes."""
    rows = list(_rows(sections))
    parts = in_parts(rows, [len(row.content.encode()) + _AROUND for row in rows], room)
    return tuple(blocks(_blocks(page, sections)) for page in parts)


def _rows(sections: Sequence[Section]) -> Iterator[_Row]:
    for number, section in enumerate(sections):
        for place, part in enumerate(section.parts):
            for row in part.rows if isinstance(part, Listing) else [part]:
                yield _Row(number, place, row)


def _blocks(page: Iterable[_Row], sections: Sequence[Section]) -> Iterator[Markdown | None]:
    for number, rows in groupby(page, key=lambda row: row.section):
        section = sections[number]
        yield section.head
        for place, of_part in groupby(rows, key=lambda row: row.part):
            content = [row.content for row in of_part]
            part = section.parts[place]
            if isinstance(part, Listing):
                yield part.head
                content = [container("ol", join(content, "\n"), class_=part.class_)]
            yield from content
