"""The wheel holds everything that the installed package reads, and one lock file holds every version."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# What Python makes for itself.
_CACHES = {"__pycache__"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the names of all files in a wheel, built as an installation builds it."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(target), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = target.glob("talkbook-*.whl")
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


def test_every_file_of_the_package_is_in_the_wheel(wheel: set[str]) -> None:
    files = {path for path in (ROOT / "generator").rglob("*") if path.is_file() and not _CACHES & set(path.parts)}
    assert {path.relative_to(ROOT).as_posix() for path in files} == {
        name for name in wheel if name.startswith("generator/")
    }


@pytest.mark.parametrize(
    "name",
    [
        "generator/template/mkdocs.yml",
        "generator/template/gitignore",
        "generator/template/site.yml",
        "generator/template/talk/transcript.en-zh.md",
        "generator/assets/vendor/iframe-worker/iframe-worker.js",
        "generator/assets/vendor/iframe-worker/LICENSE",
    ],
)
def test_what_a_site_needs_is_in_the_wheel(wheel: set[str], name: str) -> None:
    assert name in wheel


def test_nothing_but_the_package_is_in_the_wheel(wheel: set[str]) -> None:
    assert {name.split("/")[0] for name in wheel if ".dist-info/" not in name} == {"generator"}


def _key(requirement: str) -> str:
    match = re.match(r"[\w.-]+", requirement)
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def test_every_requirement_is_in_the_lock_file() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + [
        name for extra in project["optional-dependencies"].values() for name in extra
    ]
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.lstrip().startswith("#")]
    assert {_key(name) for name in wanted} <= {_key(pin) for pin in pins}, "run make lock"


def test_the_lock_file_pins_versions_and_names_no_place() -> None:
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        assert line.lstrip().startswith("#") or re.match(r"[a-z0-9-]+==[^ ]+( ; .+)?$", line), line
        assert "://" not in line, line
