"""A site of many talks: MkDocs makes the frames, worker processes fill them, and only what is new is done.

The new files are made and proved beside the site and moved into it at the end; until then it stays as it was.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.anchors import FEED_URI
from generator.base_job import BaseJob
from generator.base_site import Base
from generator.cache import CACHE_FOLDER, Cache, write_whole
from generator.errors import LossError
from generator.fingerprint import Stamp, digest
from generator.ledger import Made, files_below, is_intact, read_ledger, remove_others, write_ledger
from generator.pages.feed import FEED_FROM_ROOT
from generator.pipeline import WrittenPages, made_beside
from generator.progress import Track
from generator.settings import SiteSettings
from generator.sitemap import sitemap_files
from generator.talk_finishing import FinishJob, finish_talk, put
from generator.talk_making import stamp_of
from generator.talks import TALKS_FOLDER
from generator.workers import Workers

_BASE = "/base"
"""What MkDocs' own files are called among the talks: no talk's name holds a slash."""
_SITEMAP = "/sitemap"
_BESIDE = "//"
"""What the name of a file beside the folder of the talks begins with."""
_AT_ONCE = 32
"""Pages of the site that are finished in one go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FastSite:
    """One build of a site of many talks."""

    root: Path
    """Folder of the site."""
    settings: SiteSettings
    """Its settings."""
    written: WrittenPages
    """The Markdown pages."""
    base: Base
    """What MkDocs made."""
    site_path: Path
    """Folder of the built site."""

    def build(self, staging: Path, workers: Workers, track: Track) -> dict[str, tuple[int, int]]:
        """Bring the site up to date; return for each talk how many files and characters are accounted for.

        `staging` is an empty folder on the same disk. Raises `LossError`, and leaves the site as it was.
        """
        cache = Cache(self.root / CACHE_FOLDER)
        name = f"site-{digest(str(self.site_path))}"
        known = read_ledger(cache, name)
        there = files_below(self.site_path)
        sources = self._sources()
        keys = {group: digest(made.key, self.base.key) for group, made in sources.items()}
        kept = {group: known.made[group] for group in keys if is_intact(known.made.get(group), keys[group], there)}
        made = {**kept, **dict(self._finished(sources, keys, kept, staging, workers, track))}
        if is_intact(known.made.get(_BASE), self.base.key, there):
            made[_BASE] = kept[_BASE] = known.made[_BASE]
        else:
            made[_BASE] = self._base(staging)
        made[_SITEMAP] = self._sitemap(made, staging)
        if made != known.made:
            # Were it interrupted now, the next build would know what it can trust.
            write_ledger(cache, name, replace(known, made=kept))
        self._move(staging, there, made)
        if made != known.made:
            write_ledger(cache, name, replace(known, made=made))
        return {slug: made[slug].proved for slug in self.written.readings.talks}

    def _sources(self) -> dict[str, Made]:
        """Return all that is to be finished, with the paths of its files below `docs/`."""
        docs_path = self.root / self.settings.docs_dir
        beside = {f"{_BESIDE}{uri}": {uri: stamp_of(docs_path / uri)} for uri in made_beside(docs_path)}
        found = {group: Made(key=digest(stamps), stamps=stamps) for group, stamps in beside.items()}
        for group, made in self.written.made.items():
            stamps = {f"{TALKS_FOLDER}/{uri}": stamp for uri, stamp in made.stamps.items()}
            found[group] = Made(key=made.key, stamps=stamps)
        return found

    def _finished(  # noqa: PLR0913, PLR0917
        self,
        sources: Mapping[str, Made],
        keys: Mapping[str, str],
        kept: Mapping[str, Made],
        staging: Path,
        workers: Workers,
        track: Track,
    ) -> Iterator[tuple[str, Made]]:
        new = [group for group in keys if group not in kept]
        jobs = [self._job({one: sources[one] for one in groups}, staging) for groups in _shared_out(new)]
        done = list(workers.run(finish_talk, jobs, track, "Building"))
        if losses := [loss for one in done if one.proof for loss in one.proof.losses]:
            raise LossError("\n".join(losses))
        for one in done:
            proved = one.proof.figures if one.proof else (0, 0)
            yield from (
                (group, Made(key=keys[group], stamps=stamps, proved=proved)) for group, stamps in one.groups.items()
            )

    def _job(self, groups: Mapping[str, Made], staging: Path) -> FinishJob:
        readings = self.written.readings
        slug = next(iter(groups))
        return FinishJob(
            root=self.root,
            docs_path=self.root / self.settings.docs_dir,
            site_path=staging,
            groups={group: tuple(made.stamps) for group, made in groups.items()},
            frames_key=self.base.key,
            directory_urls=self.settings.directory_urls,
            place=readings.places.get(slug),
            key=readings.talks[slug].key if slug in readings.talks else "",
        )

    def _base(self, staging: Path) -> Made:
        stamps = {uri: put(self.base.folder / uri, staging / uri) for uri in self.base.uris}
        return Made(key=self.base.key, stamps=stamps)

    def _sitemap(self, made: Mapping[str, Made], staging: Path) -> Made:
        uris = [uri for one in made.values() for uri in one.stamps]
        stamps: dict[str, Stamp] = {}
        for uri, content in sitemap_files(uris, self.settings.url, self.settings.directory_urls).items():
            old = self.site_path / uri
            if not (old.is_file() and old.read_bytes() == content):
                write_whole(staging / uri, content)
                old = staging / uri
            stamps[uri] = stamp_of(old)
        return Made(key="", stamps=stamps)

    def _move(self, staging: Path, there: Mapping[str, Stamp], made: Mapping[str, Made]) -> None:
        for uri in files_below(staging):
            target = self.site_path / uri
            try:
                (staging / uri).replace(target)
            except OSError:
                _make_room(target, self.site_path)
                (staging / uri).replace(target)
        remove_others(self.site_path, there, {uri for one in made.values() for uri in one.stamps})


def base_job(
    root: Path, settings: SiteSettings, written: WrittenPages, strict: bool, url: str | None = None
) -> BaseJob:
    """Return what MkDocs is to make of a large site: everything but the pages of its talks."""
    readings = written.readings
    return BaseJob(
        root=root,
        settings=settings,
        strict=strict,
        slugs=frozenset(readings.talks),
        made_beside=made_beside(root / settings.docs_dir),
        feed=FEED_FROM_ROOT if f"/{FEED_URI}" in written.made else "",
        many=readings.many,
        url=url,
    )


def _shared_out(groups: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield what is finished in one go: each talk by itself, the pages of the site by the handful."""
    of_site = [group for group in groups if group.startswith("/")]
    yield from ([group] for group in groups if not group.startswith("/"))
    yield from (of_site[start : start + _AT_ONCE] for start in range(0, len(of_site), _AT_ONCE))


def _make_room(target: Path, site_path: Path) -> None:
    """Remove what stands where a file or its folder is to be."""
    for path in reversed(target.relative_to(site_path).parents):
        if (site_path / path).is_file():
            (site_path / path).unlink()
    if target.is_dir():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
