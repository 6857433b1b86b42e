"""Exports without the site: from the sources straight to files for other programs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from generator.errors import Problem, ProblemsError, SettingsError, fatal_of
from generator.exports import ENGINE_EXPORTS, EXPORTS, exports_of
from generator.model import Talk
from generator.pages.strings import strings_for
from generator.settings import check_site
from generator.sources import TalkPlace, list_talks
from generator.talk_reading import load_place
from generator.talks import TALKS_FOLDER

_TIMED = frozenset({"webvtt", "srt", "podcast", "chapters"})
"""Exports that need to know when things are said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """What the user asked for."""

    slugs: tuple[str, ...] = ()
    """Names of talks; none for all of them."""
    formats: tuple[str, ...] = ()
    """Names of exports; none for all that a site offers."""
    folder: Path
    """Where the files go, seen from the folder of the site; each talk gets a folder of its own there."""


def export_talks(root: Path, options: ExportOptions, tell: Callable[[str], None]) -> None:
    """Write the exports of every talk that can be read, then raise what was wrong with the others.

    One talk after the other, none of which is kept. Raises `SettingsError` where a name stands for no export or for
    no talk.
    """
    check_site(root, TALKS_FOLDER)
    _check(options.formats, [export.name for export in (*EXPORTS, *ENGINE_EXPORTS)], "is no format")
    listed = list_talks(root / TALKS_FOLDER, TALKS_FOLDER)
    _check(options.slugs, [*(place.slug for place in listed.places), *listed.broken], "is no talk")
    wanted = [place for place in listed.places if not options.slugs or place.slug in options.slugs]
    problems = [*listed.problems] if not options.slugs or listed.broken & {*options.slugs} else []
    written = [_export(root, talk, options, tell) for talk in _readable(root, wanted, problems)]
    if fatal := fatal_of(problems):
        raise ProblemsError(fatal)
    if written and not any(written):
        raise SettingsError(f"{', '.join(options.formats)}: nothing was written; {_needed(options.formats)}")


def _readable(root: Path, places: Iterable[TalkPlace], problems: list[Problem]) -> Iterator[Talk]:
    """Yield each talk that can be read, and note what is wrong with the others."""
    for place in places:
        try:
            talk = load_place(root, place)
        except ProblemsError as error:
            problems += error.problems
        else:
            yield talk


def _export(root: Path, talk: Talk, options: ExportOptions, tell: Callable[[str], None]) -> int:
    """Write the exports of a talk, and return how many there are."""
    files = exports_of(talk, strings_for(talk.lang), options.formats)
    for file in files:
        path = options.folder / talk.slug / Path(file.uri).name
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(file.content)
        tell(path.as_posix())
    return len(files)


def _needed(formats: Iterable[str]) -> str:
    timed = _TIMED.issuperset(formats)
    return "this needs a transcript with times" if timed else "this needs a transcript"


def _check(wanted: Iterable[str], known: Collection[str], wrong: str) -> None:
    for name in wanted:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            right = f"did you mean {near[0]}?" if near else f"there is {', '.join(sorted(known)) or 'none'}"
            raise SettingsError(f"{name}: {wrong}; {right}")
