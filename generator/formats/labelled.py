"""Transcripts that say who speaks: `**Name:** text`, `Name: text` and their like.

A line is a paragraph; the lines that follow a labelled one without a label of their own belong to the same
utterance. Neighbours under one label are not joined: they may be two languages of one turn.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.formats.body import read_paragraph, read_title
from generator.formats.labels import Label, find_labels
from generator.languages import detect_lang
from generator.model import Document, Skipped, Utterance
from generator.origin import Excerpt, Source
from generator.words import visible

NAME = "labelled"
"""Name of the format."""


def sniff(_source: Source, lines: Sequence[Excerpt]) -> bool:
    """Tell whether any line begins with the label of a speaker."""
    return any(find_labels(lines[1:] if read_title(lines) else lines))


def read(source: Source, lines: Sequence[Excerpt]) -> Document:
    """Return one utterance for each label, and one without a label for the text before the first."""
    title = read_title(lines)
    body = lines[1:] if title else lines
    skipped = list(title.marks) if title else []
    utterances: list[Utterance] = []
    label: Label | None = None
    paragraphs: list[Excerpt] = []
    for line, found in zip(body, find_labels(body), strict=True):
        if found:
            utterances += _utterance(label, paragraphs)
            label, paragraphs = found, []
        paragraphs += _keep(found, line, skipped)
    utterances += _utterance(label, paragraphs)
    return Document(
        source=source,
        format=NAME,
        title=title.text if title else None,
        utterances=tuple(utterances),
        skipped=tuple(skipped),
    )


def _keep(label: Label | None, line: Excerpt, skipped: list[Skipped]) -> list[Excerpt]:
    """Return the text of a line, and add to `skipped` what is left of it."""
    if label:
        skipped += label.marks
        return [label.text] if visible(label.text.text) else []
    paragraph = read_paragraph(line)
    skipped += paragraph.marks
    return [paragraph.text] if paragraph.text and visible(paragraph.text.text) else []


def _utterance(label: Label | None, paragraphs: Sequence[Excerpt]) -> list[Utterance]:
    if not label and not paragraphs:
        return []
    lang = detect_lang("\n".join(paragraph.text for paragraph in paragraphs))
    return [Utterance(label=label.name if label else None, paragraphs=tuple(paragraphs), lang=lang)]
