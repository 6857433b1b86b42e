"""A document as text to be read in review: what is kept, then what is left out, each with its line."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Document, Skipped
from generator.origin import Excerpt
from generator.words import folded


def dump(document: Document) -> str:
    """Return a document as text, one excerpt on a line."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield f"format: {document.format}"
    yield f"title: {_text(document.title) if document.title else '-'}"
    for point in document.recap.summary:
        yield f"summary: {_text(point)}"
    for takeaway in document.recap.takeaways:
        label = f"[{takeaway.label.text}] " if takeaway.label else ""
        yield f"takeaway: {label}{_text(takeaway.text)}"
    for term in document.recap.terms:
        yield f"term: [{term.name.text}] {_text(term.definition)}"
    for utterance in document.utterances:
        yield f"{utterance.lang} {utterance.label.text if utterance.label else '-'}"
        yield from (f"    {_text(paragraph)}" for paragraph in utterance.paragraphs)
    for skipped in document.skipped:
        yield f"skipped {skipped.role}, {skipped.reason}{_repeats(skipped)}: {_text(skipped.excerpt)}"


def _text(excerpt: Excerpt) -> str:
    return f"{excerpt.line}: {folded(excerpt.text)}"


def _repeats(skipped: Skipped) -> str:
    return f" of line {skipped.repeats}" if skipped.repeats else ""
