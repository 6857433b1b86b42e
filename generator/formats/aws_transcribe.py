"""What Amazon Transcribe leaves.

    {"results": {"transcripts": [{"transcript": "Hello."}],
     "speaker_labels": {"segments": [{"items": [{"start_time": "0.1", "speaker_label": "spk_0"}]}]},
     "items": [{"type": "pronunciation", "start_time": "0.1", "alternatives": [{"content": "Hello"}]},
               {"type": "punctuation", "alternatives": [{"content": "."}]}]}}

Times are strings. Punctuation is an item of its own, without a time. Who speaks stands in a list of its own, by
time; newer files say it in each item as well. See https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.formats.json_text import Json, members, objects, read_json, span
from generator.formats.segments import Row
from generator.formats.speaker_times import Begin, join_speakers
from generator.formats.spoken import Said, fit
from generator.formats.spoken_document import Found, make_document, say_again
from generator.model import Document
from generator.origin import Excerpt, Source

NAME = "aws-transcribe"
"""Name of the format."""


def sniff(source: Source, _lines: Sequence[Excerpt]) -> bool:
    """Tell whether a file has items with alternatives."""
    return any("alternatives" in item for item in objects(_results(read_json(source)).get("items")))


def read(source: Source, _lines: Sequence[Excerpt]) -> Document:
    """Return the items as utterances; of several alternatives the first is what was said."""
    file = read_json(source)
    results = _results(file)
    said = list(_said(file, objects(results.get("items"))))
    if not any(item.label for item in said):
        said = join_speakers(said, _begins(file, results))
    texts = [file.excerpt(row.get("transcript")) for row in objects(results.get("transcripts"))]
    copies, unlike = say_again(said, filter(None, texts))
    spaced = fit(said, copies[0].excerpt.text) if copies else None
    lang = file.string(results.get("language_code")).partition("-")[0]
    found = Found(said=spaced or said, copies=copies, unlike=unlike, lang=lang, problems=file.problems)
    return make_document(file.places, NAME, found)


def _results(file: Json) -> Row:
    return members(members(file.root).get("results"))


def _said(file: Json, rows: Sequence[Row]) -> Iterator[Said]:
    """Yield the items; punctuation is heard with the word before it and said by the same speaker."""
    before: Said | None = None
    for row in rows:
        text = next((file.excerpt(one.get("content")) for one in objects(row.get("alternatives"))), None)
        if text is None:
            continue
        punctuation = file.string(row.get("type")) == "punctuation"
        time = span(file.ms(row.get("start_time")), file.ms(row.get("end_time")))
        label = file.excerpt(row.get("speaker_label"))
        said = Said(text=text, label=label, time=time, glued=punctuation or None)
        if before and punctuation:
            said = replace(said, label=label or before.label, time=time or before.time)
        before = said
        yield said


def _begins(file: Json, results: Row) -> Iterator[Begin]:
    for segment in objects(members(results.get("speaker_labels")).get("segments")):
        for row in objects(segment.get("items")) or [segment]:
            start_ms, label = file.ms(row.get("start_time")), file.excerpt(row.get("speaker_label"))
            if start_ms is not None and label:
                yield start_ms, label
