"""What IBM Watson Speech to Text leaves.

    {"results": [{"final": true, "alternatives": [{"transcript": "hello ", "timestamps": [["hello", 0.1, 0.5]]}]}],
     "speaker_labels": [{"from": 0.1, "to": 0.5, "speaker": 0}]}

See https://cloud.ibm.com/docs/speech-to-text?topic=speech-to-text-basic-response.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.formats.json_text import Json, Value, items, members, objects, read_json, span
from generator.formats.segments import Row
from generator.formats.speaker_times import Begin, join_speakers
from generator.formats.spoken import Said
from generator.formats.spoken_document import Found, keep_one, make_document
from generator.model import Document
from generator.origin import Excerpt, Source

NAME = "ibm-watson"
"""Name of the format."""


def sniff(source: Source, _lines: Sequence[Excerpt]) -> bool:
    """Tell whether a file has results with timestamps."""
    return any("timestamps" in row for row in _alternatives(read_json(source)))


def read(source: Source, _lines: Sequence[Excerpt]) -> Document:
    """Return the words as utterances; of several alternatives the first is what was said."""
    file = read_json(source)
    results = [
        keep_one(words, Said(text=text) if (text := file.excerpt(row.get("transcript"))) else None)
        for row in _alternatives(file)
        for words in [list(_said(file, items(row.get("timestamps"))))]
    ]
    found = Found(
        said=join_speakers([item for one in results for item in one.said], _begins(file)),
        copies=[copy for one in results for copy in one.copies],
        unlike=[text for one in results for text in one.unlike],
        problems=file.problems,
    )
    return make_document(file.places, NAME, found)


def _alternatives(file: Json) -> Iterator[Row]:
    """Yield the first alternative of each result that is not provisional."""
    for row in objects(members(file.root).get("results")):
        if file.raw(row.get("final")) != "false":
            yield from objects(row.get("alternatives"))[:1]


def _said(file: Json, rows: Sequence[Value]) -> Iterator[Said]:
    for row in rows:
        word, start, end, *_ = (*items(row), None, None, None)
        if text := file.excerpt(word):
            yield Said(text=text, time=span(file.ms(start), file.ms(end)))


def _begins(file: Json) -> Iterator[Begin]:
    for row in objects(members(file.root).get("speaker_labels")):
        start_ms, label = file.ms(row.get("from")), file.excerpt(row.get("speaker"))
        if start_ms is not None and label:
            yield start_ms, label
