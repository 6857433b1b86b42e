"""The folder of the built site: where it may be, and how a new site takes the place of the old one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.cache import CACHE_FOLDER
from generator.errors import SettingsError
from generator.settings import SiteSettings
from generator.talks import TALKS_FOLDER

_SIGN = "404.html"
"""A file that every built site has at its top."""
_STAGED = "????????"
"""What ends the name of a folder in which a site is made."""


def site_folder(root: Path, settings: SiteSettings, site_dir: str | None) -> Path:
    """Return where the site is to be built; `site_dir` goes before the settings.

    Whatever is there goes with the old site: raises `SettingsError` where that would be sources, or what no build
    has made.
    """
    shown = root / (site_dir or settings.site_dir)
    # Where the folder is a link, the site goes where it leads.
    path = shown.resolve()
    own = (root, root / settings.docs_dir, root / TALKS_FOLDER, root / CACHE_FOLDER, root / ".git")
    for kept in (folder.resolve() for folder in own):
        if kept.is_relative_to(path) or (kept != root.resolve() and path.is_relative_to(kept)):
            raise _refused(shown, f"a site built here would take the place of {kept.name or kept}")
    if path.exists() and not path.is_dir():
        raise _refused(shown, "is no folder")
    if path.is_dir() and any(map(_is_shown, path.iterdir())) and not is_built(path):
        raise _refused(shown, "holds files that no build has made, and a site built here would take their place")
    return path


def is_built(path: Path) -> bool:
    """Tell whether a folder holds a built site."""
    return (path / _SIGN).is_file()


@contextmanager
def staging_folder(site_path: Path) -> Iterator[Path]:
    """Give a new folder beside the site, so that the last step is a rename on one file system."""
    site_path.parent.mkdir(parents=True, exist_ok=True)
    # Only one build runs at a time: these were killed.
    for left in site_path.parent.glob(f".{site_path.name}-{_STAGED}"):
        shutil.rmtree(left, ignore_errors=True)
    outer = Path(tempfile.mkdtemp(prefix=f".{site_path.name}-", dir=site_path.parent))
    try:
        # The outer one is for nobody else; a site is for everybody.
        staging = outer / "site"
        staging.mkdir()
        yield staging
    finally:
        shutil.rmtree(outer, ignore_errors=True)


def replace_site(staging: Path, site_path: Path) -> None:
    """Put a built site in the place of the old one, which is there until the very last moment.

    Hidden files at the top of the old one, such as `.git` or `.nojekyll`, are nobody's pages and stay.
    """
    aside = staging.with_name("old")
    if site_path.exists():
        site_path.rename(aside)
    staging.rename(site_path)
    for path in aside.iterdir() if aside.exists() else ():
        if not (_is_shown(path) or (site_path / path.name).exists()):
            path.rename(site_path / path.name)


def _is_shown(path: Path) -> bool:
    return not path.name.startswith(".")


def _refused(shown: Path, wrong: str) -> SettingsError:
    return SettingsError(f"{shown}:1: {wrong}; give the site a folder of its own, such as site")
