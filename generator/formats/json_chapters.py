"""Chapters in JSON: a file that lists headings of a talk and nothing that was said.

    Podcasting 2.0  {"version": "1.2.0", "chapters": [{"startTime": 168, "title": "Hearing Aids"}]}
    Podlove         [{"start": "00:00:43.137", "title": "Welcome", "href": "", "image": ""}]

See https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.formats.json_text import Json, first_of, members, objects, read_json
from generator.formats.segments import Row
from generator.formats.spoken_document import Found, make_document
from generator.model import Document
from generator.origin import Excerpt, Source
from generator.speech import Chapter

NAME = "json-chapters"
"""Name of the format."""


def sniff(source: Source, _lines: Sequence[Excerpt]) -> bool:
    """Tell whether a file lists titles with times."""
    file = read_json(source)
    return any(file.excerpt(row.get("title")) and ("startTime" in row or "start" in row) for row in _rows(file))


def read(source: Source, _lines: Sequence[Excerpt]) -> Document:
    """Return the chapters, and the title of the talk where the file states it."""
    file = read_json(source)
    chapters = [
        Chapter(title=title, start_ms=file.ms(first_of(row, "startTime", "start")))
        for row in _rows(file)
        if (title := file.excerpt(row.get("title")))
    ]
    title = file.excerpt(members(file.root).get("title"))
    return make_document(file.places, NAME, Found(title=title, chapters=chapters, problems=file.problems))


def _rows(file: Json) -> list[Row]:
    return objects(members(file.root).get("chapters")) or objects(file.root)
