"""SubViewer as YouTube writes it: cues with times such as `0:00:01.000,0:00:04.000`, and no numbers.

See https://support.google.com/youtube/answer/2734698. `[br]` stands for the end of a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.formats.cue_blocks import CueGrammar, find_timing, read_cues
from generator.formats.cues import read_captions
from generator.model import Document
from generator.origin import Excerpt, Source

NAME = "sbv"
"""Name of the format."""
_GRAMMAR = CueGrammar(
    arrow=",",
    timing=re.compile(r"(?P<start>\d+:\d+:\d+\.\d+),(?P<end>\d+:\d+:\d+\.\d+)(?P<settings>)"),
    broken=re.compile(r"(?P<start>\d+:\d+:\d[^\s,]*),\d+:\d+:\d[^\s,]*"),
)
_HEAD = 3
"""A file begins with the times of its first cue; a few lines may stand above them by mistake."""


def sniff(_source: Source, lines: Sequence[Excerpt]) -> bool:
    """Tell whether one of the first lines is a line of times."""
    return find_timing(_GRAMMAR, lines[:_HEAD]) is not None


def read(source: Source, lines: Sequence[Excerpt]) -> Document:
    """Return the captions as utterances.

    Raises `ProblemsError` where no cue has any text.
    """
    return read_captions(source, read_cues(source, lines, _GRAMMAR), NAME)
