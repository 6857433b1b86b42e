r"""Captions of YouTube in its format json3, as `yt-dlp --write-auto-subs --sub-format json3` fetches them.

    {"wireMagic": "pb3", "events": [{"tStartMs": 1200, "dDurationMs": 3400, "segs": [{"utf8": "hello"},
     {"utf8": " world", "tOffsetMs": 320}]}]}

An event is a line of captions, its segments are words. Events without segments open a window on the screen; a
segment of `\n` only breaks the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.formats.json_text import Json, members, objects, read_json, span
from generator.formats.segments import Row
from generator.formats.spoken import Said
from generator.formats.spoken_document import Found, make_document
from generator.model import Document
from generator.origin import Excerpt, Source

NAME = "youtube-json3"
"""Name of the format."""


def sniff(source: Source, _lines: Sequence[Excerpt]) -> bool:
    """Tell whether a file has events with segments."""
    return any("utf8" in segment for row in _rows(read_json(source)) for segment in objects(row.get("segs")))


def read(source: Source, _lines: Sequence[Excerpt]) -> Document:
    """Return the segments as one utterance: captions name nobody."""
    file = read_json(source)
    said = [item for row in _rows(file) for item in _event(file, row)]
    return make_document(file.places, NAME, Found(said=_without_overlap(said), problems=file.problems))


def _rows(file: Json) -> list[Row]:
    return objects(members(file.root).get("events"))


def _event(file: Json, row: Row) -> Iterator[Said]:
    """Yield the words of an event; the first bears the white space of a new line."""
    begun_ms = file.ms(row.get("tStartMs"), 1)
    lasts_ms = file.ms(row.get("dDurationMs"), 1) or 0
    spaced: bool | None = None
    for segment in objects(row.get("segs")):
        said = file.string(segment.get("utf8"))
        text = file.excerpt(segment.get("utf8"))
        if text:
            offset_ms = file.ms(segment.get("tOffsetMs"), 1) or 0
            time = None if begun_ms is None else span(begun_ms + offset_ms, begun_ms + max(lasts_ms, offset_ms))
            glued = None if spaced is None else not (spaced or said[0].isspace())
            yield Said(text=text, time=time, glued=glued)
        if said:
            spaced = said[-1].isspace() if text or spaced is None else True


def _without_overlap(said: Sequence[Said]) -> list[Said]:
    """Return words that end when the next begins: a line stays on the screen while the next is spoken."""
    ended: list[Said] = []
    for item, after in zip(said, [*said[1:], None], strict=True):
        time = item.time
        if time and time.end_ms is not None and after and after.time:
            time = span(time.start_ms, min(time.end_ms, after.time.start_ms))
        ended.append(replace(item, time=time))
    return ended
