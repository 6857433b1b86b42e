"""What is kept between two builds, so that the second does only what is new.

Every value is a file of its own, named by what it depends on: a value is never changed, so it may be deleted at any
time, two builds may write at once, and one that is interrupted leaves nothing half written.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from generator.files import write_whole
from generator.packing import pack, unpack

CACHE_FOLDER = ".cache/talkbook"
"""Where it lies, from the folder of the site."""
TALKS = "talks"
"""Kind of the values that hold a talk with its findings."""
INDEXES = "search"
"""Kind of the values that hold what the search needs of a talk."""
READINGS = "readings"
"""Kind of the values that hold what came of reading a talk."""
_SUM_BYTES = 16


class Cache:
    """A folder of values by kind and key."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, kind: str, key: str) -> Any:
        """Return a value, or None where there is none that is whole."""
        try:
            data = self._path(kind, key).read_bytes()
        except OSError:
            return None
        packed = data[_SUM_BYTES:]
        if blake2b(packed, digest_size=_SUM_BYTES).digest() != data[:_SUM_BYTES]:
            return None
        try:
            return unpack(packed)
        except Exception:
            # Another version of Talkbook wrote it, in another way: there is no telling how it fails now.
            return None

    def save(self, kind: str, key: str, value: object) -> None:
        """Keep a value; a disk that is full or read-only only makes the next build slower."""
        packed = pack(value)
        with suppress(OSError):
            write_whole(self._path(kind, key), blake2b(packed, digest_size=_SUM_BYTES).digest() + packed)

    def keep_only(self, kind: str, keys: Collection[str]) -> None:
        """Remove the values of a kind that have other keys."""
        folder = self._folder / kind
        if folder.is_dir():
            for entry in os.scandir(folder):
                if entry.name not in keys:
                    with suppress(OSError):
                        Path(entry.path).unlink()

    def _path(self, kind: str, key: str) -> Path:
        return self._folder / kind / key
