"""The Markdown pages that are not on the disk as they should be: from what is known of all talks to files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator import anchors
from generator.analysis.card import Card
from generator.analysis.catalogue import Catalogue, make_catalogue
from generator.analysis.doubles import find_doubles
from generator.assets import asset_files
from generator.by_hand import SIGNS, is_made
from generator.files import write_new
from generator.fingerprint import Stamp, digest
from generator.ledger import Ledger, Made, intact, is_intact
from generator.packing import unpack
from generator.pages.feed import render_feed
from generator.pages.home import render_home, site_pages
from generator.pages.llms import render_llms
from generator.pages.site_frame import SiteFacts
from generator.pages.strings import Strings, strings_for
from generator.progress import Track
from generator.settings import SiteSettings
from generator.talk_jobs import MakeJob
from generator.talk_making import make_talk
from generator.talks import TALKS_FOLDER, Readings
from generator.workers import Workers

_OF_SITE = "/"
"""What the name of a file that belongs to no talk begins with, among the talks: no talk's name holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWriting:
    """One go at writing what is not there yet."""

    root: Path
    """Folder of the site."""
    settings: SiteSettings
    """Its settings."""
    readings: Readings
    """What is known of the talks."""
    known: Mapping[str, Made]
    """What the last build has written."""
    there: Mapping[str, Stamp]
    """The files below the folder of all talks, as they are now."""

    @property
    def _docs_path(self) -> Path:
        return self.root / self.settings.docs_dir

    def all(self, ledger: Ledger, workers: Workers, track: Track) -> Ledger:
        """Write every page that is new; return what is on the disk then."""
        searched = self._search(workers, track)
        cards: list[Card] = [unpack(reading.card) for reading in self.readings.talks.values() if reading.card]
        catalogue = make_catalogue(cards)
        made = {**self._talks(catalogue, workers, track), **self._site(catalogue), **searched()}
        remarks = [problem for reading in self.readings.talks.values() for problem in reading.remarks]
        return replace(ledger, made=made, problems=(*remarks, *find_doubles(catalogue.people, cards)))

    def _search(self, workers: Workers, track: Track) -> Callable[[], Mapping[str, Made]]:
        """Begin to write the search, where there are many talks; call what is returned for its files."""
        if not self.readings.many:
            return dict
        from generator.search_files import SearchFiles  # noqa: PLC0415  (large sites only)

        search = SearchFiles(root=self.root, readings=self.readings, pages_path=self._docs_path / TALKS_FOLDER)
        return search.begin(self.known, self.there, workers, track)

    def _talks(self, catalogue: Catalogue, workers: Workers, track: Track) -> dict[str, Made]:
        talks = self.readings.talks
        keys = {slug: digest(talks[slug].key, catalogue.elsewhere[slug]) for slug in talks}
        kept = intact(self.known, keys, self.there)
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
            pages_path=self._docs_path / TALKS_FOLDER,
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
            stamp = write_new(self._docs_path / TALKS_FOLDER / uri, content)
            made[_OF_SITE + uri] = Made(key=digest(stamp), stamps={uri: stamp})
        beside = render_home(catalogue, site, say), render_llms(catalogue, site, say)
        for name, text in zip(SIGNS, beside, strict=True):
            path = self._docs_path / name
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
                stamp = write_new(self._docs_path / TALKS_FOLDER / page.uri, page.render().encode())
                known = Made(key=key, stamps={page.uri: stamp})
            yield name, known

    def _other_files(self, catalogue: Catalogue, site: SiteFacts) -> Iterator[tuple[str, bytes]]:
        if feed := render_feed(catalogue, site, self.settings.lang):
            yield anchors.FEED_URI, feed.encode()
        yield from asset_files()
