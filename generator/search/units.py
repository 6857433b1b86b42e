"""What a search can hit: the talk itself, a point, a takeaway, a term of its glossary, a turn of its transcript."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import anchors
from generator.analysis.people_names import names_somebody
from generator.languages import UNDETERMINED
from generator.model import Talk, Turn
from generator.turns import label_key

PAGES = tuple(
    uri.removesuffix(".md")
    for uri in (anchors.SUMMARY_URI, anchors.TAKEAWAYS_URI, anchors.GLOSSARY_URI, anchors.TRANSCRIPT_URI)
)
"""The pages that hold units; a unit names its page by the place in this list."""
_SUMMARY, _TAKEAWAYS, _GLOSSARY, _TRANSCRIPT = range(len(PAGES))


@dataclass(frozen=True, slots=True)
class Unit:
    """Something that is found as a whole."""

    page: int
    """Place of its page in `PAGES`."""
    anchor: str
    """Where it stands on the page; empty for the talk itself."""
    texts: tuple[tuple[str, str], ...]
    """What it says in each of its languages: tag and text, paragraphs a line each."""
    label: str = ""
    """Who says it; empty where nobody is named."""
    start_s: int | None = None
    """When it is heard in the recording, in seconds."""


def units_of(talk: Talk) -> tuple[Unit, ...]:
    """Return the units of a talk in the order of its pages; the first is the talk itself."""
    return (_talk_unit(talk), *_recap_units(talk), *_turn_units(talk))


def speaker_key(label: str) -> str:
    """Return what a speaker is known by in all talks; empty for labels that name nobody outside their talk."""
    return label_key(label) if label and names_somebody(label) else ""


def _talk_unit(talk: Talk) -> Unit:
    names = (speaker.name for speaker in talk.speakers if speaker.person)
    facts = " · ".join(filter(None, (talk.event, *talk.tags, *names)))
    texts = ((talk.title_lang, talk.title), *([(UNDETERMINED, facts)] if facts else ()))
    return Unit(_SUMMARY, "", texts)


def _recap_units(talk: Talk) -> Iterator[Unit]:
    recap, lang = talk.recap, talk.recap_lang
    for index, point in enumerate(recap.summary, start=1):
        yield Unit(_SUMMARY, anchors.point(index), ((lang, point.text),))
    for index, takeaway in enumerate(recap.takeaways, start=1):
        parts = (takeaway.label, takeaway.text)
        text = "\n".join(part.text for part in parts if part)
        yield Unit(_TAKEAWAYS, anchors.takeaway(index), ((lang, text),))
    names = anchors.unique([anchors.term(term.name.text) for term in recap.terms])
    for anchor, term in zip(names, recap.terms, strict=True):
        yield Unit(_GLOSSARY, anchor, ((lang, f"{term.name.text}\n{term.definition.text}"),))


def _turn_units(talk: Talk) -> Iterator[Unit]:
    names = {speaker.id: speaker.name for speaker in talk.speakers}
    for turn in talk.transcripts[0].turns if talk.transcripts else ():
        sides = ((side.lang, "\n".join([excerpt.text for excerpt in side.paragraphs])) for side in turn.sides)
        texts = tuple(side for side in sides if side[1])
        if texts:
            label = names[turn.speaker] if turn.speaker else ""
            yield Unit(_TRANSCRIPT, anchors.turn(turn.number), texts, label, _start_s(turn))


def _start_s(turn: Turn) -> int | None:
    """Return when a turn begins: the same as `Turn.time`, but most sources give no times and are done at once."""
    timed = (
        excerpt for side in turn.sides for excerpt in (side.label, *side.paragraphs) if excerpt and excerpt.pieces
    )
    time = next((excerpt.time for excerpt in timed if excerpt.time), None)
    return time.start_ms // 1000 if time else None
