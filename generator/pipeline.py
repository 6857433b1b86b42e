"""From the files of all talks to Markdown pages on disk: sources -> talks -> findings -> pages.

What has not changed since the last build is not done again: `ledger` knows what that one has left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator import anchors
from generator.analysis.catalogue import Catalogue, make_catalogue
from generator.analysis.doubles import find_doubles
from generator.assets import asset_files
from generator.cache import CACHE_FOLDER, Cache
from generator.errors import Problem
from generator.fingerprint import Stamp, digest
from generator.ledger import (
    Ledger,
    Made,
    files_below,
    is_intact,
    read_ledger,
    remove_others,
    write_ledger,
)
from generator.pages.feed import render_feed
from generator.pages.home import HOME_MARK, render_home, site_pages
from generator.pages.llms import LLMS_MARK, render_llms
from generator.pages.site_frame import SiteFacts
from generator.pages.strings import Strings, strings_for
from generator.progress import Track, untracked
from generator.settings import SiteSettings
from generator.talk_making import MakeJob, make_talk, stamp_of, write_new
from generator.talk_reading import INDEXES, TALKS
from generator.talks import TALKS_FOLDER, Readings, read_talks
from generator.workers import Workers

_MARKS = {"index.md": HOME_MARK, "llms.txt": LLMS_MARK}
"""The files beside the folder of the talks, with what tells one that was made from one written by hand."""
_LEDGER = "pages"
_OF_SITE = "/"
"""What the name of a file that belongs to no talk begins with, among the talks: no talk's name holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPages:
    """The pages on the disk, and what was met on the way."""

    readings: Readings
    """What is known of every talk."""
    made: Mapping[str, Made]
    """The files below `docs/talks`, by the slug of the talk, and those of the site one by one."""
    problems: tuple[Problem, ...]
    """Everything that somebody should look at, fatal or not."""

    @property
    def fatal(self) -> tuple[Problem, ...]:
        """The problems that keep a talk from being published."""
        return tuple(problem for problem in self.problems if problem.fatal)


def write_pages(root: Path, settings: SiteSettings, workers: Workers, track: Track = untracked) -> WrittenPages:
    """Write the pages of all talks below `docs/talks`.

    A file is touched only when its bytes change, so a live preview rebuilds once. Pages of talks that are gone
    are removed; those of a broken talk stay as they were.
    """
    cache = Cache(root / CACHE_FOLDER)
    known = read_ledger(cache, _LEDGER)
    readings = read_talks(root, known.seen, workers, track)
    docs_path = root / settings.docs_dir
    there = files_below(docs_path / TALKS_FOLDER)
    keys = {slug: reading.key for slug, reading in readings.talks.items()}
    ledger = replace(known, seen=readings.seen, key=digest(keys, settings, _stamps_beside(docs_path)))
    if ledger.key != known.key or not all(is_intact(made, made.key, there) for made in known.made.values()):
        write = _Writing(root=root, settings=settings, readings=readings, known=known.made, there=there)
        ledger = write.all(ledger, workers, track)
        cache.keep_only(TALKS, set(keys.values()))
        cache.keep_only(INDEXES, set(keys.values()))
    broken = {uri for uri in there if uri.partition("/")[0] in readings.broken}
    remove_others(docs_path / TALKS_FOLDER, there, broken.union(*(made.stamps for made in ledger.made.values())))
    ledger = replace(ledger, key=digest(keys, settings, _stamps_beside(docs_path)))
    if ledger != known:
        write_ledger(cache, _LEDGER, ledger)
    return WrittenPages(readings=readings, made=ledger.made, problems=(*readings.problems, *ledger.problems))


def made_beside(docs_path: Path) -> tuple[str, ...]:
    """Return the files beside the folder of the talks that were made."""
    return tuple(name for name in _MARKS if (docs_path / name).is_file() and is_made(docs_path / name))


