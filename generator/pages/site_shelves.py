"""The pages of talks that are listed by time: all of them, or those of an event, a topic or a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator import anchors
from generator.analysis.card import Card, CardSpeaker
from generator.analysis.shelves import Shelf
from generator.pages.linked_data import list_data, person_data
from generator.pages.markup import Markdown, blocks, container, join, paragraph, text
from generator.pages.matter import Matter, listing
from generator.pages.site_frame import Sheet, SiteBody, SiteFrame, SitePage, site_page
from generator.pages.site_rows import spoken_row, talk_row
from generator.pages.site_ways import Line, numbered, render_lines, render_ways, year_ways
from generator.pages.strings import Strings
from generator.pages.ways import Ways, number_ways


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose talks they are."""

    kind: str
    """The page of the whole site that leads here."""
    name: str = ""
    """Name of the event, topic or person; empty where all talks are meant."""
    anchor: str = ""
    """Anchor of the heading; empty where all talks are meant."""
    person: bool = False
    """Whether it is somebody, who has a say in these talks."""
    role: str | None = None
    """Office or part of a person."""
    aliases: tuple[str, ...] = ()
    """Other names of a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfFacts:
    """What a page of talks says beside them."""

    owner: Owner
    """Whose talks they are."""
    title: str
    """The heading."""
    anchor: str
    """Its anchor."""
    ways: tuple[Ways, ...] = ()
    """The ways to the others."""
    parts: tuple[Line, ...] = ()
    """The pages it leads to, where it has no talks."""
    speakers: tuple[str, ...] = ()
    """As whom the person speaks, talk by talk."""

    @property
    def first(self) -> bool:
        """Whether the owner's pages begin with this one."""
        return self.title == self.owner.name


def shelf_pages(
    shelf: Shelf, owner: Owner, frame: SiteFrame, speakers: Mapping[str, str] | None = None
) -> Iterator[SitePage]:
    """List the page of a shelf and those below it; `speakers` says as whom a person speaks, by talk."""
    whole = _Whole(owner=owner, say=frame.say, speakers=speakers or {})
    anchor = owner.anchor or anchors.folder_of(owner.kind)
    for uri, talks, facts in whole.pages(shelf, owner.name or frame.say("page_dates"), anchor, ()):
        yield frame.page(uri, facts, render_shelf, talks)


def render_shelf(sheet: Sheet[ShelfFacts]) -> str:
    """Write a page of talks, or one that leads to such pages."""
    facts = sheet.facts
    rows = render_lines(facts.parts, sheet, "people-list time-list") if facts.parts else _talks(sheet)
    body = SiteBody(
        title=facts.title,
        anchor=facts.anchor,
        lead=_who(facts.owner, sheet.say) if facts.first else None,
        content=blocks([*(render_ways(ways, sheet) for ways in facts.ways), rows]),
        data=_data(sheet) if sheet.talks else None,
    )
    return site_page(sheet, facts.owner.kind, body, _matter(sheet))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """The pages of one owner."""

    owner: Owner
    say: Strings
    speakers: Mapping[str, str]

    def pages(
        self, shelf: Shelf, title: str, anchor: str, ways: tuple[Ways, ...]
    ) -> Iterator[tuple[str, tuple[Card, ...], ShelfFacts]]:
        """Yield the address of each page, the talks on it, and what else it says."""
        if shelf.parts:
            yield from self._leading(shelf, title, anchor, ways)
        elif len(shelf.pages) == 1:
            yield shelf.uri, shelf.talks, self._facts(title, anchor, ways, shelf.talks)
        else:
            numbers = number_ways(shelf.uri, len(shelf.pages), self.say)
            for number, (talks, (_, uri)) in enumerate(zip(shelf.pages, numbers.links, strict=True), start=1):
                here = (*ways, numbers._replace(current=uri))
                yield uri, talks, self._facts(numbered(title, number), anchor, here, talks)

    def _leading(
        self, shelf: Shelf, title: str, anchor: str, ways: tuple[Ways, ...]
    ) -> Iterator[tuple[str, tuple[Card, ...], ShelfFacts]]:
        """Yield the page that leads to others, and these."""
        owner, below = self.owner, year_ways(shelf, self.say)
        if shelf.newest and owner.name:
            yield shelf.uri, shelf.newest, self._facts(title, anchor, (*ways, below), shelf.newest)
        else:
            lines = [Line(part.name or self.say("undated"), part.uri, len(part.talks)) for part in shelf.parts]
            yield shelf.uri, (), replace(self._facts(title, anchor, ways, ()), parts=tuple(lines))
        for part in shelf.parts:
            named, when = owner.name or self.say("page_talks"), part.name or self.say("undated")
            yield from self.pages(
                part,
                self.say("page_title", page=named, talk=when),
                owner.anchor or anchors.year(part.name),
                (*ways, below._replace(current=part.uri)),
            )

    def _facts(self, title: str, anchor: str, ways: tuple[Ways, ...], talks: tuple[Card, ...]) -> ShelfFacts:
        speakers = tuple([self.speakers[talk.slug] for talk in talks]) if self.speakers else ()
        return ShelfFacts(owner=self.owner, title=title, anchor=anchor, ways=ways, speakers=speakers)


def _talks(sheet: Sheet[ShelfFacts]) -> Markdown:
    owner, folder, say = sheet.facts.owner, sheet.folder, sheet.say
    if not owner.person:
        rows = join((talk_row(talk, folder, owner.name) for talk in sheet.talks), "\n")
        return container("ul", rows, class_="talk-list")
    spoken = zip(sheet.talks, sheet.facts.speakers, strict=True)
    rows = join((spoken_row(talk, _speaker(talk, own), folder, say) for talk, own in spoken), "\n")
    return container("ul", rows, class_="talk-list", data_search_exclude="true")


def _speaker(talk: Card, speaker_id: str) -> CardSpeaker:
    return next(one for one in talk.people if one.id == speaker_id)


def _who(owner: Owner, say: Strings) -> Markdown:
    """Write what a person is and is called elsewhere."""
    also = ", ".join(owner.aliases)
    return blocks(
        [
            paragraph(text(owner.role), class_="lead") if owner.role else None,
            paragraph(text(say("also_called", names=also)), class_="note") if also else None,
        ]
    )


def _data(sheet: Sheet[ShelfFacts]) -> Markdown | None:
    facts = sheet.facts
    if facts.owner.person:
        return person_data(facts.owner.name, facts.owner.aliases, facts.owner.role, sheet.talks)
    # Who looks for the talks of an event or topic finds them by the talks.
    return None if facts.owner.name else list_data(sheet.talks, facts.title, sheet.folder)


def _matter(sheet: Sheet[ShelfFacts]) -> Matter | None:
    facts, feed = sheet.facts, sheet.frame.feed
    titles = listing((talk.short_title for talk in sheet.talks), " · ")
    if facts.owner.person:
        return Matter(title=facts.title, description=titles, type="profile", searched=facts.first)
    if facts.owner.name:
        return Matter(title=facts.title, description=titles, searched=False, feed=feed)
    return None
