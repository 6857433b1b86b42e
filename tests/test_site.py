"""A whole build: what it leaves behind, and what it leaves alone when something is wrong."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from generator.errors import LossError, ProblemsError, SettingsError
from generator.pages.home import HOME_MARK
from generator.site import BuildOptions, build_site, verify_built
from generator.writing import make_pages
from tests.loaded import load_talks
from tests.site_fixtures import ROOT, SAMPLE, BuiltSite

TALK = "**Ann:** Shall we begin?\n\n**Ben:** We have begun.\n\n**Ann:** Good.\n"


def small_site(root: Path, **talks: str) -> Path:
    """Write a site folder with talks of one file each."""
    shutil.copy(ROOT / "mkdocs.yml", root)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(_without_guide(config), encoding="utf-8")
    for slug, text in talks.items():
        (root / "talks" / slug).mkdir(parents=True)
        (root / "talks" / slug / "transcript.md").write_text(text, encoding="utf-8")
    return root


def _without_guide(config: str) -> str:
    """Leave the hand-written pages out of the navigation: the small site has none."""
    before, _, rest = config.partition("nav:\n")
    lines = rest.splitlines(keepends=True)
    kept = lines[:2]
    rest_of_file = "".join(lines[next(i for i, line in enumerate(lines) if not line.startswith(" ")) :])
    return f"{before}nav:\n{''.join(kept)}{rest_of_file}"


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def build(root: Path, strict: bool = False, offline: bool = False) -> list[str]:
    told: list[str] = []
    build_site(root, BuildOptions(strict=strict, offline=offline), told.append, told.append)
    return told


def test_the_sample_is_whole(sample_site: BuiltSite) -> None:
    figures = json.loads((sample_site.folder / "fidelity.json").read_text(encoding="utf-8"))["files"]
    assert [file["file"].rpartition("/")[2] for file in figures] == ["recap.txt", "transcript.zh-en.md"]
    for file in figures:
        assert file["lost"] == file["added"] == 0
        assert file["found"] + file["structural"] + file["repeated"] == file["characters"]
    assert {path.name for path in sample_site.folder.glob("*.html")} == {
        *("index.html", "takeaways.html", "glossary.html", "transcript.html"),
        *("transcript-machine.html", "collation.html", "collation-2.html", "speakers.html", "record.html"),
    }


def test_the_sample_needs_no_talk_yml(tmp_path: Path, sample_site: BuiltSite) -> None:
    small_site(tmp_path)
    shutil.copytree(ROOT / "talks" / SAMPLE, tmp_path / "talks" / SAMPLE, ignore=shutil.ignore_patterns("talk.yml"))
    make_pages(tmp_path, lambda _: None)
    bare, full = load_talks(tmp_path).talks[0], sample_site.talk
    assert (bare.title, bare.langs, bare.lang) == (full.title, full.langs, full.lang)
    assert [speaker.name for speaker in bare.speakers] == [speaker.name for speaker in full.speakers]
    assert bare.transcripts == full.transcripts
    assert bare.recap == full.recap


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    sites = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        root = small_site(tmp_path / name, talk=TALK)
        build(root, offline=True)
        # The sitemap states the day of the build and the gzip header its second: MkDocs' own, and no page.
        shutil.rmtree(root / "docs")
        shutil.rmtree(root / ".cache")
        sites.append({uri: sha for uri, sha in hashes(root).items() if "sitemap" not in uri and "dist" not in uri})
    assert sites[0] == sites[1]


@pytest.mark.parametrize(
    ("damage", "error"),
    [
        ("broken source", ProblemsError),
        ("broken settings", SettingsError),
        ("broken page", SettingsError),
        ("warning, strict", ProblemsError),
    ],
)
def test_a_failed_build_leaves_the_old_site(tmp_path: Path, damage: str, error: type[Exception]) -> None:
    root = small_site(tmp_path, good=TALK, other=TALK)
    build(root)
    before = hashes(root / "site")
    if damage == "broken source":
        (root / "talks" / "other" / "transcript.md").write_bytes(b"")
    elif damage == "broken settings":
        (root / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    elif damage == "broken page":
        (root / "docs" / "lost.md").write_text("[nowhere](nowhere.md)\n", encoding="utf-8")
    else:
        (root / "talks" / "good" / "transcript.md").write_bytes(
            TALK.replace("Good", "Gr\xfc\xdf Gott").encode("cp1252")
        )
    with pytest.raises(error):
        build(root, strict=True)
    assert hashes(root / "site") == before
    assert not [path for path in root.iterdir() if path.name.startswith(".site")]


def test_a_broken_talk_does_not_take_the_others_down(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK, other=TALK)
    make_pages(root, lambda _: None)
    pages = hashes(root / "docs" / "talks" / "other")
    (root / "talks" / "other" / "transcript.md").write_bytes(b"")
    (root / "talks" / "good" / "transcript.md").write_text(TALK.replace("begun", "started"), encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        make_pages(root, lambda _: None)
    assert str(caught.value).startswith("talks/other/transcript.md:1: ")
    assert "started" in (root / "docs" / "talks" / "good" / "transcript.md").read_text(encoding="utf-8")
    assert hashes(root / "docs" / "talks" / "other") == pages


def test_pages_of_a_talk_that_is_gone_go_too(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK, other=TALK)
    make_pages(root, lambda _: None)
    shutil.rmtree(root / "talks" / "other")
    make_pages(root, lambda _: None)
    assert not (root / "docs" / "talks" / "other").exists()
    assert (root / "docs" / "talks" / "good" / "transcript.md").exists()


def test_nothing_is_touched_when_nothing_changed(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK)
    make_pages(root, lambda _: None)
    times = {path: path.stat().st_mtime_ns for path in (root / "docs").rglob("*")}
    make_pages(root, lambda _: None)
    assert {path: path.stat().st_mtime_ns for path in (root / "docs").rglob("*")} == times


def test_a_home_page_written_by_hand_stays(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK)
    (root / "docs").mkdir()
    home = root / "docs" / "index.md"
    home.write_text("# My own\n", encoding="utf-8")
    make_pages(root, lambda _: None)
    assert home.read_text(encoding="utf-8") == "# My own\n"
    home.unlink()
    make_pages(root, lambda _: None)
    assert HOME_MARK in home.read_text(encoding="utf-8")


def test_verify_names_what_is_lost(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK)
    build(root)
    page = root / "site" / "talks" / "good" / "transcript.html"
    page.write_text(page.read_text(encoding="utf-8").replace("We have begun.", "We have."), encoding="utf-8")
    with pytest.raises(LossError) as caught:
        verify_built(root, None, lambda _: None)
    assert str(caught.value).startswith("talks/good/transcript.md:3: turn 2 (Ben)")
    assert "transcript.md#t2" in str(caught.value)


def test_the_offline_zip_holds_the_site(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK)
    told = build(root, offline=True)
    assert told[-1].startswith("dist/talkbook-offline.zip")
    with zipfile.ZipFile(root / "dist" / "talkbook-offline.zip") as archive:
        packed = {name.removeprefix("talkbook/"): archive.read(name) for name in archive.namelist()}
    assert {name: hashlib.sha256(content).hexdigest() for name, content in packed.items()} == hashes(root / "site")


def test_every_page_is_well_formed(sample_site: BuiltSite) -> None:
    """What is written inside an element stays inside it: a tag that Markdown reads otherwise shows here."""
    for path in sample_site.folder.glob("*.html"):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        talk = soup.select_one("article > .talk")
        assert talk is not None, path.name
        for selector in (".turns", ".definitions", ".controls > div", ".entries", ".summary", ".figures", "h2"):
            for tag in soup.select(f"article {selector}"):
                assert talk in tag.parents, (path.name, selector)
        assert not talk.select("p > div, p > p, p:empty"), path.name


def test_a_recording_beside_the_talk_is_on_the_site(tmp_path: Path) -> None:
    root = small_site(tmp_path)
    folder = root / "talks" / "My Talk"  # its pages are in `My-Talk`
    folder.mkdir(parents=True)
    (folder / "transcript.md").write_text(TALK, encoding="utf-8")
    (folder / "talk.yml").write_text("media: talk.mp4\n", encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        make_pages(root, lambda _: None)
    assert str(caught.value).startswith("talks/My Talk/talk.yml:1: there is no file talk.mp4; ")
    (folder / "talk.mp4").write_bytes(b"not really a film")
    make_pages(root, lambda _: None)
    assert (root / "docs" / "talks" / "My-Talk" / "talk.mp4").read_bytes() == b"not really a film"
    (folder / "talk.yml").write_text("media: index.md\n", encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        make_pages(root, lambda _: None)
    assert "index.md is no recording" in str(caught.value)


def test_a_misquotation_is_a_warning_that_names_the_nearest_turn(tmp_path: Path) -> None:
    root = small_site(tmp_path, good=TALK)
    recap = '## TL;DR\n\n- Ben says "we have long begun to build".\n- They began.\n'
    (root / "talks" / "good" / "recap.md").write_text(recap, encoding="utf-8")
    warned: list[str] = []
    make_pages(root, warned.append)
    assert len(warned) == 1
    assert warned[0].startswith("talks/good/recap.md:3: warning: “we have long begun to build” was not said")
    assert "turn 2 comes nearest" in warned[0]
    assert "was not said in these words" in (root / "docs" / "talks" / "good" / "record.md").read_text(
        encoding="utf-8"
    )
