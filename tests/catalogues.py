"""Several talks put together as the product does it: cards, the catalogue, and what each finds elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.analysis import Findings
from generator.analysis.card import make_card
from generator.analysis.catalogue import Catalogue, make_catalogue
from generator.model import Talk

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
