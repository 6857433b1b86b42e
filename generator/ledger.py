"""What the last build has left on the disk: which talk was read as what, and which files were written of it.

It only saves work. Without it, or where a file is not as it was left, everything is made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.cache import Cache
from generator.errors import Problem
from generator.fingerprint import Stamp, Stamps, tools_key
from generator.sources import TalkPlace
from generator.talk_jobs import TalkReading

_KIND = "ledgers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A talk as it was when it was read."""

    place: TalkPlace
    """Where it lies."""
    stamps: Stamps
    """Size and time of its files."""
    seen_ns: int
    """When they were looked at, in nanoseconds since 1970."""
    reading: TalkReading
    """What came of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Files that were written together."""

    key: str
    """Name of everything that they depend on."""
    stamps: Mapping[str, Stamp]
    """Size and time of each, by its path below the folder."""
    proved: tuple[int, int] = (0, 0)
    """Source files and characters that the proof of them accounted for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What the last build has left."""

    seen: Mapping[str, Seen] = field(default_factory=dict)
    """The talks, by their paths as the user would type them."""
    made: Mapping[str, Made] = field(default_factory=dict)
    """What was written, by the name of the talk or of a part of the site."""
    problems: tuple[Problem, ...] = ()
    """What all talks together gave somebody to look at."""
    key: str = ""
    """Name of all the sources and settings it was left with."""
    tools: str = ""
    """Name of the program that left it."""


def read_ledger(cache: Cache, name: str) -> Ledger:
    """Return what a build of this very program has left under a name; an empty ledger where there is nothing."""
    known = cache.load(_KIND, name)
    return known if isinstance(known, Ledger) and known.tools == tools_key() else Ledger(tools=tools_key())


def write_ledger(cache: Cache, name: str, ledger: Ledger) -> None:
    """Keep what this build leaves."""
    cache.save(_KIND, name, ledger)


def is_intact(made: Made | None, key: str, there: Mapping[str, Stamp]) -> bool:
    """Tell whether files were made of the same things, and are as they were left."""
    return made is not None and made.key == key and all(there.get(uri) == it for uri, it in made.stamps.items())


def intact(known: Mapping[str, Made], keys: Mapping[str, str], there: Mapping[str, Stamp]) -> dict[str, Made]:
    """Return what need not be made again, by its name; `keys` says by name what each is to be made of."""
    return {name: known[name] for name, key in keys.items() if is_intact(known.get(name), key, there)}


def uris_of(made: Iterable[Made]) -> set[str]:
    """Return the paths of all files that were written."""
    return {uri for one in made for uri in one.stamps}
