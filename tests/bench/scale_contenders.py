"""Programs that make a site of the same transcripts: plain MkDocs, the floor, Eleventy and Hugo."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import scale_floor
from tests.bench.measure import Command, Run, measure
from tests.bench.scale_corpus import Written

_MKDOCS = """site_name: Talks
theme:
  name: material
plugins: [search]
not_in_nav: /talks/
"""
_LAYOUT = """<!doctype html><meta charset=utf-8><title>{{{{ {title} }}}}</title><h1>{{{{ {title} }}}}</h1>
{{{{ {body} }}}}
"""
_ELEVENTY = """module.exports = function () {
  return { dir: { input: "in", output: "out" }, markdownTemplateEngine: false };
};
"""
_HUGO = {"baseURL": "/", "title": "Talks", "disableKinds": ["RSS", "sitemap", "taxonomy", "term", "404"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The talks of one size, on disk."""

    path: Path
    """A site folder."""
    talks: Sequence[Written]
    """What is in it."""

    @property
    def mb(self) -> float:
        """Size of the transcripts."""
        return sum(talk.figures[0] for talk in self.talks) / 1e6

    def text(self, talk: Written) -> str:
        """Return a transcript as written."""
        return (self.path / "talks" / talk.slug / f"{talk.slug}.md").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a run took and what it left behind."""

    name: str
    """Who did what."""
    run: Run
    """Time and memory."""
    size_mb: float
    """Bytes of the finished site."""
    files: int
    """Its files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A program that makes a site."""

    name: str
    """As in the tables."""
    prepare: Callable[[Corpus, Path], None]
    """Writes what it reads into an empty folder; not measured."""
    command: Callable[[], Sequence[str] | None]
    """Returns the command; None where it is not installed. Run in the folder."""
    output: str
    """The folder that the site is in afterwards."""

    def run(self, corpus: Corpus, folder: Path) -> list[Result]:
        """Build once, cold, in an empty folder; nothing where the program is not installed."""
        command = self.command()
        if command is None:
            return []
        self.prepare(corpus, folder)
        run = measure(Command(name=self.name, arguments=command), folder)
        return [result(self.name, run, folder / self.output)]


def result(name: str, run: Run, site_path: Path) -> Result:
    """Return a run with the size of the site it made."""
    sizes = [path.stat().st_size for path in site_path.rglob("*") if path.is_file()]
    return Result(name=name, run=run, size_mb=sum(sizes) / 1e6, files=len(sizes))


def contenders() -> list[Contender]:
    """Return everybody but ourselves; the first two are what all are measured by."""
    floor = [sys.executable, scale_floor.__file__, "talks", "out"]
    return [
        Contender(
            name="mkdocs",
            prepare=_prepare_mkdocs,
            command=lambda: [sys.executable, "-m", "mkdocs", "build"],
            output="site",
        ),
        Contender(name="floor", prepare=_prepare_floor, command=lambda: floor, output="out"),
        Contender(name="eleventy", prepare=_prepare_eleventy, command=lambda: _installed("eleventy"), output="out"),
        Contender(name="hugo", prepare=_prepare_hugo, command=lambda: _installed("hugo"), output="public"),
    ]


def _installed(program: str) -> list[str] | None:
    """Return a program beside this Python, or on the path."""
    beside = Path(sys.executable).parent
    found = shutil.which(program, path=f"{beside}{os.pathsep}{os.environ.get('PATH', '')}")
    return [found, "--quiet"] if found else None


def _prepare_mkdocs(corpus: Corpus, folder: Path) -> None:
    _write(folder / "mkdocs.yml", _MKDOCS)
    _write(folder / "docs" / "index.md", "# Talks\n")
    for talk in corpus.talks:
        _write(folder / "docs" / "talks" / f"{talk.slug}.md", f"# {talk.title}\n\n{corpus.text(talk)}")


def _prepare_floor(corpus: Corpus, folder: Path) -> None:
    shutil.copytree(corpus.path / "talks", folder / "talks")


def _prepare_eleventy(corpus: Corpus, folder: Path) -> None:
    _write(folder / "eleventy.config.cjs", _ELEVENTY)
    _write(folder / "in" / "_includes" / "bare.njk", _LAYOUT.format(title="title", body="content | safe"))
    for talk in corpus.talks:
        head = f"---\nlayout: bare.njk\ntitle: {talk.title}\n---\n"
        _write(folder / "in" / "talks" / f"{talk.slug}.md", head + corpus.text(talk))


def _prepare_hugo(corpus: Corpus, folder: Path) -> None:
    _write(folder / "hugo.json", json.dumps(_HUGO))
    for kind in ("single", "list"):
        layout = _LAYOUT.format(title=".Title", body=".Content")
        _write(folder / "layouts" / "_default" / f"{kind}.html", layout)
    for talk in corpus.talks:
        _write(
            folder / "content" / "talks" / f"{talk.slug}.md", f"---\ntitle: {talk.title}\n---\n{corpus.text(talk)}"
        )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
