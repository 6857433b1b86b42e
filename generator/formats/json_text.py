r"""JSON with places (RFC 8259): a tree in which each string and each number knows where in the file it stands.

`json.loads` says whether the text is JSON at all; one regular expression then finds its tokens. Nothing is
decoded before somebody asks for it: a file of a recogniser is numbers for the most part.

A string with escapes becomes an excerpt of pieces: runs of plain characters, and each escape whole
(`\u00e9`; `\ud83d\ude00`, the two halves of one character).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from typing import TypeAlias

from generator.errors import Problem
from generator.formats.places import Places
from generator.origin import Excerpt, Piece, Source
from generator.timecode import TimeSpan, read_time

# A value, with the name before it in an object. An array of numbers is one value: nothing that was said is in it.
_TOKEN = re.compile(
    r'[}\]]|(?:"((?:[^"\\]++|\\.)*+)"\s*+:\s*+)?+(\[[\s\d.,eE+\-]*+\]|"(?:[^"\\]++|\\.)*+"|[\[{]|[^\s\[\]{}:,"]++)',
    re.DOTALL,
)
_START = re.compile(r'\ufeff?\s*+(?:\{\s*+["}]|\[\s*+[{\["\]])')
_PART = re.compile(r"\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|\\u\w{4}|\\.|[^\\]++", re.DOTALL)
# Half a character: it cannot be written in UTF-8, so it stays as the source spells it.
_HALF = re.compile(r"\\u[dD][89a-fA-F]\w\w")
_NOTHING = frozenset({"null", "true", "false"})
_LONGEST_MS = 10**10
"""Later times are no times of a recording but dates: four months."""


Leaf: TypeAlias = tuple[int, int]
"""A string with its quotation marks, a number, a constant, or an array of numbers: its begin and its end."""
Value: TypeAlias = "dict[str, Value] | list[Value] | Leaf"
"""What JSON can say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Json:
    """A file of JSON."""

    places: Places
    """The file."""
    root: Value
    """All of it."""
    problems: tuple[Problem, ...] = ()
    """What the file says twice."""

    @property
    def text(self) -> str:
        """The characters of the file."""
        return self.places.source.text

    def raw(self, value: Value | None) -> str:
        """Return how a leaf is written, a string with its quotation marks; nothing for anything else."""
        return self.text[value[0] : value[1]] if isinstance(value, tuple) else ""

    def string(self, value: Value | None) -> str:
        """Return what a string says or a number is; nothing for anything else."""
        raw = self.raw(value)
        if raw[:1] == '"':
            return str(json.loads(raw, strict=False)) if "\\" in raw else raw[1:-1]
        return "" if raw in _NOTHING or raw[:1] == "[" else raw

    def excerpt(self, value: Value | None) -> Excerpt | None:
        """Return a string or a number as text of the source, stripped; None where nothing shows."""
        raw = self.raw(value)
        if not isinstance(value, tuple) or raw in _NOTHING or raw[:1] == "[":
            return None
        inset = int(raw[:1] == '"')
        if "\\" not in raw:
            found = self.places.excerpt(value[0] + inset, value[1] - inset)
        else:
            found = self._escaped(value[0] + 1, value[1] - 1)
        return found if found.text else None

    def ms(self, value: Value | None, unit_ms: int = 1000) -> int | None:
        """Return a time in milliseconds: a number of units, or a string as clocks and engines print it."""
        raw = self.raw(value)
        if raw[:1] == '"' and (found := read_time(self.string(value))) is not None:
            return found if found < _LONGEST_MS else None
        return self._ms(raw, unit_ms)

    def pair_ms(self, value: Value) -> tuple[int | None, int | None]:
        """Return two times: an array of seconds, or an object with `from` and `to` in milliseconds."""
        if isinstance(value, dict):
            return self.ms(value.get("from"), 1), self.ms(value.get("to"), 1)
        if isinstance(value, list):  # A time that is not known is `null`: the array is not one of numbers.
            times = [self.ms(item) for item in value]
        else:
            times = [self._ms(raw, 1000) for raw in self.raw(value).strip("[]").split(",")]
        return times[0] if times else None, times[1] if len(times) > 1 else None

    def _ms(self, raw: str, unit_ms: int) -> int | None:
        try:
            number = float(raw.strip('" \t\r\n')) * unit_ms
        except ValueError:
            return None
        return round(number) if isfinite(number) and 0 <= number < _LONGEST_MS else None

    def _escaped(self, start: int, end: int) -> Excerpt:
        pieces = tuple(self._pieces(start, end))
        text = "".join(piece.text for piece in pieces)
        return Excerpt(text, start, end, self.places.line(start), pieces).part(0, len(text))

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        for match in _PART.finditer(self.text, start, end):
            raw = match[0]
            whole = raw[0] != "\\" or _HALF.fullmatch(raw)
            text = raw if whole else str(json.loads(f'"{raw}"'))
            yield Piece(text, *match.span(), self.places.line(match.start()))


