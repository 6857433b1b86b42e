"""The first half of the proof: every visible character of a source is text of a page or named as something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import le

from generator.model import Document, Talk
from generator.verify.compare import Loss
from generator.verify.decoded import decode_piece, spans_of
from generator.verify.expected import ExpectedPage, Place
from generator.verify.labels import find_misattributed
from generator.words import folded, visible

_SHOWN_CHARACTERS = 40
_LINE_END = re.compile(r"\r\n|\n|\r")


def find_uncovered(talk: Talk, pages: tuple[ExpectedPage, ...]) -> Iterator[Loss]:
    """Yield what of a talk's sources is nowhere, is claimed twice, or stands under a label not its own."""
    shown = _shown(pages)
    for document in talk.documents:
        yield from _gaps(document, sorted([*shown.get(document.source.path, ()), *_named(document)]))
        yield from _miswritten(document)
    yield from find_misattributed(talk)
    yield from _unordered(pages)


def _gaps(document: Document, spans: Sequence[tuple[int, int]]) -> Iterator[Loss]:
    text, done = document.source.text, 0
    if _cover(text, spans):
        return
    for start, end in spans:
        yield from _loss(document, done, start, "is on no page and is not named as structure")
        if start < done:
            yield from _loss(document, start, min(end, done), "is claimed twice")
        done = max(done, end)
    yield from _loss(document, done, len(text), "is on no page and is not named as structure")


def _cover(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether stretches, in order, cover all that shows of a text, none of it twice. Nearly all do."""
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    begins, stops = [0, *ends], [*starts, len(text)]
    return all(map(le, begins, stops)) and not visible("".join(map(text.__getitem__, map(slice, begins, stops))))


def _shown(pages: tuple[ExpectedPage, ...]) -> dict[str, list[tuple[int, int]]]:
    """Return the stretches of each file that are text of a page."""
    shown: dict[str, list[tuple[int, int]]] = {}
    for page in pages:
        for container in page.containers:
            for block in container.blocks:
                shown.setdefault(block.source.path, []).extend(block.spans)
    return shown


def _named(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a file that are labels, or on no page for a reason."""
    # A speech that a heading interrupts goes on under the very same label: it stands in the file once.
    labels = {label.start: label for utterance in document.utterances for label in utterance.labels}
    yield from spans_of(labels.values())
    yield from spans_of(item.excerpt for item in document.skipped)


def _loss(document: Document, start: int, end: int, matter: str) -> Iterator[Loss]:
    piece = document.source.text[start:end]
    if visible(piece):
        lead = len(piece) - len(piece.lstrip())
        line = len(_LINE_END.findall(document.source.text, 0, start + lead)) + 1
        shown = folded(piece)[:_SHOWN_CHARACTERS]
        yield Loss(
            origin=document.source.origin(line),
            matter=f"“{shown}” {matter}",
            lost=len(visible(piece)),
        )


def _miswritten(document: Document) -> Iterator[Loss]:
    """Yield the pieces of what was said that the characters of the source do not stand for."""
    text = document.source.text
    for utterance in document.utterances:
        for excerpt in (*utterance.labels, *utterance.paragraphs):
            for piece in excerpt.pieces:
                shown = text[piece.start : piece.end]
                if shown != piece.text and decode_piece(document.source, piece) != piece.text:
                    yield Loss(
                        origin=document.source.origin(piece.line),
                        matter=f"“{shown[:_SHOWN_CHARACTERS]}” is read as “{piece.text[:_SHOWN_CHARACTERS]}”",
                        lost=len(visible(shown)),
                    )


def _unordered(pages: tuple[ExpectedPage, ...]) -> Iterator[Loss]:
    """Yield containers that stand on their page before text that comes earlier in the source."""
    for page in pages:
        last: dict[tuple[str, str | None], int] = {}
        # Chapters stand where they are heard, in whatever order their file lists them.
        shown = (container for container in page.containers if container.place is not Place.CHAPTER)
        for container in shown if page.ordered else ():
            for block in container.blocks:
                side = block.source.path, block.lang
                if block.spans and block.spans[0][0] < last.get(side, -1):
                    yield Loss(
                        origin=block.origin,
                        page=page.uri,
                        anchor=container.anchor,
                        matter=f"{container.name} is out of the order of the source",
                    )
                if block.spans:
                    last[side] = block.spans[0][0]
