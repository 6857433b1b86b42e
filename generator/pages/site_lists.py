"""The talks of a site as lists: by year, by event, by topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from generator import anchors
from generator.analysis.card import Card
from generator.analysis.catalogue import Catalogue
from generator.analysis.groups import Group, Groups
from generator.analysis.order import sort_key
from generator.languages import detect_lang
from generator.pages.markup import Markdown, blocks, container, element, heading, join, link, text
from generator.pages.site_frame import Sheet, SiteBody, SiteFrame, SitePage, site_page
from generator.pages.site_rows import talk_row
from generator.pages.site_shelves import Owner, shelf_pages
from generator.pages.site_ways import IndexFacts, Line, letter_ways, opened, render_index, render_ways
from generator.pages.ways import Ways


class Section(NamedTuple):
    """A group on a page of several."""

    anchor: str
    """Anchor of its heading."""
    name: str
    """The year, event or topic; empty for talks without a date."""
    talks: int
    """How many it has."""
    uri: str
    """Where they are; empty where they follow on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionsFacts:
    """What a page of groups says beside the talks, which follow each other group by group."""

    kind: str
    """The page that the list begins with."""
    title: str
    """The heading."""
    sections: tuple[Section, ...]
    """The groups."""
    ways: tuple[Ways, ...] = ()
    """The ways to the other pages of the list."""


def date_pages(catalogue: Catalogue, frame: SiteFrame) -> Iterator[SitePage]:
    """List the pages by year, the newest first."""
    if catalogue.dates and catalogue.dates.parts:
        return shelf_pages(catalogue.dates, Owner(kind=anchors.DATES_URI), frame)
    facts = SectionsFacts(
        kind=anchors.DATES_URI, title=frame.say("page_dates"), sections=_sections_of(catalogue.years)
    )
    return iter([frame.page(anchors.DATES_URI, facts, render_sections, _talks_of(catalogue.years))])


def event_pages(catalogue: Catalogue, frame: SiteFrame) -> Iterator[SitePage]:
    """List the pages by event, that of the newest talk first."""
    return _group_pages(catalogue.events, catalogue.events.all, anchors.EVENTS_URI, frame)


def topic_pages(catalogue: Catalogue, frame: SiteFrame) -> Iterator[SitePage]:
    """List the pages by topic, from A to Z."""
    ordered = sorted(catalogue.topics.all, key=lambda group: sort_key(group.name))
    return _group_pages(catalogue.topics, ordered, anchors.TOPICS_URI, frame)


def render_sections(sheet: Sheet[SectionsFacts]) -> str:
    """Write a page of groups, each with its talks."""
    facts = sheet.facts
    talks = iter(sheet.talks)
    groups = [_section(one, list(islice(talks, 0 if one.uri else one.talks)), sheet) for one in facts.sections]
    content = blocks([*(render_ways(ways, sheet) for ways in facts.ways), *groups])
    anchor = anchors.folder_of(facts.kind)
    return site_page(sheet, facts.kind, SiteBody(title=facts.title, anchor=anchor, content=content))


def _group_pages(groups: Groups, ordered: Sequence[Group], kind: str, frame: SiteFrame) -> Iterator[SitePage]:
    title = frame.say(f"page_{anchors.folder_of(kind)}")
    if not groups.most:
        facts = SectionsFacts(kind=kind, title=title, sections=_sections_of(ordered))
        yield frame.page(kind, facts, render_sections, _talks_of(ordered))
        return
    yield _index(ordered if not groups.drawers else groups.most, groups, kind, frame)
    for page in opened(groups.drawers, title, lambda group: group.name, frame.say):
        facts = SectionsFacts(kind=kind, title=page.title, sections=_sections_of(page.items), ways=page.ways)
        yield frame.page(page.uri, facts, render_sections, _talks_of(page.items))
    for group in ordered:
        if group.shelf:
            yield from shelf_pages(group.shelf, Owner(kind=kind, name=group.name, anchor=group.anchor), frame)


def _index(shown: Sequence[Group], groups: Groups, kind: str, frame: SiteFrame) -> SitePage:
    facts = IndexFacts(
        kind=kind,
        title=frame.say(f"page_{anchors.folder_of(kind)}"),
        ways=letter_ways(groups.drawers),
        lines=tuple(map(_line, shown)),
        most=bool(groups.drawers),
    )
    return frame.page(kind, facts, render_index)


def _line(group: Group) -> Line:
    uri = group.uri if group.shelf else f"{group.uri}#{group.anchor}"
    return Line(group.name, uri, len(group.talks), detect_lang(group.name))


def _sections_of(groups: Sequence[Group]) -> tuple[Section, ...]:
    return tuple(Section(one.anchor, one.name, len(one.talks), one.uri if one.shelf else "") for one in groups)


def _talks_of(groups: Sequence[Group]) -> tuple[Card, ...]:
    return tuple([talk for group in groups if not group.shelf for talk in group.talks])


def _section(section: Section, talks: Sequence[Card], sheet: Sheet[SectionsFacts]) -> Markdown:
    count = element("span", text(sheet.say("talk_count", count=section.talks)), class_="count")
    name = text(section.name or sheet.say("undated"))
    title = join([link(name, sheet.folder + section.uri) if section.uri else name, count], " ")
    rows = join((talk_row(talk, sheet.folder, section.name) for talk in talks), "\n")
    listed = container("ul", rows, class_="talk-list") if talks else None
    return container("section", blocks([heading(2, title, id=section.anchor), listed]), class_="talk-group")
