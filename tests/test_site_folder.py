"""The folder of the site: nothing but an old site is ever replaced, and two builds never meet in it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import SettingsError
from generator.one_build import one_build
from generator.settings import read_settings
from generator.site import BuildOptions, build_site, verify_built
from generator.site_folder import site_folder
from tests.site_fixtures import ROOT
from tests.test_many_built import many_talks
from tests.test_site import TALK, build, hashes, small_site


def site_at(tmp_path: Path) -> Path:
    """Write a site folder with a page written by hand, a file beside it, and a folder of somebody else's."""
    root = tmp_path / "talkbook"
    root.mkdir()
    small_site(root, good=TALK)
    for name in ("docs/about.md", "notes/mine.txt", "public/index.html", ".git/HEAD", "file"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("Mine.\n", encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("site_dir", "said"),
    [
        # Each of these was replaced by the site, the sources with it, and the build said that nothing was lost.
        ("talks", "a site built here would take the place of talks"),
        ("talks/good", "a site built here would take the place of talks"),
        (".", "a site built here would take the place of talkbook"),
        ("..", "a site built here would take the place of talkbook"),
        ("docs", "a site built here would take the place of docs"),
        ("docs/out", "a site built here would take the place of docs"),
        (".cache", "a site built here would take the place of talkbook"),
        (".git", "a site built here would take the place of .git"),
        ("notes", "holds files that no build has made"),
        ("public", "holds files that no build has made"),
        ("file", "is no folder"),
    ],
)
@pytest.mark.parametrize("in_settings", [False, True], ids=["argument", "settings"])
def test_a_site_never_takes_the_place_of_anything_else(
    tmp_path: Path, site_dir: str, said: str, in_settings: bool
) -> None:
    root = site_at(tmp_path)
    if in_settings:
        with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
            settings.write(f"site_dir: {site_dir}\n")
    before = hashes(tmp_path)
    with pytest.raises(SettingsError) as caught:
        build_site(root, BuildOptions(site_dir=None if in_settings else site_dir), print, print)
    assert str(caught.value).startswith(f"{root / site_dir}:1: {said}")
    assert str(caught.value).endswith("; give the site a folder of its own, such as site")
    assert hashes(tmp_path) == before


@pytest.mark.parametrize("make", [lambda root: small_site(root, good=TALK), many_talks], ids=["few", "many"])
def test_a_built_site_is_for_everybody_and_keeps_what_is_hidden(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    (tmp_path / "site").mkdir(mode=0o755)
    (tmp_path / "site" / ".nojekyll").touch()
    root = make(tmp_path)
    build(root)
    (root / "site" / "stray.html").touch()
    build(root)
    assert (root / "site" / ".nojekyll").exists()
    assert not (root / "site" / "stray.html").exists()
    umask = os.umask(0)
    os.umask(umask)
    assert (root / "site").stat().st_mode & 0o777 == 0o777 & ~umask
    assert (root / "site" / "talks").stat().st_mode & 0o777 == 0o777 & ~umask


def test_a_first_build_leaves_a_site_for_everybody(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK)
    build(root)
    assert (root / "site").stat().st_mode & 0o055 == 0o055


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    root = site_at(tmp_path)
    (root / "site").symlink_to(tmp_path / "www")
    for said in ("begun", "started"):
        source = root / "talks" / "good" / "transcript.md"
        source.write_text(TALK.replace("begun", said), encoding="utf-8")
        build(root)
        page = tmp_path / "www" / "talks" / "good" / "transcript.html"
        assert said in page.read_text(encoding="utf-8")
    assert (root / "site").is_symlink()
    assert {path.name for path in tmp_path.iterdir()} == {"talkbook", "www"}


def test_what_a_killed_build_has_left_goes_with_the_next(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK)
    (root / ".site-abcd1234" / "site").mkdir(parents=True)
    (root / ".site-other").mkdir()
    build(root)
    assert [path.name for path in root.glob(".site-*")] == [".site-other"]


def test_two_builds_of_one_folder_wait_for_each_other(tmp_path: Path) -> None:
    # One took away what the other was about to look at: `FileNotFoundError` or `FileExistsError` in four of nine.
    root = many_talks(tmp_path)
    command = [sys.executable, "-m", "generator", "build"]
    running = [
        subprocess.Popen(
            command,
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for _ in range(2)
    ]
    said = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    assert sum("Another build of this site is running" in err for _, err in said) == 1
    verify_built(root, None, lambda _: None)


def test_a_build_that_waits_says_so(tmp_path: Path) -> None:
    told: list[str] = []
    order: list[str] = []

    def wait() -> None:
        with one_build(tmp_path, told.append):
            order.append("second")

    with one_build(tmp_path, told.append):
        other = threading.Thread(target=wait)
        other.start()
        while not told:
            time.sleep(0.01)
        order.append("first")
    other.join()
    assert order == ["first", "second"]
    assert told == ["Another build of this site is running; waiting for its end."]


def test_a_folder_of_an_older_build_is_taken(tmp_path: Path) -> None:
    root = site_at(tmp_path)
    build(root)
    assert site_folder(root, read_settings(root), None) == (root / "site").resolve()
