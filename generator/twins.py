"""Speakers who may be one person under two labels: reported, never merged without being asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from generator.errors import Problem
from generator.model import Speaker
from generator.origin import Origin
from generator.talkfile import TalkSettings
from generator.turns import label_key
from generator.witnesses import Witness

LEAST_ALIKE = 0.86
"""How alike two names are, from 0 to 1, that may be one misspelt: `Garrison` and `Garisson` have 0.875."""
_LEAST_LETTERS = 5


def check_twins(
    settings: TalkSettings, speakers: Sequence[Speaker], witnesses: Sequence[Witness]
) -> Iterator[Problem]:
    """Yield a problem for each two speakers who may be one; those that `talk.yml` lists apart are two."""
    listed = {label_key(speaker.name) for speaker in settings.speakers}
    persons = [speaker for speaker in speakers if speaker.person]
    for one, other in combinations(persons, 2):
        if not are_alike(one.name, other.name) or {label_key(one.name), label_key(other.name)} <= listed:
            continue
        if origin := _first_label(other, witnesses):
            right = "list one of them in talk.yml as an alias of the other, or both as speakers"
            yield Problem(origin=origin, wrong=f"{other.name} may be {one.name}", right=right, fatal=False)


def _first_label(speaker: Speaker, witnesses: Sequence[Witness]) -> Origin | None:
    return next(
        (
            witness.document.source.origin(label.line)
            for witness in witnesses
            for label in witness.labels()
            if label_key(label.text) == label_key(speaker.name)
        ),
        None,
    )


def are_alike(one: str, other: str) -> bool:
    """Tell whether two names may be one: misspelt, or the first name alone beside the full one."""
    parts, other_parts = _parts(one), _parts(other)
    plain, other_plain = "".join(parts), "".join(other_parts)
    if plain == other_plain:
        return True
    short, long = sorted((parts, other_parts), key=len)
    if len(short) == 1 and len(long) > 1:
        return short[0] == long[0]
    if min(len(plain), len(other_plain)) < _LEAST_LETTERS or re.search(r"\d", plain + other_plain):
        return False  # `Speaker 1` and `Speaker 2` are two on purpose
    # Nearly all pairs share too few letters, whatever their order; and to load the library takes a while.
    shared = (_letters(plain) & _letters(other_plain)).total()
    if 2 * shared < (LEAST_ALIKE - 0.01) * len(plain + other_plain):
        return False
    from rapidfuzz.distance import Indel  # noqa: PLC0415  (only names that could be alike get here)

    return bool(Indel.normalized_similarity(plain, other_plain) >= LEAST_ALIKE)


# Every speaker of a talk is held against every other.
@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", label_key(name)))


@lru_cache(maxsize=4096)
def _letters(name: str) -> Counter[str]:
    return Counter(name)
