"""How wide a text is, and where it may be broken: what captions, underlines and lists of openings need.

A letter of a script with wide letters (Han, Kana, Hangul) takes two columns. Such a text may be broken between two
letters, but not before a closing mark or behind an opening one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_WIDE = "\u3040-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OPENING = "“‘「『（《〈【〔［｛"
# Closing marks; small Kana and repetition marks, which begin no line; marks that change the letter before them.
_CLOSING = (
    "”’」』）》〉】〕］｝，。、；：？！…—～ー々゛゜ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
    "\u0300-\u036f\u200d\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
)
_ASCII_MARKS = r"!-/:-@\[-`{-~"
_BREAK = (
    rf"(?<=[{_WIDE}])(?=[^{_CLOSING}{_ASCII_MARKS}])"
    rf"|(?<=[{_CLOSING},.;:!?%)\]}}])(?=[{_WIDE}{_OPENING}])(?![{_CLOSING}])"
    rf"|(?<=[^{_OPENING}{_ASCII_MARKS}])(?=[{_WIDE}{_OPENING}])(?![{_CLOSING}])"
)
_UNSEEN = frozenset({"Cc", "Cf", "Me", "Mn"})
_CHUNK = re.compile(r"[^\s\x00-\x1f\x7f-\x9f]+")


def width(text: str) -> int:
    """Return how many columns a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def split_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a text stand that are never torn apart: words, or single letters of wide scripts."""
    for chunk in _CHUNK.finditer(text):
        start = chunk.start()
        if not chunk[0].isascii():
            for gap in _break().finditer(text, start + 1, chunk.end()):
                yield start, gap.start()
                start = gap.start()
        yield start, chunk.end()


@cache
def _break() -> re.Pattern[str]:
    # Slow to make, and most texts have no wide letters.
    return re.compile(_BREAK)


@cache
def _columns(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.category(char) in _UNSEEN else 1
