"""People of different talks who may be one under two names: reported, never joined without being asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.analysis.card import Card
from generator.analysis.people import Person
from generator.analysis.people_names import name_words
from generator.errors import Problem
from generator.turns import label_key
from generator.twins import LEAST_ALIKE, are_alike


def find_doubles(people: Sequence[Person], talks: Iterable[Card]) -> Iterator[Problem]:
    """Yield a warning for each two people with nearly equal names; those that one talk lists are two."""
    listed: dict[str, set[str]] = {}
    for talk in talks:
        for name in talk.listed:
            listed.setdefault(label_key(name), set()).add(talk.slug)
    for one, other in _candidates(people):
        together = listed[label_key(one.name)] & listed[label_key(other.name)]
        if are_alike(one.name, other.name) and not together:
            # The rarer and shorter name is more likely the slip.
            rare, usual = sorted((other, one), key=lambda person: (len(person.appearances), len(person.name)))
            wrong = f"{rare.name} may be {usual.name} of {usual.appearances[0].talk.slug}"
            right = "list one of them in talk.yml as an alias of the other, or both as speakers of one talk"
            yield Problem(origin=rare.appearances[0].speaker.origin, wrong=wrong, right=right, fatal=False)


def _candidates(people: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
    """Yield each pair that could be alike, without comparing a thousand people one by one."""
    from rapidfuzz import process  # noqa: PLC0415  (only sites with several talks get here)
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    words = [name_words(person.name) for person in people]
    plain = ["".join(own) for own in words]
    firsts: dict[str, set[int]] = {}
    for place, own in enumerate(words):
        firsts.setdefault(own[0], set()).add(place)
    for place, own in enumerate(words):
        near = process.extract(
            plain[place], plain, scorer=Indel.normalized_similarity, score_cutoff=LEAST_ALIKE, limit=None
        )
        others = {other for _, _, other in near if other > place}
        others |= {other for other in firsts[own[0]] if other > place and 1 in (len(own), len(words[other]))}
        yield from ((people[place], people[other]) for other in sorted(others))

