"""Words without speakers, as recognition software leaves them: often an hour of speech on one line.

A line is a paragraph, and a line too long to read becomes several (`generator.paragraphs`).
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.formats.body import Paragraph, read_paragraph, read_title
from generator.languages import detect_lang
from generator.marks import read_heading
from generator.model import Document, Utterance
from generator.origin import Excerpt, Source
from generator.paragraphs import split_paragraphs
from generator.words import count_words, visible

NAME = "unlabelled"
"""Name of the format."""


def sniff(_source: Source, lines: Sequence[Excerpt]) -> bool:
    """Tell whether any line that is no heading has words."""
    return any(count_words(line.text) and not read_heading(line) for line in lines)


def read(source: Source, lines: Sequence[Excerpt]) -> Document:
    """Return everything as one utterance that names nobody, in paragraphs of a readable length."""
    title = read_title(lines)
    body = [read_paragraph(line) for line in (lines[1:] if title else lines)]
    paragraphs = tuple(piece for paragraph in body for piece in _pieces(paragraph))
    lang = detect_lang("\n".join(paragraph.text for paragraph in paragraphs))
    return Document(
        source=source,
        format=NAME,
        title=title.text if title else None,
        utterances=(Utterance(label=None, paragraphs=paragraphs, lang=lang),),
        skipped=tuple(mark for part in ([title] if title else []) + body for mark in part.marks),
    )


def _pieces(paragraph: Paragraph) -> tuple[Excerpt, ...]:
    if paragraph.text and visible(paragraph.text.text):
        return split_paragraphs(paragraph.text)
    return ()
