"""One talk from its Markdown pages to finished and proved ones, in a worker process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from generator.base_job import Rendered
from generator.base_site import RENDERED
from generator.cache import CACHE_FOLDER, Cache
from generator.files import put, stamp_of
from generator.fingerprint import Stamp
from generator.frames import Frame, FrameKind
from generator.page_html import finished, html_uri
from generator.talk_jobs import Finished, FinishJob, ProveJob
from generator.talk_proving import prove_talk, write_proof
from generator.talks import TALKS_FOLDER
from generator.verify import FIDELITY_NAME


def finish_talk(job: FinishJob) -> Finished:
    """Write the finished pages of a talk, put what else belongs to it beside them, and prove it."""
    groups = {group: dict(_write(job, uris)) for group, uris in job.groups.items()}
    if job.place is None:
        return Finished(groups=groups, proof=None)
    proof = prove_talk(ProveJob(root=job.root, place=job.place, key=job.key, site_path=job.site_path))
    if not proof.losses:
        write_proof(job.site_path, proof)
        uri = f"{TALKS_FOLDER}/{proof.slug}/{FIDELITY_NAME}"
        groups[proof.slug][uri] = stamp_of(job.site_path / uri)
    return Finished(groups=groups, proof=proof)


def _write(job: FinishJob, uris: Sequence[str]) -> Iterator[tuple[str, Stamp]]:
    frames = _frames(str(job.root), job.frames_key)
    made: set[Path] = set()
    for uri in uris:
        source = job.docs_path / uri
        if not uri.endswith(".md"):
            yield uri, put(source, job.site_path / uri)
            continue
        target = job.site_path / html_uri(uri, job.directory_urls)
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        page = finished(uri, source.read_text(encoding="utf-8"), frames, job.directory_urls)
        target.write_text(page, encoding="utf-8", newline="")
        yield target.relative_to(job.site_path).as_posix(), stamp_of(target)


@lru_cache(maxsize=2)
def _frames(root: str, key: str) -> Mapping[FrameKind, Frame]:
    rendered: Rendered = Cache(Path(root) / CACHE_FOLDER).load(RENDERED, key)
    return rendered.frames
