"""A document as text to be read in review: what is kept, then what is left out, each with its line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.model import Document, Skipped
from generator.origin import Excerpt
from generator.timecode import TimeSpan, format_seconds
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
    for chapter in document.chapters:
        yield f"chapter {chapter.level}{_at(chapter.start_ms)}: {_text(chapter.title)}"
    for utterance in document.utterances:
        for chapter in utterance.chapters:
            yield f"chapter {chapter.level}{_at(chapter.start_ms)}: {_text(chapter.title)}"
        again = f" (+{len(utterance.again)})" if utterance.again else ""
        yield f"{utterance.lang} {_timed(utterance.label) if utterance.label else '-'}{again}"
        yield from (f"    {_text(paragraph)}" for paragraph in utterance.paragraphs)
    for skipped in document.skipped:
        yield f"skipped {skipped.role}, {skipped.reason}{_repeats(skipped)}: {_text(skipped.excerpt)}"


def _text(excerpt: Excerpt) -> str:
    return f"{excerpt.line}: {_timed(excerpt)}"


def _timed(excerpt: Excerpt) -> str:
    """Return the text with each time before the pieces that are heard then."""
    parts = [
        (f" <{_span(time)}> " if time else "") + "".join(piece.text for piece in pieces)
        for time, pieces in groupby(excerpt.pieces, key=lambda piece: piece.time)
    ]
    return folded("".join(parts) or excerpt.text)


def _span(time: TimeSpan) -> str:
    return format_seconds(time.start_ms) + (f"-{format_seconds(time.end_ms)}" if time.end_ms is not None else "")


def _at(start_ms: int | None) -> str:
    return "" if start_ms is None else f" at {format_seconds(start_ms)}"


def _repeats(skipped: Skipped) -> str:
    return f" of line {skipped.repeats}" if skipped.repeats else ""
