"""Reads the files of the sharded search again, and answers queries from them: plain, slow, and on its own.

It shares nothing with `generator.search` but the terms of a text, which a table of cases holds.
"""

from __future__ import annotations

import json
import math
import re
from base64 import b64decode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.search.terms import SEPARATORS, UNSPACED, fold, terms_of

_DIGITS = [chr(code) for code in range(32, 127) if chr(code) not in '"<\\']
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}
_CALL = re.compile(r"talkbookSearch\.(\w+)\((.*)\);\n", re.DOTALL)
_QUOTED = re.compile('["“＂]([^"“”＂]*)["”＂]|「([^」]*)」|『([^』]*)』|«([^»]*)»')
_TOKEN = re.compile(rf"[a-z]+\+\+|[a-z]#(?![a-z0-9])|[{UNSPACED}]+|[^{SEPARATORS}{UNSPACED}]+")
_RUN = re.compile(f"[{UNSPACED}]")
_LEVEL = 2.2 / 8
_NEAR = 1
"""What it counts that all words stand side by side."""


def arguments(name: str, content: bytes) -> list[Any]:
    """Return what a file hands over; the file must be one call, on one line, of the function it is named for."""
    called = _CALL.fullmatch(content.decode())
    assert called, name
    assert name.startswith(called[1].removesuffix("s")), name
    assert "\n" not in called[2]
    found: list[Any] = json.loads(f"[{called[2]}]")
    return found


def exact_words(text: str) -> list[str]:
    """Return the words of a text without their accents and capitals, of scripts without spaces each letter."""
    words: list[str] = []
    for token in _TOKEN.findall(fold(text)):
        words += token if _RUN.match(token) else [token]
    return words


class Numbers:
    """Numbers one after another, as `generator.search.numbers` says they are written."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.at = 0

    def __bool__(self) -> bool:
        return self.at < len(self.written)

    def next(self) -> int:
        """Return the next number."""
        number, unit = 0, 1
        while (digit := _VALUES[self.take(1)]) >= 46:
            number += (digit - 46) * unit
            unit *= 46
        return number + digit * unit

    def take(self, count: int) -> str:
        """Return the next characters."""
        assert self.at + count <= len(self.written), "the list ends too early"
        self.at += count
        return self.written[self.at - count : self.at]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A unit as the texts give it."""

    talk: tuple[str, ...]
    """Slug, title, language of the title, date, language."""
    page: str
    """Name of its page."""
    anchor: str
    """Its anchor."""
    label: str
    """Who says it."""
    start_s: int | None
    """When it is heard."""
    texts: tuple[tuple[str, str], ...]
    """Language and text."""


