"""Exports without the site: from the sources straight to files for other programs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from generator.errors import ProblemsError, SettingsError
from generator.exports import EXPORTS, exports_of
from generator.pages.strings import strings_for
from generator.talks import load_talks


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """What the user asked for."""

    slugs: tuple[str, ...] = ()
    """Names of talks; none for all of them."""
    formats: tuple[str, ...] = ()
    """Names of exports; none for all of them."""
    folder: Path
    """Where the files go, seen from the folder of the site; each talk gets a folder of its own there."""


def export_talks(root: Path, options: ExportOptions, tell: Callable[[str], None]) -> None:
    """Write the exports of every talk that can be read, then raise what was wrong with the others.

    Raises `SettingsError` where a name stands for no export or for no talk.
    """
    _check(options.formats, [export.name for export in EXPORTS], "is no format")
    loaded = load_talks(root)
    talks = [talk for talk in loaded.talks if not options.slugs or talk.slug in options.slugs]
    broken = [slug for slug in loaded.broken if not options.slugs or slug in options.slugs]
    _check(options.slugs, [*(talk.slug for talk in loaded.talks), *loaded.broken], "is no talk")
    files = [
        (options.folder / talk.slug / Path(file.uri).name, file.content)
        for talk in talks
        for file in exports_of(talk, strings_for(talk.lang), options.formats)
    ]
    for path, content in files:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
        tell(path.as_posix())
    if broken or (loaded.fatal and not options.slugs):
        raise ProblemsError(loaded.fatal)
    if talks and not files:
        raise SettingsError(
            f"{', '.join(options.formats)}: nothing was written; this needs a transcript with times"
        )


def _check(wanted: Iterable[str], known: Collection[str], wrong: str) -> None:
    for name in wanted:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            right = f"did you mean {near[0]}?" if near else f"there is {', '.join(sorted(known)) or 'none'}"
            raise SettingsError(f"{name}: {wrong}; {right}")
