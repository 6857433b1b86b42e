"""A site of many talks: MkDocs makes the frames, worker processes fill them, and only what is new is done.

The new files are made and proved beside the site and moved into it at the end; until then it stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.anchors import FEED_FROM_ROOT, FEED_URI
from generator.base_job import BaseJob, named_frames
from generator.base_site import Base, base_of
from generator.by_hand import made_beside
from generator.cache import CACHE_FOLDER, Cache
from generator.errors import LossError
from generator.files import move_into, put, remove_others, stamp_of, write_whole
from generator.fingerprint import Stamp, digest
from generator.ledger import Made, intact, read_ledger, uris_of, write_ledger
from generator.pipeline import WrittenPages
from generator.progress import Track
from generator.settings import SiteSettings
from generator.sitemap import sitemap_files
from generator.talk_jobs import Finished, FinishJob
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

    def build(
        self, staging: Path, there: Mapping[str, Stamp], workers: Workers, track: Track
    ) -> dict[str, tuple[int, int]]:
        """Bring the site up to date; return for each talk how many files and characters are accounted for.

        `staging` is an empty folder on the same disk, `there` is what the site's folder holds. Raises `LossError`,
        and leaves the site as it was.
        """
        cache = Cache(self.root / CACHE_FOLDER)
        name = f"site-{digest(str(self.site_path))}"
        known = read_ledger(cache, name)
        keys = {group: digest(key, self.base.key) for group, key in self._source_keys()}
        kept = intact(known.made, keys, there)
        new = [group for group in keys if group not in kept]
        made = {**kept, **dict(self._finished(new, keys, staging, workers, track))}
        made |= intact(known.made, {_BASE: self.base.key}, there) or {_BASE: self._base(staging)}
        listed = intact(known.made, {_SITEMAP: ""}, there)
        made |= listed if made | listed == known.made else self._sitemap(made, staging)
        # Were it interrupted now, the next build would see files that are not as the ledger has them.
        move_into(staging, self.site_path)
        remove_others(self.site_path, there, uris_of(made.values()))
        if made != known.made:
            write_ledger(cache, name, replace(known, made=made))
        return {slug: made[slug].proved for slug in self.written.readings.talks}

    def _source_keys(self) -> Iterator[tuple[str, str]]:
        """Yield everything that is to be finished, with the name of its content."""
        docs_path = self.root / self.settings.docs_dir
        for uri in made_beside(docs_path):
            yield _BESIDE + uri, digest({uri: stamp_of(docs_path / uri)})
        for group, made in self.written.made.items():
            yield group, made.key

    def _uris(self, group: str) -> tuple[str, ...]:
        """Return the paths of what is to be finished, below `docs/`."""
        if group.startswith(_BESIDE):
            return (group.removeprefix(_BESIDE),)
        return tuple(f"{TALKS_FOLDER}/{uri}" for uri in self.written.made[group].stamps)

    def _finished(
        self, new: Sequence[str], keys: Mapping[str, str], staging: Path, workers: Workers, track: Track
    ) -> Iterator[tuple[str, Made]]:
        if not new:
            return
        from generator.talk_finishing import finish_talk  # noqa: PLC0415  (takes long to import)

        jobs = [self._job(groups, staging) for groups in _shared_out(new)]
        done: list[Finished] = list(workers.run(finish_talk, jobs, track, "Building"))
        if losses := [loss for one in done if one.proof for loss in one.proof.losses]:
            raise LossError("\n".join(losses))
        for one in done:
            proved = one.proof.figures if one.proof else (0, 0)
            for group, stamps in one.groups.items():
                yield group, Made(key=keys[group], stamps=stamps, proved=proved)

    def _job(self, groups: Sequence[str], staging: Path) -> FinishJob:
        readings = self.written.readings
        slug = groups[0]
        return FinishJob(
            root=self.root,
            docs_path=self.root / self.settings.docs_dir,
            site_path=staging,
            groups={group: self._uris(group) for group in groups},
            frames_key=self.base.key,
            directory_urls=self.settings.directory_urls,
            place=readings.places.get(slug),
            key=readings.talks[slug].key if slug in readings.talks else "",
        )

    def _base(self, staging: Path) -> Made:
        stamps = {uri: put(self.base.folder / uri, staging / uri) for uri in self.base.uris}
        return Made(key=self.base.key, stamps=stamps)

    def _sitemap(self, made: Mapping[str, Made], staging: Path) -> dict[str, Made]:
        stamps: dict[str, Stamp] = {}
        files = sitemap_files(uris_of(made.values()), self.settings.url, self.settings.directory_urls)
        for uri, content in files.items():
            old = self.site_path / uri
            if not (old.is_file() and old.read_bytes() == content):
                write_whole(staging / uri, content)
                old = staging / uri
            stamps[uri] = stamp_of(old)
        return {_SITEMAP: Made(key="", stamps=stamps)}


def fast_site(job: BaseJob, written: WrittenPages, site_path: Path, warn: Callable[[str], None]) -> FastSite:
    """Have MkDocs make what is its own, unless that is there; the rest is still to be built."""
    base = base_of(job, warn)
    return FastSite(root=job.root, settings=job.settings, written=written, base=base, site_path=site_path)


def base_job(
    root: Path, settings: SiteSettings, written: WrittenPages, strict: bool, url: str | None = None
) -> BaseJob:
    """Return what MkDocs is to make of a large site: everything but the pages of its talks."""
    readings = written.readings
    docs_path = root / settings.docs_dir
    beside = made_beside(docs_path)
    return BaseJob(
        root=root,
        settings=settings,
        strict=strict,
        slugs=frozenset(readings.talks),
        made_beside=beside,
        named=named_frames(settings, beside, docs_path),
        feed=FEED_FROM_ROOT if f"/{FEED_URI}" in written.made else "",
        many=readings.many,
        url=url,
    )


def _shared_out(groups: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield what is finished in one go: each talk by itself, the pages of the site by the handful."""
    of_site = [group for group in groups if group.startswith("/")]
    yield from ([group] for group in groups if not group.startswith("/"))
    yield from (of_site[start : start + _AT_ONCE] for start in range(0, len(of_site), _AT_ONCE))
