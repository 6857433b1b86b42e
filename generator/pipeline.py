"""From the files of all talks to Markdown pages on disk: sources -> talks -> findings -> pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator import anchors
from generator.analysis import Findings, analyse, find_problems
from generator.analysis.catalogue import Catalogue, make_catalogue
from generator.analysis.doubles import find_doubles
from generator.analysis.witnessing import inherit_speakers
from generator.assemble import load_talk
from generator.assets import asset_files
from generator.errors import Problem, ProblemsError
from generator.exports import exports_of
from generator.model import Talk
from generator.origin import Origin
from generator.pages import render_pages
from generator.pages.downloads import downloads
from generator.pages.feed import render_feed
from generator.pages.home import HOME_MARK, render_home, render_site
from generator.pages.llms import LLMS_MARK, render_llms
from generator.pages.site_frame import SiteFacts
from generator.pages.strings import strings_for
from generator.progress import Track, untracked
from generator.settings import SiteSettings
from generator.sources import SETTINGS_NAME, find_talks

_PAGE_SUFFIXES = {".md", ".markdown", ".html", ".htm", ".json"}
"""Files of these kinds would be taken for pages, or for parts of the site."""
_MARKS = {"index.md": HOME_MARK, "llms.txt": LLMS_MARK}
"""The files beside the folder of the talks, with what tells one that was made from one written by hand."""
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


def load_talks(root: Path, track: Track = untracked) -> Loaded:
    """Read every talk below `root/talks`; a broken one never takes the others down."""
    gathered = find_talks(root / TALKS_FOLDER, TALKS_FOLDER)
    talks: list[Talk] = []
    problems = list(gathered.problems)
    broken = set(gathered.broken)
    for folder in track(gathered.folders, "Reading"):
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


def write_pages(
    loaded: Loaded, settings: SiteSettings, root: Path, track: Track = untracked
) -> tuple[Problem, ...]:
    """Write the pages of all talks below `docs/talks`; return what was found that somebody should look at.

    A file is touched only when its bytes change, so a live preview rebuilds once. Pages of talks that are gone
    are removed; those of a broken talk stay as they were.
    """
    docs_path = root / settings.docs_dir
    pages_path = docs_path / TALKS_FOLDER
    catalogue = make_catalogue((talk, analyse(talk)) for talk in track(loaded.talks, "Analysing"))
    site = SiteFacts(name=settings.name, description=settings.description, url=settings.url)
    files = dict(_files(catalogue, site, settings.lang, track(catalogue.talks, "Writing"), root))
    for uri, content in files.items():
        _write(pages_path / uri, content)
    _write_beside(docs_path, catalogue, site, settings.lang)
    _remove_others(pages_path, set(files), loaded.broken)
    found = {talk.slug: find_problems(talk, findings) for talk, findings in catalogue.talks}
    problems = [problem for talk in loaded.talks for problem in found[talk.slug]]
    return (*problems, *find_doubles(catalogue.people, loaded.talks))


def is_made(path: Path) -> bool:
    """Tell whether a file beside the folder of the talks was made, not written by hand."""
    return path.name in _MARKS and _MARKS[path.name] in path.read_text(encoding="utf-8")


def _files(
    catalogue: Catalogue, site: SiteFacts, lang: str, talks: Iterable[tuple[Talk, Findings]], root: Path
) -> Iterator[tuple[str, bytes]]:
    for talk, findings in talks:
        exports = exports_of(talk, strings_for(talk.lang))
        for page in render_pages(talk, findings, exports):
            yield page.uri, page.markdown.encode()
        for export in exports:
            yield f"{talk.slug}/{export.uri}", export.content
        for uri, source in downloads(talk).items():
            yield uri, (root / source.path).read_bytes()
        if talk.media_file:
            yield f"{talk.slug}/{talk.media_file}", (root / _source_folder(talk) / talk.media_file).read_bytes()
    for page in render_site(catalogue, site, strings_for(lang)):
        yield page.uri, page.markdown.encode()
    if feed := render_feed(catalogue, site, lang):
        yield anchors.FEED_URI, feed.encode()
    yield from asset_files()


def _write_beside(docs_path: Path, catalogue: Catalogue, site: SiteFacts, lang: str) -> None:
    """Write the home page and `llms.txt`, unless somebody has written their own."""
    say = strings_for(lang)
    for name, content in zip(
        _MARKS, (render_home(catalogue, site, say), render_llms(catalogue, site, say)), strict=True
    ):
        path = docs_path / name
        if not path.exists() or is_made(path):
            _write(path, content.encode())


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
