"""JSON that is none of the formats known, or no JSON after all: always a problem, which says what is known."""

from __future__ import annotations

from collections.abc import Sequence

from generator.errors import Problem, ProblemsError
from generator.formats.json_text import find_fault, items, members, read_json
from generator.model import Document
from generator.origin import Excerpt, Source

NAME = "json"
"""Name of the format."""

KNOWN = (
    "Podcasting 2.0, Podlove, Whisper, WhisperX, YouTube json3, Amazon Transcribe, Speechmatics, "
    "Google Speech-to-Text, IBM Watson, Kaldi, Deepgram, Rev AI, AssemblyAI, ElevenLabs, QMSum and chapters"
)
"""The formats of JSON that are read, for messages."""


def sniff(source: Source, _lines: Sequence[Excerpt]) -> bool:
    """Tell whether a file is JSON by its name, or by what it holds: an object, or a list of them."""
    root = read_json(source).root
    listed = any(isinstance(item, dict) for item in items(root)[:1])
    return source.path.casefold().endswith((".json", ".json3")) or bool(members(root)) or listed


def read(source: Source, _lines: Sequence[Excerpt]) -> Document:
    """Raise `ProblemsError`: the line that is no JSON, or the formats that are known."""
    wrong = "is JSON, but holds no transcript in a form that is known"
    unknown = Problem(origin=source.origin(1), wrong=wrong, right=f"save it as one of {KNOWN}, or as text")
    raise ProblemsError([find_fault(source) or unknown])
