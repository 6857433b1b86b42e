"""The tables: what became of each format, what failed, and how much of the truth was found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from tests.corpus.reading import Result
from tests.corpus.truth import Score, total

_SHOWN = 3
"""Warnings and failures of each talk; the rest is counted."""
_SHOWN_PLACES = 5
_COLUMNS = ("turns", "speakers", "skipped", "repeated")


def failures(result: Result) -> tuple[str, ...]:
    """Return why a talk is not what `expected.tsv` says; none where it is."""
    row, found = result.trial.row, list(result.faults)
    if result.refusals and row.outcome == "reads":
        found += [f"refused: {line}" for line in result.refusals]
    if result.refusals and row.outcome != "reads":
        if len(result.refusals) > 1 or "\n" in result.refusals[0]:
            found.append("is not refused in one line")
        if not re.search(row.says, result.refusals[0]):
            found.append(f"is refused, but not for {row.says!r}: {result.refusals[0]}")
    if result.read and row.outcome == "refused":
        found.append(f"was to be refused, and was read as {result.formats[0]} with {result.turns} turns")
    return tuple(_plain(result, line) for line in found)


def warning_lines(results: Iterable[Result]) -> Iterator[str]:
    """Yield the warnings of each talk, the first few in full."""
    for result in results:
        yield from _first(result, [_plain(result, line) for line in result.warnings], "warnings")


def failure_lines(results: Iterable[Result]) -> Iterator[str]:
    """Yield the failures of each talk, the first few in full."""
    for result in results:
        yield from _first(result, failures(result), "failures")


def format_table(results: Sequence[Result]) -> Iterator[str]:
    """Yield a table with a line for each format, one for what was refused, and one for talks of several files."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[_group(result)].append(result)
    yield _row("format", "files", *_COLUMNS, "warnings", "expected", "failed")
    for name in sorted(groups):
        yield _row(name, *_sums(groups[name]))
    yield _row("all", *_sums(results))


def kind_table(results: Sequence[Result]) -> Iterator[str]:
    """Yield a table of what the files are and what became of them."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[result.trial.row.what].append(result)
    yield _row("what it is", "talks", "read", "refused", "failed")
    for name, group in sorted(groups.items()):
        read, refused = sum(item.read for item in group), sum(bool(item.refusals) for item in group)
        yield _row(name, len(group), read, refused, sum(bool(failures(item)) for item in group))


def score_table(scores: Sequence[Score]) -> Iterator[str]:
    """Yield a table of files with truth, then the sums by folder and of all."""
    yield _score_row(("file", "turns", "found", "right", "split", "precision", "recall", "speakers"))
    for item in scores:
        yield _score_row(_score_cells(item, "exact" if item.same_speakers else "other"))
    folders: dict[str, list[Score]] = defaultdict(list)
    for item in scores:
        folders[PurePosixPath(item.name).parts[0]].append(item)
    readable = [item for item in scores if item.read]
    for name, group in [*folders.items(), ("all that are read", readable), ("all", list(scores))]:
        exact = sum(item.same_speakers for item in group)
        yield _score_row(_score_cells(total(name, group), f"{exact} of {len(group)}"))


def place_lines(scores: Iterable[Score]) -> Iterator[str]:
    """Yield the first turns of each file that were missed, and those that are none."""
    for item in scores:
        for name, places in (("missed", item.missed), ("wrong", item.wrong)):
            if places and item.read:
                more = f" and {len(places) - _SHOWN_PLACES} more" if len(places) > _SHOWN_PLACES else ""
                yield f"{item.name}: {name} {', '.join(places[:_SHOWN_PLACES])}{more}"


def _first(result: Result, lines: Sequence[str], what: str) -> Iterator[str]:
    yield from (f"{result.trial.name}: {line}" for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"{result.trial.name}: and {len(lines) - _SHOWN} more {what}"


def _group(result: Result) -> str:
    if result.trial.whole:
        return "(talks of several files)"
    if result.formats:
        return result.formats[0]
    return "(refused)" if result.refusals else "(crashed)"


def _sums(results: Sequence[Result]) -> list[int]:
    return [
        len(results),
        *(sum(getattr(result, column) for result in results) for column in _COLUMNS),
        sum(len(result.warnings) for result in results),
        sum(bool(result.refusals) and not failures(result) for result in results),
        sum(bool(failures(result)) for result in results),
    ]


def _row(name: str, *cells: object) -> str:
    return f"{name:26}" + "".join(f"{cell:>10}" for cell in cells)


def _score_cells(item: Score, speakers: str) -> tuple[str, ...]:
    numbers = map(str, (item.turns, item.found, item.right, item.split))
    shares = ("-" if share is None else f"{share:.3f}" for share in (item.precision, item.recall))
    return (item.name, *numbers, *shares, speakers if item.read else "unread")


def _score_row(cells: Sequence[str]) -> str:
    name, *rest = cells
    return f"{name if len(name) <= 64 else '…' + name[-63:]:64}" + "".join(f"{cell:>11}" for cell in rest)


def _plain(result: Result, line: str) -> str:
    """Return a line without the folder that the talk was given for the occasion."""
    plain = line.replace(f"talks/{result.trial.slug}/", "").replace(f"talks/{result.trial.slug}", "")
    return plain if len(plain) <= 240 else f"{plain[:240]}…"
