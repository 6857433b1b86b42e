"""A site of many talks: the same whoever makes its pages, the same after each edit as if built anew."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from hashlib import blake2b
from itertools import zip_longest
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, Tag

from generator import fastpath, page_html
from generator.cache import CACHE_FOLDER, READINGS
from generator.errors import LossError, ProblemsError
from generator.settings import read_settings
from generator.site import BuildOptions, build_site, verify_built
from generator.talks import MANY
from generator.words import folded
from generator.writing import make_pages
from tests.cases import CASES_PATH
from tests.hazards import SHOWN_SEEDS
from tests.test_site import hashes, small_site

RECAP = (
    "# On {name}\n\n## TL;DR\n\n- {name} said something.\n\n## Vocabulary\n\nArch — A curve.\n{name} — A name.\n"
)
_NAMED = ("index", "search", "people", "t00/index", "t01/index", "t00/transcript", "dates")
_NAV = '.md-tabs__link, a.md-nav__link:not([href^="#"])'
_FRAME = ("title", "meta[name=description]", "meta[property]", "link[rel=canonical]", ".md-skip")


def many_talks(root: Path) -> Path:
    """Write a site folder with more talks than the theme's own search takes, some of them with traps."""
    for number in range(MANY):
        seed, bob = SHOWN_SEEDS[number % len(SHOWN_SEEDS)], f"Bob {number % 7}"
        folder = root / "talks" / f"t{number:02}"
        folder.mkdir(parents=True)
        turns = f"**Ann Lee:** Turn of {number}.\n\n**{bob}:** A {seed} b.\n\n**Ann Lee:** Good, 很好。\n"
        (folder / "transcript.md").write_text(turns, encoding="utf-8")
        if number % 3 == 0:
            (folder / "recap.md").write_text(RECAP.format(name=bob), encoding="utf-8")
        if number % 2:
            settings = f"date: 20{number:02}-01-02\ntags: [x, y{number % 5}]\n"
            (folder / "talk.yml").write_text(settings, encoding="utf-8")
    shutil.copytree(CASES_PATH / "site" / "several_talks" / "talks", root / "talks", dirs_exist_ok=True)
    (root / "docs" / "guide").mkdir(parents=True)
    (root / "docs" / "guide" / "way.md").write_text("# Way\n\n[To it](../talks/t01/transcript.md#t2)\n", "utf-8")
    small_site(root)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"site_url: https://example.org/a/\n{settings}", encoding="utf-8")
    return root


def build(root: Path, by_mkdocs: bool = False) -> list[str]:
    """Build a site; return what was told."""
    told: list[str] = []
    build_site(root, BuildOptions(by_mkdocs=by_mkdocs), told.append, told.append)
    return told


