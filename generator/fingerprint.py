"""What a build depends on, as short keys: the sources, the settings, and Talkbook itself with what it stands on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from generator.sources import SUFFIXES, TalkPlace

Stamp = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""
Stamps = tuple[tuple[str, Stamp], ...]
"""The files of a folder, by their paths in it."""

_PACKAGE = Path(__file__).parent
_STANDS_ON = (
    *("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Jinja2", "beautifulsoup4", "PyYAML"),
    *("jieba", "rapidfuzz", "snowballstemmer", "PyStemmer", "charset-normalizer", "pypinyin"),
)
_DIGEST_BYTES = 16
_FRESH_NS = 2_000_000_000
"""A file changed within so short a time of being looked at may change again without a new time."""


def digest(*parts: object) -> str:
    """Return one key for values that print alike exactly when they are alike."""
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()


@cache
def tools_key() -> str:
    """Return a key of the program: its own files, what it stands on, and Python."""
    files = sorted(path for path in _PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    own = blake2b(digest_size=_DIGEST_BYTES)
    for path in files:
        own.update(path.relative_to(_PACKAGE).as_posix().encode())
        own.update(path.read_bytes())
    return digest(own.hexdigest(), sys.version, [_version(name) for name in _STANDS_ON])


def stamps_of(path: Path) -> Stamps:
    """Return size and time of a file, or of every file below a folder."""
    if not path.is_dir():
        status = path.stat()
        return (("", (status.st_size, status.st_mtime_ns)),)
    return tuple(sorted(_walk(str(path), "")))


def is_settled(stamps: Stamps, seen_ns: int) -> bool:
    """Tell whether files with equal stamps are certainly the ones that were seen at a time."""
    return all(changed_ns < seen_ns - _FRESH_NS for _, (_, changed_ns) in stamps)


def content_key(place: TalkPlace, stamps: Stamps) -> str:
    """Return a key of all a talk is made of: its files, byte by byte, and of recordings their stamps."""
    parts: list[object] = [place.slug, place.path_shown, place.problems, tools_key()]
    for name, stamp in stamps:
        path = place.path / name if name else place.path
        # Pictures and recordings are copied, not read, and may be large.
        text = path.suffix.casefold() in (*SUFFIXES, ".yml") and path.is_file()
        parts.append((name, blake2b(path.read_bytes(), digest_size=_DIGEST_BYTES).digest() if text else stamp))
    return digest(*parts)


def _walk(folder: str, below: str) -> Iterator[tuple[str, Stamp]]:
    # What cannot be looked into is reported by the reader of sources.
    with suppress(OSError):
        for entry in os.scandir(folder):
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{below}{entry.name}/")
            else:
                with suppress(OSError):
                    status = entry.stat()
                    yield below + entry.name, (status.st_size, status.st_mtime_ns)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
