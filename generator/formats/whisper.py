"""What Whisper leaves, and the tools around it.

    openai-whisper   {"text": …, "segments": [{"start": 0.0, "end": 7.6, "text": " And so"}], "language": "en"}
    WhisperX         the same; a segment has words {"word": "of", "start": 0.4, "end": 0.5, "speaker": "SPEAKER_11"}
    Transformers     {"text": …, "chunks": [{"timestamp": [0.0, 5.2], "text": …}]}
    whisper.cpp      {"transcription": [{"offsets": {"from": 0, "to": 320}, "text": …}]}

The words of a segment are kept where they join up to its text, for they have times of their own. WhisperX gives no
time and no speaker to words it cannot align, such as numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.formats.json_text import Json, members, objects, read_json
from generator.formats.segments import Names, Row, inherit, read_rows
from generator.formats.spoken import joined
from generator.formats.spoken_document import Found, Kept, keep_one, make_document, say_again
from generator.model import Document
from generator.origin import Excerpt, Source

NAME = "whisper"
"""Name of the format."""

_SEGMENT = Names(both=("timestamp", "offsets"))
_WORD = Names(text=("word", "text"))
_LISTS = ("segments", "chunks", "transcription")
_COPIES = ("word_segments", "words")
_LANGS = {"english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt"}
"""What the API of OpenAI calls languages, where the script does not give them away."""


def sniff(source: Source, _lines: Sequence[Excerpt]) -> bool:
    """Tell whether a file has segments with a text."""
    return any("text" in row for row in _rows(read_json(source)))


def read(source: Source, _lines: Sequence[Excerpt]) -> Document:
    """Return the words, or the segments that have none, as utterances."""
    file = read_json(source)
    root = members(file.root)
    kept = tuple(_kept(file, _rows(file)))
    said = [item for one in kept for item in one.said]
    again = tuple(filter(None, (file.excerpt(root.get("text")), *(_listed(file, root, name) for name in _COPIES))))
    copies, unlike = say_again(said, again)
    lang = file.string(root.get("language"))
    found = Found(
        said=said,
        copies=[*(copy for one in kept for copy in one.copies), *copies],
        unlike=[*(text for one in kept for text in one.unlike), *unlike],
        lang=_LANGS.get(lang, lang),
        problems=file.problems,
    )
    return make_document(file.places, NAME, found)


def _rows(file: Json) -> list[Row]:
    root = members(file.root)
    return next((rows for name in _LISTS if (rows := objects(root.get(name)))), [])


def _kept(file: Json, rows: Sequence[Row]) -> Iterator[Kept]:
    if not any("words" in row for row in rows):
        yield Kept(said=read_rows(file, rows, _SEGMENT))
        return
    for row in rows:
        whole = next(iter(read_rows(file, [row], _SEGMENT)), None)
        words = inherit(read_rows(file, objects(row.get("words")), _WORD), whole)
        if whole and not whole.label and words:
            whole = replace(whole, label=words[0].label)
        yield keep_one(words, whole)


def _listed(file: Json, root: Row, name: str) -> Excerpt | None:
    """Return a list of words that stands beside the segments, as one text."""
    words = read_rows(file, objects(root.get(name)), _WORD)
    return joined([replace(word, time=None) for word in words]) if words else None
