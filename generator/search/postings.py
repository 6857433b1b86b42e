"""The index of one talk: its terms, each with its places, as short strings.

The lists of several talks are put together by joining strings; `Kind` tells how they are written.
"""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from generator.model import Talk
from generator.search.chunks import Chunk, chunks_of
from generator.search.facets import TalkFacets, facets_of, filter_units
from generator.search.numbers import numbers
from generator.search.places import LEVELS, Places
from generator.search.synonyms import Synonyms, synonyms_of
from generator.search.units import units_of

_DENSE = 3
"""A term in more than one of so many units is written as bits; what it counts in each is not worth the room."""
_FEWEST_DENSE = 9


class Kind(IntEnum):
    """How the units of a talk that have a term are written."""

    ONE = 0
    """The only unit, times 8, plus the level."""
    LIST = 1
    """How many there are, then for each the units left out since the one before, times 8, plus the level."""
    BITS = 2
    """How many there are, times 8, plus the level of them all; then a bit for each unit of the talk, as Base64."""
    ALL = 3
    """Nothing: it is every unit of the talk, at level 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The terms of a talk whose places are written in one way."""

    terms: str
    """One on each line."""
    places: str
    """The places of each term, in the same order, a line each."""

    def groups(self, head: str) -> Iterable[tuple[str, str]]:
        """Return each term with its places behind a head, the same for all."""
        if not self.terms:
            return ()
        return zip(self.terms.split("\n"), (head + self.places.replace("\n", "\n" + head)).split("\n"), strict=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkIndex:
    """All that the search knows of a talk."""

    slug: str
    """Name of the talk."""
    units: int
    """How many there are."""
    lists: tuple[Lists, ...]
    """Its terms, by `Kind`."""
    chunks: tuple[Chunk, ...]
    """Its texts in portions."""
    facets: TalkFacets
    """What it can be filtered by."""
    synonyms: Synonyms
    """Names of its glossary that mean the same."""


def index_talk(talk: Talk) -> TalkIndex:
    """Return the index of a talk; it depends on nothing but the talk."""
    units = units_of(talk)
    filters = filter_units(talk, units)
    return TalkIndex(
        slug=talk.slug,
        units=len(units),
        lists=_lists(Places(units), filters),
        chunks=tuple(chunks_of(talk, units)),
        facets=facets_of(talk, units, filters),
        synonyms=synonyms_of(talk),
    )


def _lists(places: Places, filters: Mapping[str, list[int]]) -> tuple[Lists, ...]:
    """Return the places of all terms, and the units of filters, each in the shortest way."""
    written: tuple[dict[str, str], ...] = tuple({} for _ in Kind)
    one, several, dense, whole = written
    number = numbers()
    fewest = max(_FEWEST_DENSE, places.units // _DENSE + 1)
    for term, found in places.of_terms.items():
        if len(found) == 1:
            one[term] = number[found[0]]
        elif len(found) >= fewest and len(once := set(found)) >= fewest:
            dense[term] = _bits(once, places.mean_level(len(found), len(once)), places.units)
        else:
            gaps = _gaps(found, places.norms)
            if len(gaps) == 1:
                one[term] = gaps[0]
            else:
                several[term] = number[len(gaps)] + "".join(gaps)
    for term, units in filters.items():
        if len(units) == places.units:
            whole[term] = ""
        else:
            dense[term] = _bits([unit * LEVELS for unit in units], 0, places.units)
    return tuple(Lists(terms="\n".join(kind), places="\n".join(kind.values())) for kind in written)


def _gaps(places: Sequence[int], norms: Mapping[int, float]) -> list[str]:
    """Return each place as what is left out before it; one that comes several times in a row, at a higher level."""
    number = numbers()
    written: list[str] = []
    end, last, times = -1, places[0], 0
    for place in [*places, -1]:
        if place == last:
            times += 1
            continue
        if times > 1:
            last = last // LEVELS * LEVELS + int(LEVELS * times / (times + norms[last]))
        written.append(number[last - end - 1])
        end, last, times = last | (LEVELS - 1), place, 1
    return written


def _bits(places: Collection[int], level: int, units: int) -> str:
    """Return how many places there are, their level, and a bit for each unit of the talk, the lowest first."""
    bits = bytearray(b"0") * units
    for place in places:
        bits[place // LEVELS] = _SET
    packed = int(bits[::-1], 2).to_bytes((units + 23) // 24 * 3, "little")
    return numbers()[len(places) * LEVELS + level] + b2a_base64(packed, newline=False).decode()


_SET = ord("1")
