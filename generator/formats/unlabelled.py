"""Words without speakers, as recognition software leaves them: often an hour of speech on one line.

A line is a paragraph, and a line too long to read becomes several (`generator.paragraphs`). A heading begins a
chapter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.formats.body import below_title, read_title
from generator.formats.labelled import make_document
from generator.marks import read_heading
from generator.model import Document
from generator.origin import Excerpt, Source
from generator.paragraphs import split_paragraphs
from generator.words import count_words

NAME = "unlabelled"
"""Name of the format."""


def sniff(_source: Source, lines: Sequence[Excerpt]) -> bool:
    """Tell whether any line that is no heading has words."""
    return any(count_words(line.text) and not read_heading(line) for line in lines)


def read(source: Source, lines: Sequence[Excerpt]) -> Document:
    """Return everything as said by nobody that is named, in paragraphs of a readable length."""
    title = read_title(source, lines)
    body = below_title(lines, title)
    document = make_document(source, NAME, title, body, [None] * len(body))
    utterances = tuple(
        replace(said, paragraphs=tuple(part for whole in said.paragraphs for part in split_paragraphs(whole)))
        for said in document.utterances
    )
    return replace(document, utterances=utterances)
