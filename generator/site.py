"""A whole site: pages, MkDocs, proof, and only then the new site in the place of the old one."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import LossError, ProblemsError, SettingsError
from generator.pipeline import WrittenPages, write_pages
from generator.progress import Track, untracked
from generator.settings import CONFIG_NAME, SiteSettings, file_slug, read_settings
from generator.sources import list_talks
from generator.talks import TALKS_FOLDER
from generator.theme import add_theme
from generator.workers import Workers, workers

if TYPE_CHECKING:
    from generator.talk_proving import ProveJob
    from generator.verify import Fidelity  # reads HTML: not for `pages`

Tell = Callable[[str], None]
"""Prints one line for the user."""
_TALKS_TOLD = 20
"""So many talks are named one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What the user asked for."""

    site_dir: str | None = None
    """Folder of the built site; None takes `site_dir` of mkdocs.yml."""
    strict: bool = False
    """Whether warnings fail the build."""
    offline: bool = False
    """Whether to make the zip as well."""


def make_pages(
    root: Path, warn: Tell, strict: bool = False, track: Track = untracked
) -> tuple[SiteSettings, WrittenPages]:
    """Write the Markdown pages of every talk that can be read, then raise what was wrong with the others."""
    with workers() as crew:
        return _make_pages(root, warn, strict, crew, track)


def _make_pages(
    root: Path, warn: Tell, strict: bool, crew: Workers, track: Track
) -> tuple[SiteSettings, WrittenPages]:
    settings = read_settings(root)
    written = write_pages(root, settings, crew, track)
    for problem in written.problems:
        if not (problem.fatal or strict):
            warn(str(problem))
    if failures := written.problems if strict else written.fatal:
        raise ProblemsError(failures)
    return settings, written


def build_site(root: Path, options: BuildOptions, tell: Tell, warn: Tell, track: Track = untracked) -> None:
    """Build and prove the site; whatever goes wrong, the previous site stays as it was."""
    from generator.talk_proving import ProveJob  # noqa: PLC0415

    with workers() as crew:
        settings, written = _make_pages(root, warn, options.strict, crew, track)
        site_path = root.resolve() / (options.site_dir or settings.site_dir)
        site_path.parent.mkdir(parents=True, exist_ok=True)
        # Beside the old site, so that the last step is a rename on one file system.
        staging = Path(tempfile.mkdtemp(prefix=f".{site_path.name}-", dir=site_path.parent))
        try:
            for _ in track(("MkDocs",), "Building"):
                run_mkdocs(root, staging, options.strict)
            jobs = [
                ProveJob(root=root, place=written.readings.places[slug], key=reading.key, site_path=staging)
                for slug, reading in written.readings.talks.items()
            ]
            prove(jobs, crew, tell, track)
            copy_site(staging, site_path)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    if options.offline:
        tell(f"{_zip_site(root, site_path, settings.name)}: unzip it and open index.html")


def prove(jobs: Sequence[ProveJob], crew: Workers, tell: Tell, track: Track = untracked) -> None:
    """Prove every talk of a built site, write `fidelity.json` beside its pages, raise what is lost."""
    from generator.talk_proving import prove_talk, write_proof  # noqa: PLC0415  (reads HTML: not for `pages`)

    proofs = list(crew.run(prove_talk, jobs, track, "Proving"))
    if problems := [problem for proof in proofs for problem in proof.problems]:
        raise ProblemsError(problems)
    if losses := [loss for proof in proofs for loss in proof.losses]:
        raise LossError("\n".join(losses))
    for job, proof in zip(jobs, proofs, strict=True):
        write_proof(job.site_path, proof)
    for line in _proven({proof.slug: proof.fidelity for proof in proofs}):
        tell(line)


def _proven(figures: Mapping[str, Fidelity]) -> Iterator[str]:
    """Yield what was proved, a line for each talk, or one for all where nobody would read so many."""
    many = len(figures) > _TALKS_TOLD
    groups = (
        {f"{len(figures)} talks": list(figures.values())} if many else {slug: [it] for slug, it in figures.items()}
    )
    for name, group in groups.items():
        files = [file for fidelity in group for file in fidelity]
        characters = sum(file.characters for file in files)
        counted = "1 source file" if len(files) == 1 else f"{len(files):,} source files"
        yield f"{name}: all {characters:,} characters of {counted} accounted for"


def verify_built(root: Path, site_dir: str | None, tell: Tell, track: Track = untracked) -> None:
    """Prove a site that is there already, against the sources as they are now: nothing is remembered for it."""
    settings = read_settings(root)
    site_path = root / (site_dir or settings.site_dir)
    if not site_path.is_dir():
        raise SettingsError(f"{site_path}:1: there is no built site; run talkbook build first")
    from generator.talk_proving import ProveJob  # noqa: PLC0415

    listed = list_talks(root / TALKS_FOLDER, TALKS_FOLDER)
    if fatal := [problem for problem in listed.problems if problem.fatal]:
        raise ProblemsError(fatal)
    jobs = [ProveJob(root=root, place=place, key=None, site_path=site_path) for place in listed.places]
    with workers() as crew:
        prove(jobs, crew, tell, track)


def run_mkdocs(root: Path, site_path: Path, strict: bool) -> None:
    """Run MkDocs over the pages into a folder; its own complaints are the user's."""
    quiet_notices()
    from mkdocs.commands.build import build  # noqa: PLC0415  (takes long to import: not for `pages`)
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    with mkdocs_log():
        try:
            config = load_config(str(root / CONFIG_NAME), site_dir=str(site_path), strict=strict)
            add_theme(config)
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        except MkDocsException as error:
            raise SettingsError(
                f"{root / CONFIG_NAME}:1: MkDocs stopped: {error}; mend that and build again"
            ) from None
        finally:
            if "config" in locals():
                config.plugins.on_shutdown()


def quiet_notices() -> None:
    """Keep Material's notice about its successor and jieba's chatter out of the user's terminal."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    # Material's search loads it in any case; it sets its own level while it is loaded.
    import jieba  # noqa: PLC0415

    jieba.setLogLevel(logging.ERROR)


@contextmanager
def mkdocs_log() -> Iterator[None]:
    """Print MkDocs' warnings, one line each, while it runs."""
    log = logging.getLogger("mkdocs")
    handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)


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


def copy_site(built: Path, site_path: Path) -> None:
    """Put a built site in the place of the old one, which is there until the very last moment."""
    aside = site_path.with_name(f".{site_path.name}-old")
    shutil.rmtree(aside, ignore_errors=True)
    site_path.parent.mkdir(parents=True, exist_ok=True)
    if site_path.exists():
        site_path.rename(aside)
    built.rename(site_path)
    shutil.rmtree(aside, ignore_errors=True)
