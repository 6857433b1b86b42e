"""The block of YAML between two lines of `---` at the begin of a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.formats.facts import read_facts
from generator.marks import structure
from generator.model import Facts, Skipped
from generator.origin import Excerpt, Source
from generator.words import visible

# A title that YAML writes with escapes is left in the block: its characters are not those of the title.
_TITLE = re.compile(
    r"""title:\s+(?:"(?P<double>[^"\\]+)"|'(?P<single>[^']+)'|(?P<plain>[^\s"'>|&*\[{!%#@`][^#]*))"""
)
_BLOCK = re.compile(
    r"---[ \t]*(?:\r\n|\n|\r)(?P<body>.*?)(?:\r\n|\n|\r)(?:---|\.\.\.)[ \t]*(?:[\r\n]|\Z)", re.DOTALL
)
_ENTRY = re.compile(r"[\w-]+:(?:\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stands at the begin of a file, and what follows."""

    title: Excerpt | None
    """The title it states."""
    block: Excerpt | None
    """The whole of it, from `---` to `---`; None where there is none."""
    rest: tuple[Excerpt, ...]
    """The lines behind it."""

    @property
    def facts(self) -> Facts:
        """What it states about the talk."""
        return read_facts(self.block.text.removeprefix("---").rstrip("-.")) if self.block else Facts()


def read_front_matter(source: Source, lines: Sequence[Excerpt]) -> FrontMatter:
    """Return the front matter of a file, and the lines behind it."""
    last = _last_line(lines)
    if last is None:
        return FrontMatter(title=None, block=None, rest=tuple(lines))
    titles = (_title(line) for line in lines[1:last])
    return FrontMatter(
        title=next((title for title in titles if title), None),
        block=source.between(lines[0], lines[last]),
        rest=tuple(lines[last + 1 :]),
    )


def skip_front_matter(matter: FrontMatter, title: Excerpt | None) -> tuple[Skipped, ...]:
    """Return the front matter as structure, without its title where that is the title of the document."""
    if not matter.block:
        return ()
    if title is None or title is not matter.title:
        return (structure(matter.block, "front matter"),)
    cuts = (0, title.start - matter.block.start, title.end - matter.block.start, len(matter.block.text))
    parts = (matter.block.part(cuts[0], cuts[1]), matter.block.part(cuts[2], cuts[3]))
    return tuple(structure(part, "front matter") for part in parts if part.text)


def stated_speakers(source: Source) -> tuple[str, ...]:
    """Return the speakers that the front matter of a file names, if it has any."""
    return _facts(source).speakers


def states_title(source: Source) -> str | None:
    """Return the title in the front matter of a file, if it has any."""
    return _facts(source).title


def _facts(source: Source) -> Facts:
    block = _BLOCK.match(source.text) if source.text.startswith("---") else None
    return read_facts(block["body"]) if block and _ENTRY.match(block["body"].lstrip()) else Facts()


def _last_line(lines: Sequence[Excerpt]) -> int | None:
    if not lines or lines[0].text != "---" or len(lines) < 3 or not _ENTRY.match(lines[1].text):
        return None
    ends = (index for index, line in enumerate(lines) if index and line.text in {"---", "..."})
    return next(ends, None)


def _title(line: Excerpt) -> Excerpt | None:
    match = _TITLE.fullmatch(line.text)
    if not match or not match.lastgroup or not visible(match[match.lastgroup]):
        return None
    return line.part(*match.span(match.lastgroup))
