"""What Speechmatics leaves.

    json-v2  {"results": [{"type": "word", "start_time": 0.1, "end_time": 0.5,
                           "alternatives": [{"content": "Hello", "speaker": "S1"}]},
                          {"type": "punctuation", "attaches_to": "previous", "alternatives": [{"content": "."}]}]}
    before   {"speakers": [{"name": "M2", "time": "4.9", "duration": "8.1"}],
              "words": [{"name": "Hello", "time": "4.9", "duration": "0.2"}]}

See https://docs.speechmatics.com/introduction/batch-guide. `UU` is a speaker that is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.formats.json_text import Json, members, objects, read_json, span
from generator.formats.segments import Names, Row, read_rows
from generator.formats.speaker_times import Begin, join_speakers
from generator.formats.spoken import Said
from generator.formats.spoken_document import Found, make_document
from generator.model import Document
from generator.origin import Excerpt, Source

NAME = "speechmatics"
"""Name of the format."""

_OLD = Names(text=("name",), start=("time",), duration=("duration",), label=())


def sniff(source: Source, _lines: Sequence[Excerpt]) -> bool:
    """Tell whether a file has results with a content, or words with a name."""
    root = members(read_json(source).root)
    results = (one for row in objects(root.get("results")) for one in objects(row.get("alternatives")))
    return any("content" in one for one in results) or any("name" in row for row in objects(root.get("words")))


def read(source: Source, _lines: Sequence[Excerpt]) -> Document:
    """Return the words as utterances."""
    file = read_json(source)
    root = members(file.root)
    said = list(_said(file, objects(root.get("results"))))
    if not said:
        said = join_speakers(read_rows(file, objects(root.get("words")), _OLD), _begins(file, root))
    config = members(members(root.get("metadata")).get("transcription_config"))
    found = Found(said=said, lang=file.string(config.get("language")), problems=file.problems)
    return make_document(file.places, NAME, found)


def _said(file: Json, rows: Sequence[Row]) -> Iterator[Said]:
    """Yield the results; a mark is heard with the word it is attached to."""
    before: Said | None = None
    attached = False
    for row in rows:
        one = next(iter(objects(row.get("alternatives"))), {})
        text = file.excerpt(one.get("content"))
        if text is None:
            continue
        time = span(file.ms(row.get("start_time")), file.ms(row.get("end_time")))
        attaches = file.string(row.get("attaches_to"))
        glued = True if attached or attaches in {"previous", "both"} else None
        said = Said(text=text, label=file.excerpt(one.get("speaker")), time=time, glued=glued)
        if before and attaches and not said.label:
            said = replace(said, label=before.label)
        before, attached = said, attaches in {"next", "both"}
        yield said


def _begins(file: Json, root: Row) -> Iterator[Begin]:
    for row in objects(root.get("speakers")):
        start_ms, label = file.ms(row.get("time")), file.excerpt(row.get("name"))
        if start_ms is not None and label:
            yield start_ms, label
