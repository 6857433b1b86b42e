"""One talk from what is known of it to files: its Markdown pages, its exports, its sources to download.

The functions run in worker processes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator.analysis import Findings
from generator.exports import exports_of
from generator.files import copy_new, write_new
from generator.model import Talk
from generator.pages import render_pages
from generator.pages.downloads import downloads
from generator.pages.strings import strings_for
from generator.talk_jobs import MakeJob, TalkFiles
from generator.talk_reading import known_talk, source_folder


def make_talk(job: MakeJob) -> TalkFiles:
    """Write the pages, exports and downloads of a talk below `docs/talks`."""
    talk, findings = known_talk(job.root, job.place, job.key)
    findings = replace(findings, elsewhere=job.elsewhere)
    stamps = {uri: write_new(job.pages_path / uri, content) for uri, content in _files(talk, findings, job.root)}
    if talk.media_file:
        uri = f"{talk.slug}/{talk.media_file}"
        stamps[uri] = copy_new(job.root / source_folder(talk) / talk.media_file, job.pages_path / uri)
    return TalkFiles(slug=talk.slug, stamps=stamps)


def _files(talk: Talk, findings: Findings, root: Path) -> Iterator[tuple[str, bytes]]:
    exports = exports_of(talk, strings_for(talk.lang))
    for page in render_pages(talk, findings, exports):
        yield page.uri, page.markdown.encode()
    for export in exports:
        yield f"{talk.slug}/{export.uri}", export.content
    for uri, source in downloads(talk).items():
        yield uri, (root / source.path).read_bytes()
