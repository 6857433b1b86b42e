"""MkDocs run over a site without its talks, with a stand-in page for each kind of page that is made.

MkDocs would read, convert, render and hold in memory every page of thousands of talks. Here it sees none of them,
and answers for links from pages written by hand to talks by their names.
"""

from __future__ import annotations

import shutil
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from generator.anchors import SITE_NAMES
from generator.base_job import BaseJob, Rendered
from generator.files import files_below
from generator.frames import FrameKind, frame_of, stand_in
from generator.mkdocs_run import MkDocsRun, run_mkdocs
from generator.sitemap import SITEMAPS
from generator.talks import TALKS_FOLDER
from generator.theme import SEARCH_SETTING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig

_DEEPEST = 3
"""Parts that the address of a page has at most below the folder of all talks."""


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options; MkDocs takes no bare `Config` for that."""


class StandIns(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Gives MkDocs the stand-in pages."""

    def __init__(self, kinds: Mapping[FrameKind, str | None], slugs: frozenset[str]) -> None:
        self._kinds = kinds
        self._slugs = slugs
        self.files: dict[FrameKind, File] = {}
        """What became of each stand-in."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a stand-in for each kind of page."""
        whole = _WithTalks(list(files), config, self._slugs)
        for kind, title in self._kinds.items():
            self.files[kind] = File.generated(config, kind.uri, content=stand_in(kind, title))
            whole.append(self.files[kind])
        return whole


class _WithTalks(Files):
    """The files of a site, that knows those of talks by name without holding them."""

    def __init__(self, files: list[File], config: MkDocsConfig, slugs: frozenset[str]) -> None:
        super().__init__(files)
        self._config = config
        self._slugs = slugs

    def get_file_from_path(self, path: str) -> File | None:
        """Return a file by its path below `docs/`."""
        found = super().get_file_from_path(path)
        folder, _, rest = path.partition("/")
        first, slash, _ = rest.partition("/")
        # What is of no talk is a page of the site, such as `talks/people.md`.
        if found is None and folder == TALKS_FOLDER and (first in self._slugs or not slash or first in SITE_NAMES):
            found = File.generated(self._config, path, content="")
        return found


def render_base(job: BaseJob, docs_dir: Path, site_path: Path) -> Rendered:
    """Run MkDocs into a folder and cut the frames out of what it wrote."""
    stand_ins = StandIns({kind: job.named.get(kind) for kind in _kinds(job)}, job.slugs)
    changes = {"docs_dir": str(docs_dir)} | ({"site_url": job.url} if job.url else {})
    warnings: list[str] = []
    run = MkDocsRun(
        root=job.root,
        site_path=site_path,
        strict=job.strict,
        changes=changes,
        extra={SEARCH_SETTING: job.many},
        plugins={"talkbook/frames": stand_ins},
    )
    run_mkdocs(run, warnings.append)
    paths = {kind: site_path / file.dest_uri for kind, file in stand_ins.files.items()}
    frames = {kind: frame_of(path.read_text(encoding="utf-8")) for kind, path in paths.items()}
    for path in set(paths.values()):
        path.unlink()
    shutil.rmtree(site_path / TALKS_FOLDER, ignore_errors=True)
    # Its sitemap has the stand-ins in it.
    sizes = {uri: size for uri, (size, _) in sorted(files_below(site_path).items()) if uri not in SITEMAPS}
    return Rendered(frames=frames, sizes=sizes, warnings=tuple(warnings))


def _kinds(job: BaseJob) -> Iterator[FrameKind]:
    """Yield every kind of page that can be made."""
    yield from job.named
    for parts, index, about in product(range(1, _DEEPEST + 1), (False, True), (False, True)):
        if (parts, index) == (1, True):
            continue  # The list of talks is named.
        yield FrameKind(parts=parts, index=index, described=about, feed=job.feed)
        for kind in ("article", "profile") if parts > 1 else ():
            yield FrameKind(parts=parts, index=index, type=kind, described=about)
