"""Everybody who speaks on a site, from A to Z, and a page for each with all their talks."""

from __future__ import annotations

from generator import anchors
from generator.analysis.catalogue import Catalogue
from generator.analysis.people import Appearance, Person
from generator.languages import detect_lang
from generator.pages.letters import by_letter, letter_id, letter_row
from generator.pages.markup import Markdown, blocks, container, element, heading, join, link, paragraph, text
from generator.pages.site_lists import talk_date, talk_link
from generator.pages.strings import Strings

_MANY = 24
"""People; a list of fewer needs no letters."""


def render_people(catalogue: Catalogue, say: Strings) -> Markdown:
    """Write the list of everybody who speaks."""
    groups = by_letter(catalogue.people, lambda person: person.name)
    if len(catalogue.people) < _MANY:
        return _people([person for _, group in groups for person in group], say)
    return blocks(
        [
            letter_row([letter for letter, _ in groups]),
            *(
                container(
                    "section",
                    blocks([heading(2, text(letter), id=letter_id(letter), class_="letter"), _people(group, say)]),
                    class_="letter-group",
                )
                for letter, group in groups
            ),
        ]
    )


def render_who(person: Person, say: Strings) -> Markdown:
    """Write what a person is and is called elsewhere."""
    also = ", ".join(person.aliases)
    return blocks(
        [
            paragraph(text(person.role), class_="lead") if person.role else None,
            paragraph(text(say("also_called", names=also)), class_="note") if also else None,
        ]
    )


def render_appearances(person: Person, say: Strings) -> Markdown:
    """Write all the talks of a person, the newest first."""
    rows = join((_appearance(one, say) for one in person.appearances), "\n")
    return container("ul", rows, class_="talk-list", data_search_exclude="true")


def _people(people: list[Person], say: Strings) -> Markdown:
    return container("ul", join((_person(person, say) for person in people), "\n"), class_="people-list")


def _person(person: Person, say: Strings) -> Markdown:
    name = element("bdi", text(person.name), lang=detect_lang(person.name))
    way = link(name, anchors.person_uri(person.slug))
    role = element("span", text(person.role), class_="role") if person.role else Markdown("")
    count = element("span", text(say("talk_count", count=len(person.appearances))), class_="count")
    return Markdown(f'<li markdown="span">{join(filter(None, [way, role, count]), " ")}</li>')


def _appearance(one: Appearance, say: Strings) -> Markdown:
    about = [text(part) for part in (one.talk.event, one.speaker.role) if part]
    if one.speaker.percent is not None:
        about.append(text(say("share_of_talk", percent=one.speaker.percent)))
        about += _places(one, say)
    note = element("span", join(about, " · "), class_="about") if about else Markdown("")
    parts = [talk_date(one.talk), talk_link(one.talk, "../"), note]
    return Markdown(f'<li markdown="span">{join(filter(None, parts), " ")}</li>')


def _places(one: Appearance, say: Strings) -> list[Markdown]:
    """Write the ways to the first turn and to all of them."""
    folder = f"../{one.talk.slug}"
    first = f"{folder}/{anchors.TRANSCRIPT_URI}#{anchors.turn(one.speaker.first_turn)}"
    every = f"{folder}/{anchors.SPEAKERS_URI}#{anchors.speaker(one.speaker.id)}"
    return [
        link(text(say("turn_count", count=one.speaker.turns)), every),
        link(text(say("first_turn", number=one.speaker.first_turn)), first),
    ]
