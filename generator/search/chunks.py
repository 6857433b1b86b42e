"""The texts of a talk in portions: what the page loads to show a hit, and to see whether a phrase is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model import Talk
from generator.search.scripts import json_text
from generator.search.units import Unit

_FULL_BYTES = 9_000
"""A portion ends before it is larger than this, unless a single unit is."""
_AROUND_BYTES = 40
"""What stands around the texts of a unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some neighbouring units of a talk with their texts."""

    units: int
    """How many they are."""
    arguments: str
    """What the script of the portion hands over besides its number, as JSON."""


def chunks_of(talk: Talk, units: Sequence[Unit]) -> Iterator[Chunk]:
    """Yield the texts of a talk in portions of about the same size, in the order of the units."""
    head = json_text([talk.slug, talk.title, talk.title_lang, talk.date or "", talk.lang])
    for portion in _portions(units):
        labels: dict[str, int] = {}
        rows = [
            [
                unit.page,
                unit.anchor,
                labels.setdefault(unit.label, len(labels)) if unit.label else -1,
                unit.start_s,
                [part for text in unit.texts for part in text],
            ]
            for unit in portion
        ]
        yield Chunk(units=len(portion), arguments=f"{head},{json_text(list(labels))},{json_text(rows)}")


def _portions(units: Sequence[Unit]) -> Iterator[Sequence[Unit]]:
    start, size = 0, 0
    for place, unit in enumerate(units):
        added = _AROUND_BYTES + sum(_bytes(text) for _, text in unit.texts)
        if size + added > _FULL_BYTES and place > start:
            yield units[start:place]
            start, size = place, 0
        size += added
    yield units[start:]


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
