"""All talks of a site together: in order, by year, event and topic, with one list of people and one of terms.

A site with a single talk has nothing to say here that the talk does not say itself: all but `talks` is empty then.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator import anchors
from generator.analysis.card import Card, CardTerm
from generator.analysis.elsewhere import Elsewhere, Neighbour
from generator.analysis.people import Person, find_people
from generator.analysis.term_words import keys
from generator.turns import label_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The talks of one year, event or topic."""

    anchor: str
    """Anchor of its heading."""
    name: str
    """The year, event or topic as the newest talk has it; empty for talks without a date."""
    talks: tuple[Card, ...]
    """The newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What one talk says of a term."""

    talk: Card
    """The talk."""
    place: int
    """The term's place in the recap, counted from 0."""
    term: CardTerm
    """The term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedTerm:
    """A term with every definition that a talk gives of it."""

    anchor: str
    """Anchor in the glossary of the site."""
    definitions: tuple[Definition, ...]
    """Those of the newest talk first."""

    @property
    def head(self) -> Definition:
        """The definition whose spelling stands for all: that of most talks, of several the shortest."""
        spelt = Counter(one.term.name for one in self.definitions)
        return min(self.definitions, key=lambda one: (-spelt[one.term.name], len(one.term.name)))

    @property
    def name(self) -> str:
        """The term as it is spelt for all talks."""
        return self.head.term.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All talks of a site."""

    talks: tuple[Card, ...]
    """The newest first; talks without a date are last."""
    years: tuple[Group, ...]
    """The newest first; talks without a date are the last group, and alone they make none."""
    events: tuple[Group, ...]
    """That of the newest talk first."""
    topics: tuple[Group, ...]
    """In the order they are met."""
    people: tuple[Person, ...]
    """In the order they are met."""
    terms: tuple[SharedTerm, ...]
    """In the order they are met."""
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)
    """By the slug of each talk, what the others have to do with it."""


def make_catalogue(cards: Iterable[Card]) -> Catalogue:
    """Return all talks in order, and what each has to do with the others."""
    talks = sorted(cards, key=lambda card: (card.date or "", card.slug), reverse=True)
    several = talks if len(talks) > 1 else []
    years = _groups(several, anchors.year, lambda talk: [(talk.date or "")[:4]])
    catalogue = Catalogue(
        talks=tuple(talks),
        years=years if any(year.name for year in years) else (),
        events=_groups(several, anchors.event, lambda talk: [talk.event] if talk.event else []),
        topics=_groups(several, anchors.topic, lambda talk: talk.tags),
        people=find_people(several),
        terms=_shared_terms(several),
    )
    return replace(catalogue, elsewhere=dict(_elsewhere(catalogue)))


def _groups(
    talks: Sequence[Card], anchor: Callable[[str], str], names_of: Callable[[Card], Iterable[str]]
) -> tuple[Group, ...]:
    groups: dict[str, list[Card]] = {}
    names: dict[str, str] = {}
    for talk in talks:
        for name in names_of(talk):
            groups.setdefault(label_key(name), []).append(talk)
            names.setdefault(label_key(name), name)
    ids = anchors.unique([anchor(name) for name in names.values()])
    return tuple(
        Group(anchor=one, name=names[key], talks=tuple(members))
        for one, (key, members) in zip(ids, groups.items(), strict=True)
    )


def _shared_terms(talks: Sequence[Card]) -> tuple[SharedTerm, ...]:
    found: dict[tuple[str, ...], list[Definition]] = {}
    for talk in talks:
        for place, term in enumerate(talk.terms):
            definition = Definition(talk=talk, place=place, term=term)
            found.setdefault(_term_key(term.name), []).append(definition)
    terms = [SharedTerm(anchor="", definitions=tuple(group)) for group in found.values()]
    names = anchors.unique([anchors.term(term.name) for term in terms])
    return tuple(replace(term, anchor=anchor) for anchor, term in zip(names, terms, strict=True))


def _term_key(name: str) -> tuple[str, ...]:
    """Return a term as it is compared: case, number and hyphens make no difference, but `C` is not `C++`."""
    return (*keys(name), *re.findall(r"[+#&*@]+", name)) or (label_key(name),)


def _elsewhere(catalogue: Catalogue) -> Iterator[tuple[str, Elsewhere]]:
    """Yield for each talk its places on the pages of the whole site."""
    events = {talk.slug: group.anchor for group in catalogue.events for talk in group.talks}
    topics = {label_key(group.name): group.anchor for group in catalogue.topics}
    people = _pages_of_people(catalogue)
    terms = _anchors_of_terms(catalogue)
    later = (None, *map(_neighbour, catalogue.talks[:-1]))
    earlier = (*map(_neighbour, catalogue.talks[1:]), None)
    for talk, after, before in zip(catalogue.talks, later, earlier, strict=False):
        yield (
            talk.slug,
            Elsewhere(
                before=before,
                after=after,
                event=events.get(talk.slug),
                topics={tag: topics[label_key(tag)] for tag in talk.tags if topics},
                people=people.get(talk.slug, {}),
                terms=terms.get(talk.slug, {}),
            ),
        )


def _neighbour(talk: Card) -> Neighbour:
    return Neighbour(slug=talk.slug, title=talk.title, title_lang=talk.title_lang)


def _pages_of_people(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    pages: dict[str, dict[str, str]] = {}
    for person in catalogue.people:
        for one in person.appearances if len(person.appearances) > 1 else ():
            pages.setdefault(one.talk.slug, {})[one.speaker.id] = person.slug
    return pages


def _anchors_of_terms(catalogue: Catalogue) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for term in catalogue.terms:
        talks = {definition.talk.slug for definition in term.definitions}
        for definition in term.definitions if len(talks) > 1 else ():
            found.setdefault(definition.talk.slug, {})[definition.place] = term.anchor
    return found
