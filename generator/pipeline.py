"""From the files of all talks to Markdown pages on disk: sources -> talks -> findings -> pages.

What has not changed since the last build is not done again: `ledger` knows what that one has left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.by_hand import SIGNS
from generator.cache import CACHE_FOLDER, INDEXES, READINGS, TALKS, Cache
from generator.errors import Problem
from generator.files import files_below, remove_others, stamp_of
from generator.fingerprint import Stamp, digest
from generator.ledger import Ledger, Made, is_intact, read_ledger, uris_of, write_ledger
from generator.progress import Track, untracked
from generator.settings import SiteSettings
from generator.talks import TALKS_FOLDER, Readings, read_talks
from generator.workers import Workers

_LEDGER = "pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPages:
    """The pages on the disk, and what was met on the way."""

    readings: Readings
    """What is known of every talk."""
    made: Mapping[str, Made]
    """The files below `docs/talks`, by the slug of the talk, and those of the site one by one."""
    problems: tuple[Problem, ...]
    """Everything that somebody should look at, fatal or not."""


def write_pages(root: Path, settings: SiteSettings, workers: Workers, track: Track = untracked) -> WrittenPages:
    """Write the pages of all talks below `docs/talks`.

    A file is touched only when its bytes change, so a live preview rebuilds once. Pages of talks that are gone
    are removed; those of a broken talk stay as they were.
    """
    cache = Cache(root / CACHE_FOLDER)
    known = read_ledger(cache, _LEDGER)
    readings = read_talks(root, known.seen, workers, track)
    docs_path = root / settings.docs_dir
    there = files_below(docs_path / TALKS_FOLDER)
    keys = {slug: reading.key for slug, reading in readings.talks.items()}
    ledger = replace(known, seen=readings.seen, key=digest(keys, settings, _stamps_beside(docs_path)))
    if ledger.key != known.key or not all(is_intact(made, made.key, there) for made in known.made.values()):
        from generator.page_writing import PageWriting  # noqa: PLC0415  (takes long to import)

        write = PageWriting(root=root, settings=settings, readings=readings, known=known.made, there=there)
        ledger = write.all(ledger, workers, track)
        for kind in (TALKS, INDEXES, READINGS):
            cache.keep_only(kind, set(keys.values()))
    remove_others(docs_path / TALKS_FOLDER, there, _kept(ledger, readings, there))
    ledger = replace(ledger, key=digest(keys, settings, _stamps_beside(docs_path)))
    if ledger != known:
        write_ledger(cache, _LEDGER, ledger)
    return WrittenPages(readings=readings, made=ledger.made, problems=(*readings.problems, *ledger.problems))


def _kept(ledger: Ledger, readings: Readings, there: Mapping[str, Stamp]) -> set[str]:
    """Return the files that were made, and those that a broken talk has left."""
    broken = {uri for uri in there if uri.partition("/")[0] in readings.broken} if readings.broken else set()
    return broken | uris_of(ledger.made.values())


def _stamps_beside(docs_path: Path) -> list[Stamp | None]:
    """Return size and time of the files beside the folder of the talks: what became of them is looked at too."""
    paths = [docs_path / name for name in SIGNS]
    return [stamp_of(path) if path.is_file() else None for path in paths]
