"""What each file of the corpora is, and what must become of it: `expected.tsv`."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parent.parent.parent
CORPORA = Path(os.environ.get("TALKBOOK_CORPORA", ROOT.parent / "shared" / "corpora"))
_TABLE = Path(__file__).parent / "expected.tsv"
_OUTCOMES = frozenset(["reads", "refused", "either", "unread"])
_TALKS_OF_FILES = ("03-bilingual/*", "05-recap/ergo/*", "06-pairs/*")
"""Folders whose transcripts and recaps are records of one talk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the table."""

    pattern: str
    """Matches paths below the corpora."""
    what: str
    """Transcript, recap, chapters, data, prose or nasty."""
    outcome: str
    """`reads`, `refused`, `either` or `unread`."""
    says: str = ""
    """What the message must match, of a file that is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A talk to be made from one file, or from all files of a folder."""

    slug: str
    """Name of the folder it gets."""
    name: str
    """The file or folder, below the corpora."""
    files: tuple[str, ...]
    """Its files, below the corpora."""
    row: Row
    """What must become of it."""

    @property
    def whole(self) -> bool:
        """Whether it has several files."""
        return len(self.files) > 1


def trials() -> tuple[Trial, ...]:
    """Return a talk for each file of the corpora that is to be read, then one for each folder that is a talk."""
    rows = {path: find_row(path) for path in _paths()}
    names = [((path,), path, row) for path, row in rows.items() if row.outcome != "unread"]
    whole = Row(pattern="", what="talk of files", outcome="reads")
    groups = [(files, folder, whole) for folder, files in _folders(rows)]
    return tuple(
        Trial(slug=f"c{number:04}", name=name, files=files, row=row)
        for number, (files, name, row) in enumerate([*names, *groups], start=1)
    )


def find_row(path: str) -> Row:
    """Return the row for a path; a file that nobody has looked at is a fault of the table."""
    for row in rows():
        if fnmatchcase(path, row.pattern):
            return row
    raise LookupError(f"{path} is in no row of {_TABLE.name}")


@cache
def rows() -> tuple[Row, ...]:
    """Return the table."""
    return tuple(_rows())


def _rows() -> Iterator[Row]:
    for number, line in enumerate(_TABLE.read_text(encoding="utf-8").splitlines(), start=1):
        if line and not line.startswith("#"):
            pattern, what, outcome, *says = line.split("\t")
            if outcome not in _OUTCOMES:
                raise ValueError(f"{_TABLE.name}:{number}: {outcome} is none of {', '.join(sorted(_OUTCOMES))}")
            yield Row(pattern=pattern, what=what, outcome=outcome, says="".join(says))


def _paths() -> list[str]:
    files = (path for path in CORPORA.rglob("*") if path.is_file())
    return sorted(path.relative_to(CORPORA).as_posix() for path in files)


def _folders(rows_by_path: dict[str, Row]) -> Iterator[tuple[str, tuple[str, ...]]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for path, row in rows_by_path.items():
        folder = PurePosixPath(path).parent.as_posix()
        if row.what in {"transcript", "recap"} and _matches(folder, _TALKS_OF_FILES):
            groups[folder].append(path)
    yield from ((folder, tuple(files)) for folder, files in groups.items() if len(files) > 1)


def _matches(path: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(path, pattern) for pattern in patterns)
