"""One talk from its files to what is known of it: read, analysed, and kept for the next build.

The functions run in worker processes: they take a job and return a small value, and the talk itself stays in the
cache.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from generator.analysis import Findings, analyse, find_problems
from generator.analysis.card import make_card
from generator.analysis.witnessing import inherit_speakers
from generator.assemble import load_talk
from generator.cache import CACHE_FOLDER, INDEXES, READINGS, TALKS, Cache
from generator.errors import Problem, ProblemsError
from generator.fingerprint import digest
from generator.model import Talk
from generator.origin import Origin
from generator.packing import pack
from generator.sources import SETTINGS_NAME, TalkPlace, read_place
from generator.talk_jobs import ReadJob, TalkReading

_PAGE_SUFFIXES = {".md", ".markdown", ".html", ".htm", ".json"}
"""Files of these kinds would be taken for pages, or for parts of the site."""


def read_talk(job: ReadJob) -> TalkReading:
    """Read and analyse a talk, unless that was done before; a broken one gives its problems."""
    cache = Cache(job.root / CACHE_FOLDER)
    known: TalkReading | None = cache.load(READINGS, job.key)
    if known and known.indexed >= job.indexed:
        return known
    try:
        talk = load_place(job.root, job.place)
    except ProblemsError as error:
        return TalkReading(
            slug=job.place.slug, key=job.key, card=None, problems=error.problems, remarks=(), indexed=job.indexed
        )
    findings = analyse(talk)
    cache.save(TALKS, job.key, (talk, findings))
    if job.indexed:
        from generator.search.postings import index_talk  # noqa: PLC0415  (large sites only)

        cache.save(INDEXES, job.key, index_talk(talk))
    reading = _reading(job, talk, findings)
    cache.save(READINGS, job.key, reading)
    return reading


def known_talk(root: Path, place: TalkPlace, key: str) -> tuple[Talk, Findings]:
    """Return a talk that was read before: from the cache, or once more from its files."""
    known = Cache(root / CACHE_FOLDER).load(TALKS, key)
    if known is None:
        talk = load_place(root, place)
        known = talk, analyse(talk)
    talk, findings = known
    return talk, findings


def load_place(root: Path, place: TalkPlace) -> Talk:
    """Return the record of a talk; raise `ProblemsError` with everything that keeps it from being published."""
    talk = inherit_speakers(load_talk(read_place(place)))
    if missing := _missing_media(root, talk):
        raise ProblemsError([*talk.problems, *missing])
    return talk


def _reading(job: ReadJob, talk: Talk, findings: Findings) -> TalkReading:
    card = make_card(talk, findings)
    return TalkReading(
        slug=talk.slug,
        key=job.key,
        card=pack(card),
        card_key=digest(card),
        problems=talk.problems,
        remarks=find_problems(talk, findings),
        indexed=job.indexed,
    )


def source_folder(talk: Talk) -> PurePosixPath:
    """Return the folder of a talk's files, from the folder of the site."""
    return PurePosixPath(talk.documents[0].source.path).parent


def _missing_media(root: Path, talk: Talk) -> list[Problem]:
    """Return a problem where the recording is to lie in the talk's folder and does not."""
    if talk.media_file is None:
        return []
    folder = source_folder(talk)
    origin = Origin(path=f"{folder}/{SETTINGS_NAME}", line=1)
    if PurePosixPath(talk.media_file).suffix.casefold() in _PAGE_SUFFIXES:
        right = "name a sound or video file, or give the web address of the recording"
        return [Problem(origin=origin, wrong=f"{talk.media_file} is no recording", right=right)]
    if (root / folder / talk.media_file).is_file():
        return []
    right = f"put the file into {folder}, or give the web address of the recording"
    return [Problem(origin=origin, wrong=f"there is no file {talk.media_file}", right=right)]
