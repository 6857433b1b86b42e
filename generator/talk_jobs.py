"""What is handed to the worker processes and what they give back: small values, and none of what does the work.

A build with nothing to do loads none of that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.fingerprint import Stamp
from generator.sources import TalkPlace

if TYPE_CHECKING:
    from generator.analysis.elsewhere import Elsewhere
    from generator.verify import Fidelity


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadJob:
    """A talk to read."""

    root: Path
    """Folder of the site."""
    place: TalkPlace
    """Where the talk lies."""
    key: str
    """Name of its content: the same files, read by the same program."""
    indexed: bool
    """Whether the search needs an index of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkReading:
    """What came of reading one talk."""

    slug: str
    """Name of the talk."""
    key: str
    """Name of its content."""
    card: bytes | None
    """What the pages of the site say of it, packed, since most builds need none of it; None where it cannot be
    published."""
    problems: tuple[Problem, ...]
    """What is wrong with its files, fatal or not."""
    remarks: tuple[Problem, ...]
    """What the analysis found that somebody should look at."""
    indexed: bool
    """Whether the search has its index."""
    card_key: str = ""
    """Name of the card's content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeJob:
    """A talk whose pages are to be written."""

    root: Path
    """Folder of the site."""
    place: TalkPlace
    """Where the talk lies."""
    key: str
    """Name of its content."""
    elsewhere: Elsewhere
    """What the other talks have to do with it."""
    pages_path: Path
    """The folder of all talks below `docs/`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkFiles:
    """What was written of a talk."""

    slug: str
    """Name of the talk."""
    stamps: dict[str, Stamp]
    """Size and time of each file, by its path below the folder of all talks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishJob:
    """Pages to finish: those of a talk, or of the site where there is none."""

    root: Path
    """Folder of the site."""
    docs_path: Path
    """The folder of all Markdown pages."""
    site_path: Path
    """Where the finished pages go."""
    groups: Mapping[str, tuple[str, ...]]
    """The files below `docs/`, by the name of the talk or of the page of the site that they belong to."""
    frames_key: str
    """Name of the frames in the cache."""
    directory_urls: bool
    """Whether each page gets a folder of its own."""
    place: TalkPlace | None
    """Where the talk's sources lie."""
    key: str = ""
    """Name of the talk's content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """Finished pages."""

    groups: dict[str, dict[str, Stamp]]
    """Of each group, size and time of each file by its path below the folder of the site."""
    proof: Proof | None
    """What the proof found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProveJob:
    """A talk to prove."""

    root: Path
    """Folder of the site."""
    place: TalkPlace
    """Where its sources lie."""
    key: str | None
    """Name of its content; None where the sources are to be read anew."""
    site_path: Path
    """Folder of the built site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What the proof of one talk found."""

    slug: str
    """Name of the talk."""
    fidelity: Fidelity
    """The figures of each file."""
    losses: tuple[str, ...]
    """A line for everything that is not where it belongs."""
    problems: tuple[Problem, ...] = ()
    """What keeps the talk from being read."""

    @property
    def figures(self) -> tuple[int, int]:
        """Source files, and the characters of them, that are accounted for."""
        return len(self.fidelity), sum(file.characters for file in self.fidelity)