class Index:
    """An index, from its files."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        (self.meta,) = arguments("meta.js", files["meta.js"])
        self.talks: list[list[int]] = []
        """For each talk, over all segments, its first unit and how many it has."""
        self.chunks: list[tuple[str, int, int]] = []
        """Every file of texts, with its first unit and how many it has."""
        self.segments: list[int] = []
        """The first talk of each segment."""
        unit = 0
        for number, written in enumerate(self.meta["segments"]):
            self.segments.append(len(self.talks))
            numbers, chunk = Numbers(written), 0
            while numbers:
                self.talks.append([unit, 0])
                for _ in range(numbers.next()):
                    count = numbers.next()
                    self.chunks.append((f"text-{number}-{chunk}.js", unit, count))
                    self.talks[-1][1] += count
                    unit, chunk = unit + count, chunk + 1
        assert unit == self.meta["units"]
        assert len(self.talks) == self.meta["talks"]

    @cached_property
    def lists(self) -> dict[str, str]:
        """Every term with its list, in the order of the files."""
        found: dict[str, str] = {}
        for number, first in enumerate(self.meta["shards"]):
            given, shard = arguments(f"terms-{number}.js", self.files[f"terms-{number}.js"])
            assert given == number
            assert next(iter(shard)) == first
            for term, value in shard.items():
                assert term not in found
                found[term] = value if isinstance(value, str) else self._big(*value)
        return found

    @cached_property
    def units(self) -> list[Found]:
        """Every unit of every talk, in the order of their numbers."""
        found: list[Found] = []
        for name, first, count in self.chunks:
            ident, talk, labels, rows = arguments(name, self.files[name])
            assert name == f"text-{ident}.js"
            assert len(found) == first
            assert len(rows) == count
            found += [self._unit(talk, labels, row) for row in rows]
        return found

    def places(self, term: str) -> dict[int, int]:
        """Return the units that have a term, each with its level."""
        return dict(self._places(self.lists[term])) if term in self.lists else {}

    def filtered(self, term: str) -> set[int]:
        """Return the units that a filter lets through."""
        return set(self.places(term))

    def search(self, query: str, looked: int | None = None) -> list[int]:
        """Return the units that have every word of a query, best first.

        Of so many of them the texts are looked at: for phrases, and whether the words stand close together.
        """
        quoted = ["".join(inside) for inside in _QUOTED.findall(query)]
        phrases = [exact_words(text) for text in quoted]
        wanted = dict.fromkeys(term for text in (*quoted, _QUOTED.sub(" ", query)) for term in _wanted(text))
        lists = [self.places(term) for term in wanted]
        if not lists:
            return []
        scores = {
            unit: sum(self._weight(found, unit) for found in lists) for unit in set.intersection(*map(set, lists))
        }
        ranked = sorted(scores, key=lambda unit: (-scores[unit], unit))
        near = {unit: scores[unit] * (1 + _NEAR * self._nearness(unit, wanted)) for unit in ranked[:looked]}
        if phrases:
            ranked = [unit for unit in near if all(self._says(unit, phrase) for phrase in phrases)]
        return sorted(ranked, key=lambda unit: (unit not in near, -near.get(unit, scores[unit]), unit))

    def _weight(self, found: Mapping[int, int], unit: int) -> float:
        rarity = math.log(1 + (self.meta["units"] - len(found) + 0.5) / (len(found) + 0.5))
        return rarity * (found[unit] + 0.5) * _LEVEL

    def _says(self, unit: int, phrase: list[str]) -> bool:
        texts = [exact_words(text) for _, text in self.units[unit].texts]
        size = len(phrase)
        return any(words[at : at + size] == phrase for words in texts for at in range(len(words) - size + 1))

    def _nearness(self, unit: int, wanted: Iterable[str]) -> float:
        """Return 1 where all terms stand side by side, less the farther they are apart, 0 where one is missing."""
        terms = frozenset(wanted)
        return max(_closest(terms_of(text), terms) for _, text in self.units[unit].texts)

    def _unit(self, talk: list[str], labels: list[str], row: list[Any]) -> Found:
        page, anchor, label, start_s, texts = row
        return Found(
            talk=tuple(talk),
            page=self.meta["pages"][page],
            anchor=anchor,
            label=labels[label] if label >= 0 else "",
            start_s=start_s,
            texts=tuple(zip(texts[::2], texts[1::2], strict=True)),
        )

    def _big(self, number: int, length: int) -> str:
        given, written = arguments(f"big-{number}.js", self.files[f"big-{number}.js"])
        assert given == number
        assert len(written) == length
        return str(written)

    def _places(self, written: str) -> Iterator[tuple[int, int]]:
        numbers, segment = Numbers(written), -1
        while numbers:
            segment += numbers.next() + 1
            for _ in range(numbers.next()):
                place, kind = divmod(numbers.next(), 4)
                first, count = self.talks[self.segments[segment] + place]
                yield from ((first + unit, level) for unit, level in _talk_places(numbers, kind, count))


def _wanted(text: str) -> list[str]:
    """Return what a text is looked for by: of a run of letters the pairs, unless it is a single one."""
    wanted: list[str] = []
    for token in _TOKEN.findall(fold(text)):
        terms = terms_of(token)
        wanted += terms[:-1] if len(terms) > 1 and _RUN.match(token) else terms
    return wanted


def _closest(terms: Sequence[str], wanted: frozenset[str]) -> float:
    """Return how close all wanted terms come to each other: their number by the terms of the shortest stretch."""
    inside: Counter[str] = Counter()
    start, shortest = 0, math.inf
    places = [(at, term) for at, term in enumerate(terms) if term in wanted]
    for at, term in places:
        inside[term] += 1
        while inside[places[start][1]] > 1:
            inside[places[start][1]] -= 1
            start += 1
        if len(inside) == len(wanted):
            shortest = min(shortest, at - places[start][0] + 1)
    return len(wanted) / shortest


def _talk_places(numbers: Numbers, kind: int, units: int) -> Iterator[tuple[int, int]]:
    if kind == 0:
        yield divmod(numbers.next(), 8)
    elif kind == 1:
        unit = -1
        for _ in range(numbers.next()):
            gap, level = divmod(numbers.next(), 8)
            unit += gap + 1
            yield unit, level
    elif kind == 2:
        count, level = divmod(numbers.next(), 8)
        bits = b64decode(numbers.take(-(-units // 24) * 4))
        found = [unit for unit in range(units) if bits[unit // 8] >> unit % 8 & 1]
        assert len(found) == count
        yield from ((unit, level) for unit in found)
    else:
        yield from ((unit, 0) for unit in range(units))
