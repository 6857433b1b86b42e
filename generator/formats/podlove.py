"""Transcripts of Podlove, and other lists of timed texts: `[{"start": "00:00:43.1", "end": …, "text": …}]`.

Times are clock times or numbers; numbers count seconds, or milliseconds where they could be no seconds of a day.
`voice` is the name of a speaker where `speaker` is only a number. The libraries that fetch captions write the
same list with `duration` instead of `end`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.formats.json_text import Json, objects, read_json
from generator.formats.segments import Names, Row, read_rows
from generator.formats.spoken_document import Found, make_document
from generator.model import Document
from generator.origin import Excerpt, Source

NAME = "podlove"
"""Name of the format."""

_NAMES = Names(start=("start",), duration=("duration", "dur"), label=("voice", "speaker"))
_DAY_S = 24 * 60 * 60


def sniff(source: Source, _lines: Sequence[Excerpt]) -> bool:
    """Tell whether a file is a list of texts with times."""
    return any("text" in row and "start" in row for row in _rows(read_json(source)))


def read(source: Source, _lines: Sequence[Excerpt]) -> Document:
    """Return the rows as utterances."""
    file = read_json(source)
    rows = _rows(file)
    numbers = [int(raw) for row in rows if (raw := file.raw(row.get("start"))).isdecimal() and len(raw) < 12]
    last_s = max(numbers, default=0)
    names = replace(_NAMES, unit_ms=1 if last_s > _DAY_S else 1000)
    return make_document(file.places, NAME, Found(said=read_rows(file, rows, names), problems=file.problems))


def _rows(file: Json) -> list[Row]:
    """Return the rows; a newer Podlove groups those of one speaker."""
    rows = objects(file.root)
    return [inner for row in rows for inner in (objects(row.get("items")) or [row])]
