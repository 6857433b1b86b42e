"""A list of words with times and perhaps speakers, as several services and editors write it.

    ElevenLabs          {"text": …, "words": [{"text": "Hello", "type": "word", "start": 0.1, "speaker_id": …}]}
    AssemblyAI          the same with milliseconds, with `speaker`, and with `utterances` that say it again
    Digital Paper Edit  {"words": [{"id": 0, "text": "Hello", "start": 0.1, "end": 0.5}],
                         "paragraphs": [{"speaker": "Ann", "start": 0.1, "end": 9.0}]}

A label is with each word, or in a list of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.formats.json_text import Json, members, objects, read_json
from generator.formats.segments import Names, Row, read_rows
from generator.formats.speaker_times import Begin, join_speakers
from generator.formats.spoken import Said, fit, joined
from generator.formats.spoken_document import Found, make_document, say_again
from generator.model import Document
from generator.origin import Excerpt, Source

NAME = "words-json"
"""Name of the format."""

_WORD = Names(text=("text", "word"), label=("speaker", "speaker_id"))
_ASSEMBLY = frozenset({"utterances", "audio_url", "audio_duration", "acoustic_model"})
"""Members of AssemblyAI's files, which count milliseconds."""


def sniff(source: Source, _lines: Sequence[Excerpt]) -> bool:
    """Tell whether a file has a list of words with times."""
    words = objects(members(read_json(source).root).get("words"))
    return any("start" in row and ("text" in row or "word" in row) for row in words)


def read(source: Source, _lines: Sequence[Excerpt]) -> Document:
    """Return the words as utterances."""
    file = read_json(source)
    root = members(file.root)
    names = replace(_WORD, unit_ms=1) if _ASSEMBLY & root.keys() else _WORD
    said = read_rows(file, objects(root.get("words")), names)
    if not any(item.label for item in said):
        said = join_speakers(said, _begins(file, root, names))
    whole = file.excerpt(root.get("text"))
    said = (fit(said, whole.text) if whole else None) or said
    parts = [Said(text=text) for row in objects(root.get("utterances")) if (text := file.excerpt(row.get("text")))]
    copies, unlike = say_again(said, filter(None, (whole, joined(parts) if parts else None)))
    found = Found(said=said, copies=copies, unlike=unlike, lang=_lang(file, root), problems=file.problems)
    return make_document(file.places, NAME, found)


def _lang(file: Json, root: Row) -> str:
    """Return the language that the file states, if by a tag: ElevenLabs has three letters, which pages do not."""
    lang = file.string(root.get("language_code")).partition("_")[0]
    return lang if len(lang) == 2 else ""


def _begins(file: Json, root: Row, names: Names) -> Iterator[Begin]:
    for row in objects(root.get("paragraphs")):
        start_ms, label = file.ms(row.get("start"), names.unit_ms), file.excerpt(row.get("speaker"))
        if start_ms is not None and label:
            yield start_ms, label
