"""From the files of all talks to Markdown pages on disk: sources -> talks -> findings -> pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.analysis import Findings, analyse, find_problems
from generator.analysis.witnessing import inherit_speakers
from generator.assemble import load_talk
from generator.assets import asset_files
from generator.errors import Problem, ProblemsError
from generator.model import Talk
from generator.origin import Origin
from generator.pages import render_pages
from generator.pages.downloads import downloads
from generator.pages.home import HOME_MARK, render_home, render_list
from generator.pages.strings import strings_for
from generator.settings import SiteSettings
from generator.sources import SETTINGS_NAME, find_talks

_PAGE_SUFFIXES = {".md", ".markdown", ".html", ".htm", ".json"}
"""Files of these kinds would be taken for pages, or for parts of the site."""
HOME_NAME = "index.md"
TALKS_FOLDER = "talks"
"""The folder of the sources, and of the pages below `docs/`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Every talk that could be read, and what was wrong with the others."""

    talks: tuple[Talk, ...]
    """In the order of their slugs."""
    problems: tuple[Problem, ...]
    """Everything met in the sources, fatal or not."""
    broken: frozenset[str]
    """Slugs of talks that could not be read."""

    @property
    def fatal(self) -> tuple[Problem, ...]:
        """The problems that keep a talk from being published."""
        return tuple(problem for problem in self.problems if problem.fatal)


def load_talks(root: Path) -> Loaded:
    """Read every talk below `root/talks`; a broken one never takes the others down."""
    gathered = find_talks(root / TALKS_FOLDER, TALKS_FOLDER)
    talks: list[Talk] = []
    problems = list(gathered.problems)
    broken = set(gathered.broken)
    for folder in gathered.folders:
        try:
            talk = inherit_speakers(load_talk(folder))
        except ProblemsError as error:
            problems += error.problems
            broken.add(folder.slug)
        else:
            missing = _missing_media(root, talk)
            problems += [*talk.problems, *missing]
            if missing:
                broken.add(folder.slug)
            else:
                talks.append(talk)
    return Loaded(talks=tuple(talks), problems=tuple(problems), broken=frozenset(broken))


def _missing_media(root: Path, talk: Talk) -> list[Problem]:
    """Return a problem where the recording is to lie in the talk's folder and does not."""
    if talk.media_file is None:
        return []
    folder = _source_folder(talk)
    origin = Origin(path=f"{folder}/{SETTINGS_NAME}", line=1)
    if PurePosixPath(talk.media_file).suffix.casefold() in _PAGE_SUFFIXES:
        right = "name a sound or video file, or give the web address of the recording"
        return [Problem(origin=origin, wrong=f"{talk.media_file} is no recording", right=right)]
    if (root / folder / talk.media_file).is_file():
        return []
    right = f"put the file into {folder}, or give the web address of the recording"
    return [Problem(origin=origin, wrong=f"there is no file {talk.media_file}", right=right)]


def _source_folder(talk: Talk) -> PurePosixPath:
    return PurePosixPath(talk.documents[0].source.path).parent


def write_pages(loaded: Loaded, settings: SiteSettings, root: Path) -> tuple[Problem, ...]:
    """Write the pages of all talks below `docs/talks`; return what was found that somebody should look at.

    A file is touched only when its bytes change, so a live preview rebuilds once. Pages of talks that are gone
    are removed; those of a broken talk stay as they were.
    """
    docs_path = root / settings.docs_dir
    pages_path = docs_path / TALKS_FOLDER
    found = [(talk, analyse(talk)) for talk in loaded.talks]
    files = dict(_files(found, settings, root))
    for uri, content in files.items():
        _write(pages_path / uri, content)
    _write_home(docs_path / HOME_NAME, found, settings)
    _remove_others(pages_path, set(files), loaded.broken)
    return tuple(problem for talk, findings in found for problem in find_problems(talk, findings))


def is_made_home(path: Path) -> bool:
    """Tell whether a file is a home page that was made, not written by hand."""
    return path.name == HOME_NAME and HOME_MARK in path.read_text(encoding="utf-8")


def _files(found: list[tuple[Talk, Findings]], settings: SiteSettings, root: Path) -> Iterator[tuple[str, bytes]]:
    for talk, findings in found:
        for page in render_pages(talk, findings):
            yield page.uri, page.markdown.encode()
        for uri, source in downloads(talk).items():
            yield uri, (root / source.path).read_bytes()
        if talk.media_file:
            yield f"{talk.slug}/{talk.media_file}", (root / _source_folder(talk) / talk.media_file).read_bytes()
    yield "index.md", render_list(found, strings_for(settings.lang)).encode()
    yield from asset_files()


def _write_home(path: Path, found: list[tuple[Talk, Findings]], settings: SiteSettings) -> None:
    if path.exists() and not is_made_home(path):
        return
    home = render_home(found, settings.name, settings.description, strings_for(settings.lang))
    _write(path, home.encode())


def _write(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _remove_others(pages_path: Path, uris: Iterable[str], broken: frozenset[str]) -> None:
    kept = {pages_path / uri for uri in uris}
    for path in sorted(pages_path.rglob("*"), reverse=True):
        if path.relative_to(pages_path).parts[0] in broken:
            continue
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in kept:
            path.unlink()


def copy_site(built: Path, site_path: Path) -> None:
    """Put a built site in the place of the old one, which is there until the very last moment."""
    aside = site_path.with_name(f".{site_path.name}-old")
    shutil.rmtree(aside, ignore_errors=True)
    site_path.parent.mkdir(parents=True, exist_ok=True)
    if site_path.exists():
        site_path.rename(aside)
    built.rename(site_path)
    shutil.rmtree(aside, ignore_errors=True)
