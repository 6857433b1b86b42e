"""What counts as a character that shows, and as a word. The pages and the proof share this and the anchors.

A word is a run of letters, digits and the marks that hang on them, with apostrophes and hyphens inside;
in scripts that write no spaces between words (Han, Kana, Thai ...) every letter counts as one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Scripts without spaces: Thai and Lao, Myanmar, Khmer, Kana, Bopomofo, Han with its extensions.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:['’\-][^\W_{_UNSPACED}]+)*")


def words(text: str) -> list[str]:
    """Return the words of a text in order, as written."""
    return _WORD.findall(text)


# A paragraph is counted for shares, ribbons, lengths and proofs: a dozen times while its talk is at work.
@lru_cache(maxsize=4096)
def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))


def is_blank(char: str) -> bool:
    """Tell whether a character leaves no mark: white space, or a control character, which HTML cannot hold."""
    return char.isspace() or unicodedata.category(char) == "Cc"


# The same as `is_blank`, for whole texts at once; a test holds the two equal over all of Unicode.
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def visible(text: str) -> str:
    """Return the text without its blank characters: what the proof compares."""
    return _BLANK.sub("", text)


def folded(text: str) -> str:
    """Return the text on one line, each run of blank characters as one space, none at the ends."""
    line = " ".join(text.split())
    # Nearly every text is done here, in a quarter of the time; what does not print may be a control character.
    return line if line.isprintable() else _BLANK.sub(" ", line).strip()
