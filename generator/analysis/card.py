"""What the pages of the whole site say of one talk: a few words that are quickly kept, read and compared.

A site of thousands of talks holds a card of each in memory, and never two talks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator import anchors
from generator.analysis import Findings
from generator.analysis.people_names import names_somebody
from generator.analysis.room import link_bytes, text_bytes
from generator.analysis.speakers import SpeakerStats, turn_words
from generator.analysis.term_words import keys
from generator.model import Speaker, Talk
from generator.origin import Origin
from generator.turns import label_key


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSpeaker:
    """Somebody who speaks in a talk."""

    id: str
    """Slug of the name: the value of `data-speaker`."""
    name: str
    """The name as the pages show it."""
    role: str | None
    """Team, office or part in the talk."""
    aliases: tuple[str, ...]
    """Other labels that stand for this speaker."""
    origin: Origin
    """Where the talk first names them."""
    appears: bool
    """False for who is listed and says nothing, although the transcript names those who do."""
    percent: int | None
    """Part of the words of all speakers; None where no transcript names this one."""
    turns: int = 0
    """How often they speak."""
    first_turn: int = 0
    """Number of their first turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardTerm:
    """An entry of a talk's vocabulary."""

    name: str
    """The term as printed."""
    definition: str
    """What it means."""
    anchor: str
    """Anchor of its entry in the talk's glossary."""
    key: str
    """The term as it is compared: case, number and hyphens make no difference, but `C` is not `C++`."""
    room: int
    """Bytes of HTML that its texts take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A talk as the pages of the whole site know it."""

    slug: str
    """Name of the talk's folder."""
    title: str
    """The title in full."""
    title_lang: str
    """Language tag of the title."""
    lang: str
    """The language the talk was held in."""
    langs: tuple[str, ...]
    """Every language of the talk, its main one first."""
    date: str | None
    """ISO 8601 date."""
    event: str | None
    """Where it was held."""
    tags: tuple[str, ...]
    """What it is about."""
    media: str | None
    """Where a recording is: a web address, or the path of a file in the talk's folder."""
    listed: tuple[str, ...]
    """The names of all speakers that the talk lists, in the order of the talk."""
    names: tuple[str, ...]
    """The names of those who speak in the main transcript, in the order they first do."""
    people: tuple[CardSpeaker, ...]
    """The speakers whose name means somebody outside the talk."""
    summary: tuple[str, ...]
    """The points of the summary."""
    terms: tuple[CardTerm, ...]
    """The vocabulary, in the order of the recap."""
    recap_lang: str
    """Language tag of summary and vocabulary."""
    words: int | None
    """Words of the main transcript; None where there is none."""

    @property
    def short_title(self) -> str:
        """The title without the series behind a bar."""
        return self.title.partition(" | ")[0]


def make_card(talk: Talk, findings: Findings) -> Card:
    """Return what the site says of a talk."""
    return Card(
        slug=talk.slug,
        title=talk.title,
        title_lang=talk.title_lang,
        lang=talk.lang,
        langs=talk.langs,
        date=talk.date,
        event=talk.event,
        tags=talk.tags,
        media=talk.media,
        listed=tuple(speaker.name for speaker in talk.speakers),
        names=tuple(talk.speaker(stats.speaker).name for stats in findings.speakers),
        people=_people(talk, findings),
        summary=tuple(point.text for point in talk.recap.summary),
        terms=_terms(talk),
        recap_lang=talk.recap_lang,
        words=sum(map(turn_words, talk.transcripts[0].turns)) if talk.transcripts else None,
    )


def card_term(name: str, definition: str, anchor: str) -> CardTerm:
    """Return an entry of a vocabulary, with what it costs to find out once and not in every build."""
    key = " ".join((*keys(name), *re.findall(r"[+#&*@]+", name))) or label_key(name)
    room = text_bytes(definition + name) + link_bytes(anchor)
    return CardTerm(name=name, definition=definition, anchor=anchor, key=key, room=room)


def named_people(talk: Talk) -> tuple[Speaker, ...]:
    """Return the speakers of a talk who have a name that means somebody outside it."""
    return tuple(speaker for speaker in talk.speakers if speaker.person and names_somebody(speaker.name))


def _people(talk: Talk, findings: Findings) -> tuple[CardSpeaker, ...]:
    stats = {one.speaker: one for one in findings.speakers}
    return tuple(_person(talk, speaker, stats) for speaker in named_people(talk))


def _person(talk: Talk, speaker: Speaker, stats: Mapping[str, SpeakerStats]) -> CardSpeaker:
    own = stats.get(speaker.id)
    return CardSpeaker(
        id=speaker.id,
        name=speaker.name,
        role=speaker.role,
        aliases=speaker.aliases,
        origin=_origin(talk, speaker),
        appears=own is not None or not stats,
        percent=own.percent if own else None,
        turns=len(own.turns) if own else 0,
        first_turn=own.turns[0] if own else 0,
    )


def _origin(talk: Talk, speaker: Speaker) -> Origin:
    """Return where a speaker is first named in a transcript, else the first file of the talk."""
    for transcript in talk.transcripts:
        for turn in transcript.turns:
            if turn.speaker == speaker.id and turn.main.label:
                return transcript.source.origin(turn.main.label.line)
    return talk.documents[0].source.origin(1)


def _terms(talk: Talk) -> tuple[CardTerm, ...]:
    ids = anchors.unique([anchors.term(term.name.text) for term in talk.recap.terms])
    return tuple(
        card_term(term.name.text, term.definition.text, anchor)
        for anchor, term in zip(ids, talk.recap.terms, strict=True)
    )
