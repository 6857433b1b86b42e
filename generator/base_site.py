"""The part of a site that is MkDocs' own, kept between builds: it changes only with what is written by hand.

That is the pages written by hand, the theme's files, and the frames of all other pages.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from generator.base_job import BaseJob, Rendered
from generator.cache import CACHE_FOLDER, Cache
from generator.files import files_below
from generator.fingerprint import digest, tools_key
from generator.settings import CONFIG_NAME
from generator.talks import TALKS_FOLDER

RENDERED = "frames"
"""Kind of the values that hold what MkDocs rendered."""
_UNUSED_S = 24 * 3600
"""What nobody has used for so long is removed."""
_LARGE_BYTES = 1_000_000
"""Of files beside the pages that are larger, size and time say enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What MkDocs made, and where it lies."""

    key: str
    """Name of everything it depends on."""
    folder: Path
    """Where the files are."""
    uris: tuple[str, ...]
    """The files."""


def base_of(job: BaseJob, warn: Callable[[str], None]) -> Base:
    """Return what MkDocs makes of a site, from the cache where nothing of it has changed."""
    key = _key(job)
    cache = Cache(job.root / CACHE_FOLDER)
    folder = job.root / CACHE_FOLDER / "base" / key
    known: Rendered | None = cache.load(RENDERED, key)
    if known is None or not _is_whole(folder, known.sizes):
        known = _render(job, folder)
        cache.save(RENDERED, key, known)
    for line in known.warnings:
        warn(line)
    os.utime(folder)
    _remove_unused(folder.parent)
    return Base(key=key, folder=folder, uris=tuple(known.sizes))


def _key(job: BaseJob) -> str:
    docs_path = job.root / job.settings.docs_dir
    theme = _contents(job.root / job.settings.theme_dir, ()) if job.settings.theme_dir else ()
    own = _contents(docs_path, (TALKS_FOLDER, *job.made_beside))
    config = (job.root / CONFIG_NAME).read_bytes()
    rest = job.settings, job.strict, sorted(job.slugs), job.made_beside, job.feed, job.many, job.url
    return digest(tools_key(), config, list(own), list(theme), rest, job.named)


def _contents(folder: Path, left_out: tuple[str, ...]) -> Iterator[object]:
    """Yield what tells whether the files of a folder are the same."""
    for entry in sorted(os.scandir(folder), key=lambda one: one.name):
        if entry.name in left_out:
            continue
        below = files_below(Path(entry.path)) if entry.is_dir() else {"": (0, 0)}
        for uri, stamp in sorted(below.items()):
            path = Path(entry.path, uri)
            small = path.stat().st_size < _LARGE_BYTES
            yield entry.name, uri, blake2b(path.read_bytes()).digest() if small else stamp


def _is_whole(folder: Path, sizes: Mapping[str, int]) -> bool:
    there = files_below(folder)
    return all(uri in there and there[uri][0] == size for uri, size in sizes.items())


def _render(job: BaseJob, folder: Path) -> Rendered:
    """Run MkDocs beside the folder, and put what it wrote there when it is whole."""
    from generator.stand_ins import render_base  # noqa: PLC0415  (takes long to import)

    folder.parent.mkdir(parents=True, exist_ok=True)
    docs_path = job.root / job.settings.docs_dir
    with (
        _without_talks(docs_path, (TALKS_FOLDER, *job.made_beside)) as docs_dir,
        tempfile.TemporaryDirectory(prefix=".", dir=folder.parent) as name,
    ):
        made = Path(name) / "site"
        rendered = render_base(job, docs_dir, made)
        shutil.rmtree(folder, ignore_errors=True)
        made.rename(folder)
    return rendered


@contextmanager
def _without_talks(docs_path: Path, left_out: tuple[str, ...]) -> Iterator[Path]:
    """Give a folder with everything that `docs/` holds, but for what was made."""
    with tempfile.TemporaryDirectory(prefix="talkbook-docs-") as name:
        for entry in os.scandir(docs_path):
            if entry.name not in left_out:
                Path(name, entry.name).symlink_to(Path(entry.path).resolve(), target_is_directory=entry.is_dir())
        yield Path(name)


def _remove_unused(parent: Path) -> None:
    for entry in os.scandir(parent):
        with suppress(OSError):
            if entry.stat().st_mtime < time.time() - _UNUSED_S:
                shutil.rmtree(entry.path)
