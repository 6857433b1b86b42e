"""One build of a site at a time: two that write the same pages would take each other's files away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.cache import CACHE_FOLDER

_LOCK_NAME = "lock"
"""The file in the cache that a build holds; the system lets go of it however the build ends."""


@contextmanager
def one_build(root: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Wait for any other build of a site to end, and have others wait for this one."""
    from filelock import FileLock, Timeout  # noqa: PLC0415  (takes long to import)

    folder = root / CACHE_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / _LOCK_NAME)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        tell("Another build of this site is running; waiting for its end.")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
