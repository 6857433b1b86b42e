"""Transcripts that say who speaks: `**Name:** text`, `### Name：`, `[00:12] Name: text` and their like.

A line is a paragraph, unless the file is hard-wrapped; the lines that follow a labelled one without a label of
their own belong to the same utterance. Neighbours under one label are not joined: they may be two languages of one
turn.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

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
from generator.words import visible

NAME = "labelled"
"""Name of the format."""
_KEY = re.compile(r"_\w+\s*:(?:\s|$)")
"""Where pages and tapes begin in a transcript of Spacelog: `_page : 8`."""


def sniff(source: Source, lines: Sequence[Excerpt]) -> bool:
    """Tell whether any line begins with the label of a speaker."""
    body = split_arrows(below_title(lines, read_title(source, lines)))
    return any(found is not None for found in _find_labels(source, body, find_legend(body)))


def read(source: Source, lines: Sequence[Excerpt]) -> Document:
    """Return one utterance for each label, and one without a label for the text before the first."""
    title = read_title(source, lines)
    body = split_arrows(below_title(lines, title))
    legend = find_legend(body)
    labels = _find_labels(source, body, legend)
    names = {label.key for label in labels if label}
    facts = Facts(initials=tuple(pair for pair in legend.items() if pair[0] in names))
    return replace(make_document(source, NAME, title, body, labels), facts=facts)


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


def _find_labels(
    source: Source, lines: Sequence[Excerpt], legend: Mapping[str, str]
) -> tuple[Candidate | None, ...]:
    return find_labels(lines, [*stated_speakers(source), *legend])


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
        if paragraph.text and visible(paragraph.text.text):
            builder.add(paragraph.text, line)
