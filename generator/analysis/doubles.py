"""People of different talks who may be one under two names: reported, never joined without being asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.analysis.card import Card
from generator.analysis.near_names import near_pairs
from generator.analysis.people import Person
from generator.analysis.people_names import name_words
from generator.errors import Problem
from generator.turns import label_key
from generator.twins import LEAST_ALIKE, are_alike


def find_doubles(people: Sequence[Person], talks: Iterable[Card]) -> Iterator[Problem]:
    """Yield a warning for each two people with nearly equal names; those that one talk lists are two."""
    pairs = [pair for pair in _candidates(people) if are_alike(pair[0].name, pair[1].name)]
    listed = _listed({label_key(person.name) for pair in pairs for person in pair}, talks)
    for one, other in pairs:
        if listed[label_key(one.name)] & listed[label_key(other.name)]:
            continue
        # The rarer and shorter name is more likely the slip.
        rare, usual = sorted((other, one), key=lambda person: (len(person.appearances), len(person.name)))
        wrong = f"{rare.name} may be {usual.name} of {usual.appearances[0].talk.slug}"
        right = "list one of them in talk.yml as an alias of the other, or both as speakers of one talk"
        yield Problem(origin=rare.appearances[0].speaker.origin, wrong=wrong, right=right, fatal=False)


def _listed(names: Iterable[str], talks: Iterable[Card]) -> dict[str, set[str]]:
    """Return the talks that list each of the names."""
    listed: dict[str, set[str]] = {name: set() for name in names}
    for talk in talks if listed else ():
        for name in map(label_key, talk.listed):
            if name in listed:
                listed[name].add(talk.slug)
    return listed


def _candidates(people: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
    """Yield each pair that could be alike, without comparing a thousand people one by one."""
    words = [name_words(person.name) for person in people]
    pairs = near_pairs(["".join(own) for own in words], LEAST_ALIKE)
    firsts: dict[str, list[int]] = {}
    for place, own in enumerate(words):
        firsts.setdefault(own[0], []).append(place)
    # The first name alone beside the full one.
    for places in firsts.values():
        alone = [place for place in places if len(words[place]) == 1]
        pairs.update((min(one, other), max(one, other)) for one in alone for other in places if one != other)
    yield from ((people[one], people[other]) for one, other in sorted(pairs))
