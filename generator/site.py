"""A whole site: pages, MkDocs, proof, and only then the new site in the place of the old one."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import LossError, ProblemsError, SettingsError, fatal_of
from generator.fast_site import base_job, fast_site
from generator.files import files_below
from generator.mkdocs_run import MkDocsRun, run_mkdocs
from generator.one_build import one_build
from generator.pipeline import WrittenPages
from generator.progress import Track, untracked
from generator.settings import CONFIG_NAME, SiteSettings, file_slug, read_settings
from generator.site_folder import is_built, replace_site, site_folder, staging_folder
from generator.sources import list_talks
from generator.talk_jobs import ProveJob
from generator.talks import TALKS_FOLDER
from generator.theme import SEARCH_SETTING
from generator.workers import Workers, workers
from generator.writing import Tell, make_pages_with

_TALKS_TOLD = 20
"""So many talks are named one by one."""
_SLOW = "so MkDocs makes every page of so many talks; see Many talks in the guide for what is many times as fast"
"""Ends the warning that MkDocs makes every page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What the user asked for."""

    site_dir: str | None = None
    """Folder of the built site; None takes `site_dir` of mkdocs.yml."""
    strict: bool = False
    """Whether warnings fail the build."""
    offline: bool = False
    """Whether to make the zip as well."""
    by_mkdocs: bool = False
    """Whether MkDocs is to make every page itself, however many there are."""


def build_site(root: Path, options: BuildOptions, tell: Tell, warn: Tell, track: Track = untracked) -> None:
    """Build and prove the site; whatever goes wrong, the previous site stays as it was."""
    settings = read_settings(root)
    site_path = site_folder(root, settings, options.site_dir)
    with one_build(root, warn), workers() as crew:
        there = crew.when_waiting(lambda: files_below(site_path))
        written = make_pages_with(root, settings, warn, options.strict, crew, track)
        with staging_folder(site_path) as staging:
            if _is_fast(settings, written, options, warn):
                site = fast_site(base_job(root, settings, written, options.strict), written, site_path, warn)
                figures = site.build(staging, there(), crew, track)
            else:
                for _ in track(("MkDocs",), "Building"):
                    run_mkdocs(_mkdocs_run(root, written, options, staging), warn)
                figures = prove(prove_jobs(root, written, staging), crew, track)
                replace_site(staging, site_path)
    for line in _proven(figures):
        tell(line)
    if options.offline:
        tell(f"{_zip_site(root, site_path, settings.name)}: unzip it and open index.html")


def _mkdocs_run(root: Path, written: WrittenPages, options: BuildOptions, staging: Path) -> MkDocsRun:
    extra = {SEARCH_SETTING: written.readings.many}
    return MkDocsRun(root=root, site_path=staging, strict=options.strict, extra=extra)


def _is_fast(settings: SiteSettings, written: WrittenPages, options: BuildOptions, warn: Tell) -> bool:
    """Tell whether we fill the pages ourselves; where we could and a setting forbids it, say so."""
    if not written.readings.many or options.by_mkdocs:
        return False
    if settings.by_mkdocs:
        warn(f"{CONFIG_NAME}:1: warning: {settings.by_mkdocs}, {_SLOW}")
    return not settings.by_mkdocs


def prove_jobs(root: Path, written: WrittenPages, site_path: Path) -> list[ProveJob]:
    """Return the proofs that a built site needs."""
    readings = written.readings
    return [
        ProveJob(root=root, place=readings.places[slug], key=reading.key, site_path=site_path)
        for slug, reading in readings.talks.items()
    ]


def prove(jobs: Sequence[ProveJob], crew: Workers, track: Track = untracked) -> dict[str, tuple[int, int]]:
    """Prove every talk of a built site and write `fidelity.json` beside its pages; raise what is lost.

    Returns for each talk how many files and characters are accounted for.
    """
    from generator.talk_proving import prove_talk, write_proof  # noqa: PLC0415  (takes long to import)

    proofs = list(crew.run(prove_talk, jobs, track, "Proving"))
    if problems := [problem for proof in proofs for problem in proof.problems]:
        raise ProblemsError(problems)
    if losses := [loss for proof in proofs for loss in proof.losses]:
        raise LossError("\n".join(losses))
    for job, proof in zip(jobs, proofs, strict=True):
        write_proof(job.site_path, proof)
    return {proof.slug: proof.figures for proof in proofs}


def _proven(figures: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    """Yield what was proved, a line for each talk, or one for all where nobody would read so many."""
    if len(figures) > _TALKS_TOLD:
        files, characters = map(sum, zip(*figures.values(), strict=True))
        figures = {f"{len(figures):,} talks": (files, characters)}
    for name, (files, characters) in figures.items():
        counted = "1 source file" if files == 1 else f"{files:,} source files"
        yield f"{name}: all {characters:,} characters of {counted} accounted for"


def verify_built(root: Path, site_dir: str | None, tell: Tell, track: Track = untracked) -> None:
    """Prove a site that is there already, against the sources as they are now: nothing is remembered for it."""
    settings = read_settings(root)
    site_path = root / (site_dir or settings.site_dir)
    if not is_built(site_path):
        raise SettingsError(f"{site_path}:1: there is no built site; run talkbook build first")
    listed = list_talks(root / TALKS_FOLDER, TALKS_FOLDER)
    if fatal := fatal_of(listed.problems):
        raise ProblemsError(fatal)
    jobs = [ProveJob(root=root, place=place, key=None, site_path=site_path) for place in listed.places]
    with workers() as crew:
        figures = prove(jobs, crew, track)
    for line in _proven(figures):
        tell(line)


def _zip_site(root: Path, site_path: Path, name: str) -> Path:
    """Pack the site as one folder in a zip; the same site gives the same bytes."""
    folder = file_slug(name)
    target = root / "dist" / f"{folder}-offline.zip"
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(site_path.rglob("*")):
            if path.is_file():
                # A fixed date, the earliest a zip can hold: only the content makes the bytes.
                info = zipfile.ZipInfo(f"{folder}/{path.relative_to(site_path).as_posix()}", (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                archive.writestr(info, path.read_bytes())
    return target.relative_to(root) if target.is_relative_to(root) else target
