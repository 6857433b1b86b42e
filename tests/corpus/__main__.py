"""`python -m tests.corpus`: every transcript and recap of the corpora as a talk, built with MkDocs and proved.

With `--read` the files are only read, and their characters accounted for. With `--fastpath` their pages are
rendered without Python-Markdown and with it, and both are compared. With names, only the files whose path
holds one of them. Ends with status 1 where a file is not what `expected.tsv` says.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.corpus.expected import CORPORA, Trial, trials
from tests.corpus.fastpath import examine_pages, page_lines
from tests.corpus.proof import examine
from tests.corpus.reading import Result
from tests.corpus.report import (
    failure_lines,
    failures,
    format_table,
    kind_table,
    place_lines,
    score_table,
    warning_lines,
)
from tests.corpus.truth import read_truths, score

_WORKERS = 2
_TALKS_IN_A_SITE = 60
_TALKS_AT_A_TIME = 15
"""Of those that are only read."""


def main() -> int:
    """Print what became of the files, and return the status."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    parser.add_argument("--read", action="store_true", help="read only: no pages, no proof of the HTML")
    parser.add_argument("--fastpath", action="store_true", help="hold the fast path against Python-Markdown")
    parser.add_argument("names", nargs="*", help="parts of paths below the corpora")
    arguments = parser.parse_args()
    if not CORPORA.is_dir():
        _tell([f"{CORPORA} is not there: nothing is measured; TALKBOOK_CORPORA names another place"])
        return 0
    chosen = [trial for trial in trials() if _is_chosen(trial, arguments.names)]
    if arguments.fastpath:
        return _render(chosen)
    start = time.perf_counter()
    results = _examine(chosen, build=not arguments.read)
    failed = _report(results)
    did = "read" if arguments.read else "read, built and proved"
    _tell(["", f"{len(results)} talks {did} in {time.perf_counter() - start:.0f} s, {failed} failed"])
    return 1 if failed else 0


def _render(chosen: Sequence[Trial]) -> int:
    """Hold the fast path against Python-Markdown, and return the status."""
    parts = _dealt(chosen, _TALKS_AT_A_TIME)
    with ProcessPoolExecutor(max_workers=_WORKERS, initializer=partial(os.nice, 10)) as pool:
        examined = [one for part in pool.map(examine_pages, parts) for one in part]
    _tell(page_lines(examined))
    return 1 if any(one.faults for one in examined) else 0


def _is_chosen(trial: Trial, names: Sequence[str]) -> bool:
    return not names or any(name in path for path in trial.files for name in names)


def _examine(chosen: Sequence[Trial], *, build: bool) -> list[Result]:
    parts = _dealt(chosen, _TALKS_IN_A_SITE if build else _TALKS_AT_A_TIME)
    results: list[Result] = []
    with ProcessPoolExecutor(max_workers=_WORKERS, initializer=partial(os.nice, 10)) as pool:
        for part in pool.map(partial(examine, build=build), parts):
            results += part
            sys.stderr.write(f"\r{len(results)} of {len(chosen)} talks")
    sys.stderr.write("\n")
    return sorted(results, key=lambda result: result.trial.slug)


def _dealt(chosen: Sequence[Trial], size: int) -> list[Sequence[Trial]]:
    """Deal talks out like cards: each part gets long talks and short ones."""
    count = -(-len(chosen) // size)
    return [chosen[number::count] for number in range(count)]


def _report(results: Sequence[Result]) -> int:
    truths = read_truths()
    scores = [score(truths[result.trial.name], result) for result in results if result.trial.name in truths]
    failed = [result for result in results if failures(result)]
    _section("Warnings", warning_lines(results))
    _section("Failures", failure_lines(failed))
    _section("What the files are", kind_table(results))
    _section("Formats", format_table(results))
    if scores:
        _section("Turns that were missed, or are none", place_lines(scores))
        _section("Turns and speakers, against the truth", score_table(scores))
    return len(failed)


def _section(title: str, lines: Iterable[str]) -> None:
    _tell(["", title, "", *lines])


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
