"""The sources on the disk, talk by talk: the only module that reads them.

What cannot be read is a problem of its talk and of no other; nothing is raised here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator import anchors
from generator.decoding import Reading, decode
from generator.errors import Problem, fatal_of
from generator.origin import Origin, Source

SUFFIXES = (
    *(".md", ".markdown", ".txt"),
    *(".json", ".json3", ".nlp", ".vtt", ".srt", ".sbv"),
    *(".html", ".htm", ".xml", ".srv1", ".srv2", ".srv3", ".ttml"),
)
"""What the names of source files end in, whatever the case."""
SETTINGS_NAME = "talk.yml"
"""The file of a talk's folder that holds its settings."""

# What may lie beside the sources without being one: pictures, recordings, slides.
_MEDIA_SUFFIXES = """
.aac .avif .bmp .flac .gif .heic .ico .jpeg .jpg .key .m4a .m4v .mkv .mov .mp3 .mp4 .mpeg .mpg .odp .oga
.ogg .ogv .opus .pdf .png .ppt .pptx .svg .tif .tiff .wav .webm .webp .wma .wmv
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkPlace:
    """Where one talk lies: nothing of it is read yet."""

    slug: str
    """Name of the talk on the site."""
    path: Path
    """The folder, or the only file."""
    path_shown: str
    """The folder or file as the user would type it."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Where all talks lie."""

    places: tuple[TalkPlace, ...] = ()
    """In the order of their names."""
    problems: tuple[Problem, ...] = ()
    """What belongs to no single talk."""
    broken: frozenset[str] = frozenset()
    """Names on the site of talks that are refused unread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkFolder:
    """The files of one talk."""

    slug: str
    """Name of the talk on the site: that of its folder, or of its only file without the suffix."""
    path_shown: str
    """The folder or file as the user would type it."""
    settings: Source | None = None
    """The talk's `talk.yml`."""
    sources: tuple[Source, ...] = ()
    """The source files in the order of their names."""
    problems: tuple[Problem, ...] = ()
    """What could not be read, or only by guessing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Everything found in the folder of the talks."""

    folders: tuple[TalkFolder, ...] = ()
    """The talks in the order of their names."""
    problems: tuple[Problem, ...] = ()
    """What belongs to no single talk."""
    broken: frozenset[str] = frozenset()
    """Names on the site of talks that were refused before any of their files was read."""


def list_talks(talks_dir: Path, shown: str | None = None) -> Listed:
    """Return where every talk below a folder lies; `shown` is the folder as messages name it."""
    shown = shown or talks_dir.as_posix()
    try:
        paths = _entries(talks_dir)
    except OSError as error:
        right = "make the folder and put a folder for each talk into it"
        return Listed(problems=(_problem(shown, f"cannot be read ({error.strerror})", right),))
    places: list[TalkPlace] = []
    problems: list[Problem] = []
    broken: set[str] = set()
    for path in paths:
        path_shown = f"{shown}/{path.name}"
        name = path.stem if _is_text(path) else path.name
        if refused := _refuse(path, path_shown, talks_dir):
            problems.append(refused)
            broken.add(_slug(name))
        elif path.is_dir():
            places.append(TalkPlace(slug=_slug(path.name), path=path, path_shown=path_shown))
        elif _is_text(path):
            places.append(TalkPlace(slug=_slug(name), path=path, path_shown=path_shown))
        else:
            problems.extend(_left_out(path, path_shown))
    return Listed(places=tuple(_tell_apart(places)), problems=tuple(problems), broken=frozenset(broken))


def read_place(place: TalkPlace) -> TalkFolder:
    """Return the sources of one talk."""
    found = _read_folder(place) if place.path.is_dir() else _read_single(place)
    return replace(found, problems=(*found.problems, *place.problems))


def find_talks(talks_dir: Path, shown: str | None = None) -> Gathered:
    """Return the sources of every talk below a folder; `shown` is the folder as messages name it."""
    listed = list_talks(talks_dir, shown)
    folders = tuple(map(read_place, listed.places))
    return Gathered(folders=folders, problems=listed.problems, broken=listed.broken)


