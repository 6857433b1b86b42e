"""The files of the index that all talks share: its map, its terms, what can be chosen, names that mean the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

from generator.search.facets import facet_lists
from generator.search.numbers import numbers
from generator.search.scripts import call, json_text
from generator.search.segments import Segment
from generator.search.synonyms import merged_synonyms
from generator.search.units import PAGES

VERSION = 1
"""Of the format; a page that knows another one says so instead of reading nonsense."""
FULL_CHARS = 24_000
"""A file of terms ends before it is longer."""
BIG_CHARS = 12_000
"""A longer list has a file of its own, so that a rare word beside `the` does not cost what `the` costs."""


def index_files(segments: Iterable[Segment], big_chars: int = BIG_CHARS) -> Iterator[tuple[str, bytes]]:
    """Yield the files that all segments share, name and content; those with texts come from `text_files`."""
    ordered = sorted(segments, key=lambda segment: segment.number)
    lists = _merged(ordered)
    bigs = _in_order(term for term, parts in lists.items() if sum(map(len, parts)) > big_chars)
    rows: dict[str, str] = {}
    for number, term in enumerate(bigs):
        places = "".join(lists.pop(term))
        yield f"big-{number}.js", call("big", f'{number},"{places}"')
        rows[term] = f"[{number},{len(places)}]"
    shards: list[str] = []
    for shard in _shards(lists, rows):
        yield f"terms-{len(shards)}.js", call("terms", f"{len(shards)},{{{','.join(shard.values())}}}")
        shards.append(next(iter(shard)))
    yield from _small_files(ordered, shards, len(bigs))


def _merged(segments: Sequence[Segment]) -> dict[str, list[str]]:
    """Return the list of each term in parts that follow each other."""
    merged: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    for segment in segments:
        number = segment.number
        gaps = [numbers()[number - before - 1] for before in range(-1, number)]
        for term, places in segment.rows():
            if parts := merged.get(term):
                parts += (gaps[last[term] + 1], places)
            else:
                merged[term] = [gaps[0], places]
            last[term] = number
    return merged


def _in_order(terms: Iterable[str]) -> list[str]:
    """Return the terms as JavaScript compares them: by the units of UTF-16."""
    found = list(terms)
    if max(map(max, found), default="") <= "\uffff":
        return sorted(found)
    return sorted(found, key=lambda term: term.encode("utf-16-be", "surrogatepass"))


def _shards(lists: Mapping[str, Sequence[str]], bigs: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield the entries of one file after another, by their terms."""
    shard: dict[str, str] = {}
    size = 0
    for term in _in_order([*lists, *bigs]):
        name = f'"{term}"' if term.isalnum() else json_text(term)
        row = f"{name}:{bigs[term]}" if term in bigs else f'{name}:"{"".join(lists[term])}"'
        if shard and size + len(row) > FULL_CHARS:
            yield shard
            shard, size = {}, 0
        shard[term] = row
        size += len(row)
    if shard:
        yield shard


def _small_files(segments: Sequence[Segment], shards: Sequence[str], bigs: int) -> Iterator[tuple[str, bytes]]:
    talks = [talk for segment in segments for talk in segment.facets]
    synonyms = merged_synonyms(pair for segment in segments for pair in segment.synonyms)
    if synonyms:
        yield "synonyms.js", call("synonyms", json_text(synonyms))
    yield "facets.js", call("facets", json_text(facet_lists(talks)))
    meta = {
        "version": VERSION,
        "stamp": blake2b(b"".join(segment.stamp for segment in segments), digest_size=8).hexdigest(),
        "units": sum(segment.units for segment in segments),
        "talks": len(talks),
        "segments": [segment.map for segment in segments],
        "shards": shards,
        "bigs": bigs,
        "pages": PAGES,
        "synonyms": bool(synonyms),
    }
    yield "meta.js", call("meta", json_text(meta))
