"""What Google Speech-to-Text leaves.

    {"results": [{"alternatives": [{"transcript": "Okay.", "words": [
        {"startTime": "1.300s", "endTime": "1.400s", "word": "Okay.", "speakerTag": 1}]}]}]}

A time is a string, or an object of seconds and nanoseconds. With speakers, the last result holds all words again,
and only these say who speaks. See https://cloud.google.com/speech-to-text/docs/reference/rest/v1/speech/recognize.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.formats.json_text import Json, Value, first_of, members, objects, read_json, span
from generator.formats.segments import Row
from generator.formats.spoken import Said, joined
from generator.formats.spoken_document import Found, Kept, keep_one, make_document, say_again
from generator.marks import twin
from generator.model import Document
from generator.origin import Excerpt, Source

NAME = "google-stt"
"""Name of the format."""


def sniff(source: Source, _lines: Sequence[Excerpt]) -> bool:
    """Tell whether a file has results with a transcript or words; IBM's are known before."""
    return any("transcript" in row or "words" in row for row in _alternatives(read_json(source)))


def read(source: Source, _lines: Sequence[Excerpt]) -> Document:
    """Return the words as utterances; of several alternatives the first is what was said."""
    file = read_json(source)
    rows = list(_alternatives(file))
    results = [_kept(file, row) for row in rows]
    labelled = [any(item.label for item in one.said) for one in results]
    if labelled.count(True) == 1 and labelled[-1] and len(results) > 1:
        results = [_with_speakers(results[:-1], results[-1])]
    langs = (file.string(row.get("languageCode")) for row in objects(members(file.root).get("results")))
    found = Found(
        said=[item for one in results for item in one.said],
        copies=[copy for one in results for copy in one.copies],
        unlike=[text for one in results for text in one.unlike],
        lang=next(langs, "").partition("-")[0],
        problems=file.problems,
    )
    return make_document(file.places, NAME, found)


def _alternatives(file: Json) -> Iterator[Row]:
    """Yield the first alternative of each result."""
    for row in objects(members(file.root).get("results")):
        yield from objects(row.get("alternatives"))[:1]


def _kept(file: Json, row: Row) -> Kept:
    words = [said for word in objects(row.get("words")) if (said := _said(file, word))]
    text = file.excerpt(row.get("transcript"))
    return keep_one(words, Said(text=text) if text else None)


def _said(file: Json, row: Row) -> Said | None:
    text = file.excerpt(row.get("word"))
    if text is None:
        return None
    start_ms, end_ms = (_ms(file, first_of(row, f"{name}Time", f"{name}Offset")) for name in ("start", "end"))
    label = file.excerpt(first_of(row, "speakerLabel", "speakerTag"))
    known = label is not None and label.text != "0"
    return Said(text=text, label=label if known else None, time=span(start_ms, end_ms))


def _ms(file: Json, value: Value | None) -> int | None:
    """Return a time; of an object Google leaves out what is nought."""
    if isinstance(value, dict):
        return (file.ms(value.get("seconds")) or 0) + (file.ms(value.get("nanos"), 1) or 0) // 1_000_000
    return file.ms(value)


def _with_speakers(before: Sequence[Kept], last: Kept) -> Kept:
    """Return the result that says all words again with their speakers; all the others are copies of it."""
    copies, unlike = say_again(last.said, [joined([item for one in before for item in one.said])])
    again = [copy.excerpt for one in before for copy in one.copies] if copies else []
    first = last.said[0].text
    return Kept(
        said=last.said,
        copies=[*last.copies, *copies, *(twin(text, first) for text in again)],
        unlike=[*last.unlike, *unlike],
    )
