"""The talks of a site as lists: by year, by event, by topic."""

from __future__ import annotations

from collections.abc import Sequence

from generator import anchors
from generator.analysis.card import Card
from generator.analysis.catalogue import Catalogue, Group
from generator.pages.markup import Markdown, blocks, container, element, heading, join, link, text
from generator.pages.order import sort_key
from generator.pages.strings import Strings


def render_dates(catalogue: Catalogue, say: Strings) -> Markdown:
    """Write the list by year, the newest first."""
    return _list(catalogue.years, say)


def render_events(catalogue: Catalogue, say: Strings) -> Markdown:
    """Write the list by event, that of the newest talk first."""
    return _list(catalogue.events, say)


def render_topics(catalogue: Catalogue, say: Strings) -> Markdown:
    """Write the list by topic, from A to Z."""
    return _list(sorted(catalogue.topics, key=lambda group: sort_key(group.name)), say)


def talk_link(talk: Card, folder: str = "") -> Markdown:
    """Write a talk's title as the way to its summary."""
    title = element("span", text(talk.short_title), lang=talk.title_lang)
    return link(title, f"{folder}{talk.slug}/{anchors.SUMMARY_URI}", class_="title")


def talk_date(talk: Card) -> Markdown:
    """Write the date of a talk, or an empty place where it has none."""
    if not talk.date:
        return element("span", Markdown(""), class_="when")
    return element("time", text(talk.date), class_="when", datetime=talk.date)


def _list(groups: Sequence[Group], say: Strings) -> Markdown:
    return blocks(_group(group, say) for group in groups)


def _group(group: Group, say: Strings) -> Markdown:
    count = element("span", text(say("talk_count", count=len(group.talks))), class_="count")
    title = join([text(group.name or say("undated")), count], " ")
    rows = join((_row(talk, group) for talk in group.talks), "\n")
    return container(
        "section",
        blocks([heading(2, title, id=group.anchor), container("ul", rows, class_="talk-list")]),
        class_="talk-group",
    )


def _row(talk: Card, group: Group) -> Markdown:
    event = talk.event if talk.event and talk.event != group.name else None
    about = " · ".join(filter(None, [event, ", ".join(talk.names)]))
    note = element("span", text(about), class_="about") if about else Markdown("")
    return Markdown(f'<li markdown="span">{join(filter(None, [talk_date(talk), talk_link(talk), note]), " ")}</li>')
