"""Some dozens of talks put together: what has to be made anew when one of them is edited.

Which segment a talk belongs to depends on its name only, and on how many segments there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from generator.search.facets import TalkFacets
from generator.search.numbers import numbers
from generator.search.postings import Kind, TalkIndex
from generator.search.scripts import call

_TALKS = 64
"""How many talks a segment has on average, at most."""
_STAMP_BYTES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The index of some talks, without their texts."""

    number: int
    """Which one it is, from 0."""
    map: str
    """For each talk how many portions its texts have, and for each of them how many units; see `numbers`."""
    units: int
    """Units of all its talks."""
    terms: str
    """One on each line."""
    lists: str
    """For each term how many talks have it, and their places, a line each."""
    facets: tuple[TalkFacets, ...]
    """What its talks can be filtered by, in their order."""
    synonyms: tuple[tuple[str, str], ...]
    """Names of glossaries that mean the same."""
    texts: int
    """How many files its texts have."""
    stamp: bytes
    """Another one where lists or texts are not the same."""

    def rows(self) -> Iterable[tuple[str, str]]:
        """Return each term with how many talks have it and where."""
        return zip(self.terms.split("\n"), self.lists.split("\n"), strict=True) if self.terms else ()


def segment_count(talks: int) -> int:
    """Return how many segments so many talks are spread over: a power of two, so that it seldom changes."""
    count = 1
    while count * _TALKS < talks:
        count *= 2
    return count


def segment_of(slug: str, segments: int) -> int:
    """Return the segment that a talk belongs to."""
    return int.from_bytes(blake2b(slug.encode("utf-8", "replace"), digest_size=8).digest(), "big") % segments


def merge_segment(number: int, talks: Iterable[TalkIndex]) -> Segment:
    """Return the index of the talks of one segment, which may come in any order."""
    ordered = sorted(talks, key=lambda talk: talk.slug)
    merged = _merged(ordered)
    written = numbers()
    lists = "\n".join([written[len(groups)] + "".join(groups) for groups in merged.values()])
    sizes = [[len(talk.chunks), *(chunk.units for chunk in talk.chunks)] for talk in ordered]
    terms = "\n".join(merged)
    stamp = blake2b(f"{terms}\n{lists}".encode("utf-8", "replace"), digest_size=_STAMP_BYTES)
    for _, content in text_files(number, ordered):
        stamp.update(content)
    return Segment(
        number=number,
        map="".join(written[size] for talk_sizes in sizes for size in talk_sizes),
        units=sum(talk.units for talk in ordered),
        terms=terms,
        lists=lists,
        facets=tuple(talk.facets for talk in ordered),
        synonyms=tuple(pair for talk in ordered for pair in talk.synonyms),
        texts=sum(len(talk.chunks) for talk in ordered),
        stamp=stamp.digest(),
    )


def text_files(number: int, talks: Iterable[TalkIndex]) -> Iterator[tuple[str, bytes]]:
    """Yield the files with the texts of the talks of a segment: name and content."""
    chunks = (chunk for talk in sorted(talks, key=lambda talk: talk.slug) for chunk in talk.chunks)
    for place, chunk in enumerate(chunks):
        yield f"text-{number}-{place}.js", call("texts", f'"{number}-{place}",{chunk.arguments}')


def _merged(talks: Sequence[TalkIndex]) -> Mapping[str, list[str]]:
    """Return each term with its places in the talks, which are in order."""
    written = numbers()
    merged: defaultdict[str, list[str]] = defaultdict(list)
    for place, talk in enumerate(talks):
        for kind, lists in zip(Kind, talk.lists, strict=True):
            for term, group in lists.groups(written[place * len(Kind) + kind]):
                merged[term].append(group)
    return merged
