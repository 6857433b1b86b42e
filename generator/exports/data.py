"""The talk as data: the model in JSON, as `docs/reference/talk.schema.json` describes it.

Texts stand as the source has them, white space included. Times are milliseconds from the begin of the recording.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from generator.exports.export import Material
from generator.model import Chapter, Recap, Side, Speaker, Talk, Transcript, Turn
from generator.origin import Excerpt, Source
from generator.timecode import TimeSpan

VERSION = 1
"""Of the form of the file; it grows when something in it is taken away or changes its meaning."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)

Json = str | int | bool | None | Sequence["Json"] | Mapping[str, "Json"]


def write_data(material: Material) -> str:
    """Write everything that is known about the talk."""
    talk = material.talk
    data: dict[str, Json] = {
        "version": VERSION,
        "slug": talk.slug,
        "title": talk.title,
        "title_lang": talk.title_lang,
        "lang": talk.lang,
        "langs": list(talk.langs),
        "date": talk.date,
        "event": talk.event,
        "tags": list(talk.tags),
        "media": talk.media,
        "speakers": [_speaker(speaker) for speaker in talk.speakers],
        "recap": _recap(talk.recap, talk) if talk.recap else None,
        "chapters": [_chapter(chapter) for chapter in talk.chapters],
        "transcripts": [_transcript(transcript) for transcript in talk.transcripts],
        "sources": [_source(document.source, document.format) for document in talk.documents],
    }
    # A line for each turn, and for everything else at the top: short to read, and short in a comparison.
    return _lines(data) + "\n"


def _speaker(speaker: Speaker) -> Json:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "role": speaker.role,
        "aliases": list(speaker.aliases),
        "person": speaker.person,
    }


def _recap(recap: Recap, talk: Talk) -> Json:
    return {
        "lang": talk.recap_lang,
        "source": talk.recap_source.path if talk.recap_source else None,
        "summary": [_text(point) for point in recap.summary],
        "takeaways": [
            {"label": _text(takeaway.label) if takeaway.label else None, "text": _text(takeaway.text)}
            for takeaway in recap.takeaways
        ],
        "terms": [{"name": _text(term.name), "definition": _text(term.definition)} for term in recap.terms],
    }


def _transcript(transcript: Transcript) -> Json:
    return {
        "kind": str(transcript.kind),
        "source": transcript.source.path,
        "langs": list(transcript.langs),
        "speakers_from": transcript.speakers_from,
        "turns": [_turn(turn) for turn in transcript.turns],
    }


def _turn(turn: Turn) -> Json:
    return {
        "number": turn.number,
        "speaker": turn.speaker,
        **_time(turn.time),
        "chapters": [_chapter(chapter) for chapter in turn.chapters],
        "sides": [_side(side) for side in turn.sides],
        "rows": [list(row) for row in turn.rows],
    }


def _side(side: Side) -> Json:
    return {
        "lang": side.lang,
        "label": _text(side.label) if side.label else None,
        "source": side.source.path if side.source else None,
        "paragraphs": [_text(paragraph) for paragraph in side.paragraphs],
    }


def _chapter(chapter: Chapter) -> Json:
    source = chapter.source.path if chapter.source else None
    return {"title": _text(chapter.title), "level": chapter.level, "start_ms": chapter.start_ms, "source": source}


def _text(excerpt: Excerpt) -> Json:
    if not excerpt.pieces:  # so it has no times
        return {"text": excerpt.text, "line": excerpt.line}
    steps = list(_steps(excerpt))
    times: dict[str, Json] = {"times": [list(step) for step in steps]} if len(steps) > 1 else {}
    return {"text": excerpt.text, "line": excerpt.line, **_time(excerpt.time), **times}


def _steps(excerpt: Excerpt) -> Iterator[tuple[int, int, int | None]]:
    """Yield where in the text each known time begins, with its begin and end."""
    at = 0
    for time, pieces in groupby(excerpt.pieces, key=lambda piece: piece.time):
        if time:
            yield at, time.start_ms, time.end_ms
        at += sum(len(piece.text) for piece in pieces)


def _time(time: TimeSpan | None) -> dict[str, Json]:
    return {} if time is None else {"start_ms": time.start_ms, "end_ms": time.end_ms}


def _source(source: Source, form: str) -> Json:
    return {"path": source.path, "sha256": source.sha256, "encoding": source.encoding, "format": form}


def _lines(data: Mapping[str, Json]) -> str:
    rows = [f"{_dump(name)}: {_rows(value)}" for name, value in data.items()]
    return "{\n" + ",\n".join(rows) + "\n}"


def _rows(value: Json) -> str:
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        rows = [_lines(item) if "turns" in item else _dump(item) for item in value if isinstance(item, Mapping)]
        return "[\n" + ",\n".join(rows) + "\n]"
    return _dump(value)


def _dump(value: Json) -> str:
    # The two separators of Unicode end a line in some programs that read JSON line by line.
    return _ENCODER.encode(value).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
