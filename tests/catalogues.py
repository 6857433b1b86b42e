"""Several talks put together as the product does it: cards, the catalogue, and what each finds elsewhere."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator import anchors
from generator.analysis import Findings
from generator.analysis.card import Card, CardSpeaker, card_term, make_card
from generator.analysis.catalogue import Catalogue, make_catalogue
from generator.analysis.room import Limits
from generator.model import Talk
from generator.origin import Origin

Entry = tuple[Talk, Findings]
"""A talk with what was found out about it."""


def catalogue_of(found: Iterable[Entry]) -> Catalogue:
    """Return the catalogue of talks."""
    return make_catalogue(make_card(talk, findings) for talk, findings in found)


def placed(found: Iterable[Entry]) -> list[Entry]:
    """Return the talks in the order of the site, each with what is elsewhere."""
    entries = {talk.slug: (talk, findings) for talk, findings in found}
    catalogue = catalogue_of(entries.values())
    talks = [entries[card.slug] for card in catalogue.talks]
    return [(talk, replace(findings, elsewhere=catalogue.elsewhere[talk.slug])) for talk, findings in talks]


NARROW = Limits(page_bytes=4_000, cards=4, groups=6)
"""Limits that a few dozen talks are too many for."""


def a_card(
    slug: str,
    *,
    title: str = "",
    date: str | None = None,
    event: str | None = None,
    tags: Sequence[str] = (),
    people: Sequence[str] = (),
    terms: Sequence[tuple[str, str]] = (),
) -> Card:
    """Return a card of a talk that was never written; `terms` are names with definitions."""
    ids = anchors.unique([anchors.term(name) for name, _ in terms])
    return Card(
        slug=slug,
        title=title or slug.title(),
        title_lang="en",
        lang="en",
        langs=("en",),
        date=date,
        event=event,
        tags=tuple(dict.fromkeys(tags)),
        media=None,
        listed=tuple(people),
        names=tuple(people),
        people=tuple(_a_speaker(slug, number, name) for number, name in enumerate(people, start=1)),
        summary=(),
        terms=tuple(card_term(name, said, anchor) for anchor, (name, said) in zip(ids, terms, strict=True)),
        recap_lang="en",
        words=1000 + len(slug),
    )


def many_cards(count: int, texts: Sequence[str] = (), seed: int = 5) -> list[Card]:
    """Return cards with years, events, topics, people and terms as an archive has them; `texts` are their words."""
    chance = random.Random(seed)
    words = list(texts) or [first + last for first in "KLMNS" for last in ("arch", "ight", "ode", "ump", "ox")]

    def some(kind: str, most: int, different: int) -> list[str]:
        numbers = [int(different * chance.random() ** 2) for _ in range(chance.randint(1, most))]
        return [f"{words[number % len(words)]} {kind}{number // len(words) or ''}".strip() for number in numbers]

    return [
        a_card(
            f"talk-{number:03}",
            title=" ".join(chance.sample(words, min(3, len(words)))),
            date=f"20{chance.randint(10, 13)}-0{chance.randint(1, 9)}-11" if number % 5 else None,
            event=some("evening", 1, count // 4 + 1)[0] if number % 7 else None,
            tags=some("", 3, count // 3 + 1),
            people=list(dict.fromkeys(["Ann Lee", *some("Smith", 3, count)])),
            terms=[(name, f"What {name} means here.") for name in some("term", 4, count)],
        )
        for number in range(count)
    ]


def _a_speaker(slug: str, number: int, name: str) -> CardSpeaker:
    return CardSpeaker(
        id=f"{anchors.slug(name)}-{number}",
        name=name,
        role=None,
        aliases=(),
        origin=Origin(path=f"talks/{slug}/transcript.md", line=number),
        appears=True,
        percent=10 * number,
        turns=number,
        first_turn=number,
    )
