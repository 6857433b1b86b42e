"""A zip archive in memory: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT.

The same files give the same bytes on every machine. `zipfile` of Python makes archives of any size, on a disk too,
and takes longer over a small one than its compression does.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
"""Of the form: 2.0, which knows folders and deflate."""
_UNIX = 3 << 8
_MODE = 0o644 << 16
_EARLIEST_DAY = (1 << 5) + 1
"""1 January 1980, the earliest date that an archive can hold, at midnight."""
_STORED, _DEFLATED = 0, 8
_LEVEL = 2
"""Of compression: over 150 talks an eighth larger than what zlib does of itself, in a third of its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file of an archive."""

    name: str
    """Its path, in ASCII."""
    content: bytes
    """All of it."""
    compressed: bool = True
    """Whether it is made smaller."""


def make_archive(entries: Iterable[Entry]) -> bytes:
    """Return an archive of files, in their order; together they have less than 4 GB."""
    files: list[bytes] = []
    index: list[bytes] = []
    offset = 0
    for entry in entries:
        name, data = entry.name.encode("ascii"), _deflated(entry.content) if entry.compressed else entry.content
        method = _DEFLATED if entry.compressed else _STORED
        form = (0, method, 0, _EARLIEST_DAY, zlib.crc32(entry.content), len(data), len(entry.content), len(name), 0)
        local = _LOCAL.pack(b"PK\3\4", _VERSION, *form) + name
        index.append(_CENTRAL.pack(b"PK\1\2", _VERSION | _UNIX, _VERSION, *form, 0, 0, 0, _MODE, offset) + name)
        files += (local, data)
        offset += len(local) + len(data)
    listed = b"".join(index)
    end = _END.pack(b"PK\5\6", 0, 0, len(index), len(index), len(listed), offset, 0)
    return b"".join([*files, listed, end])


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()
