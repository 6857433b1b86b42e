"""Whether a reader accounts for every character of a file: kept on a page or named as left out, exactly once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from generator.model import Document
from generator.origin import Excerpt, Piece
from generator.verify.decoded import decode_piece
from generator.words import visible


def excerpts(document: Document) -> Iterator[Excerpt]:
    """Yield every excerpt of a document, kept or skipped, in no particular order."""
    if document.title:
        yield document.title
    yield from document.recap.excerpts()
    for utterance in document.utterances:
        if utterance.label:
            yield utterance.label
        yield from utterance.again
        yield from utterance.paragraphs
        yield from (chapter.title for chapter in utterance.chapters)
    yield from (chapter.title for chapter in document.chapters)
    for skipped in document.skipped:
        yield skipped.excerpt


def unaccounted(document: Document) -> list[str]:
    """Return one line for each fault: a stretch that nobody accounts for, or twice, or wrongly."""
    text, faults, reached = document.source.text, list[str](), 0
    ends = [match.end() for match in re.finditer(r"\r\n|\n|\r", text)]
    pieces = {
        (piece.start, piece.end, piece.text): piece for excerpt in excerpts(document) for piece in _pieces(excerpt)
    }
    for piece in sorted(pieces.values(), key=lambda piece: (piece.start, piece.end)):
        if decode_piece(document.source, piece) != piece.text:
            faults.append(f"line {piece.line}: not what the source has: {piece.text!r}")
        if bisect_right(ends, piece.start) + 1 != piece.line:
            faults.append(f"line {piece.line}: wrong line: {piece.text!r}")
        if piece.start < reached:
            faults.append(f"line {piece.line}: twice: {piece.text!r}")
        if visible(text[reached : piece.start]):
            faults.append(f"before line {piece.line}: lost: {text[reached : piece.start]!r}")
        reached = max(reached, piece.end)
    if visible(text[reached:]):
        faults.append(f"at the end: lost: {text[reached:]!r}")
    return faults + _disorder(document)


def _pieces(excerpt: Excerpt) -> Iterator[Piece]:
    """Yield what stands in the source."""
    whole = (Piece(excerpt.text, excerpt.start, excerpt.end, excerpt.line),)
    yield from (replace(piece, time=None) for piece in excerpt.pieces or whole if piece.start < piece.end)


def _disorder(document: Document) -> list[str]:
    spoken = [excerpt for utterance in document.utterances for excerpt in utterance.paragraphs]
    return [f"line {later.line}: out of order" for earlier, later in pairwise(spoken) if earlier.end > later.start]
