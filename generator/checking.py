"""What was understood of each source file, as a table, without building anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.columns import width
from generator.errors import Problem, ProblemsError
from generator.formats import read_document
from generator.languages import UNDETERMINED
from generator.model import Document
from generator.settings import check_site
from generator.sources import SUFFIXES, read_source
from generator.talk_langs import langs_in_name, transcript_langs
from generator.talks import TALKS_FOLDER
from generator.timecode import format_short
from generator.turns import is_event_label, label_key, make_turns
from generator.words import folded

HEAD = ("file", "format", "languages", "speakers", "turns", "times", "recap", "left out")
"""The columns of the table."""
_NAMES_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What came of one source file, or of a file that could not be read."""

    path_shown: str
    """The file as the user would type it."""
    document: Document | None
    """What was read; None where nothing was."""
    problems: tuple[Problem, ...]
    """What is wrong with it."""


def check_sources(root: Path, paths: Sequence[Path]) -> tuple[Check, ...]:
    """Read files and the files of folders, each by itself; without any, every file of the site's talks."""
    if not paths:
        check_site(root, TALKS_FOLDER)
    return tuple(_check(path) for given in paths or [root / TALKS_FOLDER] for path in _files(given))


def render_checks(checks: Sequence[Check]) -> Iterator[str]:
    """Yield the lines of the table, and below it what each file names its speakers and leaves out, and why."""
    rows = [HEAD, *(_row(check.path_shown, check.document) for check in checks if check.document)]
    if len(rows) > 1:
        yield from _aligned(rows)
    for check in checks:
        details = [*_details(check.document)] if check.document else []
        if details:
            yield from ("", check.path_shown, *(f"  {line}" for line in details))


def _files(given: Path) -> list[Path]:
    if not given.is_dir():
        return [given]
    below = (path for path in given.rglob("*") if path.suffix.casefold() in SUFFIXES and path.is_file())
    return sorted(path for path in below if not any(part.startswith(".") for part in path.relative_to(given).parts))


def _check(path: Path) -> Check:
    shown = path.as_posix()
    reading = read_source(path, shown)
    if reading.source is None:
        return Check(path_shown=shown, document=None, problems=reading.problems)
    try:
        document = read_document(reading.source)
    except ProblemsError as error:
        return Check(path_shown=shown, document=None, problems=(*reading.problems, *error.problems))
    return Check(path_shown=shown, document=document, problems=(*reading.problems, *document.problems))


def _row(shown: str, document: Document) -> tuple[str, ...]:
    langs = transcript_langs(document.utterances, langs_in_name(shown.rpartition("/")[2]), ())
    turns = make_turns(document.utterances, langs or (UNDETERMINED,), label_key)
    recap = document.recap
    parts = (recap.summary, "points"), (recap.takeaways, "takeaways"), (recap.terms, "terms")
    return (
        shown,
        document.format,
        ", ".join(langs) or "-",
        str(len(_speakers(document))),
        str(len(turns)) if turns else "-",
        _times(document),
        ", ".join(f"{len(items)} {name}" for items, name in (*parts, (document.chapters, "chapters")) if items)
        or "-",
        f"{len({item.excerpt.line for item in document.skipped})} lines" if document.skipped else "-",
    )


def _speakers(document: Document) -> Counter[str]:
    """Count the utterances of each label that is a person's, in the order they first occur."""
    labels = (utterance.label.text for utterance in document.utterances if utterance.label)
    return Counter(folded(label) for label in labels if not is_event_label(label))


def _times(document: Document) -> str:
    times = [text.time for utterance in document.utterances for text in utterance.paragraphs if text.time]
    if not times:
        return "-"
    last = max(time.end_ms if time.end_ms is not None else time.start_ms for time in times)
    return f"{format_short(min(time.start_ms for time in times))}-{format_short(last)}"


def _details(document: Document) -> Iterator[str]:
    if document.title:
        yield f"title: {folded(document.title.text)} (line {document.title.line})"
    if speakers := _speakers(document):
        names = [f"{name} ({count})" for name, count in speakers.most_common(_NAMES_SHOWN)]
        more = len(speakers) - len(names)
        yield f"speakers: {', '.join(names)}{f' and {more} more' if more > 0 else ''}"
    reasons: dict[str, list[int]] = {}
    for item in document.skipped:
        reasons.setdefault(item.reason, []).append(item.excerpt.line)
    for reason, lines in reasons.items():
        first = f"line {lines[0]}" if len(lines) == 1 else f"{len(lines)} times from line {lines[0]}"
        yield f"left out, {reason}: {first}"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widest = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (room - width(cell)) for cell, room in zip(row, widest, strict=True))
        yield "  ".join(cells).rstrip()
