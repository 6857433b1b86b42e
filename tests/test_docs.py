"""What the documentation says is so: commands, keys, pages, messages and links are those of the program."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import pytest
import yaml

from generator import anchors, assets, talkfile
from generator.analysis import analyse
from generator.analysis.events import find_events
from generator.assemble import load_talk
from generator.cli import main
from generator.origin import Source
from generator.pages import render_pages
from generator.recap_headings import NAMES, find_section
from generator.sources import SUFFIXES, find_talks
from generator.verify.report import FileFigures
from tests.cases import CASES_PATH

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
_MADE = DOCS / "talks"
_SOURCES = DOCS / "guide/sources.md"
PAGES = [
    ROOT / "README.md",
    ROOT / "generator/template/README.md",
    *sorted(path for path in DOCS.rglob("*.md") if _MADE not in path.parents and path != DOCS / "index.md"),
]
_FENCE = re.compile(r"^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.M | re.S)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
_COMMAND = re.compile(r"(?:\S*/)?(?P<name>talkbook|make)(?: (?P<words>[^#&|]*))?")


@dataclass(frozen=True)
class Fence:
    """A block of code in a page."""

    page: Path
    kind: str
    body: str


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def fences(page: Path) -> list[Fence]:
    return [Fence(page, match["kind"], match["body"]) for match in _FENCE.finditer(read(page))]


def names(pages: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in pages]


def sections(path: Path) -> dict[str, str]:
    """Return the sections of the second level of a page by their headings."""
    _, *parts = re.split(r"^## ", read(path), flags=re.M)
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*##", read(ROOT / "Makefile"), re.M))


def options(command: str | None) -> set[str]:
    params = main.commands[command].params if command else main.params
    return {"-h", "--help", *(option for param in params for option in param.opts if option.startswith("-"))}


# Commands.


def test_every_command_and_option_is_in_the_reference() -> None:
    told = sections(REFERENCE / "commands.md")
    for name in main.commands:
        (section,) = [text for heading, text in told.items() if heading.split()[:2] == ["talkbook", name]]
        for option in options(name) - options(None):
            assert f"`{option}" in section, (name, option)
    for option in options(None):
        assert f"`{option}`" in told["talkbook"]


def test_the_reference_has_no_command_or_option_that_is_not_there() -> None:
    for heading, text in sections(REFERENCE / "commands.md").items():
        words = heading.split()
        if words[0] == "talkbook":
            command = words[1] if len(words) > 1 else None
            assert set(re.findall(r"`(--?[\w-]+)", text)) <= options(command) | {"--offline", "--strict"}


def test_every_make_target_and_variable_is_in_the_reference() -> None:
    text = sections(REFERENCE / "commands.md")["make"]
    assert set(re.findall(r"`make ([a-z-]+)`", text)) == targets()
    variables = set(re.findall(r"^([A-Z]+) \?=", read(ROOT / "Makefile"), re.M))
    assert variables == {"PYTHON", "FLAGS", "ARGS"}
    assert all(f"| `{name}` |" in text for name in variables)


def commands(page: Path) -> Iterator[str]:
    """Yield what a page gives to be typed: lines of shell, and code in a sentence."""
    for fence in fences(page):
        if fence.kind in {"sh", ""}:
            yield from (part.strip() for line in fence.body.splitlines() for part in line.split("&&"))
    yield from _CODE.findall(_FENCE.sub("", read(page)))


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_every_command_that_is_shown_exists(page: Path) -> None:
    for line in commands(page):
        match = _COMMAND.fullmatch(line.partition(" #")[0].strip())
        words = (match["words"] or "").split() if match else []
        if not match or not words:
            continue
        if match["name"] == "make":
            assert words[0] in targets() or words[0].startswith("PYTHON="), line
            continue
        command = None if words[0].startswith("-") else words[0]
        assert command is None or command in main.commands, line
        assert {word for word in words if word.startswith("-")} <= options(command), line


def test_something_is_found_where_commands_are_looked_for() -> None:
    shown = {line for page in PAGES for line in commands(page)}
    assert {"make site", "talkbook build --offline", "talkbook new our-talks"} <= shown


# Keys of talk.yml.


def test_every_key_of_talk_yml_is_in_the_reference() -> None:
    told = sections(REFERENCE / "talk-yml.md")
    intro = read(REFERENCE / "talk-yml.md").partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", intro, re.M)) == set(talkfile._KEYS)
    assert set(re.findall(r"^\| `(\w+)` \|", told["speakers"], re.M)) == set(talkfile._SPEAKER_KEYS)
    assert set(re.findall(r"^\| `(\w+)` \|", told["files"], re.M)) == {*talkfile._FILE_KEYS, *talkfile.KINDS}


def settings_of(fence: Fence) -> talkfile.TalkSettings:
    source = Source(path=f"{fence.page.name}/talk.yml", text=fence.body, sha256="")
    return talkfile.read_talkfile(source)


_TALK_FILES = [
    fence for page in PAGES for fence in fences(page) if fence.kind == "yaml" and page != DOCS / "guide/offline.md"
]


@pytest.mark.parametrize("fence", _TALK_FILES, ids=[fence.page.stem for fence in _TALK_FILES])
def test_every_example_of_talk_yml_is_valid(fence: Fence) -> None:
    assert settings_of(fence) != talkfile.TalkSettings(path=f"{fence.page.name}/talk.yml")


def test_the_first_example_of_talk_yml_shows_every_setting() -> None:
    settings = settings_of(next(fence for fence in _TALK_FILES if fence.page.name == "talk-yml.md"))
    assert all(getattr(settings, field.name) for field in fields(settings))


def test_the_settings_for_offline_are_those_of_the_site() -> None:
    (shown,) = [fence for fence in fences(DOCS / "guide/offline.md") if fence.kind == "yaml"]
    ours = yaml.safe_load(read(ROOT / "mkdocs.yml"))
    for key, value in yaml.safe_load(shown.body).items():
        there = (
            [next(iter(it)) if isinstance(it, dict) else it for it in ours[key]] if key == "plugins" else ours[key]
        )
        assert there == value


# Pages, anchors, hooks, figures.


def test_every_page_file_is_in_the_reference() -> None:
    text = read(REFERENCE / "pages.md")
    uris = {value for name, value in vars(anchors).items() if name.endswith("_URI")}
    uris |= set(anchors.transcript_uris(["labelled", "labelled", "machine"]))
    assert all(f"`{uri}`" in text or f"/{uri}`" in text for uri in uris)
    assert all(f"`{uri.rpartition('/')[2]}`" in text for uri, _ in assets.asset_files())


def test_every_anchor_and_hook_is_in_the_reference() -> None:
    text = read(REFERENCE / "pages.md")
    known = [anchors.turn(12), anchors.paragraph(12, 2), anchors.paragraph(12, 2, "zh-Hans"), anchors.point(2)]
    known += [
        anchors.chapter(4),
        anchors.takeaway(3),
        anchors.term("Keystone"),
        anchors.speaker("ann-lee"),
        anchors.head("t12"),
    ]
    assert all(f"`#{anchor}`" in text for anchor in known)
    assert all(f"`.{name}`" in text for name in (anchors.TURN_CLASS, anchors.APPARATUS_CLASS))
    (events,) = re.findall(r"Its kind|its kind: ([^|]+) \|", text)
    said = "[laughter] [applause] [music] [pause] [crosstalk] [inaudible] [door]"
    assert [event.kind for event in find_events(said)] == _CODE.findall(events)


def test_every_hook_of_the_reference_is_on_a_page_of_the_sample() -> None:
    sample = [it for it in find_talks(ROOT / "talks", "talks").folders if "alignment" in it.slug]
    timed = find_talks(CASES_PATH / "pages" / "timed" / "talks", "talks").folders
    talks = [load_talk(folder) for folder in (*sample, *timed)]
    markdown = "\n".join(page.markdown for talk in talks for page in render_pages(talk, analyse(talk)))
    told = sections(REFERENCE / "pages.md")["Classes and attributes"]
    hooks = [name for row in re.findall(r"^\| (`[^|]+) \|", told, re.M) for name in _CODE.findall(row)]
    assert len(hooks) > 10
    for hook in hooks:
        name = hook.lstrip(".")
        wanted = name if hook.startswith(".") else f'{name}="'
        # The sample has five speakers; the eighth colour is the style sheet's business.
        assert wanted in markdown or name == "speaker-8", hook


def test_the_pages_left_out_of_the_search_are_those_of_the_reference() -> None:
    (folder,) = [it for it in find_talks(ROOT / "talks", "talks").folders if "alignment" in it.slug]
    talk = load_talk(folder)
    pages = render_pages(talk, analyse(talk))
    left_out = [page.uri.partition("/")[2] for page in pages if "search: {exclude: true}" in page.markdown]
    (line,) = [it for it in read(REFERENCE / "pages.md").splitlines() if "left out of the search" in it]
    kinds = dict.fromkeys(re.sub(r"-\d+(?=\.md)", "", uri) for uri in left_out)
    assert _CODE.findall(line.partition(" are ")[0]) == list(kinds)


def test_every_folder_of_cases_is_in_the_architecture() -> None:
    told = sections(DOCS / "architecture.md")["Tests"]
    named = {name for row in re.findall(r"^\| (`[^|]+) \|", told, re.M) for name in re.findall(r"`(\w+)/`", row)}
    assert named == {path.name for path in (ROOT / "tests/cases").iterdir() if path.is_dir()}


def test_every_module_of_the_architecture_is_there() -> None:
    told = sections(DOCS / "architecture.md")["What is found out"]
    named = set(re.findall(r"`([\w*]+\.py)`", told))
    assert named
    assert all(any((ROOT / "generator/analysis").glob(name)) for name in named)


def test_every_figure_of_the_proof_is_in_the_reference() -> None:
    text = sections(REFERENCE / "pages.md")["fidelity.json"]
    assert re.findall(r"^\| `(\w+)` \|", text, re.M) == [field.name for field in fields(FileFigures)]


def test_every_ending_of_a_source_file_is_told() -> None:
    (row,) = re.findall(r"^\| (`\.md`.*?) \|", read(_SOURCES), re.M)
    assert set(_CODE.findall(row)) == set(SUFFIXES)


def test_the_headings_of_a_recap_are_known() -> None:
    rows = re.findall(r"^\| (Summary|Takeaways|Vocabulary|Transcript) \| (.+) \| (.+) \|$", read(_SOURCES), re.M)
    assert len(rows) == len(NAMES)
    for section, *cells in rows:
        for name in ", ".join(cells).split(", "):
            assert find_section(name) == section.lower(), name


# Messages.


def _pieces() -> frozenset[str]:
    """Return the constant parts of all texts in the program: what its messages are made of."""
    found: set[str] = set()
    for path in sorted((ROOT / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(read(path))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value:
                found.update(part.strip(" ,“”()") for part in re.split("[:;]", node.value))
    return frozenset(piece for piece in found if len(piece) >= 6 and " " in piece)


PIECES = _pieces()


def pieces_in(message: str) -> set[str]:
    return {piece for piece in PIECES if piece in message}


def messages() -> list[str]:
    rows = re.findall(r"^\| ([^|]*`[^|]+) \|", read(REFERENCE / "errors.md"), re.M)
    return [message for row in rows for message in _CODE.findall(row)]


@pytest.mark.parametrize("message", messages())
def test_every_message_of_the_reference_is_one_of_the_program(message: str) -> None:
    part = max(message.split("…"), key=len).strip(" “”")
    assert pieces_in(message) or any(part in piece for piece in PIECES)


def test_every_message_of_the_cases_is_in_the_reference() -> None:
    told = {piece for message in messages() for piece in pieces_in(message)}
    for path in sorted((ROOT / "tests/cases").glob("[et]*/*/expected.txt")):
        for line in read(path).splitlines():
            if match := re.fullmatch(r"\S+:\d+: (?:warning: )?(?P<wrong>.+?); .+", line):
                assert pieces_in(match["wrong"]) & told, line


# Links.


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_every_internal_link_resolves(page: Path) -> None:
    for match in _LINK.finditer(_CODE.sub("", _FENCE.sub("", read(page)))):
        target = match["target"]
        if not target.startswith("https://"):
            assert (page.parent / target).resolve().is_file(), target


def test_every_page_is_in_the_navigation() -> None:
    def uris(nav: object) -> Iterator[str]:
        for item in nav if isinstance(nav, list) else []:
            for value in item.values():
                yield from [value] if isinstance(value, str) else uris(value)

    shown = set(uris(yaml.safe_load(read(ROOT / "mkdocs.yml"))["nav"]))
    assert shown == {"index.md", "talks/index.md"} | {
        page.relative_to(DOCS).as_posix() for page in PAGES if DOCS in page.parents
    }


# The sessions.


def _clone(folder: Path) -> Path:
    """Make a clone of the project as a user has it after `make site`, with a place to push to."""
    clone = folder / "clone"
    kept = (
        "generator",
        "docs",
        "talks",
        "mkdocs.yml",
        "Makefile",
        "pyproject.toml",
        "requirements.lock",
        ".gitignore",
    )
    clone.mkdir()
    for name in kept:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(path, clone / name)
    shutil.rmtree(clone / "docs/talks", ignore_errors=True)
    command = clone / ".venv/bin/talkbook"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    (clone / ".venv/ready").touch()
    return clone


def _run(script: str, folder: Path) -> str:
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
    who |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in who.items()}
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "MAKE"))}
    done = subprocess.run(
        ["sh", "-euc", script],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**outside, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_five_lines_of_the_readme_publish_a_talk(tmp_path: Path) -> None:
    clone = _clone(tmp_path)
    section = sections(ROOT / "README.md")["Publish your own talk"]
    blocks = {match["kind"]: match["body"] for match in _FENCE.finditer(section)}
    assert len(blocks["sh"].splitlines()) == 5
    _run(
        "git init -q -b main && git add . && git commit -q -m Clone && git init -q --bare ../remote.git"
        " && git remote add origin ../remote.git && git push -q -u origin main",
        clone,
    )
    (clone / "bridges.md").write_text(blocks["text"], encoding="utf-8")
    told = _run(blocks["sh"], clone)
    assert "bridges: all " in told
    built = read(clone / "site/talks/bridges/transcript.html")
    assert "Because somebody looks after them." in built
    assert 'data-speaker="bob"' in built
    pushed = _run("git --git-dir ../remote.git ls-tree -r --name-only main", clone).splitlines()
    assert "talks/bridges/transcript.md" in pushed
    assert not [name for name in pushed if name.startswith(("site/", "docs/talks/", "docs/index.md"))]


def test_the_talk_of_the_first_site_has_the_pages_it_should(tmp_path: Path) -> None:
    transcript, recap = (
        fence.body
        for fence in fences(DOCS / "guide/first-site.md")
        if fence.kind == "text" and "characters" not in fence.body
    )
    folder = tmp_path / "talks/bridges"
    folder.mkdir(parents=True)
    (folder / "transcript.md").write_text(transcript, encoding="utf-8")
    (folder / "recap.md").write_text(recap, encoding="utf-8")
    (found,) = find_talks(tmp_path / "talks", "talks").folders
    talk = load_talk(found)
    assert talk.problems == ()
    assert talk.title == "Bridges of the world"
    pages = {page.uri.partition("/")[2]: page.markdown for page in render_pages(talk, analyse(talk))}
    assert pages[anchors.SUMMARY_URI].count("[Bob, ") == 2
    assert "No passage found" in pages[anchors.TAKEAWAYS_URI]
    assert "said in no transcript" in pages[anchors.GLOSSARY_URI]
    assert list(pages) == [
        anchors.SUMMARY_URI,
        anchors.TAKEAWAYS_URI,
        anchors.GLOSSARY_URI,
        anchors.TRANSCRIPT_URI,
        anchors.SPEAKERS_URI,
        anchors.RECORD_URI,
    ]
