"""The row of links between the pages that one list is on."""

from __future__ import annotations

from typing import NamedTuple

from generator import anchors
from generator.pages.markup import Markdown, container, join, link, text
from generator.pages.strings import Strings


class Ways(NamedTuple):
    """A row of links to the pages of a list."""

    name: str
    """What the row is called for those who hear it."""
    links: tuple[tuple[str, str], ...]
    """What each says, and where it leads from the folder of all talks."""
    current: str = ""
    """Where the one leads that shows where the reader is."""


def number_ways(uri: str, count: int, say: Strings) -> Ways:
    """Return the ways to the pages of a list that have no names of their own, such as the parts of a month."""
    uris = [anchors.part_uri(uri, number) for number in range(1, count + 1)]
    return part_ways([str(number) for number in range(1, count + 1)], uris, say)


def part_ways(labels: list[str], uris: list[str], say: Strings) -> Ways:
    """Return the ways to the parts of a list."""
    # Where two would read alike, numbers tell more.
    shown = labels if len(set(labels)) == len(labels) else [str(number) for number in range(1, len(uris) + 1)]
    return Ways(say("parts_of_list"), tuple(zip(shown, uris, strict=True)))


def way_row(ways: Ways, uri: str, folder: str = "") -> Markdown | None:
    """Write a row of links; nothing where there is one only.

    `uri` is the page it stands on; `folder` leads from that page to where the links begin.
    """
    if len(ways.links) < 2:
        return None
    links = join((_way(label, target, ways, uri, folder) for label, target in ways.links), "\n")
    return container("nav", links, class_="letters", aria_label=ways.name, data_search_exclude="true")


def _way(label: str, target: str, ways: Ways, uri: str, folder: str) -> Markdown:
    # A month stands below its year: then the year is where the reader is, but not the page.
    here = ("page" if target == uri else "true") if target == ways.current else None
    return link(text(label), folder + target, aria_current=here)
