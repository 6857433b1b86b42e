"""What the other talks of a site have to do with one talk: filled in once all of them are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """The talk held before or after another."""

    slug: str
    """Name of its folder on the site."""
    title: str
    """Its title in full."""
    title_lang: str
    """Language tag of the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Where one talk is met on the pages of the whole site; nothing where it is the only one."""

    before: Neighbour | None = None
    """The talk held before it."""
    after: Neighbour | None = None
    """The talk held after it."""
    event: str | None = None
    """Anchor of its event in the list by event."""
    topics: Mapping[str, str] = field(default_factory=dict)
    """Anchor of each of its tags in the list by topic."""
    people: Mapping[str, str] = field(default_factory=dict)
    """By the id of a speaker who is in other talks too, the name of the person's page."""
    terms: Mapping[int, str] = field(default_factory=dict)
    """By the place of a term in the recap that other talks define too, its anchor in the glossary of the site."""
