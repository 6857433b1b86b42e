"""Ourselves: built cold, built again, built with one talk edited, and the pages alone.

What a warm build leaves behind must be, byte for byte, what a cold one makes of the same sources.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measure import Command, Run, measure
from tests.bench.scale_contenders import Corpus, Result, result
from tests.corpus.expected import ROOT

EDIT = "\n\n**Daniel Whitenack:** One more thing, and then we are done for today.\n"
_MADE = ("docs", "site", ".cache")
"""Everything a build leaves behind: there are no pages by hand in a folder that is measured."""
_OUTPUT = ("docs", "site")
"""What of it is for readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """The runs of one size, and what was not as it should be."""

    results: tuple[Result, ...]
    """Cold, nothing changed, one talk edited, pages."""
    differences: tuple[str, ...]
    """Files that are not as in a cold build, a line each."""


def run_ours(corpus: Corpus, folder: Path) -> Ours:
    """Run every kind of build in an empty folder."""
    shutil.copytree(corpus.path, folder, dirs_exist_ok=True)
    runs = {"ours": _build(folder, cold=True)}
    cold = _hashes(folder)
    runs["ours, again"] = _build(folder)
    differences = [*_differences("again", cold, _hashes(folder))]
    talk = corpus.talks[len(corpus.talks) // 2].slug
    with (folder / "talks" / talk / f"{talk}.md").open("a", encoding="utf-8") as file:
        file.write(EDIT)
    runs["ours, one edited"] = _build(folder)
    edited = _hashes(folder)
    results = [result(name, run, folder / "site") for name, run in runs.items()]
    _build(folder, cold=True)
    differences += _differences("one edited", _hashes(folder), edited)
    pages = _talkbook(folder, "pages", cold=True)
    results.append(result("ours, pages only", pages, folder / "docs"))
    return Ours(results=tuple(results), differences=tuple(differences))


def _build(folder: Path, *, cold: bool = False) -> Run:
    return _talkbook(folder, "build", cold=cold)


def _talkbook(folder: Path, verb: str, *, cold: bool) -> Run:
    def clear() -> None:
        for name in _MADE if cold else ():
            shutil.rmtree(folder / name, ignore_errors=True)

    arguments = [sys.executable, "-m", "generator", verb, "-C", str(folder)]
    return measure(Command(name=f"talkbook {verb}", arguments=arguments, before=clear), ROOT)


def _hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file of the output."""
    paths = (path for name in _OUTPUT for path in sorted((folder / name).rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _differences(name: str, cold: dict[str, str], warm: dict[str, str]) -> Iterator[str]:
    for path in sorted(cold.keys() | warm.keys()):
        if cold.get(path) != warm.get(path):
            what = "missing" if path not in warm else "only here" if path not in cold else "not as in a cold build"
            yield f"{name}: {path}: {what}"