def anew(root: Path, folder: Path) -> dict[str, str]:
    """Return the hashes of the site that the same sources give without anything kept."""
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns("site", ".cache", "dist"))
    shutil.rmtree(folder / "docs" / "talks", ignore_errors=True)
    build(folder)
    return hashes(folder / "site")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site once; to be copied, never changed."""
    root = many_talks(tmp_path_factory.mktemp("many"))
    build(root)
    return root


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """Give a site that was built, to be changed."""
    return Path(shutil.copytree(built, tmp_path / "site-folder", symlinks=True))


def tree(tag: Tag) -> Iterator[object]:
    """Yield what an element is to a reader: its tags with their attributes, and its text."""
    yield tag.name, sorted((name, str(value)) for name, value in tag.attrs.items())
    for child in tag.children:
        if isinstance(child, Tag):
            yield from tree(child)
        elif isinstance(child, NavigableString) and not isinstance(child, Comment) and folded(str(child)):
            yield folded(str(child))
    yield "/"


def _apart(ours: list[object], theirs: list[object]) -> tuple[object, ...] | None:
    """Return the first place where two trees differ."""
    return next((pair for pair in zip_longest(ours, theirs) if pair[0] != pair[1]), None)


def test_mkdocs_itself_makes_the_same_pages(built: Path, tmp_path: Path) -> None:
    root = tmp_path / "slow"
    shutil.copytree(built, root, ignore=shutil.ignore_patterns("site", ".cache"))
    build(root, by_mkdocs=True)
    fast, slow = (set(hashes(one / "site")) for one in (built, root))
    assert fast == slow
    for uri in sorted(uri for uri in fast if uri.startswith("talks/") and uri.endswith(".html")):
        pages = [
            BeautifulSoup((one / "site" / uri).read_text(encoding="utf-8"), "html.parser") for one in (built, root)
        ]
        for selector in ("article", *_FRAME):
            ours, theirs = ([it for tag in page.select(selector) for it in tree(tag)] for page in pages)
            assert _apart(ours, theirs) is None, (uri, selector)


def test_what_the_navigation_names_is_called_as_mkdocs_calls_it(tmp_path: Path) -> None:
    # The titles of stand-ins were shown in the navigation of all pages where `nav` gives none of its own; the page
    # of the search kept the way to itself; and a talk in `nav` had no frame.
    root = many_talks(tmp_path / "fast")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    before, _, after = settings.partition("nav:\n")
    nav = "nav:\n  - index.md\n  - talks/index.md\n  - talks/t00/index.md\n  - talks/people.md\n  - guide/way.md\n"
    rest = after[after.index("\n\n") :]
    (root / "mkdocs.yml").write_text(before + nav + rest, encoding="utf-8")
    build(root)
    slow = tmp_path / "slow"
    shutil.copytree(root, slow, ignore=shutil.ignore_patterns("site", ".cache"))
    build(slow, by_mkdocs=True)
    looked_at = ("index.html", "404.html", "guide/way.html", *(f"talks/{name}.html" for name in _NAMED))
    for uri in looked_at:
        pages = [
            BeautifulSoup((one / "site" / uri).read_text(encoding="utf-8"), "html.parser") for one in (root, slow)
        ]
        # In the drawer of the theme stand the headings of the page as well, which a frame does not know.
        named = [[link.text.strip() for link in page.select(_NAV)] for page in pages]
        assert named[0] == named[1], uri
        for selector in (".md-header", *_FRAME):
            ours, theirs = ([it for tag in page.select(selector) for it in tree(tag)] for page in pages)
            assert _apart(ours, theirs) is None, (uri, selector)
    assert not any("talkbook-frame" in path.read_text(encoding="utf-8") for path in (root / "site").rglob("*.html"))


def test_what_belongs_to_no_page_has_the_same_bytes(built: Path, tmp_path: Path) -> None:
    root = tmp_path / "slow"
    shutil.copytree(built, root, ignore=shutil.ignore_patterns("site", ".cache"))
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("hooks: [hook.py]\n")
    (root / "hook.py").touch()
    told = build(root)
    assert any(line.startswith("mkdocs.yml:1: warning: hooks is set, so MkDocs makes every page ") for line in told)
    fast, slow = (hashes(one / "site") for one in (built, root))
    pages = {uri for uri in fast if uri.endswith(".html") or "sitemap" in uri or uri.startswith("search/")}
    assert {uri for uri in fast if fast[uri] != slow[uri]} <= pages


def _edit(root: Path) -> None:
    path = root / "talks" / "t07" / "transcript.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n**Cid Quux:** One more.\n", encoding="utf-8")


def _add(root: Path) -> None:
    (root / "talks" / "new.md").write_text("**Ann Lee:** New here.\n\n**Zed:** So am I.\n", encoding="utf-8")


def _remove(root: Path) -> None:
    shutil.rmtree(root / "talks" / "t08")


def _write_a_guide(root: Path) -> None:
    (root / "docs" / "guide" / "way.md").write_text("# Another way\n", encoding="utf-8")


def _rename_the_site(root: Path) -> None:
    path = root / "mkdocs.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Talkbook", "Another name"), encoding="utf-8")


def _lose_a_page(root: Path) -> None:
    (root / "site" / "talks" / "t03" / "transcript.html").unlink()
    (root / "docs" / "talks" / "t04" / "record.md").unlink()


def _spoil_a_page(root: Path) -> None:
    path = root / "site" / "talks" / "t03" / "transcript.html"
    path.write_text(path.read_text(encoding="utf-8").replace("Turn of", "Turn off"), encoding="utf-8")


def _leave_something(root: Path) -> None:
    (root / "site" / "talks" / "t03" / "other").mkdir()
    (root / "site" / "talks" / "t03" / "other" / "x.html").write_text("x", encoding="utf-8")


def _spoil_the_cache(root: Path) -> None:
    for path in (root / CACHE_FOLDER).rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:40])


def _leave_the_cache_of_another_version(root: Path) -> None:
    packed = b"written in another way"
    for path in (root / CACHE_FOLDER).glob("*/*"):
        if path.is_file():
            path.write_bytes(blake2b(packed, digest_size=16).digest() + packed)


def _lose_half_of_the_cache(root: Path) -> None:
    _edit(root)
    for path in sorted((root / CACHE_FOLDER).rglob("*"))[::2]:
        if path.is_file() and path.parent.name != "ledgers":
            path.unlink()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(change, id=change.__name__.strip("_"))
        for change in (
            *(_edit, _add, _remove, _write_a_guide, _rename_the_site),
            *(_lose_a_page, _spoil_a_page, _leave_something),
            *(_spoil_the_cache, _lose_half_of_the_cache, _leave_the_cache_of_another_version),
        )
    ],
)
def test_after_a_change_the_site_is_as_if_built_anew(
    site: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    change(site)
    build(site)
    assert hashes(site / "site") == anew(site, tmp_path / "anew")


def test_what_was_read_in_parts_is_not_read_again(built: Path, tmp_path: Path) -> None:
    whole = Path(shutil.copytree(built, tmp_path / "whole", ignore=shutil.ignore_patterns("site", ".cache")))
    shutil.rmtree(whole / "docs" / "talks")
    for left_out in ("t0[12]", "t1[12]"):
        part = Path(shutil.copytree(whole, tmp_path / left_out, ignore=shutil.ignore_patterns(left_out)))
        make_pages(part, print)
        shutil.copytree(part / CACHE_FOLDER, whole / CACHE_FOLDER, dirs_exist_ok=True)
    read = {path: path.stat().st_mtime_ns for path in (whole / CACHE_FOLDER / READINGS).iterdir()}
    assert len(read) == len(list((whole / "talks").iterdir()))
    build(whole)
    assert {path: path.stat().st_mtime_ns for path in read} == read
    assert hashes(whole / "site") == hashes(built / "site")


def test_a_second_build_touches_nothing(site: Path) -> None:
    build(site)
    before = {path: path.stat().st_mtime_ns for path in (site / "site").rglob("*") if path.is_file()}
    told = build(site)
    assert {path: path.stat().st_mtime_ns for path in (site / "site").rglob("*") if path.is_file()} == before
    assert told[-1].startswith(f"{len(list((site / 'talks').iterdir()))} talks: all ")


def test_two_builds_at_once_leave_a_whole_site(site: Path, tmp_path: Path) -> None:
    _edit(site)
    failures: list[BaseException] = []

    def run(folder: str) -> None:
        try:
            build_site(site, BuildOptions(site_dir=folder), lambda _: None, lambda _: None)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(folder,)) for folder in ("site", "other")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    build(site)
    assert hashes(site / "site") == anew(site, tmp_path / "anew")


def test_a_loss_leaves_the_site_as_it_was(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that lacks a word never gets onto the site: here the renderer eats one."""
    whole = fastpath.to_html

    def eats(markdown: str, rewrite: Callable[[str], str | None]) -> str | None:
        html = whole(markdown, rewrite)
        return html and html.replace("One more.", "One.")

    _edit(site)
    before = hashes(site / "site")
    monkeypatch.setattr(page_html, "to_html", eats)
    with pytest.raises(LossError) as caught:
        build(site)
    assert "talks/t07/transcript.md" in str(caught.value)
    assert hashes(site / "site") == before


