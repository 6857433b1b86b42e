"""The files of the search of many talks: segments made in worker processes, and only those whose talks changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.cache import CACHE_FOLDER, INDEXES, Cache
from generator.files import write_new
from generator.fingerprint import Stamp, digest
from generator.ledger import Made, intact
from generator.progress import Track
from generator.search.files import index_files
from generator.search.postings import TalkIndex, index_talk
from generator.search.segments import Segment, merge_segment, segment_count, segment_of, text_files
from generator.sources import TalkPlace
from generator.talk_reading import known_talk
from generator.talks import Readings
from generator.workers import FEW, Workers

SEARCH_FOLDER = "search"
"""Where the files lie below the folder of all talks."""
_SEGMENTS = "segments"
_SHARED = f"/{SEARCH_FOLDER}"
"""What the files of all segments are called among the talks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentJob:
    """A segment to make."""

    root: Path
    """Folder of the site."""
    number: int
    """Which one it is."""
    key: str
    """Name of the content of its talks."""
    talks: tuple[tuple[TalkPlace, str], ...]
    """Where each of its talks lies, and the name of its content."""
    pages_path: Path
    """The folder of all talks below `docs/`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedJob:
    """The files that all segments share, to be made when those segments are that are not there yet."""

    segments: tuple[SegmentJob, ...]
    """All of them."""
    missing: tuple[SegmentJob, ...]
    """Those to make first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFiles:
    """The search of one site."""

    root: Path
    """Folder of the site."""
    readings: Readings
    """What is known of the talks."""
    pages_path: Path
    """The folder of all talks below `docs/`."""

    def begin(
        self, known: Mapping[str, Made], there: Mapping[str, Stamp], workers: Workers, track: Track
    ) -> Callable[[], dict[str, Made]]:
        """Begin to write what is new of the search; call what is returned for all of its files."""
        jobs = {f"{_SHARED}/{job.number}": job for job in self._jobs()}
        kept = intact(known, {name: job.key for name, job in jobs.items()}, there)
        new = {name: job for name, job in jobs.items() if name not in kept}
        if len(new) > FEW:
            made = workers.run(write_segment, list(new.values()), track, "Indexing")
            kept |= {name: Made(key=new[name].key, stamps=it) for name, it in zip(new, made, strict=True)}
        missing = {name: job for name, job in new.items() if name not in kept}
        key = digest([job.key for job in jobs.values()])
        shared = intact(known, {_SHARED: key}, there)
        if shared and not missing:
            return lambda: kept | shared
        job = SharedJob(segments=tuple(jobs.values()), missing=tuple(missing.values()))
        ended = workers.beside(write_shared, job)
        keys = [*(job.key for job in missing.values()), key]

        def end() -> dict[str, Made]:
            stamps = zip([*missing, _SHARED], keys, ended(), strict=True)
            Cache(self.root / CACHE_FOLDER).keep_only(_SEGMENTS, {job.key for job in jobs.values()})
            return kept | {name: Made(key=key, stamps=it) for name, key, it in stamps}

        return end

    def _jobs(self) -> Iterator[SegmentJob]:
        count = segment_count(len(self.readings.talks))
        members: list[list[str]] = [[] for _ in range(count)]
        for slug in sorted(self.readings.talks):
            members[segment_of(slug, count)].append(slug)
        for number, slugs in enumerate(members):
            talks = tuple((self.readings.places[slug], self.readings.talks[slug].key) for slug in slugs)
            yield SegmentJob(
                root=self.root,
                number=number,
                key=digest(number, count, [(place.slug, key) for place, key in talks]),
                talks=talks,
                pages_path=self.pages_path,
            )


def write_segment(job: SegmentJob) -> dict[str, Stamp]:
    """Write the texts of a segment, and keep its index for the files that all segments share."""
    talks = list(_indexes(job))
    Cache(job.root / CACHE_FOLDER).save(_SEGMENTS, job.key, merge_segment(job.number, talks))
    folder = job.pages_path / SEARCH_FOLDER
    files = text_files(job.number, talks)
    return {f"{SEARCH_FOLDER}/{name}": write_new(folder / name, content) for name, content in files}


def write_shared(job: SharedJob) -> list[dict[str, Stamp]]:
    """Write the segments that are missing, and what all segments share; return the files of each."""
    made = [write_segment(segment) for segment in job.missing]
    folder = job.segments[0].pages_path / SEARCH_FOLDER
    files = index_files(map(_segment, job.segments))
    return [*made, {f"{SEARCH_FOLDER}/{name}": write_new(folder / name, content) for name, content in files}]


def _segment(job: SegmentJob) -> Segment:
    segment: Segment | None = Cache(job.root / CACHE_FOLDER).load(_SEGMENTS, job.key)
    return segment or merge_segment(job.number, list(_indexes(job)))


def _indexes(job: SegmentJob) -> Iterator[TalkIndex]:
    cache = Cache(job.root / CACHE_FOLDER)
    for place, key in job.talks:
        index: TalkIndex | None = cache.load(INDEXES, key)
        yield index or index_talk(known_talk(job.root, place, key)[0])
