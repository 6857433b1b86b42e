"""The Markdown pages of a site, and what was wrong with its sources."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.errors import ProblemsError, fatal_of
from generator.one_build import one_build
from generator.pipeline import WrittenPages, write_pages
from generator.progress import Track, untracked
from generator.settings import SiteSettings, read_settings
from generator.workers import Workers, workers

Tell = Callable[[str], None]
"""Prints one line for the user."""


def make_pages(
    root: Path, warn: Tell, strict: bool = False, track: Track = untracked
) -> tuple[SiteSettings, WrittenPages]:
    """Write the Markdown pages of every talk that can be read, then raise what was wrong with the others."""
    settings = read_settings(root)
    with one_build(root, warn), workers() as crew:
        return settings, make_pages_with(root, settings, warn, strict, crew, track)


def make_pages_with(  # noqa: PLR0913, PLR0917
    root: Path, settings: SiteSettings, warn: Tell, strict: bool, crew: Workers, track: Track
) -> WrittenPages:
    """Do the same with workers that have more to do afterwards."""
    written = write_pages(root, settings, crew, track)
    for problem in written.problems:
        if not (problem.fatal or strict):
            warn(str(problem))
    if failures := written.problems if strict else fatal_of(written.problems):
        raise ProblemsError(failures)
    return written
