"""SubRip: numbered cues with times such as `00:01:02,500 --> 00:01:04,000`.

There is no standard; what players read is at https://en.wikipedia.org/wiki/SubRip. Numbers may be missing, a point
may stand for the comma, places (`X1:40`) may follow the times, and an empty line may stand inside a cue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.formats.cue_blocks import ARROWS, find_timing, read_cues
from generator.formats.cues import read_captions
from generator.model import Document
from generator.origin import Excerpt, Source

NAME = "srt"
"""Name of the format."""
_GRAMMAR = replace(ARROWS, blank_ends=False)
_HEAD = 5
"""A file begins with its first cue; above its times stand at most its number and a few lines by mistake."""


def sniff(_source: Source, lines: Sequence[Excerpt]) -> bool:
    """Tell whether one of the first lines is a line of times."""
    return find_timing(_GRAMMAR, lines[:_HEAD]) is not None


def read(source: Source, lines: Sequence[Excerpt]) -> Document:
    """Return the captions as utterances.

    Raises `ProblemsError` where no cue has any text.
    """
    return read_captions(source, read_cues(source, lines, _GRAMMAR), NAME)
