"""All talks of a site, read: each once, and not again while its files stay as they are."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem
from generator.fingerprint import Stamps, content_key, is_settled, stamps_of
from generator.ledger import Seen
from generator.progress import Track, untracked
from generator.sources import Listed, TalkPlace, list_talks
from generator.talk_jobs import ReadJob, TalkReading
from generator.workers import Workers

TALKS_FOLDER = "talks"
"""The folder of the sources, and of the pages below `docs/`."""
MANY = 50
"""Talks up to which the search that comes with the theme is quick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """The files of a talk as they are now, and what is known of just these."""

    place: TalkPlace
    stamps: Stamps
    seen_ns: int
    key: str
    reading: TalkReading | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What is known of every talk, without the talks themselves."""

    seen: Mapping[str, Seen]
    """By the path of each talk as the user would type it."""
    places: Mapping[str, TalkPlace]
    """By the slug of each talk that can be published, where it lies."""
    talks: Mapping[str, TalkReading]
    """By slug, those that can be published."""
    problems: tuple[Problem, ...]
    """Everything met in the sources, fatal or not."""
    broken: frozenset[str]
    """Slugs of talks that could not be read."""
    many: bool
    """Whether there are too many for the search that comes with the theme."""


def has_many(root: Path) -> bool:
    """Tell whether a site has too many talks for the search that comes with the theme."""
    return len(list_talks(root / TALKS_FOLDER, TALKS_FOLDER).places) > MANY


def read_talks(root: Path, known: Mapping[str, Seen], workers: Workers, track: Track = untracked) -> Readings:
    """Return what is known of every talk; only those that are not as they were `known` are read."""
    listed = list_talks(root / TALKS_FOLDER, TALKS_FOLDER)
    many = len(listed.places) > MANY
    looks = [_look(place, known.get(place.path_shown)) for place in listed.places]
    jobs = [
        ReadJob(root=root, place=look.place, key=look.key, indexed=many)
        for look in looks
        if look.reading is None or (many and not look.reading.indexed)
    ]
    fresh = {reading.key: reading for reading in _read(jobs, workers, track)}
    seen = [
        Seen(place=look.place, stamps=look.stamps, seen_ns=look.seen_ns, reading=reading)
        for look in looks
        if (reading := fresh.get(look.key) or look.reading)
    ]
    return _gathered(seen, listed, many)


def _read(jobs: Sequence[ReadJob], workers: Workers, track: Track) -> Iterator[TalkReading]:
    if jobs:
        from generator.talk_reading import read_talk  # noqa: PLC0415  (takes long to import)

        yield from workers.run(read_talk, jobs, track, "Reading")


def _look(place: TalkPlace, known: Seen | None) -> _Look:
    """Find out whether the files of a talk are those that were read before."""
    stamps, seen_ns = stamps_of(place.path), time.time_ns()
    if known and (place, stamps) == (known.place, known.stamps) and is_settled(stamps, known.seen_ns):
        reading = known.reading
        return _Look(place=place, stamps=stamps, seen_ns=known.seen_ns, key=reading.key, reading=reading)
    key = content_key(place, stamps)
    same = known.reading if known and known.reading.key == key else None
    return _Look(place=place, stamps=stamps, seen_ns=seen_ns, key=key, reading=same)


def _gathered(seen: Sequence[Seen], listed: Listed, many: bool) -> Readings:
    readings = [one.reading for one in seen]
    return Readings(
        seen={one.place.path_shown: one for one in seen},
        places={one.place.slug: one.place for one in seen},
        talks={reading.slug: reading for reading in readings if reading.card},
        problems=(*listed.problems, *(problem for reading in readings for problem in reading.problems)),
        broken=listed.broken | {reading.slug for reading in readings if reading.card is None},
        many=many,
    )
