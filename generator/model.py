"""The record of a talk as frozen values: what the readers make and everything else only reads.

A fact that is added later makes a new value (`dataclasses.replace`); nothing here is changed in place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from generator.errors import Problem
from generator.origin import Excerpt, Source
from generator.speech import Chapter, Kind, LabelPlace, Side, Transcript, Turn, Utterance
from generator.values import value

__all__ = [
    "Chapter",
    "Document",
    "Facts",
    "Kind",
    "LabelPlace",
    "Recap",
    "Role",
    "Side",
    "Skipped",
    "SourceTitle",
    "Speaker",
    "Takeaway",
    "Talk",
    "Term",
    "Transcript",
    "Turn",
    "Utterance",
]


class Role(StrEnum):
    """What a stretch of a source is when it is not text of a page."""

    STRUCTURE = "structure"
    """Tells where things begin and end: a heading, a bullet, the stars around a label."""
    REPEATED = "repeated"
    """Says again, letter for letter, what the file has said before."""


@value(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A stretch of a source that is on no page, and why."""

    excerpt: Excerpt
    """The stretch."""
    role: Role
    """The kind of reason."""
    reason: str
    """What it is, in a few words of the interface's source language: `bullet`, `section heading`."""
    repeats: int | None = None
    """For a copy, the line that says it first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeaway:
    """One thing to take home: a claim, usually under a few words of its own."""

    label: Excerpt | None
    """The words before the colon."""
    text: Excerpt
    """The claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An entry of the vocabulary."""

    name: Excerpt
    """The term as printed: `Red team/Blue team`."""
    definition: Excerpt
    """What it means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap:
    """What somebody wrote about the talk afterwards."""

    summary: tuple[Excerpt, ...] = ()
    """The points of the TL;DR."""
    takeaways: tuple[Takeaway, ...] = ()
    """The takeaways."""
    terms: tuple[Term, ...] = ()
    """The vocabulary, in the order of the source."""

    def __bool__(self) -> bool:
        return bool(self.summary or self.takeaways or self.terms)

    def excerpts(self) -> Iterator[Excerpt]:
        """Yield every excerpt in the order of the pages."""
        yield from self.summary
        for takeaway in self.takeaways:
            if takeaway.label:
                yield takeaway.label
            yield takeaway.text
        for term in self.terms:
            yield term.name
            yield term.definition


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a source file states about its talk besides the words said, as plain strings."""

    title: str | None = None
    """The title in full; also where the file writes it with escapes, so that no excerpt has its characters."""
    date: str | None = None
    """ISO 8601 date."""
    event: str | None = None
    """Where it was held."""
    media: str | None = None
    """The web address of a recording."""
    tags: tuple[str, ...] = ()
    """What it is about."""
    speakers: tuple[str, ...] = ()
    """Who speaks, in the order of the file."""
    initials: tuple[tuple[str, str], ...] = ()
    """Initials that the file uses for labels, each with the name it gives for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a reader makes of one source file."""

    source: Source
    """The file."""
    format: str
    """Name of the format that read it."""
    title: Excerpt | None = None
    """The title of the talk, where the file states one."""
    recap: Recap = field(default_factory=Recap)
    """Summary, takeaways and terms; false where the file holds none."""
    utterances: tuple[Utterance, ...] = ()
    """What was said, in the order of the file."""
    skipped: tuple[Skipped, ...] = ()
    """Everything of the file that is on no page."""
    labels_at: LabelPlace = LabelPlace.BEFORE
    """Where the file names the speaker of a text."""
    chapters: tuple[Chapter, ...] = ()
    """What a file of chapters lists; the headings of a transcript are with their utterances."""
    problems: tuple[Problem, ...] = ()
    """What the reader met and could not make right."""
    facts: Facts = field(default_factory=Facts)
    """What it states about the talk: its front matter, and the date before its title."""

    @property
    def labelled(self) -> bool:
        """Whether any utterance names its speaker."""
        return any(utterance.label for utterance in self.utterances)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTitle:
    """A title that a source file states."""

    excerpt: Excerpt
    """Its words."""
    source: Source
    """The file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who speaks in the talk."""

    id: str
    """Slug of the name: the value of `data-speaker`."""
    name: str
    """The name as the pages show it."""
    role: str | None = None
    """Team, office or part in the talk, from `talk.yml`."""
    aliases: tuple[str, ...] = ()
    """Other labels that stand for this speaker."""
    person: bool = True
    """False for labels that name nobody: a break, a jingle. They are events of the talk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The whole record of one talk."""

    slug: str
    """Name of the talk's folder, in `talks/` and on the site."""
    title: str
    """The title in full."""
    title_lang: str = "und"
    """Language tag of the title."""
    title_excerpt: Excerpt | None = None
    """Where the title stands in the recap file; None when `talk.yml` or the folder's name gives it."""
    title_source: Source | None = None
    """The file that states the title."""
    other_titles: tuple[SourceTitle, ...] = ()
    """The titles of the other files: a translation has its own."""
    date: str | None = None
    """ISO 8601 date."""
    event: str | None = None
    """Where it was held."""
    tags: tuple[str, ...] = ()
    """What it is about, each topic once, in the order of `talk.yml`."""
    media: str | None = None
    """Where a recording is: a web address, or the path of a file in the talk's folder."""
    lang: str
    """The language the talk was held in: the main one of its transcript, or of its recap."""
    speakers: tuple[Speaker, ...] = ()
    """In the order they first speak."""
    recap: Recap = field(default_factory=Recap)
    """Summary, takeaways and terms."""
    recap_source: Source | None = None
    """The file that holds the recap."""
    recap_lang: str = "und"
    """Language tag of the recap."""
    transcripts: tuple[Transcript, ...] = ()
    """The witnesses, the main one first."""
    chapters: tuple[Chapter, ...] = ()
    """Chapters from a file of their own that stand before no turn, for no turn has a time."""
    documents: tuple[Document, ...] = ()
    """Every source file as read, in the order of their names."""
    problems: tuple[Problem, ...] = ()
    """What is flagged on the pages and printed as warnings."""

    @property
    def langs(self) -> tuple[str, ...]:
        """Every language of the talk, its main one first."""
        spoken = [lang for transcript in self.transcripts for lang in transcript.langs]
        return tuple(dict.fromkeys([self.lang, *spoken]))

    @property
    def media_file(self) -> str | None:
        """The recording's path in the talk's folder, where it is not on the web."""
        return None if self.media is None or "://" in self.media else self.media

    def speaker(self, speaker_id: str) -> Speaker:
        """Return the speaker with an id."""
        return next(speaker for speaker in self.speakers if speaker.id == speaker_id)
