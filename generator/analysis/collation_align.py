"""Two sequences of words as stretches that are equal and stretches that differ, in order and without a gap."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_WHOLE = 60_000
"""Longer witnesses are cut into blocks before they are aligned: time and memory stay in proportion."""
_BLOCK = 20_000
_GRAM = 6
"""So many equal words in a row, found once in each witness, are the same place of the talk."""
_JOINED = 4
"""One word may be written as up to so many: `cannot`, `co operative`, `e. g.`."""
_SHORTEST_JOINED = 4
"""With fewer letters, words written apart are more likely chance: `a s` and `as`."""
_SEARCHED = 60
"""Longer differences are not searched for words that are only written apart."""


class Stretch(NamedTuple):
    """A part of both witnesses: words `base_start` to `base_end` of one face those of the other."""

    equal: bool
    base_start: int
    base_end: int
    other_start: int
    other_end: int

    @property
    def base_size(self) -> int:
        """How many words it has in the base."""
        return self.base_end - self.base_start

    @property
    def other_size(self) -> int:
        """How many words it has in the other witness."""
        return self.other_end - self.other_start

    @property
    def size(self) -> int:
        """How many words it has where it is longer."""
        return max(self.base_size, self.other_size)


def align(base: Sequence[str], other: Sequence[str]) -> tuple[Stretch, ...]:
    """Return the stretches of two sequences of words; every word is in exactly one.

    The alignment is the one with the fewest words to replace, insert and delete, which keeps differences together.
    Then words that are only written apart become equal, and one or two equal words between long differences, which
    are chance, become part of the difference.
    """
    found = _merged(stretch for block in _blocks(base, other) for stretch in _aligned(base, other, block))
    trimmed = (part for stretch in _merged(_without_islands(found)) for part in _trimmed(base, other, stretch))
    return tuple(_merged(part for stretch in trimmed for part in _joined(base, other, stretch)))


def _aligned(base: Sequence[str], other: Sequence[str], block: Stretch) -> Iterator[Stretch]:
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  # Only a second witness needs it.

    _, base_start, base_end, other_start, other_end = block
    codes: dict[str, int] = {}
    one = [codes.setdefault(key, len(codes)) for key in base[base_start:base_end]]
    two = [codes.setdefault(key, len(codes)) for key in other[other_start:other_end]]
    for step in Levenshtein.opcodes(one, two):
        yield Stretch(
            step.tag == "equal",
            base_start + step.src_start,
            base_start + step.src_end,
            other_start + step.dest_start,
            other_start + step.dest_end,
        )


def _merged(stretches: Iterator[Stretch]) -> list[Stretch]:
    """Put neighbours of the same sort together, words only written apart excepted; leave out what is empty."""
    merged: list[Stretch] = []
    for stretch in stretches:
        if merged and _alike(merged[-1], stretch):
            merged[-1] = merged[-1]._replace(base_end=stretch.base_end, other_end=stretch.other_end)
        elif stretch.size:
            merged.append(stretch)
    return merged


def _alike(one: Stretch, two: Stretch) -> bool:
    """Tell whether two stretches can be one: the words of an equal one face each other one by one."""
    even = all(part.base_size == part.other_size for part in (one, two))
    return one.equal == two.equal and (even or not one.equal)


def _without_islands(stretches: list[Stretch]) -> Iterator[Stretch]:
    """Take one or two equal words between two differences at least four times as long for chance."""
    last = len(stretches) - 1
    for place, stretch in enumerate(stretches):
        inner = stretch.equal and stretch.size <= 2 and 0 < place < last
        around = min(stretches[place - 1].size, stretches[place + 1].size) if inner else 0
        yield stretch._replace(equal=stretch.equal and not (inner and around >= 4 * stretch.size))


def _trimmed(base: Sequence[str], other: Sequence[str], stretch: Stretch) -> Iterator[Stretch]:
    """Yield a difference without the equal words at its ends, and these as what they are."""
    if stretch.equal:
        yield stretch
        return
    _, start, end, first, last = stretch
    room = min(stretch.base_size, stretch.other_size)
    head = next((at for at in range(room) if base[start + at] != other[first + at]), room)
    room -= head
    tail = next((at for at in range(room) if base[end - 1 - at] != other[last - 1 - at]), room)
    yield Stretch(True, start, start + head, first, first + head)
    yield Stretch(False, start + head, end - tail, first + head, last - tail)
    yield Stretch(True, end - tail, end, last - tail, last)


def _joined(base: Sequence[str], other: Sequence[str], stretch: Stretch) -> Iterator[Stretch]:
    """Yield a difference with the words in it that are written apart in one witness only taken out as equal."""
    _, start, end, first, last = stretch
    while not stretch.equal and stretch.size <= _SEARCHED and (found := _apart(base, other, stretch)):
        yield Stretch(False, start, found.base_start, first, found.other_start)
        yield found
        start, first = found.base_end, found.other_end
        stretch = Stretch(False, start, end, first, last)
    yield Stretch(stretch.equal, start, end, first, last)


def _apart(base: Sequence[str], other: Sequence[str], stretch: Stretch) -> Stretch | None:
    """Return the first words of a difference that are the same letters with other spaces: `cannot`, `can not`."""
    runs = {key: (start, end) for key, start, end in reversed(_runs(other, stretch.other_start, stretch.other_end))}
    for key, start, end in _runs(base, stretch.base_start, stretch.base_end):
        span = runs.get(key)
        if span and end - start != span[1] - span[0]:
            return Stretch(True, start, end, *span)
    return None


def _runs(keys: Sequence[str], first: int, last: int) -> list[tuple[str, int, int]]:
    runs = (
        ("".join(keys[start:end]), start, end)
        for start in range(first, last)
        for end in range(start + 1, min(start + _JOINED, last) + 1)
    )
    return [run for run in runs if len(run[0]) >= _SHORTEST_JOINED]


def _blocks(base: Sequence[str], other: Sequence[str]) -> Iterator[Stretch]:
    """Yield the blocks to be aligned one by one: the whole, or where it is too long pieces between sure places."""
    cuts = _sure_places(base, other) if max(len(base), len(other)) > _WHOLE else []
    start, first = 0, 0
    for at, beside in cuts:
        if at - start >= _BLOCK and beside > first:
            yield Stretch(False, start, at, first, beside)
            start, first = at, beside
    yield Stretch(False, start, len(base), first, len(other))


def _sure_places(base: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs of places where the same words follow that occur only there, as many as keep one order."""
    here, there = _once(base), _once(other)
    return _longest_rise([(at, there[gram]) for gram, at in here.items() if gram in there])


def _once(keys: Sequence[str]) -> dict[tuple[str, ...], int]:
    grams = [tuple(keys[at : at + _GRAM]) for at in range(len(keys) - _GRAM + 1)]
    times = Counter(grams)
    return {gram: at for at, gram in enumerate(grams) if times[gram] == 1}


def _longest_rise(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of the pairs, sorted by their first, in which the second rises too (patience)."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, (_, value) in enumerate(pairs):
        at = bisect_left(ends, value)
        before.append(places[at - 1] if at else -1)
        ends[at : at + 1] = [value]
        places[at : at + 1] = [place]
    rise: list[tuple[int, int]] = []
    place = places[-1] if places else -1
    while place >= 0:
        rise.append(pairs[place])
        place = before[place]
    return rise[::-1]
