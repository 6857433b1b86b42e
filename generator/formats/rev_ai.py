"""What Rev AI leaves.

    {"monologues": [{"speaker": 0, "elements": [{"type": "text", "value": "Hello", "ts": 0.1, "end_ts": 0.5},
                                                {"type": "punct", "value": ", "}]}]}

White space is an element of its own, or part of one. See https://docs.rev.ai/api/asynchronous/transcripts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.formats.json_text import Json, members, objects, read_json, span
from generator.formats.segments import Row
from generator.formats.spoken import Said
from generator.formats.spoken_document import Found, make_document
from generator.model import Document
from generator.origin import Excerpt, Source

NAME = "rev-ai"
"""Name of the format."""


def sniff(source: Source, _lines: Sequence[Excerpt]) -> bool:
    """Tell whether a file has monologues."""
    return any("elements" in row for row in _monologues(read_json(source)))


def read(source: Source, _lines: Sequence[Excerpt]) -> Document:
    """Return the monologues as utterances."""
    file = read_json(source)
    said = [item for row in _monologues(file) for item in _said(file, row)]
    lang = file.string(members(file.root).get("language"))
    return make_document(file.places, NAME, Found(said=said, lang=lang, problems=file.problems))


def _monologues(file: Json) -> list[Row]:
    return objects(members(file.root).get("monologues"))


def _said(file: Json, row: Row) -> Iterator[Said]:
    """Yield the elements of a monologue; a mark is heard with the word before it."""
    label = next((found for name in ("speaker_name", "speaker") if (found := file.excerpt(row.get(name)))), None)
    glued: bool | None = None
    time = None
    for element in objects(row.get("elements")):
        value = file.string(element.get("value"))
        text = file.excerpt(element.get("value"))
        if text:
            time = span(file.ms(element.get("ts")), file.ms(element.get("end_ts"))) or time
            yield Said(text=text, label=label, time=time, glued=glued and not value[0].isspace())
        if value:
            glued = not value[-1].isspace() and (text is not None or glued is not False)
