"""The command as a process: what it prints, where, and with which exit status."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.site_fixtures import ROOT
from tests.test_site import TALK, small_site


def talkbook(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={"PATH": "", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "HOME": str(folder)},
    )


def test_build_tells_what_it_proved_and_nothing_else(tmp_path: Path) -> None:
    done = talkbook("build", folder=small_site(tmp_path, good=TALK))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("good: all ")


def test_every_problem_is_one_line_and_the_status_is_1(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK, empty="", symbols="***\n\n***\n")
    (root / "talks" / "good" / "talk.yml").write_text("titel: x\n", encoding="utf-8")
    done = talkbook("build", folder=root)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        "talks/empty/transcript.md:1",
        "talks/good/talk.yml:1",
        "talks/symbols/transcript.md:1",
    ]
    assert all("; " in line for line in lines)
    assert "title" in lines[1]
    assert not (root / "site").exists()


def test_a_folder_that_is_no_site_is_one_line(tmp_path: Path) -> None:
    done = talkbook("build", folder=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "mkdocs.yml" in done.stderr


@pytest.mark.parametrize("address", ["8000", "localhost", "127.0.0.1:http"])
def test_serve_wants_an_address(tmp_path: Path, address: str) -> None:
    done = talkbook("serve", "--address", address, folder=small_site(tmp_path, good=TALK))
    assert done.returncode == 1
    assert done.stderr == f"{address}: this is no address; write it as 127.0.0.1:8000\n"


def test_pages_loads_nothing_it_does_not_need(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK)
    code = (
        "import sys, pathlib\n"
        "from generator.site import make_pages\n"
        "make_pages(pathlib.Path(), print)\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT)},
    )
    loaded = set(done.stdout.split())
    assert not loaded & {"mkdocs", "jieba", "bs4", "markdown", "jinja2", "charset_normalizer", "pypinyin"}
