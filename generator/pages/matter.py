"""The front matter of a page: its title, what a search engine and a shared link show, what the theme leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.pages.markup import Yaml, front_matter, quoted, text

_LONGEST = 200
"""Characters of a description: search engines show fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What stands at the top of a page's file."""

    title: str
    """The page's name, in a tab and on a shared link."""
    description: str
    """What it holds, in a sentence; empty where the site's own description is to stand."""
    type: str = "website"
    """What Open Graph calls the page."""
    searched: bool = True
    """Whether the search leads here."""
    feed: str | None = None
    """Where the feed of talks is, from the root of the site."""


def render_matter(matter: Matter) -> str:
    """Write the front matter; themes print its texts unescaped, so they are HTML already."""
    values: dict[str, Yaml] = {"title": text(matter.title)}
    if matter.description.strip():
        values["description"] = quoted(_shortened(matter.description))
    values["og"] = {"title": quoted(matter.title), "type": matter.type}
    if matter.feed:
        values["feed"] = matter.feed
    values |= {"hide": ["navigation", "toc"], "search": {"exclude": not matter.searched}}
    return front_matter(values)


def listing(names: Iterable[str], between: str) -> str:
    """Return names as a description, as many as are shown: a list of thousands is not put together for it."""
    told: list[str] = []
    length = 0
    for name in names:
        told.append(name)
        length += len(name) + len(between)
        if length > 2 * _LONGEST:
            break
    return between.join(told)


def _shortened(sentence: str) -> str:
    if len(sentence) <= _LONGEST:
        return sentence
    cut = sentence[:_LONGEST]
    # A script without spaces is cut where the room ends.
    return f"{cut.rpartition(' ')[0] or cut}…"
