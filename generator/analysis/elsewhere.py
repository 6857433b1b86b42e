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
class Place:
    """Where something stands on the pages of the whole site."""

    uri: str
    """The page, from the folder of all talks."""
    anchor: str
    """The anchor on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Where one talk is met on the pages of the whole site; nothing where it is the only one."""

    before: Neighbour | None = None
    """The talk held before it."""
    after: Neighbour | None = None
    """The talk held after it."""
    event: Place | None = None
    """Its event."""
    topics: Mapping[str, Place] = field(default_factory=dict)
    """Each of its tags."""
    people: Mapping[str, str] = field(default_factory=dict)
    """By the id of a speaker who is in other talks too, the name of the person's page."""
    terms: Mapping[int, Place] = field(default_factory=dict)
    """By the place of a term in the recap that other talks define too, its entry in the glossary of the site."""
