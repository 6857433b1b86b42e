"""Transcripts that say who speaks: `**Name:** text`, `### Name：`, `[00:12] Name: text` and their like.

A line is a paragraph, unless the file is hard-wrapped; the lines that follow a labelled one without a label of
their own belong to the same utterance. Neighbours under one label are not joined: they may be two languages of one
turn.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.formats.body import Outline, Paragraph, below_title, find_outline, read_paragraph, read_title
from generator.formats.clocks import find_clock
from generator.formats.facts import find_legend
from generator.formats.front_matter import stated_speakers
from generator.formats.hard_wrap import is_wrapped
from generator.formats.label_grammars import Candidate
from generator.formats.labels import find_labels, split_arrows
from generator.formats.utterances import UtteranceBuilder
from generator.marks import structure
from generator.model import Document, Facts
from generator.origin import Excerpt, Source

NAME = "labelled"
"""Name of the format."""
_KEY = re.compile(r"_\w+\s*:(?:\s|$)")
"""Where pages and tapes begin in a transcript of Spacelog: `_page : 8`."""


class _VerySame:
    """Lines of a source as the key of a cache: others are others, for the same words may stand elsewhere."""

    def __init__(self, source: Source, lines: Sequence[Excerpt]) -> None:
        self.source, self.lines = source, lines

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _VerySame) and self.lines is other.lines

    def __hash__(self) -> int:
        return id(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """What stands below the title, if there is one."""

    title: Paragraph | None
    lines: Sequence[Excerpt]
    legend: Mapping[str, str]
    labels: tuple[Candidate | None, ...]


def sniff(source: Source, lines: Sequence[Excerpt]) -> bool:
    """Tell whether any line begins with the label of a speaker."""
    return any(_body(_VerySame(source, lines)).labels)


def read(source: Source, lines: Sequence[Excerpt]) -> Document:
    """Return one utterance for each label, and one without a label for the text before the first."""
    body = _body(_VerySame(source, lines))
    names = {label.key for label in body.labels if label}
    facts = Facts(initials=tuple(pair for pair in body.legend.items() if pair[0] in names))
    return replace(make_document(source, NAME, body.title, body.lines, body.labels), facts=facts)


# Who has sniffed at some lines reads them next, and a vote over all of them takes as long as everything else.
@lru_cache(maxsize=1)
def _body(key: _VerySame) -> _Body:
    title = read_title(key.source, key.lines)
    lines = split_arrows(below_title(key.lines, title))
    legend = find_legend(lines)
    labels = find_labels(lines, [*stated_speakers(key.source), *legend])
    return _Body(title=title, lines=lines, legend=legend, labels=labels)


def make_document(
    source: Source,
    name: str,
    title: Paragraph | None,
    lines: Sequence[Excerpt],
    labels: Sequence[Candidate | None],
) -> Document:
    """Return what the lines below the title say, with the label that each begins with."""
    outline = find_outline(lines)
    apart = {index for index, label in enumerate(labels) if label} | outline.fenced | set(outline.underlined)
    builder = UtteranceBuilder(source, find_clock(source.text, lines), wrapped=is_wrapped(source, lines, apart))
    builder.skipped += title.marks if title else ()
    for index, (line, label) in enumerate(zip(lines, labels, strict=True)):
        if label:
            builder.begin(label.label(), line)
        elif index - 1 not in outline.underlined or labels[index - 1]:
            _add(builder, lines, index, outline)
    return Document(
        source=source,
        format=name,
        title=title.text if title else None,
        utterances=builder.utterances(),
        skipped=tuple(builder.skipped),
        problems=builder.problems(),
    )


def _add(builder: UtteranceBuilder, lines: Sequence[Excerpt], index: int, outline: Outline) -> None:
    """Tell the builder what a line without a label is."""
    line = lines[index]
    if index in outline.fenced:
        builder.add_alone(line)
    elif heading := outline.heading(lines, index):
        builder.head(heading)
    elif builder.clock.days and _KEY.match(line.text):
        builder.skipped.append(structure(line, "metadata"))
    else:
        paragraph = read_paragraph(line)
        builder.skipped += paragraph.marks
        if paragraph.text and paragraph.text.shows:
            builder.add(paragraph.text, line)
