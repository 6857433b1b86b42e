"""Transcripts of podcasts in JSON, as the Podcasting 2.0 namespace has them.

    {"version": "1.0.0", "segments": [{"speaker": "Ann", "startTime": 0.5, "endTime": 0.75, "body": "Hello"}]}

A `body` is a word, a line or a sentence. `speaker` may be missing. See
https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.formats.json_text import members, objects, read_json
from generator.formats.segments import Names, Row, read_rows
from generator.formats.spoken_document import Found, make_document
from generator.model import Document
from generator.origin import Excerpt, Source

NAME = "podcast-json"
"""Name of the format."""

_NAMES = Names(text=("body",), start=("startTime",), end=("endTime",))


def sniff(source: Source, _lines: Sequence[Excerpt]) -> bool:
    """Tell whether a file has segments with a body."""
    return any("body" in row for row in _rows(source))


def read(source: Source, _lines: Sequence[Excerpt]) -> Document:
    """Return the segments as utterances."""
    file = read_json(source)
    said = read_rows(file, _rows(source), _NAMES)
    lang = file.string(members(file.root).get("language"))
    return make_document(file.places, NAME, Found(said=said, lang=lang, problems=file.problems))


def _rows(source: Source) -> list[Row]:
    return objects(members(read_json(source).root).get("segments"))
