"""The same pages elsewhere: ProperDocs and Zensical build them, and the proof passes on what they built."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.site import verify_built
from generator.writing import make_pages
from tests.site_fixtures import ROOT, SAMPLE

pytestmark = pytest.mark.engine

ENGINES = {
    "properdocs": ["-m", "properdocs", "build", "--quiet", "--config-file", "mkdocs.yml", "--site-dir", "site"],
    "zensical": ["-m", "zensical", "build"],
}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_proof_passes_on_what_another_engine_built(tmp_path: Path, engine: str) -> None:
    if importlib.util.find_spec(engine) is None:
        reason = f"{engine} is not installed; the extra `engines` brings it"
        if os.environ.get("TALKBOOK_REQUIRE_ENGINES"):
            pytest.fail(reason)
        pytest.skip(reason)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "talks" / SAMPLE, tmp_path / "talks" / SAMPLE)
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("talks", "index.md"))
    make_pages(tmp_path, lambda _: None)
    done = subprocess.run(
        [sys.executable, *ENGINES[engine]],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr
    told: list[str] = []
    verify_built(tmp_path, "site", told.append)
    assert told
    assert (tmp_path / "site" / "talks" / SAMPLE / "fidelity.json").exists()
