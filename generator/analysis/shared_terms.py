"""The terms that the talks of a site define: each once, with every definition, and the pages they stand on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator import anchors
from generator.analysis.card import Card, CardTerm
from generator.analysis.drawers import Drawer, filled, make_drawers, uris_of
from generator.analysis.room import Limits, in_parts, link_bytes, text_bytes, with_most

_ENTRY_BYTES = 260
_DEFINITION_BYTES = 120


class Definition(NamedTuple):
    """What one talk says of a term."""

    talk: Card
    """The talk."""
    place: int
    """The term's place in the recap, counted from 0."""

    @property
    def term(self) -> CardTerm:
        """The term as the talk has it."""
        return self.talk.terms[self.place]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedTerm:
    """A term with every definition that a talk gives of it."""

    anchor: str
    """Anchor in the glossary of the site."""
    definitions: tuple[Definition, ...]
    """Those of the newest talk first."""
    head: Definition
    """The definition whose spelling stands for all: that of most talks, of several the shortest."""
    uri: str
    """The page on which it stands, or begins."""

    @property
    def name(self) -> str:
        """The term as it is spelt for all talks."""
        return self.head.term.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A term as it stands on one page."""

    term: SharedTerm
    """The term."""
    definitions: tuple[Definition, ...]
    """Those that stand there."""
    goes_on: bool = False
    """Whether it began on a page before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The glossary of a site."""

    all: tuple[SharedTerm, ...] = ()
    """In the order they are met."""
    most: tuple[SharedTerm, ...] = ()
    """Where they are too much for one page, those that the first page leads to by itself."""
    drawers: tuple[Drawer[Entry], ...] = ()
    """The same by letter."""


class _Slice(NamedTuple):
    """Definitions of a term that stand on one page."""

    term: int
    begin: int
    end: int
    size: int


def find_terms(talks: Sequence[Card], limits: Limits) -> Terms:
    """Return the terms of talks that are in order, on the pages that they need."""
    groups = _gathered(talks)
    heads = list(map(_head, groups))
    ids = anchors.unique([anchors.term(head.term.name) for head in heads])
    slices = _sliced(talks, groups, ids, limits)
    names = [heads[one.term].term.name for one in slices]
    drawers = make_drawers(anchors.TERMS_URI, names, [one.size for one in slices], limits.page_bytes)
    uris = uris_of(drawers)
    pages = {one.term: uris[number] for number, one in enumerate(slices) if one.begin == 0}
    terms = tuple(
        SharedTerm(anchor=anchor, definitions=tuple(group), head=head, uri=pages.get(number, anchors.TERMS_URI))
        for number, (anchor, group, head) in enumerate(zip(ids, groups, heads, strict=True))
    )
    if not drawers:
        return Terms(all=terms)
    shared = [term for term in terms if len(term.definitions) > 1]
    most = with_most(shared, lambda term: len(term.definitions), limits.groups)
    return Terms(all=terms, most=most, drawers=filled(drawers, [_entry(terms[one.term], one) for one in slices]))


def _gathered(talks: Sequence[Card]) -> list[list[Definition]]:
    found: dict[str, list[Definition]] = {}
    for talk in talks:
        for place, term in enumerate(talk.terms):
            group = found.get(term.key)
            if group is None:
                group = found[term.key] = []
            group.append(Definition(talk, place))
    return list(found.values())


def _head(group: Sequence[Definition]) -> Definition:
    names = [one.talk.terms[one.place].name for one in group]
    if names.count(names[0]) == len(names):
        return group[0]
    spelt = Counter(names)
    return min(group, key=lambda one: (-spelt[one.term.name], len(one.term.name)))


def _entry(term: SharedTerm, part: _Slice) -> Entry:
    return Entry(term=term, definitions=term.definitions[part.begin : part.end], goes_on=part.begin > 0)


def _sliced(
    talks: Sequence[Card], groups: Sequence[Sequence[Definition]], ids: Sequence[str], limits: Limits
) -> list[_Slice]:
    """Return what stands on pages by letter; nothing where one page has room for everything."""
    # What a definition takes beside its own texts: the way to the talk.
    ways = {talk.slug: _DEFINITION_BYTES + link_bytes(talk.slug) + text_bytes(talk.short_title) for talk in talks}
    sizes = [[ways[talk.slug] + talk.terms[place].room for talk, place in group] for group in groups]
    entries = list(map(_entry_bytes, ids))
    if sum(entries) + sum(map(sum, sizes)) <= limits.page_bytes:
        return []
    return [one for term, own in enumerate(sizes) for one in _slices(term, entries[term], own, limits)]


def _slices(term: int, entry: int, sizes: Sequence[int], limits: Limits) -> Iterator[_Slice]:
    """Yield the pieces of a term that has more definitions than a page should hold of one."""
    if (whole := sum(sizes)) <= limits.entry_bytes:
        yield _Slice(term, 0, len(sizes), entry + whole)
        return
    begin = 0
    for part in in_parts(sizes, sizes, limits.entry_bytes):
        yield _Slice(term, begin, begin + len(part), entry + sum(part))
        begin += len(part)


def _entry_bytes(anchor: str) -> int:
    return _ENTRY_BYTES + 6 * link_bytes(anchor)
