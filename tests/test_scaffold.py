"""A new site has every file it needs, builds at once, and asks for the Talkbook that wrote it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.errors import SettingsError
from generator.scaffold import new_site, requirements

ROOT = Path(__file__).parent.parent
COMMIT = "0123456789abcdef0123456789abcdef01234567"
FILES = {
    ".github/workflows/site.yml",
    ".gitignore",
    "README.md",
    "docs/about.md",
    "mkdocs.yml",
    "requirements.txt",
    "talks/who-remembers-the-meeting/recap.md",
    "talks/who-remembers-the-meeting/talk.yml",
    "talks/who-remembers-the-meeting/transcript.en-zh.md",
}


def _settings(path: Path) -> dict[str, Any]:
    settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(settings, dict)
    return settings


def test_every_file_is_written_and_named(tmp_path: Path) -> None:
    written = new_site(tmp_path / "new", None)
    on_disk = {
        path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new").rglob("*") if path.is_file()
    }
    assert on_disk == FILES
    assert {path.relative_to(tmp_path / "new").as_posix() for path in written} == FILES


def test_no_mark_is_left(tmp_path: Path) -> None:
    for path in new_site(tmp_path, "Our talks"):
        assert "SITE_NAME" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize(
    ("folder", "name", "expected"),
    [
        ("my-club_talks", None, "My club talks"),
        ("x", "Our talks", "Our talks"),
        ("x", 'Say: "yes" # {all} 会议', 'Say: "yes" # {all} 会议'),
        ("2024", None, "2024"),
        ("no", None, "No"),
    ],
)
def test_the_name_arrives_as_it_was_given(tmp_path: Path, folder: str, name: str | None, expected: str) -> None:
    new_site(tmp_path / folder, name)
    assert _settings(tmp_path / folder / "mkdocs.yml")["site_name"] == expected


def test_an_empty_folder_and_a_fresh_clone_are_welcome(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert new_site(tmp_path, None)


def test_a_folder_with_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SettingsError, match=r":1: the folder is not empty; give a new or empty folder$"):
        new_site(tmp_path, None)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SettingsError, match=r":1: is a file; give a new or empty folder$"):
        new_site(tmp_path / "notes.txt", None)


def test_a_folder_below_a_file_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SettingsError, match=r":1: cannot be written \(.+\); give a new or empty folder$"):
        new_site(tmp_path / "notes.txt" / "site", None)


@pytest.mark.parametrize(
    ("direct_url", "line"),
    [
        pytest.param(
            {"url": "https://example.org/a/b.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            f"talkbook @ git+https://example.org/a/b.git@{COMMIT}",
            id="a repository, at the commit it was installed from",
        ),
        pytest.param(
            {
                "url": "https://example.org/a/b.git",
                "vcs_info": {"vcs": "git", "commit_id": COMMIT, "requested_revision": "main"},
                "subdirectory": "tools/talkbook",
            },
            f"talkbook @ git+https://example.org/a/b.git@{COMMIT}#subdirectory=tools/talkbook",
            id="a folder of a repository",
        ),
        pytest.param(
            {"url": "https://example.org/talkbook.zip", "archive_info": {}},
            "talkbook @ https://example.org/talkbook.zip",
            id="an archive",
        ),
    ],
)
def test_an_address_is_asked_for_again(direct_url: dict[str, Any], line: str) -> None:
    assert requirements(direct_url, "1.2.3") == f"{line}\n"


@pytest.mark.parametrize(
    "direct_url",
    [
        pytest.param(None, id="the package index"),
        pytest.param({"url": "file:///home/me/talkbook", "dir_info": {"editable": True}}, id="a folder here"),
        pytest.param({"url": "file:///home/me/talkbook.whl", "archive_info": {}}, id="an archive here"),
        pytest.param(
            {"url": "file:///home/me/b.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            id="a repository here",
        ),
    ],
)
def test_without_an_address_that_others_can_reach_the_version_is_asked_for(
    direct_url: dict[str, Any] | None,
) -> None:
    *comments, line = requirements(direct_url, "1.2.3").splitlines()
    assert line == "talkbook==1.2.3"
    assert comments
    assert all(comment.startswith("# ") for comment in comments)


def test_a_new_site_has_the_settings_of_our_own(tmp_path: Path) -> None:
    new_site(tmp_path, None)
    theirs, ours = _settings(tmp_path / "mkdocs.yml"), _settings(ROOT / "mkdocs.yml")
    for settings in (theirs, ours):
        for key in ("site_name", "site_description", "site_url", "nav"):
            settings.pop(key, None)
    assert theirs == ours


def test_a_new_site_ignores_what_is_made(tmp_path: Path) -> None:
    new_site(tmp_path, None)
    ignored = set((tmp_path / ".gitignore").read_text(encoding="utf-8").splitlines())
    assert {"/site/", "/dist/", "/docs/talks/", "/docs/index.md"} <= ignored


def test_a_new_site_builds_at_once(tmp_path: Path) -> None:
    new_site(tmp_path, "Our talks")
    command = [sys.executable, "-m", "generator", "build", "--strict", "--offline", "-C", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site/talks/who-remembers-the-meeting/transcript.html").is_file()
    assert (tmp_path / "site/about.html").is_file()
    assert (tmp_path / "dist/our-talks-offline.zip").is_file()
