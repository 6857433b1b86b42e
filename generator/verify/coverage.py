"""The first half of the proof: every visible character of a source is text of a page or named as something else."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator

from generator.model import Document, LabelPlace, Talk, Transcript, Utterance
from generator.origin import Excerpt
from generator.verify.compare import Loss
from generator.verify.decoded import decode_piece, decoded
from generator.verify.expected import ExpectedPage, Place
from generator.words import folded, visible

_SHOWN_CHARACTERS = 40
_LINE_END = re.compile(r"\r\n|\n|\r")


def find_uncovered(talk: Talk, pages: tuple[ExpectedPage, ...]) -> Iterator[Loss]:
    """Yield what of a talk's sources is nowhere, is claimed twice, or stands under a label not its own."""
    for document in talk.documents:
        yield from _gaps(document, pages)
        yield from _miswritten(document)
    yield from _misattributed(talk)
    yield from _unordered(pages)


def _gaps(document: Document, pages: tuple[ExpectedPage, ...]) -> Iterator[Loss]:
    text, done = document.source.text, 0
    for start, end in sorted(_spans(document, pages)):
        yield from _loss(document, done, start, "is on no page and is not named as structure")
        if start < done:
            yield from _loss(document, start, min(end, done), "is claimed twice")
        done = max(done, end)
    yield from _loss(document, done, len(text), "is on no page and is not named as structure")


def _spans(document: Document, pages: tuple[ExpectedPage, ...]) -> Iterator[tuple[int, int]]:
    for page in pages:
        for container in page.containers:
            for block in container.blocks:
                if block.origin.path == document.source.path:
                    yield from block.spans
    # A speech that a heading interrupts goes on under the very same label: it stands in the file once.
    labels = {label.start: label for utterance in document.utterances for label in _labels(utterance)}
    for label in labels.values():
        yield from label.spans()
    for item in document.skipped:
        yield from item.excerpt.spans()


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
    for utterance in document.utterances:
        for excerpt in (*_labels(utterance), *utterance.paragraphs):
            for piece in excerpt.pieces:
                if decode_piece(document.source, piece) != piece.text:
                    shown = document.source.text[piece.start : piece.end]
                    yield Loss(
                        origin=document.source.origin(piece.line),
                        matter=f"“{shown[:_SHOWN_CHARACTERS]}” is read as “{piece.text[:_SHOWN_CHARACTERS]}”",
                        lost=len(visible(shown)),
                    )


def _labels(utterance: Utterance) -> Iterator[Excerpt]:
    if utterance.label:
        yield utterance.label
    yield from utterance.again


def _misattributed(talk: Talk) -> Iterator[Loss]:
    """Yield paragraphs whose turn is not the turn of the speaker that the label before them names."""
    names = {speaker.id: {_plain(name) for name in (speaker.name, *speaker.aliases)} for speaker in talk.speakers}
    for transcript in talk.transcripts:
        speakers = {
            (transcript.source_of(side).path, excerpt.start): turn.speaker
            for turn in transcript.turns
            for side in turn.sides
            for excerpt in side.paragraphs
        }
        for document in talk.documents:
            own = {start: speaker for (path, start), speaker in speakers.items() if path == document.source.path}
            if own:
                yield from _mislabelled(document)
                yield from _wrong_speakers(document, own, names, inherited=transcript.speakers_from is not None)
        yield from _not_inherited(talk, transcript)


def _not_inherited(talk: Talk, transcript: Transcript) -> Iterator[Loss]:
    """Yield the turns whose speaker is said to come from another witness that does not name that speaker."""
    if transcript.speakers_from is None:
        return
    named = {
        turn.speaker
        for witness in talk.transcripts
        if witness.source.path == transcript.speakers_from and witness.speakers_from is None
        for turn in witness.turns
    }
    for turn in transcript.turns:
        if turn.speaker is not None and turn.speaker not in named:
            excerpt = turn.main.paragraphs[0]
            yield Loss(
                origin=transcript.source.origin(excerpt.line),
                matter=f"turn {turn.number} is given to {turn.speaker}, not named in {transcript.speakers_from}",
                lost=len(visible(excerpt.text)),
            )


def _mislabelled(document: Document) -> Iterator[Loss]:
    """Yield paragraphs that the reader put under another label than the nearest one in the file."""
    starts = sorted({label.start for utterance in document.utterances for label in _labels(utterance)})
    for utterance in document.utterances:
        if not utterance.label or document.labels_at is LabelPlace.APART:
            continue
        own = {label.start for label in _labels(utterance)}
        for excerpt in utterance.paragraphs:
            for start, _ in excerpt.spans():
                near = bisect(starts, start) - (document.labels_at is LabelPlace.BEFORE)
                if not 0 <= near < len(starts) or starts[near] not in own:
                    printed = _printed(document, utterance)
                    yield _given_to(document, excerpt, f"does not stand under the label {printed}")
                    break


def _wrong_speakers(
    document: Document, speakers: dict[int, str | None], names: dict[str, set[str]], inherited: bool
) -> Iterator[Loss]:
    for utterance in document.utterances:
        for excerpt in utterance.paragraphs:
            speaker = speakers.get(excerpt.start)
            known = names.get(speaker, set()) if speaker else set()
            if inherited and not utterance.label:
                continue
            if (_plain(_printed(document, utterance)) not in known) if utterance.label else speaker is not None:
                said_by = _printed(document, utterance)
                yield _given_to(document, excerpt, f"is said by {said_by} and given to {speaker or 'nobody'}")


def _printed(document: Document, utterance: Utterance) -> str:
    """Return the label as the source has it, not as the model copied it."""
    label = utterance.label
    return folded(decoded(document.source, label)) if label else "nobody"


def _given_to(document: Document, excerpt: Excerpt, matter: str) -> Loss:
    shown = folded(excerpt.text)[:_SHOWN_CHARACTERS]
    return Loss(
        origin=document.source.origin(excerpt.line),
        matter=f"“{shown}” {matter}",
        lost=len(visible(excerpt.text)),
    )


def _unordered(pages: tuple[ExpectedPage, ...]) -> Iterator[Loss]:
    """Yield containers that stand on their page before text that comes earlier in the source."""
    for page in pages:
        last: dict[tuple[str, str | None], int] = {}
        # Chapters stand where they are heard, in whatever order their file lists them.
        shown = (container for container in page.containers if container.place is not Place.CHAPTER)
        for container in shown if page.ordered else ():
            for block in container.blocks:
                side = block.origin.path, block.lang
                if block.spans and block.spans[0][0] < last.get(side, -1):
                    yield Loss(
                        origin=block.origin,
                        page=page.uri,
                        anchor=container.anchor,
                        matter=f"{container.name} is out of the order of the source",
                    )
                if block.spans:
                    last[side] = block.spans[0][0]


def _plain(label: str) -> str:
    return folded(label).casefold()
