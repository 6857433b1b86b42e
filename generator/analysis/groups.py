"""The talks of a site by year, event and topic, and the pages on which the groups stand.

All of them stand on one page as long as they have room there. Then each has a page of its own, and where they are
so many that nobody would look through the pages, only the long ones do: the others share the page of a letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from generator import anchors
from generator.analysis.card import Card
from generator.analysis.drawers import Drawer, filled, make_drawers, uris_of
from generator.analysis.room import text_bytes, with_most
from generator.analysis.shelves import Shelf, Shelving
from generator.turns import label_key

_HEAD_BYTES = 170
"""Tags around a group and its heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The talks of one year, event or topic."""

    anchor: str
    """Anchor of its heading."""
    name: str
    """The year, event or topic as the newest talk has it; empty for talks without a date."""
    names: tuple[str, ...]
    """The same as each of the talks prints it."""
    talks: tuple[Card, ...]
    """The newest first."""
    uri: str
    """The page on which its talks stand."""
    shelf: Shelf | None = None
    """Its own pages; None where it stands on a page with others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """A list of groups."""

    all: tuple[Group, ...] = ()
    """In the order they are met."""
    most: tuple[Group, ...] = ()
    """Where they are too much for one page, those that the first page leads to by itself."""
    drawers: tuple[Drawer[Group], ...] = ()
    """The groups by letter, where they are too many to have a page each."""


def find_groups(
    talks: Sequence[Card], uri: str, anchor: Callable[[str], str], names_of: Callable[[Card], Iterable[str]]
) -> tuple[Group, ...]:
    """Return the groups that the talks are in, all on one page."""
    groups: dict[str, list[Card]] = {}
    names: dict[str, dict[str, None]] = {}
    keys: dict[str, str] = {}
    for talk in talks:
        for name in names_of(talk):
            if name not in keys:
                keys[name] = label_key(name)
                names.setdefault(keys[name], {})[name] = None
            groups.setdefault(keys[name], []).append(talk)
    firsts = [next(iter(own)) for own in names.values()]
    ids = anchors.unique(list(map(anchor, firsts)))
    return tuple(
        Group(anchor=one, name=name, names=tuple(names[key]), talks=tuple(members), uri=uri)
        for one, name, (key, members) in zip(ids, firsts, groups.items(), strict=True)
    )


def place_groups(groups: tuple[Group, ...], uri: str, shelving: Shelving) -> Groups:
    """Return the groups on the pages that they need; `uri` is the page of the list."""
    limits = shelving.limits
    sizes = [_HEAD_BYTES + text_bytes(group.name) + shelving.total(group.talks) for group in groups]
    if sum(sizes) <= limits.page_bytes:
        return Groups(all=groups)
    few = len(groups) <= limits.groups
    # `index` is taken: an engine that makes a folder of each page has the list there.
    names = anchors.unique(["index", *(anchors.page_name(group.name) for group in groups)])[1:]
    shelves = [
        shelving.shelf(f"{anchors.folder_of(uri)}/{name}.md", group.talks)
        if few or size > limits.group_bytes
        else None
        for group, name, size in zip(groups, names, sizes, strict=True)
    ]
    # Beside others a group with pages of its own is only a line.
    shown = [_HEAD_BYTES if shelf else size for shelf, size in zip(shelves, sizes, strict=True)]
    drawers = () if few else make_drawers(uri, [group.name for group in groups], shown, limits.page_bytes)
    uris = uris_of(drawers)
    placed = tuple(
        replace(group, uri=shelf.uri if shelf else uris[number], shelf=shelf)
        for number, (group, shelf) in enumerate(zip(groups, shelves, strict=True))
    )
    most = with_most(placed, lambda group: len(group.talks), limits.groups)
    return Groups(all=placed, most=most, drawers=filled(drawers, placed))
