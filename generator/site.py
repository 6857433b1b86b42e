"""A whole site: pages, MkDocs, proof, and only then the new site in the place of the old one."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import LossError, ProblemsError, SettingsError
from generator.pipeline import TALKS_FOLDER, Loaded, copy_site, load_talks, write_pages
from generator.progress import Track, untracked
from generator.settings import CONFIG_NAME, SiteSettings, file_slug, read_settings
from generator.theme import add_theme

if TYPE_CHECKING:
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
) -> tuple[SiteSettings, Loaded]:
    """Write the Markdown pages of every talk that can be read, then raise what was wrong with the others."""
    settings = read_settings(root)
    loaded = load_talks(root, track)
    problems = (*loaded.problems, *write_pages(loaded, settings, root, track))
    for problem in problems:
        if not (problem.fatal or strict):
            warn(str(problem))
    if failures := problems if strict else loaded.fatal:
        raise ProblemsError(failures)
    return settings, loaded


def build_site(root: Path, options: BuildOptions, tell: Tell, warn: Tell, track: Track = untracked) -> None:
    """Build and prove the site; whatever goes wrong, the previous site stays as it was."""
    settings, loaded = make_pages(root, warn, options.strict, track)
    site_path = root.resolve() / (options.site_dir or settings.site_dir)
    site_path.parent.mkdir(parents=True, exist_ok=True)
    # Beside the old site, so that the last step is a rename on one file system.
    staging = Path(tempfile.mkdtemp(prefix=f".{site_path.name}-", dir=site_path.parent))
    try:
        for _ in track(("MkDocs",), "Building"):
            run_mkdocs(root, staging, options.strict)
        prove(loaded, staging, tell, track)
        copy_site(staging, site_path)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    if options.offline:
        tell(f"{_zip_site(root, site_path, settings.name)}: unzip it and open index.html")


def prove(loaded: Loaded, site_path: Path, tell: Tell, track: Track = untracked) -> None:
    """Prove every talk of a built site, write `fidelity.json` beside its pages, raise what is lost."""
    from generator.verify import FIDELITY_NAME, fidelity_json, verify_site  # noqa: PLC0415  (reads HTML: not for `pages`)

    figures, losses = verify_site(track(loaded.talks, "Proving"), site_path)
    if losses:
        raise LossError("\n".join(map(str, losses)))
    for slug, fidelity in figures.items():
        path = site_path / TALKS_FOLDER / slug / FIDELITY_NAME
        path.write_text(fidelity_json(fidelity), encoding="utf-8", newline="")
    for line in _proven(figures):
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
    """Prove a site that is there already, against the sources as they are now."""
    settings = read_settings(root)
    site_path = root / (site_dir or settings.site_dir)
    if not site_path.is_dir():
        raise SettingsError(f"{site_path}:1: there is no built site; run talkbook build first")
    loaded = load_talks(root, track)
    if loaded.fatal:
        raise ProblemsError(loaded.fatal)
    prove(loaded, site_path, tell, track)


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