def is_made(path: Path) -> bool:
    """Tell whether a file beside the folder of the talks was made, not written by hand."""
    return path.name in _MARKS and _MARKS[path.name] in path.read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writing:
    """Writes what is not there yet."""

    root: Path
    settings: SiteSettings
    readings: Readings
    known: Mapping[str, Made]
    there: Mapping[str, Stamp]

    @property
    def docs_path(self) -> Path:
        return self.root / self.settings.docs_dir

    def all(self, ledger: Ledger, workers: Workers, track: Track) -> Ledger:
        """Write every page that is new; return what is on the disk then."""
        cards = [reading.card for reading in self.readings.talks.values() if reading.card]
        catalogue = make_catalogue(cards)
        made = {**self._talks(catalogue, workers, track), **self._site(catalogue)}
        if self.readings.many:
            from generator.search_files import SearchFiles  # noqa: PLC0415  (large sites only)

            search = SearchFiles(root=self.root, readings=self.readings, pages_path=self.docs_path / TALKS_FOLDER)
            made |= search.write(self.known, self.there, workers, track)
        remarks = [problem for reading in self.readings.talks.values() for problem in reading.remarks]
        return replace(ledger, made=made, problems=(*remarks, *find_doubles(catalogue.people, cards)))

    def _talks(self, catalogue: Catalogue, workers: Workers, track: Track) -> dict[str, Made]:
        talks = self.readings.talks
        keys = {slug: digest(talks[slug].key, catalogue.elsewhere[slug]) for slug in talks}
        kept = {slug: self.known[slug] for slug in talks if is_intact(self.known.get(slug), keys[slug], self.there)}
        jobs = [self._job(slug, catalogue) for slug in talks if slug not in kept]
        for files in workers.run(make_talk, jobs, track, "Writing"):
            kept[files.slug] = Made(key=keys[files.slug], stamps=files.stamps)
        return kept

    def _job(self, slug: str, catalogue: Catalogue) -> MakeJob:
        return MakeJob(
            root=self.root,
            place=self.readings.places[slug],
            key=self.readings.talks[slug].key,
            elsewhere=catalogue.elsewhere[slug],
            pages_path=self.docs_path / TALKS_FOLDER,
        )

    def _site(self, catalogue: Catalogue) -> dict[str, Made]:
        site = SiteFacts(
            name=self.settings.name,
            description=self.settings.description,
            url=self.settings.url,
            searched=self.readings.many,
        )
        say = strings_for(self.settings.lang)
        made = dict(self._lists(catalogue, site, say))
        for uri, content in self._other_files(catalogue, site):
            stamp = write_new(self.docs_path / TALKS_FOLDER / uri, content)
            made[_OF_SITE + uri] = Made(key=digest(stamp), stamps={uri: stamp})
        beside = render_home(catalogue, site, say), render_llms(catalogue, site, say)
        for name, text in zip(_MARKS, beside, strict=True):
            path = self.docs_path / name
            if not path.exists() or is_made(path):
                write_new(path, text.encode())
        return made

    def _lists(self, catalogue: Catalogue, site: SiteFacts, say: Strings) -> Iterator[tuple[str, Made]]:
        """Write the lists of talks, people and terms that differ from those of the last build."""
        for page in site_pages(catalogue, site, say):
            name = _OF_SITE + page.uri
            key = digest(page.rest, [self.readings.talks[slug].card_key for slug in page.slugs])
            known = self.known.get(name)
            if known is None or not is_intact(known, key, self.there):
                stamp = write_new(self.docs_path / TALKS_FOLDER / page.uri, page.render().encode())
                known = Made(key=key, stamps={page.uri: stamp})
            yield name, known

    def _other_files(self, catalogue: Catalogue, site: SiteFacts) -> Iterator[tuple[str, bytes]]:
        if feed := render_feed(catalogue, site, self.settings.lang):
            yield anchors.FEED_URI, feed.encode()
        yield from asset_files()


def _stamps_beside(docs_path: Path) -> list[Stamp | None]:
    """Return size and time of the files beside the folder of the talks: what became of them is looked at too."""
    paths = [docs_path / name for name in _MARKS]
    return [stamp_of(path) if path.is_file() else None for path in paths]
