"""Files become a talk: its folder with a filled-in `talk.yml`, a table of what they hold, a preview."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.assemble import load_talk
from generator.checking import check_sources, render_checks
from generator.errors import ProblemsError, SettingsError
from generator.intake import add_talk
from generator.model import Talk
from generator.sources import find_talks
from tests.site_fixtures import ROOT, SAMPLE
from tests.test_cli import talkbook
from tests.test_preview import free_address, running, wait_for
from tests.test_site import TALK, small_site

SAMPLE_FILES = [ROOT / "talks" / SAMPLE / name for name in ("recap.txt", "transcript.zh-en.md")]


def only_talk(root: Path, slug: str) -> Talk:
    (folder,) = (it for it in find_talks(root / "talks", "talks").folders if it.slug == slug)
    return load_talk(folder)


def nothing(_line: str) -> None:
    """Tell nobody."""


def test_files_become_a_talk_that_says_the_same_with_its_talkfile(tmp_path: Path) -> None:
    root = small_site(tmp_path)
    folder = add_talk(root, SAMPLE_FILES, None, nothing)
    assert folder.name == "how-difficult-is-ai-alignment"
    assert {path.name for path in folder.iterdir()} == {"recap.txt", "transcript.zh-en.md", "talk.yml"}
    with_talkfile = only_talk(root, folder.name)
    (folder / "talk.yml").unlink()
    without = only_talk(root, folder.name)
    assert with_talkfile.problems == ()
    assert (with_talkfile.title, with_talkfile.langs) == (without.title, without.langs)
    assert with_talkfile.speakers == without.speakers
    assert with_talkfile.transcripts == without.transcripts


def test_the_talkfile_holds_what_is_known_and_marks_what_is_not(tmp_path: Path) -> None:
    root = small_site(tmp_path)
    source = tmp_path / "In the hall.md"
    source.write_text("**Ann: the first:** Hello.\n**#1 Ben:** Good morning to all.\n" * 2, encoding="utf-8")
    written = (add_talk(root, [source], None, nothing) / "talk.yml").read_text(encoding="utf-8")
    assert "title: In the hall\n" in written
    assert "- name: 'Ann: the first'\n" in written
    assert "- name: '#1 Ben'\n" in written
    assert "# date: " in written
    assert "# media: " in written


@pytest.mark.parametrize(("name", "media"), [("hall.mp3", "hall.mp3"), ("my  talk.mp3", "my-talk.mp3")])
def test_a_recording_among_the_files_becomes_the_media(tmp_path: Path, name: str, media: str) -> None:
    root = small_site(tmp_path)
    (tmp_path / "hall.md").write_text(TALK, encoding="utf-8")
    (tmp_path / name).write_bytes(b"no sound")
    folder = add_talk(root, [tmp_path / "hall.md", tmp_path / name], "the-hall", nothing)
    assert only_talk(root, "the-hall").media == media
    assert (folder / media).read_bytes() == b"no sound"
    assert talkbook("build", folder=root).returncode == 0


def test_a_problem_names_the_file_that_was_given(tmp_path: Path) -> None:
    root = small_site(tmp_path)
    empty = tmp_path / "elsewhere" / "empty.md"
    empty.parent.mkdir()
    empty.touch()
    with pytest.raises(ProblemsError) as caught:
        add_talk(root, [empty], None, nothing)
    assert str(caught.value).startswith(f"{empty}:1: the file is empty; ")


def test_all_that_cannot_be_taken_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    root = small_site(tmp_path)
    (tmp_path / "slides.pptx").write_bytes(b"")
    (tmp_path / "more").mkdir()
    for path in (tmp_path / "a.md", tmp_path / "more" / "a.md"):
        path.write_text(TALK, encoding="utf-8")
    files = [tmp_path / name for name in ("missing.md", "slides.pptx", "a.md", "more/a.md")]
    with pytest.raises(ProblemsError) as caught:
        add_talk(root, files, None, nothing)
    assert [problem.wrong for problem in caught.value.problems] == [
        "cannot be read (No such file or directory)",
        "is not read",
        "is a second file of this name",
    ]
    assert not (root / "talks").exists()


def test_a_talk_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    root = small_site(tmp_path, hall=TALK)
    (tmp_path / "other.md").write_text(TALK, encoding="utf-8")
    with pytest.raises(SettingsError, match="--slug"):
        add_talk(root, [tmp_path / "other.md"], "hall", nothing)


def test_the_command_adds_and_the_site_builds(tmp_path: Path) -> None:
    root = small_site(tmp_path)
    shutil.copy(SAMPLE_FILES[1], tmp_path / "talk.md")
    done = talkbook("add", "talk.md", "--slug", "salon", folder=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("talks/salon: ")
    assert talkbook("build", "--strict", folder=root).returncode == 0


def test_a_check_says_what_is_understood_of_each_file(tmp_path: Path) -> None:
    root = small_site(tmp_path, hall=TALK)
    checks = check_sources(root, [*SAMPLE_FILES, root / "talks"])
    table = list(render_checks(checks))
    assert [line.split()[1:5] for line in table[1:3]] == [
        ["recap", "en", "0", "59"],
        ["labelled", "zh-Hans,", "en", "5"],
    ]
    assert any("speakers: Moderator (24), Yan (24), Amanda Askell (22)" in line for line in table)
    assert any("left out, bold mark: 184 times" in line for line in table)


def test_a_check_names_what_cannot_be_read_and_ends_with_1(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK, empty="")
    done = talkbook("check", folder=root)
    assert done.returncode == 1
    assert done.stderr.startswith("talks/empty/transcript.md:1: the file is empty; ")
    assert "talks/good/transcript.md" in done.stdout
    assert talkbook("check", "talks/good", folder=root).returncode == 0


def test_files_are_shown_as_a_site_at_once(tmp_path: Path) -> None:
    (tmp_path / "hall.md").write_text(TALK, encoding="utf-8")
    address = free_address()
    with running(tmp_path, tmp_path / "log", "preview", "hall.md", "--address", address):
        wait_for("We have begun", f"http://{address}/talks/hall/transcript.html")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hall.md", "log"]
    assert "about.md" not in (tmp_path / "log").read_text(encoding="utf-8")
