"""What must stand on the built pages, taken from the characters of the sources themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from generator import anchors
from generator.model import Chapter, Speaker, Talk, Transcript, Turn
from generator.origin import Excerpt, Origin, Source
from generator.verify.decoded import decoded
from generator.words import folded, visible


class Place(StrEnum):
    """What a container holds: the class of its element."""

    TURN = anchors.TURN_CLASS
    POINT = "point"
    TAKEAWAY = "takeaway"
    TERM = "entry"
    CHAPTER = "chapter"
    TITLE = "talk-title"
    SOURCE_TITLE = "source-title"


# A named tuple is made in a quarter of the time of a frozen dataclass, and a talk has hundreds of blocks.
class Block(NamedTuple):
    """A stretch of text that must stand in one element."""

    said: str
    """Its characters, read from the source and not from the model's copy."""
    lang: str | None
    """The language its element must state; None where it does not matter."""
    source: Source
    """The source file that it comes from."""
    line: int
    """The line it begins on, counted from 1."""
    spans: tuple[tuple[int, int], ...] = ()
    """Its places in the source; none for a speaker's name, which `talk.yml` may give."""
    respaced: bool = False
    """Whether `talk.yml` sets its white space otherwise."""

    @property
    def text(self) -> str:
        """Its visible characters."""
        return visible(self.said)

    @property
    def spaced(self) -> str | None:
        """The same with its white space, which keeps words apart; None where that is set otherwise."""
        return None if self.respaced else folded(self.said)

    @property
    def origin(self) -> Origin:
        """Where it stands in the source."""
        return self.source.origin(self.line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """An anchored element and the blocks it must hold, in order and nothing else."""

    anchor: str
    """Its id."""
    name: str
    """What messages call it: `turn 12 (Yan)`."""
    blocks: tuple[Block, ...]
    """Its text."""
    place: Place
    """What it is."""
    speaker: str | None = None
    """What its `data-speaker` must be."""
    start_ms: int | None = None
    """When it is heard, which its `data-start` must say in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedPage:
    """A page and what must stand on it."""

    uri: str
    """The Markdown file's name in the folder of the talk."""
    source: Source
    """The source file that it comes from; single blocks may come from others."""
    containers: tuple[Container, ...]
    """In the order of the page, where order matters."""
    ordered: bool = True
    """False for the glossary, which has an order of its own."""


def expected_pages(talk: Talk) -> tuple[ExpectedPage, ...]:
    """Return every page of a talk that must show text of a source."""
    return tuple(
        page for page in (*_recap_pages(talk), *_transcript_pages(talk), *_title_pages(talk)) if page.containers
    )


def _block(source: Source, excerpt: Excerpt, lang: str | None) -> Block:
    spans = tuple(excerpt.spans()) if excerpt.pieces else ((excerpt.start, excerpt.end),)
    return Block(decoded(source, excerpt), lang, source, excerpt.line, spans)


def _title_pages(talk: Talk) -> Iterator[ExpectedPage]:
    others = list(_other_titles(talk))
    if talk.title_excerpt and talk.title_source:
        as_title = visible(talk.title_excerpt.text) == visible(talk.title)
        block = _block(talk.title_source, talk.title_excerpt, talk.title_lang if as_title else None)
        if as_title and folded(talk.title_excerpt.text) != folded(talk.title):
            block = block._replace(respaced=True)
        if as_title:
            title = Container(anchor="title", name="the title", blocks=(block,), place=Place.TITLE)
            yield ExpectedPage(uri=anchors.SUMMARY_URI, source=talk.title_source, containers=(title,))
        else:
            name, place = "the title", Place.SOURCE_TITLE
            others.insert(0, Container(anchor="source-title", name=name, blocks=(block,), place=place))
    if others:
        yield ExpectedPage(uri=anchors.RECORD_URI, source=talk.documents[0].source, containers=tuple(others))


def _other_titles(talk: Talk) -> Iterator[Container]:
    for index, title in enumerate(talk.other_titles, start=2):
        block = _block(title.source, title.excerpt, None)
        name = f"the title of {title.source.path}"
        yield Container(anchor=f"source-title-{index}", name=name, blocks=(block,), place=Place.SOURCE_TITLE)


def _recap_pages(talk: Talk) -> Iterator[ExpectedPage]:
    if source := talk.recap_source:
        lists = (
            (anchors.SUMMARY_URI, _points(talk, source)),
            (anchors.TAKEAWAYS_URI, _takeaways(talk, source)),
            (anchors.GLOSSARY_URI, _terms(talk, source)),
        )
        for uri, containers in lists:
            ordered = uri != anchors.GLOSSARY_URI
            yield ExpectedPage(uri=uri, source=source, containers=tuple(containers), ordered=ordered)


def _points(talk: Talk, source: Source) -> Iterator[Container]:
    for index, excerpt in enumerate(talk.recap.summary, start=1):
        block = _block(source, excerpt, talk.recap_lang)
        yield Container(anchor=anchors.point(index), name=f"point {index}", blocks=(block,), place=Place.POINT)


def _takeaways(talk: Talk, source: Source) -> Iterator[Container]:
    for index, takeaway in enumerate(talk.recap.takeaways, start=1):
        parts = [part for part in (takeaway.label, takeaway.text) if part and visible(part.text)]
        blocks = tuple(_block(source, part, talk.recap_lang) for part in parts)
        yield Container(
            anchor=anchors.takeaway(index), name=f"takeaway {index}", blocks=blocks, place=Place.TAKEAWAY
        )


def _terms(talk: Talk, source: Source) -> Iterator[Container]:
    names = anchors.unique([anchors.term(term.name.text) for term in talk.recap.terms])
    for anchor, term in zip(names, talk.recap.terms, strict=True):
        parts = [part for part in (term.name, term.definition) if visible(part.text)]
        blocks = tuple(_block(source, part, talk.recap_lang) for part in parts)
        yield Container(anchor=anchor, name=f"term {folded(term.name.text)}", blocks=blocks, place=Place.TERM)


def _transcript_pages(talk: Talk) -> Iterator[ExpectedPage]:
    uris = anchors.transcript_uris([transcript.kind for transcript in talk.transcripts])
    for uri, transcript in zip(uris, talk.transcripts, strict=True):
        yield ExpectedPage(uri=uri, source=transcript.source, containers=tuple(_turns(talk, transcript)))
    if talk.chapters:
        source = talk.chapters[0].source or talk.documents[0].source
        chapters = tuple(_chapter(source, chapter, index) for index, chapter in enumerate(talk.chapters, start=1))
        yield ExpectedPage(uri=anchors.SUMMARY_URI, source=source, containers=chapters)


def _turns(talk: Talk, transcript: Transcript) -> Iterator[Container]:
    chapters = 0
    speakers = {speaker.id: speaker for speaker in talk.speakers}
    for turn in transcript.turns:
        for chapter in turn.chapters:
            chapters += 1
            yield _chapter(chapter.source or transcript.source, chapter, chapters)
        yield _turn(transcript, turn, speakers[turn.speaker] if turn.speaker else None)


def _chapter(source: Source, chapter: Chapter, index: int) -> Container:
    return Container(
        anchor=anchors.chapter(index),
        name=f"chapter {index}",
        blocks=(_block(source, chapter.title, None),),
        place=Place.CHAPTER,
    )


def _turn(transcript: Transcript, turn: Turn, speaker: Speaker | None) -> Container:
    name = speaker.name if speaker else None
    said = tuple(_said(transcript, turn))
    return Container(
        anchor=anchors.turn(turn.number),
        name=f"turn {turn.number} ({name})" if name else f"paragraph {turn.number}",
        blocks=(_name(transcript, turn, name, said), *said) if name else said,
        place=Place.TURN,
        speaker=speaker.id if speaker and speaker.person else None,
        start_ms=_start_ms(turn),
    )


def _name(transcript: Transcript, turn: Turn, name: str, said: tuple[Block, ...]) -> Block:
    """Return the name of a turn's speaker; it stands where the text does, or the label where there is no text."""
    label, source = turn.main.label, transcript.source_of(turn.main)
    if said:
        return Block(name, None, said[0].source, said[0].line)
    return Block(name, None, source, label.line if label else 1)


def _said(transcript: Transcript, turn: Turn) -> Iterator[Block]:
    if len(turn.sides) == 1 and not turn.rows:
        source = transcript.source_of(turn.main)
        yield from [_block(source, excerpt, turn.main.lang) for excerpt in turn.main.paragraphs]
        return
    for side, _, excerpt in turn.in_order():
        yield _block(transcript.source_of(side), excerpt, side.lang)


def _start_ms(turn: Turn) -> int | None:
    """Return when a turn is heard: the begin of its first piece that has a time."""
    for side in turn.sides:
        for excerpt in (side.label, *side.paragraphs):
            for piece in excerpt.pieces if excerpt else ():
                if piece.time:
                    return piece.time.start_ms
    return None
