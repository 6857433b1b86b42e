"""The disk: which files are a talk, and how bytes become text."""

from __future__ import annotations

import codecs
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.sources import SUFFIXES, TalkFolder, find_talks, read_source


def lay(root: Path, files: Mapping[str, bytes | str]) -> Path:
    """Write a folder of talks and return it."""
    talks_dir = root / "talks"
    talks_dir.mkdir()
    for name, content in files.items():
        path = talks_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return talks_dir


def names(folder: TalkFolder) -> list[str]:
    return [source.path for source in folder.sources]


def lines(folder: TalkFolder) -> list[str]:
    return [str(problem) for problem in folder.problems]


def test_a_folder_and_a_single_file_are_talks(tmp_path: Path) -> None:
    files = {"b/z.txt": "z", "b/a.md": "a", "b/talk.yml": "title: B", "a.md": "**A:** a", "C.Markdown": "c"}
    gathered = find_talks(lay(tmp_path, files), "talks")
    assert [(folder.slug, folder.path_shown, names(folder)) for folder in gathered.folders] == [
        ("C", "talks/C.Markdown", ["talks/C.Markdown"]),
        ("a", "talks/a.md", ["talks/a.md"]),
        ("b", "talks/b", ["talks/b/a.md", "talks/b/z.txt"]),
    ]
    settings = gathered.folders[2].settings
    assert settings
    assert (settings.path, settings.text) == ("talks/b/talk.yml", "title: B")
    assert gathered.problems == ()


def test_hidden_files_and_media_are_left_alone(tmp_path: Path) -> None:
    files: dict[str, bytes | str] = {
        "a/a.md": "a",
        "a/.DS_Store": b"\0",
        "a/photo.JPG": b"\0",
        "a/slides/1.png": b"\0",
        ".git/x.md": "x",
    }
    gathered = find_talks(lay(tmp_path, files), "talks")
    assert [(names(folder), lines(folder)) for folder in gathered.folders] == [(["talks/a/a.md"], [])]
    assert gathered.problems == ()


def test_a_broken_file_leaves_the_other_talks_whole(tmp_path: Path) -> None:
    gathered = find_talks(lay(tmp_path, {"a/a.md": b"a\n\0", "b/b.md": "b"}), "talks")
    assert [(names(folder), len(folder.problems)) for folder in gathered.folders] == [
        ([], 1),
        (["talks/b/b.md"], 0),
    ]


def test_a_name_becomes_an_address_without_signs_that_mean_something(tmp_path: Path) -> None:
    gathered = find_talks(lay(tmp_path, {"How [hard] is *it*?/a.md": "a", "2024_q1.v2.md": "b", "会 议.txt": "c"}))
    assert [folder.slug for folder in gathered.folders] == ["2024_q1.v2", "How-hard-is-it", "会-议"]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param("é\r\n中文".encode(), "utf-8", id="utf-8"),
        pytest.param("é\r\n中文".encode("utf-8-sig"), "utf-8-sig", id="utf-8 with a mark"),
        pytest.param("é\r\n中文".encode("utf-16"), "utf-16", id="utf-16"),
        pytest.param(codecs.BOM_UTF16_BE + "é\r\n中文".encode("utf-16-be"), "utf-16", id="utf-16 big end first"),
        pytest.param("é\r\n中文".encode("utf-32"), "utf-32", id="utf-32"),
    ],
)
def test_marked_text_and_utf8_are_read_as_they_are(tmp_path: Path, data: bytes, encoding: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    reading = read_source(path, "a.md")
    assert reading.source
    assert (reading.source.text, reading.source.encoding, reading.problems) == ("é\r\n中文", encoding, ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Müller: Schön, daß Sie da sind.\nWir fangen an.\n", "cp1252"),
        ("Ведущий: Добрый день, коллеги. Сегодня мы говорим о языке.\n", "cp1251"),
        ("主持人:非常高兴大家都能来到这里。有些是老朋友,有些是新面孔。\n", "gb18030"),
        ("主持人:非常高興大家都能來到這裡。有些是老朋友,有些是新面孔。\n", "big5"),
        ("司会:みなさん、こんにちは。今日はありがとうございます。\n", "cp932"),
    ],
)
def test_other_encodings_are_guessed_and_said_to_be(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"one\ntwo\n" + text.encode(encoding))
    reading = read_source(path, "a.md")
    assert reading.source
    assert reading.source.text == f"one\ntwo\n{text}"
    wrong = f"is not UTF-8 from here on and was read as {encoding}, a guess"
    assert [str(problem) for problem in reading.problems] == [f"a.md:3: warning: {wrong}; save it as UTF-8 text"]


