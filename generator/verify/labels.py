"""Whoever is named for a text has said it: it stands under a label that the speaker of its turn goes by."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from functools import lru_cache

from generator.model import Document, LabelPlace, Talk, Transcript
from generator.origin import Excerpt
from generator.verify.compare import Loss
from generator.verify.decoded import decoded
from generator.words import folded, visible

_SHOWN_CHARACTERS = 40


def find_misattributed(talk: Talk) -> Iterator[Loss]:
    """Yield paragraphs whose turn is not the turn of the speaker that the label before them names."""
    names = {speaker.id: {_plain(name) for name in (speaker.name, *speaker.aliases)} for speaker in talk.speakers}
    for transcript in talk.transcripts:
        speakers = _speakers(transcript)
        for document in talk.documents:
            if own := speakers.get(document.source.path):
                yield from _mislabelled(document)
                yield from _wrong_speakers(document, own, names, inherited=transcript.speakers_from is not None)
        yield from _not_inherited(talk, transcript)


def _speakers(transcript: Transcript) -> dict[str, dict[int, str | None]]:
    """Return the speaker of each paragraph, by its file and its place there."""
    speakers: dict[str, dict[int, str | None]] = {}
    for turn in transcript.turns:
        for side in turn.sides:
            own = speakers.setdefault(transcript.source_of(side).path, {})
            for excerpt in side.paragraphs:
                own[excerpt.start] = turn.speaker
    return speakers


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
    if document.labels_at is LabelPlace.APART:
        return
    starts = sorted({label.start for utterance in document.utterances for label in utterance.labels})
    before = document.labels_at is LabelPlace.BEFORE
    for utterance in document.utterances:
        if not utterance.label:
            continue
        own = {label.start for label in utterance.labels}
        for excerpt in utterance.paragraphs:
            for start, _ in excerpt.spans() if excerpt.pieces else ((excerpt.start, 0),):
                near = bisect(starts, start) - before
                if not 0 <= near < len(starts) or starts[near] not in own:
                    printed = _printed(document, utterance.label)
                    yield _given_to(document, excerpt, f"does not stand under the label {printed}")
                    break


def _wrong_speakers(
    document: Document, speakers: dict[int, str | None], names: dict[str, set[str]], inherited: bool
) -> Iterator[Loss]:
    """Yield paragraphs that are given to somebody whom their label does not name; without a label, to anybody."""
    for utterance in document.utterances:
        if inherited and not utterance.label:
            continue
        printed = _printed(document, utterance.label)
        named = _plain(printed) if utterance.label else None
        for excerpt in utterance.paragraphs:
            speaker = speakers.get(excerpt.start)
            if (named not in names.get(speaker or "", ())) if named is not None else speaker is not None:
                yield _given_to(document, excerpt, f"is said by {printed} and given to {speaker or 'nobody'}")


def _printed(document: Document, label: Excerpt | None) -> str:
    """Return the label as the source has it, not as the model copied it."""
    return folded(decoded(document.source, label)) if label else "nobody"


def _given_to(document: Document, excerpt: Excerpt, matter: str) -> Loss:
    shown = folded(excerpt.text)[:_SHOWN_CHARACTERS]
    return Loss(
        origin=document.source.origin(excerpt.line),
        matter=f"“{shown}” {matter}",
        lost=len(visible(excerpt.text)),
    )


# A talk has hundreds of labels of a few names.
@lru_cache(maxsize=1024)
def _plain(label: str) -> str:
    return folded(label).casefold()
