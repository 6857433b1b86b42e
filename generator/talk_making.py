"""One talk from what is known of it to files: its Markdown pages, its exports, its sources to download.

The functions run in worker processes.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from generator.analysis import Findings
from generator.analysis.elsewhere import Elsewhere
from generator.exports import exports_of
from generator.fingerprint import Stamp
from generator.model import Talk
from generator.pages import render_pages
from generator.pages.downloads import downloads
from generator.pages.strings import strings_for
from generator.sources import TalkPlace
from generator.talk_reading import known_talk, source_folder


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


def make_talk(job: MakeJob) -> TalkFiles:
    """Write the pages, exports and downloads of a talk below `docs/talks`."""
    talk, findings = known_talk(job.root, job.place, job.key)
    findings = replace(findings, elsewhere=job.elsewhere)
    stamps = {uri: write_new(job.pages_path / uri, content) for uri, content in _files(talk, findings, job.root)}
    if talk.media_file:
        uri = f"{talk.slug}/{talk.media_file}"
        stamps[uri] = _copy_new(job.root / source_folder(talk) / talk.media_file, job.pages_path / uri)
    return TalkFiles(slug=talk.slug, stamps=stamps)


def write_new(path: Path, content: bytes) -> Stamp:
    """Write a file unless it has these bytes already, so that a live preview sees only what is new."""
    with suppress(OSError):
        if path.stat().st_size == len(content) and path.read_bytes() == content:
            return stamp_of(path)
    _make_room(path)
    # Other links to the old file, such as the one on the site, keep what they have.
    with path.open("xb") as file:
        file.write(content)
    return stamp_of(path)


def stamp_of(path: Path) -> Stamp:
    """Return size and time of a file."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _make_room(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _files(talk: Talk, findings: Findings, root: Path) -> Iterator[tuple[str, bytes]]:
    exports = exports_of(talk, strings_for(talk.lang))
    for page in render_pages(talk, findings, exports):
        yield page.uri, page.markdown.encode()
    for export in exports:
        yield f"{talk.slug}/{export.uri}", export.content
    for uri, source in downloads(talk).items():
        yield uri, (root / source.path).read_bytes()


def _copy_new(source: Path, target: Path) -> Stamp:
    """Copy a recording unless the copy is as old and as long: it is not worth reading twice."""
    with suppress(OSError):
        if stamp_of(source) == stamp_of(target):
            return stamp_of(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    shutil.copy2(source, target)
    return stamp_of(target)
