"""What Deepgram leaves.

    {"results": {"channels": [{"alternatives": [{"transcript": "Hello.", "words": [
        {"word": "hello", "punctuated_word": "Hello.", "start": 0.1, "end": 0.5, "speaker": 0}]}]}]}}

`punctuated_word` is the word as it is written, where that was asked for. See
https://developers.deepgram.com/reference/listen-file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.formats.json_text import Json, members, objects, read_json
from generator.formats.segments import Names, Row, read_rows
from generator.formats.spoken import Said, joined
from generator.formats.spoken_document import Found, keep_one, make_document, say_again
from generator.model import Document
from generator.origin import Excerpt, Source

NAME = "deepgram"
"""Name of the format."""

_WORD = Names(text=("punctuated_word", "word"))


def sniff(source: Source, _lines: Sequence[Excerpt]) -> bool:
    """Tell whether a file has channels with a transcript."""
    return any("transcript" in row for row in _alternatives(read_json(source)))


def read(source: Source, _lines: Sequence[Excerpt]) -> Document:
    """Return the words as utterances; of several alternatives the first is what was said."""
    file = read_json(source)
    results = [
        keep_one(words, Said(text=text) if (text := file.excerpt(row.get("transcript"))) else None)
        for row in _alternatives(file)
        for words in [read_rows(file, objects(row.get("words")), _WORD)]
    ]
    said = [item for one in results for item in one.said]
    copies, unlike = say_again(said, _again(file))
    found = Found(
        said=said,
        copies=[*(copy for one in results for copy in one.copies), *copies],
        unlike=[*(text for one in results for text in one.unlike), *unlike],
        problems=file.problems,
    )
    return make_document(file.places, NAME, found)


def _channels(file: Json) -> list[Row]:
    return objects(members(members(file.root).get("results")).get("channels"))


def _alternatives(file: Json) -> Iterator[Row]:
    """Yield the first alternative of each channel."""
    for channel in _channels(file):
        yield from objects(channel.get("alternatives"))[:1]


def _again(file: Json) -> Iterator[Excerpt]:
    """Yield the sentences of paragraphs and the utterances, each list as one text."""
    results = members(members(file.root).get("results"))
    sentences = [
        text
        for row in _alternatives(file)
        for paragraph in objects(members(row.get("paragraphs")).get("paragraphs"))
        for sentence in objects(paragraph.get("sentences"))
        if (text := file.excerpt(sentence.get("text")))
    ]
    spoken = [text for row in objects(results.get("utterances")) if (text := file.excerpt(row.get("transcript")))]
    yield from (joined([Said(text=text) for text in texts]) for texts in (sentences, spoken) if texts)
