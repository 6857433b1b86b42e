"""The live preview as a process with a real server: a changed source is on the page, and then it rests."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.site_fixtures import ROOT
from tests.test_many_built import many_talks
from tests.test_site import TALK, build, small_site

PATIENCE_S = 60
"""Long, for machines that are busy: how fast it is, `make bench` tells."""


def free_address() -> str:
    """Return an address of this machine that nobody listens to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


@contextmanager
def running(folder: Path, log_path: Path, *arguments: str) -> Iterator[None]:
    """Run a command that serves a site, as a process with its words in a file, and interrupt it at the end."""
    with log_path.open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", *arguments],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        )
        try:
            yield
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE_S)


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, str, Path]]:
    """Serve a site folder; yield it, its address, and the file that the server's words go to."""
    root = small_site(tmp_path, good=TALK)
    (root / "docs").mkdir()
    address, log_path = free_address(), tmp_path / "log"
    with running(root, log_path, "serve", "--address", address):
        yield root, f"http://{address}/talks/good/transcript.html", log_path


def wait_for(words: str, url: str) -> None:
    """Wait until the page shows the words."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url) as answer:
                if words in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.1)
    raise AssertionError(f"{words} never came")


def wait_to_be_told(words: str, log_path: Path) -> None:
    """Wait until the server has said the words."""
    end = time.monotonic() + PATIENCE_S
    while words not in log_path.read_text():
        assert time.monotonic() < end, f"{words} never came"
        time.sleep(0.1)


def test_a_changed_source_is_shown_once(preview: tuple[Path, str, Path]) -> None:
    root, url, log_path = preview
    wait_for("We have begun", url)
    source = root / "talks" / "good" / "transcript.md"
    source.write_text(TALK.replace("begun", "started at last"), encoding="utf-8")
    wait_for("started at last", url)
    time.sleep(2)  # a loop would have built again by now
    assert log_path.read_text().count("Detected file changes") == 1


def test_a_broken_source_is_told_and_the_preview_goes_on(preview: tuple[Path, str, Path]) -> None:
    root, url, log_path = preview
    wait_for("We have begun", url)
    settings = root / "talks" / "good" / "talk.yml"
    (root / "talks" / "good" / "notes.md").write_bytes(b"")
    wait_to_be_told("notes.md:1: ", log_path)
    assert "talks/good/notes.md:1: " in log_path.read_text()
    (root / "talks" / "good" / "notes.md").unlink()
    settings.write_text("title: A better title\n", encoding="utf-8")
    wait_for("A better title", url)


def test_broken_settings_are_one_line_and_the_preview_goes_on(preview: tuple[Path, str, Path]) -> None:
    root, url, log_path = preview
    wait_for("We have begun", url)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"{settings}\nnav: [\n", encoding="utf-8")
    wait_to_be_told("this is not YAML", log_path)
    (root / "mkdocs.yml").write_text(f"{settings}\n# Mended.\n", encoding="utf-8")
    (root / "talks" / "good" / "transcript.md").write_text(TALK.replace("begun", "gone on"), encoding="utf-8")
    wait_for("gone on", url)
    said = log_path.read_text()
    assert "mkdocs.yml:" in said
    assert "Traceback" not in said


def test_a_build_beside_the_preview_waits_for_it(preview: tuple[Path, str, Path]) -> None:
    root, url, log_path = preview
    wait_for("We have begun", url)
    source = root / "talks" / "good" / "transcript.md"
    for number in range(3):
        source.write_text(TALK.replace("begun", f"said {number}"), encoding="utf-8")
        build(root)
        wait_for(f"said {number}", url)
    assert "Traceback" not in log_path.read_text()


def test_a_large_site_is_shown_edited_and_not_built_again_the_next_time(tmp_path: Path) -> None:
    root = many_talks(tmp_path / "many")
    address, source = free_address(), root / "talks" / "t07" / "transcript.md"
    url = f"http://{address}/talks/t07/transcript.html"
    with running(root, tmp_path / "log", "serve", "--address", address):
        wait_for("Turn of 7.", url)
        source.write_text(source.read_text(encoding="utf-8").replace("Turn of 7", "Spoken anew"), encoding="utf-8")
        wait_for("Spoken anew.", url)
    made = {path: path.stat().st_mtime_ns for path in (root / ".cache").rglob("talks/*/*.html")}
    assert made
    with running(root, tmp_path / "log", "serve", "--address", address):
        wait_for("Spoken anew.", url)
    assert made == {path: path.stat().st_mtime_ns for path in made}
