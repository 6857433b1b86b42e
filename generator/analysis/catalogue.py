"""All talks of a site together: in order, by year, event and topic, with one list of people and one of terms.

A site with a single talk has nothing to say here that the talk does not say itself: all but `talks` is empty then.
What would not fit on one page is on several, and the catalogue knows which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator import anchors
from generator.analysis.card import Card
from generator.analysis.card_room import card_bytes, line_bytes, listed_bytes, spoken_bytes
from generator.analysis.drawers import Drawer, filled, make_drawers
from generator.analysis.elsewhere import Elsewhere, Neighbour, Place
from generator.analysis.groups import Group, Groups, find_groups, place_groups
from generator.analysis.people import Person, find_people
from generator.analysis.room import LIMITS, Limits, fitting, link_bytes, text_bytes, with_most
from generator.analysis.shared_terms import Terms, find_terms
from generator.analysis.shelves import Shelf, Shelving

_PERSON_BYTES = 115
"""Tags around a person in the list of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All talks of a site."""

    talks: tuple[Card, ...]
    """The newest first; talks without a date are last."""
    shown: int
    """How many of them the list of talks shows."""
    years: tuple[Group, ...] = ()
    """The newest first; talks without a date are the last group, and alone they make none."""
    dates: Shelf | None = None
    """The same on the pages that they need; None where no talk has a date and the list of talks shows them all."""
    events: Groups = field(default_factory=Groups)
    """That of the newest talk first."""
    topics: Groups = field(default_factory=Groups)
    """In the order they are met."""
    people: tuple[Person, ...] = ()
    """In the order they are met."""
    most_heard: tuple[Person, ...] = ()
    """Where they are too many for one page, those with the most talks."""
    people_drawers: tuple[Drawer[Person], ...] = ()
    """The same by letter."""
    terms: Terms = field(default_factory=Terms)
    """The glossary of the site."""
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)
    """By the slug of each talk, what the others have to do with it."""


def make_catalogue(cards: Iterable[Card], limits: Limits = LIMITS) -> Catalogue:
    """Return all talks in order, and what each has to do with the others."""
    talks = tuple(sorted(cards, key=lambda card: (card.date or "", card.slug), reverse=True))
    catalogue = Catalogue(talks=talks, shown=_shown(talks, limits))
    if len(talks) > 1:
        catalogue = _compared(catalogue, limits)
    return replace(catalogue, elsewhere=dict(_elsewhere(catalogue)))


def _compared(catalogue: Catalogue, limits: Limits) -> Catalogue:
    talks = catalogue.talks
    shelving = Shelving(sizes={talk.slug: line_bytes(talk) for talk in talks}, limits=limits)
    years = find_groups(talks, anchors.DATES_URI, anchors.year, lambda talk: [(talk.date or "")[:4]])
    dated = talks[0].date is not None
    events = find_groups(talks, anchors.EVENTS_URI, anchors.event, lambda talk: [talk.event] if talk.event else [])
    topics = find_groups(talks, anchors.TOPICS_URI, anchors.topic, lambda talk: talk.tags)
    people = tuple(_shelved(find_people(talks), talks, shelving))
    drawers = _drawers(people, limits)
    return replace(
        catalogue,
        years=years if dated else (),
        dates=_dates(catalogue, shelving) if dated or catalogue.shown < len(talks) else None,
        events=place_groups(events, anchors.EVENTS_URI, shelving),
        topics=place_groups(topics, anchors.TOPICS_URI, shelving),
        people=people,
        most_heard=with_most(people, lambda one: len(one.appearances), limits.groups) if drawers else (),
        people_drawers=drawers,
        terms=find_terms(talks, limits),
    )


def _shown(talks: Sequence[Card], limits: Limits) -> int:
    """Return how many talks the list of talks has room for: all of them, or some of the newest."""
    whole = fitting(map(card_bytes, talks), limits.page_bytes, len(talks))
    return whole if whole >= len(talks) else min(whole, limits.cards)


def _dates(catalogue: Catalogue, shelving: Shelving) -> Shelf:
    """Return the talks by year; on one page they are not listed for machines, for the list of talks does that."""
    shelf = shelving.shelf(anchors.DATES_URI, catalogue.talks)
    if not shelf.parts:
        return shelf
    return shelving.with_more(catalogue.talks, listed_bytes).shelf(anchors.DATES_URI, catalogue.talks)


def _shelved(people: Sequence[Person], talks: Sequence[Card], shelving: Shelving) -> Iterator[Person]:
    """Yield the people, those with too many talks for one page with the pages they need."""
    spoken = shelving.with_more(talks, spoken_bytes)
    for person in people:
        own = tuple([one.talk for one in person.appearances])
        long = spoken.total(own) > spoken.limits.page_bytes
        yield replace(person, shelf=spoken.shelf(anchors.person_uri(person.slug), own)) if long else person


def _drawers(people: Sequence[Person], limits: Limits) -> tuple[Drawer[Person], ...]:
    names = [person.name for person in people]
    sizes = [
        _PERSON_BYTES + link_bytes(person.slug) + text_bytes(person.name + (person.role or "")) for person in people
    ]
    if sum(sizes) <= limits.page_bytes:
        return ()
    return filled(make_drawers(anchors.PEOPLE_URI, names, sizes, limits.page_bytes), people)


def _elsewhere(catalogue: Catalogue) -> Iterator[tuple[str, Elsewhere]]:
    """Yield for each talk its places on the pages of the whole site."""
    events = {talk.slug: _place(group) for group in catalogue.events.all for talk in group.talks}
    topics = {tag: _place(group) for group in catalogue.topics.all for tag in group.names}
    people = _pages_of_people(catalogue)
    terms = _places_of_terms(catalogue)
    later = (None, *map(_neighbour, catalogue.talks[:-1]))
    earlier = (*map(_neighbour, catalogue.talks[1:]), None)
    for talk, after, before in zip(catalogue.talks, later, earlier, strict=False):
        yield (
            talk.slug,
            Elsewhere(
                before=before,
                after=after,
                event=events.get(talk.slug),
                topics={tag: topics[tag] for tag in talk.tags if topics},
                people=people.get(talk.slug, {}),
                terms=terms[talk.slug],
            ),
        )


def _place(group: Group) -> Place:
    return Place(uri=group.uri, anchor=group.anchor)


def _neighbour(talk: Card) -> Neighbour:
    return Neighbour(slug=talk.slug, title=talk.title, title_lang=talk.title_lang)


def _pages_of_people(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    pages: dict[str, dict[str, str]] = {}
    for person in catalogue.people:
        for one in person.appearances if len(person.appearances) > 1 else ():
            pages.setdefault(one.talk.slug, {})[one.speaker.id] = person.slug
    return pages


def _places_of_terms(catalogue: Catalogue) -> dict[str, dict[int, Place]]:
    found: dict[str, dict[int, Place]] = {talk.slug: {} for talk in catalogue.talks}
    for term in catalogue.terms.all:
        # They are in the order of the talks.
        if term.definitions[0].talk.slug != term.definitions[-1].talk.slug:
            place = Place(uri=term.uri, anchor=term.anchor)
            for talk, number in term.definitions:
                found[talk.slug][number] = place
    return found