def test_a_link_inside_the_talks_is_followed(tmp_path: Path) -> None:
    talks_dir = lay(tmp_path, {"a/a.md": "a", "b/b.md": "b"})
    (talks_dir / "b" / "c.md").symlink_to(talks_dir / "a" / "a.md")
    _, folder = find_talks(talks_dir, "talks").folders
    assert (names(folder), lines(folder)) == (["talks/b/b.md", "talks/b/c.md"], [])


def test_links_that_lead_out_are_refused(tmp_path: Path) -> None:
    talks_dir = lay(tmp_path, {"a/a.md": "a"})
    (tmp_path / "secret.md").write_text("secret")
    (talks_dir / "a" / "b.md").symlink_to(tmp_path / "secret.md")
    (talks_dir / "a" / "talk.yml").symlink_to(tmp_path / "secret.md")
    (talks_dir / "whole").symlink_to(tmp_path)
    gathered = find_talks(talks_dir, "talks")
    wrong = "is a link that leads out of the folder of the talks; put the file itself here"
    assert [str(problem) for problem in gathered.problems] == [f"talks/whole:1: {wrong}"]
    assert gathered.broken == {"whole"}
    (folder,) = gathered.folders
    assert (names(folder), folder.settings) == (["talks/a/a.md"], None)
    assert lines(folder) == [f"talks/a/b.md:1: {wrong}", f"talks/a/talk.yml:1: {wrong}"]


def test_links_that_lead_nowhere_are_refused(tmp_path: Path) -> None:
    talks_dir = lay(tmp_path, {"a/a.md": "a"})
    (talks_dir / "a" / "b.md").symlink_to("gone.md")
    (talks_dir / "a" / "c.md").symlink_to("c.md")
    (folder,) = find_talks(talks_dir, "talks").folders
    right = "put the file itself here, or remove the link"
    assert lines(folder) == [f"talks/a/{name}.md:1: is a link that leads nowhere; {right}" for name in "bc"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    talks_dir = lay(tmp_path, {"a/a.md": "a"})
    (talks_dir / "a" / "a.md").chmod(0)
    (folder,) = find_talks(talks_dir, "talks").folders
    right = "make the file readable, or remove it"
    assert lines(folder) == [f"talks/a/a.md:1: cannot be read (Permission denied); {right}"]


def test_a_file_that_is_gone_when_it_is_read(tmp_path: Path) -> None:
    reading = read_source(tmp_path / "a.md", "a.md")
    right = "make the file readable, or remove it"
    assert [str(it) for it in reading.problems] == [f"a.md:1: cannot be read (No such file or directory); {right}"]


def test_names_that_differ_in_case_only_are_one_address(tmp_path: Path) -> None:
    talks_dir = lay(tmp_path, {"Foo/a.md": "a", "bar.md": "b"})
    try:
        (talks_dir / "foo").mkdir()
    except FileExistsError:
        pytest.skip("this disk knows no case")
    (talks_dir / "foo" / "a.md").write_text("a")
    folders = find_talks(talks_dir, "talks").folders
    wrong = "is published at the same address as talks/Foo"
    right = "rename one of the two, or put the files into one folder"
    assert [lines(folder) for folder in folders] == [[], [], [f"talks/foo:1: {wrong}; {right}"]]


def test_an_empty_folder_is_no_talk(tmp_path: Path) -> None:
    talks_dir = lay(tmp_path, {})
    (talks_dir / "a").mkdir()
    (folder,) = find_talks(talks_dir, "talks").folders
    right = f"put a recap or a transcript into it ({', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]})"
    assert lines(folder) == [f"talks/a:1: holds no source file; {right}"]


def test_no_folder_of_talks(tmp_path: Path) -> None:
    (problem,) = find_talks(tmp_path / "talks", "talks").problems
    wrong = "cannot be read (No such file or directory)"
    assert str(problem) == f"talks:1: {wrong}; make the folder and put a folder for each talk into it"
