"""The sample talk as a finished site, built once for all tests that look at it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.errors import fatal_of
from generator.model import Talk
from generator.site import BuildOptions, build_site
from tests.loaded import load_talks

ROOT = Path(__file__).parent.parent
SAMPLE = "how-difficult-is-ai-alignment"
"""The talk that the repository itself publishes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSite:
    """A site folder that was built, and what was said while it was."""

    root: Path
    """The folder of the site."""
    talk: Talk
    """Its only talk."""
    told: tuple[str, ...]
    """The lines printed for the user."""

    @property
    def folder(self) -> Path:
        """The built pages of the talk."""
        return self.root / "site" / "talks" / self.talk.slug


def make_site(root: Path) -> BuiltSite:
    """Build the site in a folder that holds one talk, with the settings of our own site."""
    shutil.copy(ROOT / "mkdocs.yml", root)
    told: list[str] = []
    build_site(root, BuildOptions(), told.append, told.append)
    loaded = load_talks(root)
    assert not fatal_of(loaded.problems)
    return BuiltSite(root=root, talk=loaded.talks[0], told=tuple(told))


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Build the sample talk of the repository with the real MkDocs; to be read, never changed."""
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "talks" / SAMPLE, root / "talks" / SAMPLE)
    return make_site(root)