def test_a_broken_talk_leaves_the_site_as_it_was(site: Path) -> None:
    before = hashes(site / "site")
    (site / "talks" / "t05" / "transcript.md").write_bytes(b"")
    for _ in range(2):
        with pytest.raises(ProblemsError):
            build(site)
        assert hashes(site / "site") == before


def test_a_warning_is_told_again(site: Path) -> None:
    guide = site / "docs" / "guide" / "way.md"
    guide.write_text("[nowhere](nowhere.md)\n", encoding="utf-8")
    for _ in range(2):
        assert any("nowhere.md" in line for line in build(site))


def test_the_site_is_proved_without_what_was_kept(site: Path) -> None:
    told: list[str] = []
    verify_built(site, None, told.append)
    assert "accounted for" in told[-1]
    _spoil_a_page(site)
    with pytest.raises(LossError):
        verify_built(site, None, told.append)


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ("hooks: [my.py]\n", "hooks is set"),
        ("plugins: [search, macros]\n", "the plugin macros may change pages"),
        ("plugins: {search: {}, tags: {}}\n", "the plugin tags may change pages"),
        ("markdown_extensions: [smarty]\n", "the extension smarty may change pages"),
        ("markdown_extensions: [{toc: {permalink: true}}]\n", "the extension toc may change pages"),
        ("plugins: [search, offline, talkbook]\nmarkdown_extensions: [{toc: {toc_depth: 2}}, attr_list]\n", ""),
    ],
)
def test_which_settings_leave_the_pages_to_mkdocs(tmp_path: Path, setting: str, reason: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\nnav: [index.md]\n{setting}", encoding="utf-8")
    assert read_settings(tmp_path).by_mkdocs == reason


def test_without_a_navigation_mkdocs_makes_the_pages(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    assert read_settings(tmp_path).by_mkdocs == "nav is not set"
