"""Chapters in the JSON of podcasts, which players show beside the recording.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.exports.export import Material
from generator.model import Talk
from generator.words import folded


def write_chapters(material: Material) -> str | None:
    """Write the chapters whose begin is known, in the order of their times."""
    starts = sorted(_starts(material.talk), key=lambda start: start[0])
    if not starts:
        return None
    chapters = [{"startTime": start_ms / 1000, "title": title} for start_ms, title in starts]
    data = {"version": "1.2.0", "title": folded(material.talk.title), "chapters": chapters}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _starts(talk: Talk) -> Iterator[tuple[int, str]]:
    placed = (
        (chapter, turn.time)
        for transcript in talk.transcripts[:1]
        for turn in transcript.turns
        for chapter in turn.chapters
    )
    for chapter, time in (*placed, *((chapter, None) for chapter in talk.chapters)):
        if chapter.start_ms is not None:
            yield chapter.start_ms, folded(chapter.title.text)
        elif time:
            yield time.start_ms, folded(chapter.title.text)