def read_source(path: Path, shown: str) -> Reading:
    """Return a file as text; `shown` is its path as messages and pages name it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        wrong = f"cannot be read ({error.strerror})"
        return _failed(_problem(shown, wrong, "make the file readable, or remove it"))
    return decode(data, shown)


def _read_folder(place: TalkPlace) -> TalkFolder:
    folder, shown = place.path, place.path_shown
    found = TalkFolder(slug=place.slug, path_shown=shown)
    try:
        paths = _entries(folder)
    except OSError as error:
        wrong = f"cannot be read ({error.strerror})"
        return replace(found, problems=(_problem(shown, wrong, "make the folder readable, or remove it"),))
    settings: Source | None = None
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in paths:
        reading = _read_entry(path, f"{shown}/{path.name}", folder.parent)
        problems.extend(reading.problems)
        if path.name == SETTINGS_NAME:
            settings = reading.source
        elif reading.source:
            sources.append(reading.source)
    if not sources and not fatal_of(problems):
        right = f"put a recap or a transcript into it ({_listed(SUFFIXES)})"
        problems.append(_problem(shown, "holds no source file", right))
    return replace(found, settings=settings, sources=tuple(sources), problems=tuple(problems))


def _read_entry(path: Path, shown: str, talks_dir: Path) -> Reading:
    if refused := _refuse(path, shown, talks_dir):
        return _failed(refused)
    if path.is_file() and (_is_text(path) or path.name == SETTINGS_NAME):
        return read_source(path, shown)
    return Reading(source=None, problems=tuple(_left_out(path, shown)))


def _read_single(place: TalkPlace) -> TalkFolder:
    reading = read_source(place.path, place.path_shown)
    sources = (reading.source,) if reading.source else ()
    return TalkFolder(slug=place.slug, path_shown=place.path_shown, sources=sources, problems=reading.problems)


def _tell_apart(places: Iterable[TalkPlace]) -> Iterator[TalkPlace]:
    """Give every talk whose name is taken a problem; `Foo` and `foo` are one folder on many disks."""
    taken: dict[str, str] = {}
    for place in places:
        if place.slug.casefold() in anchors.SITE_NAMES:
            wrong = "is published at the address of a page of the site"
            clash = _problem(place.path_shown, wrong, f"give it another name, such as {place.slug}-talk")
            yield replace(place, problems=(clash,))
            continue
        first = taken.setdefault(place.slug.casefold(), place.path_shown)
        if first == place.path_shown:
            yield place
            continue
        wrong = f"is published at the same address as {first}"
        clash = _problem(place.path_shown, wrong, "rename one of the two, or put the files into one folder")
        yield replace(place, problems=(clash,))


def _refuse(path: Path, shown: str, talks_dir: Path) -> Problem | None:
    """Refuse a link that leads nowhere or out of the talks: a site must publish nothing else of the disk."""
    if not path.is_symlink():
        return None
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a circle of links, before Python 3.13
        return _problem(shown, "is a link that leads nowhere", "put the file itself here, or remove the link")
    if target.is_relative_to(talks_dir.resolve()):
        return None
    return _problem(shown, "is a link that leads out of the folder of the talks", "put the file itself here")


def _left_out(path: Path, shown: str) -> Iterator[Problem]:
    if path.is_dir():
        if any(_is_text(inner) for inner in path.rglob("*")):
            right = "put its files into the folder of the talk itself"
            yield _problem(shown, "is a folder inside a talk and is not read", right, fatal=False)
    elif path.suffix.casefold() not in _MEDIA_SUFFIXES.split():
        right = f"source files end in {_listed(SUFFIXES)}, and settings are in {SETTINGS_NAME}"
        yield _problem(shown, "is not read", right, fatal=False)


def _entries(folder: Path) -> list[Path]:
    shown = (path for path in folder.iterdir() if not path.name.startswith("."))
    return sorted(shown, key=lambda path: path.name)


def _is_text(path: Path) -> bool:
    return path.suffix.casefold() in SUFFIXES


def _slug(name: str) -> str:
    """Return a name without the characters that mean something in an address or in Markdown."""
    plain = re.sub(r"[^\w.\-]+", "-", unicodedata.normalize("NFC", name))
    return plain.strip("-.") or "talk"


def _listed(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _failed(problem: Problem) -> Reading:
    return Reading(source=None, problems=(problem,))


def _problem(shown: str, wrong: str, right: str, line: int = 1, *, fatal: bool = True) -> Problem:
    return Problem(origin=Origin(path=shown, line=line), wrong=wrong, right=right, fatal=fatal)
