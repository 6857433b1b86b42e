r"""Text that a page is likely to get wrong: the seeds of `hazards.txt`, and random lines made from them.

One seed is one line of the file; `\u0002` and the like stand for characters that an editor would not show or keep.
A fault that was found stays there as a seed: chance alone does not find it again.
"""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import strategies as st

from generator.words import visible

_PATH = Path(__file__).with_name("hazards.txt")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
_PIECES = re.compile(r"\w+|\s+|[^\w\s]")


def _seeds() -> tuple[str, ...]:
    lines = _PATH.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return tuple(_ESCAPE.sub(lambda match: chr(int(match[1], 16)), line) for line in lines)


SEEDS = _seeds()
"""Every seed, also those that leave no mark at all."""
SHOWN_SEEDS = tuple(seed for seed in SEEDS if visible(seed))
"""The seeds a source could hold as text of its own: a blank line is none."""
FRAGMENTS = tuple(sorted({piece for seed in SEEDS for piece in _PIECES.findall(seed)}))
"""Words and marks of the seeds, each once, to make new hazards from."""


def lines() -> st.SearchStrategy[str]:
    """Return random lines, of seeds, their fragments and characters of any script, that show something."""
    # "\0" is in no text: a source that holds it is refused. Lone surrogates are in no UTF-8.
    chars = st.characters(codec="utf-8", exclude_characters="\0\n\r")
    pieces = st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from(SEEDS), st.text(chars, max_size=4))
    return st.lists(pieces, min_size=1, max_size=8).map("".join).filter(visible)
