"""Who speaks in which talks: one person is one name, or one alias, in all of them.

    a name, or an alias that is no part of it     the same in two talks: one person
    an alias that is (`Ann` of `Ann Lee`)         joins who is called just that, where nobody else can be meant
    a part in a talk (`Moderator`, `Speaker 2`)   names nobody outside its talk

Nobody is joined with somebody who speaks in the same talk. Names that are nearly equal are never joined:
`analysis.doubles` reports them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator import anchors
from generator.analysis.card import Card, CardSpeaker
from generator.analysis.people_names import is_short, name_key, name_words, names_somebody
from generator.analysis.shelves import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A person in one talk."""

    talk: Card
    """The talk."""
    speaker: CardSpeaker
    """The person as a speaker of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who speaks in one talk or more."""

    slug: str
    """Name of the person's page."""
    name: str
    """The name that most talks use; of several the longest."""
    aliases: tuple[str, ...]
    """Other names, as they are printed."""
    appearances: tuple[Appearance, ...]
    """One for each talk, in the order the talks were given."""

    role: str | None
    """Office or part, from the first talk that states one, and under this name if any does."""
    shelf: Shelf | None = None
    """Where the talks are too many for one page, the pages that they need."""


def find_people(talks: Iterable[Card]) -> tuple[Person, ...]:
    """Return everybody who speaks, each once, in the order they are first met: the people of cards have names."""
    found = [Appearance(talk=talk, speaker=one) for talk in talks for one in talk.people if one.appears]
    joined = _Joined(found)
    _join_names(found, joined)
    groups: dict[int, list[Appearance]] = {}
    for place, one in enumerate(found):
        groups.setdefault(joined.first(place), []).append(one)
    names = list(map(_name, groups.values()))
    # `index` is taken: an engine that makes a folder of each page has the list there.
    pages = anchors.unique(["index", *map(anchors.page_name, names)])[1:]
    return tuple(map(_person, pages, names, groups.values()))


class _Joined:
    """Which appearances are one person: each points to an earlier one, or to itself."""

    def __init__(self, found: Sequence[Appearance]) -> None:
        self._earlier = list(range(len(found)))
        self._talks = [{one.talk.slug} for one in found]

    def first(self, place: int) -> int:
        """Return the first appearance of the same person."""
        while self._earlier[place] != place:
            place = self._earlier[place]
        return place

    def join(self, place: int, other: int) -> None:
        """Make two appearances one person, unless that person were in one talk twice."""
        first, then = sorted((self.first(place), self.first(other)))
        if first != then and self._talks[first].isdisjoint(self._talks[then]):
            self._earlier[then] = first
            self._talks[first] |= self._talks[then]


def _join_names(found: Sequence[Appearance], joined: _Joined) -> None:
    called: dict[str, int] = {}
    for place, one in enumerate(found):
        name = one.speaker.name
        aliases = [alias for alias in one.speaker.aliases if names_somebody(alias) and not is_short(alias, name)]
        for label in (name, *aliases):
            joined.join(place, called.setdefault(name_key(label), place))
    if not any(one.speaker.aliases for one in found):
        return
    bearers: dict[str, set[int]] = {}
    for place, one in enumerate(found):
        for word in name_words(one.speaker.name):
            bearers.setdefault(word, set()).add(joined.first(place))
    for place, one in enumerate(found):
        for alias in one.speaker.aliases:
            there = called.get(name_key(alias)) if is_short(alias, one.speaker.name) else None
            if there is not None:
                meant = {joined.first(it) for word in name_words(alias) for it in bearers[word]}
                if meant == {joined.first(place), joined.first(there)}:
                    joined.join(place, there)


def _name(group: Sequence[Appearance]) -> str:
    counts = Counter([one.speaker.name for one in group])
    return min(counts, key=lambda name: (-counts[name], -len(name), name))


def _person(page: str, name: str, group: Sequence[Appearance]) -> Person:
    others: dict[str, str] = {}
    for label in dict.fromkeys(label for one in group for label in (one.speaker.name, *one.speaker.aliases)):
        if names_somebody(label) and name_key(label) != name_key(name):
            others.setdefault(name_key(label), label)
    roles = [one.speaker for one in group if one.speaker.role]
    first = next((one for one in roles if one.name == name), roles[0] if roles else None)
    return Person(
        slug=page,
        name=name,
        aliases=tuple(others.values()),
        appearances=tuple(group),
        role=first.role if first else None,
    )
