"""Captions as files: WebVTT with voices, SubRip, and the JSON of podcasts.

https://www.w3.org/TR/webvtt1/, https://en.wikipedia.org/wiki/SubRip and
https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md.
"""

from __future__ import annotations

import json

from generator.exports.cues import Cue, cue_lines
from generator.exports.export import Material
from generator.timecode import format_clock
from generator.words import folded

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write_webvtt(material: Material) -> str | None:
    """Write WebVTT; each caption names its speaker in a voice."""
    if not material.cues:
        return None
    title = _without_arrows(folded(material.talk.title))
    blocks = [f"WEBVTT\n\nNOTE\n{title}", *map(_webvtt_cue, material.cues)]
    return "\n\n".join(blocks) + "\n"


def write_srt(material: Material) -> str | None:
    """Write SubRip; a name stands where the speaker changes.

    It has no escapes. Arrows are pulled apart by a space, for some players take any line with one for times.
    """
    if not material.cues:
        return None
    before = [None, *material.cues]
    pairs = enumerate(zip(before, material.cues, strict=False), start=1)
    return "\n".join(_srt_cue(number, last, cue) for number, (last, cue) in pairs)


def write_podcast(material: Material) -> str | None:
    """Write the transcript of a podcast as Podcasting 2.0 has it: a segment for each caption."""
    if not material.cues:
        return None
    segments = [_segment(cue) for cue in material.cues]
    rows = ",\n".join(json.dumps(segment, ensure_ascii=False) for segment in segments)
    return f'{{"version": "1.0.0", "segments": [\n{rows}\n]}}\n'


def _webvtt_cue(cue: Cue) -> str:
    lines = "\n".join(cue_lines(cue.text)).translate(_ESCAPES)
    voice = f"<v {cue.speaker.translate(_ESCAPES)}>" if cue.speaker else ""
    return f"{format_clock(cue.start_ms)} --> {format_clock(cue.end_ms)}\n{voice}{lines}"


def _srt_cue(number: int, before: Cue | None, cue: Cue) -> str:
    lines = _without_arrows("\n".join(cue_lines(cue.text)))
    changes = before is None or before.speaker != cue.speaker
    name = f"{_without_arrows(cue.speaker)}: " if changes and cue.speaker else ""
    times = f"{format_clock(cue.start_ms, ',')} --> {format_clock(cue.end_ms, ',')}"
    return f"{number}\n{times}\n{name}{lines}\n"


def _segment(cue: Cue) -> dict[str, str | float]:
    named: dict[str, str | float] = {"speaker": cue.speaker} if cue.speaker else {}
    return {**named, "startTime": cue.start_ms / 1000, "endTime": cue.end_ms / 1000, "body": cue.text}


def _without_arrows(text: str) -> str:
    return text.replace("-->", "-- >")
