"""What Kaldi leaves behind the services that are built on it.

    BBC   {"retval": {"punct": "There is.", "words": [{"start": 13.0, "word": "there", "punct": "There"}]},
           "segmentation": {"segments": [{"start": 13.0, "speaker": {"@id": "S0"}}]}}
    Vosk  {"result": [{"start": 0.1, "end": 0.5, "word": "hello", "conf": 1.0}], "text": "hello"}, or a list

`punct` is the word as it is written, with capitals and punctuation: it is kept, and `word` is a field.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.formats.json_text import Json, members, objects, read_json
from generator.formats.segments import Names, Row, read_rows
from generator.formats.speaker_times import Begin, join_speakers
from generator.formats.spoken import Said
from generator.formats.spoken_document import Found, keep_one, make_document
from generator.model import Document
from generator.origin import Excerpt, Source

NAME = "kaldi"
"""Name of the format."""

_WORD = Names(text=("punct", "word"), label=())


def sniff(source: Source, _lines: Sequence[Excerpt]) -> bool:
    """Tell whether a file has words as Kaldi calls them."""
    return any("word" in row for one in _results(read_json(source)) for row in _words(one))


def read(source: Source, _lines: Sequence[Excerpt]) -> Document:
    """Return the words as utterances."""
    file = read_json(source)
    results = [
        keep_one(words, Said(text=text) if (text := _text(file, one)) else None)
        for one in _results(file)
        for words in [read_rows(file, _words(one), _WORD)]
    ]
    found = Found(
        said=join_speakers([item for one in results for item in one.said], _begins(file)),
        copies=[copy for one in results for copy in one.copies],
        unlike=[text for one in results for text in one.unlike],
        problems=file.problems,
    )
    return make_document(file.places, NAME, found)


def _results(file: Json) -> list[Row]:
    root = members(file.root)
    return objects(file.root) or [members(root.get("retval")) or root]


def _words(one: Row) -> list[Row]:
    words = objects(one.get("words"))
    return objects(one.get("result")) or (words if any("punct" in row for row in words) else [])


def _text(file: Json, one: Row) -> Excerpt | None:
    return file.excerpt(one.get("punct") or one.get("text"))


def _begins(file: Json) -> Iterator[Begin]:
    root = members(file.root)
    for holder in (root, members(root.get("retval"))):
        for row in objects(members(holder.get("segmentation")).get("segments")) or objects(holder.get("segments")):
            start_ms, label = file.ms(row.get("start")), file.excerpt(members(row.get("speaker")).get("@id"))
            if start_ms is not None and label:
                yield start_ms, label