def members(value: Value | None) -> dict[str, Value]:
    """Return the members of an object by their names; none for anything else."""
    return value if isinstance(value, dict) else {}


def items(value: Value | None) -> list[Value]:
    """Return the values of an array; none for anything else."""
    return value if isinstance(value, list) else []


def objects(value: Value | None) -> list[dict[str, Value]]:
    """Return the objects of an array; none for anything else."""
    return [item for item in items(value) if isinstance(item, dict)]


def first_of(row: dict[str, Value], *names: str) -> Value | None:
    """Return the first of some members that an object has."""
    for name in names:
        if name in row:
            return row[name]
    return None


def span(start_ms: int | None, end_ms: int | None) -> TimeSpan | None:
    """Return the time from one moment to another; an end before its beginning is none."""
    if start_ms is None:
        return None
    return TimeSpan(start_ms=start_ms, end_ms=end_ms if end_ms is not None and end_ms >= start_ms else None)


@lru_cache(maxsize=1)
def read_json(source: Source) -> Json:
    """Return a file as JSON; an empty array where it is none. The last one is kept: each format asks anew."""
    if not _START.match(source.text) or find_fault(source):
        return Json(places=Places(source=source, line_ends=()), root=[])
    places = Places.of(source)
    root, twice = _tree(source.text, len(source.text) - len(source.text.lstrip("\ufeff")))
    return Json(places=places, root=root, problems=tuple(_said_twice(places, twice)))


def find_fault(source: Source) -> Problem | None:
    """Return why a file is no JSON; None where it is."""
    try:
        # Line ends within strings are an error that people make and that every tool forgives.
        json.loads(source.text.lstrip("\ufeff"), strict=False)
    except json.JSONDecodeError as error:
        wrong = f"is not JSON: {error.msg[:1].lower()}{error.msg[1:]} at column {error.colno}"
        right = "save the file again from the program that made it, or mend this line"
        return Problem(origin=source.origin(error.lineno), wrong=wrong, right=right)
    except (RecursionError, ValueError):
        right = "save the file again from the program that made it"
        return Problem(origin=source.origin(1), wrong="is JSON too deep or with numbers too long", right=right)
    return None


def _tree(text: str, start: int) -> tuple[Value, list[int]]:
    """Return the tree of a text that is known to be JSON, and where a name stands that its object had before."""
    top: list[Value] = []
    current: dict[str, Value] | list[Value] = top
    opened: list[dict[str, Value] | list[Value]] = []
    twice: list[int] = []
    for match in _TOKEN.finditer(text, start):
        place = match.span(2)
        if place[0] < 0:
            current = opened.pop()
            continue
        token = match[2]
        value: Value = {} if token == "{" else [] if token == "[" else place
        if isinstance(current, list):
            current.append(value)
        else:
            key = match[1] if "\\" not in match[1] else str(json.loads(f'"{match[1]}"', strict=False))
            twice += [match.start()] if key in current else []
            current[key] = value
        if not isinstance(value, tuple):
            opened.append(current)
            current = value
    return top[0], twice


def _said_twice(places: Places, twice: list[int]) -> Iterator[Problem]:
    if twice:
        name = _TOKEN.match(places.source.text, twice[0])
        more = f", and {len(twice) - 1} more are" if len(twice) > 1 else ""
        wrong = f"the name “{name[1] if name else ''}” is there twice in one object{more}"
        right = "keep one of the two; only the last is read"
        yield Problem(origin=places.source.origin(places.line(twice[0])), wrong=wrong, right=right, fatal=False)
