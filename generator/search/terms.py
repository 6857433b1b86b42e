"""Text becomes terms: what the index of the sharded search lists, and what a query is made into.

The same is done in the browser (`generator/assets/search/terms.js`); `tests/cases/search/terms.json` holds both to
one table. Letters are told by explicit ranges, because two programs hardly ever have the same version of Unicode.

    fold      NFKC, lower case, no accents or vowel points, `ß` as `ss`, no apostrophes
    tokens    `c++` and `c#`, runs of a script without spaces, other runs of letters and digits
    terms     of such a run each pair of neighbours and the last character; of an English word its stem (Snowball
              English); anything else as it is

No word is left out for being common. A single character of a run is found as the beginning of a pair.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from operator import add

MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u200c\u200d\u2060\ufe00-\ufe0f"
)
"""What is taken off the letters it hangs on, for character classes."""
APOSTROPHES = "'\u2019\u02bc"
"""What is left out of words: `don't` is `dont`."""
SEPARATORS = (
    "\\u0000-\\u002f\\u003a-\\u0060\\u007b-\u00bf\u00d7\u00f7\u02c2-\u02c5\u02d2-\u02df\u0375\u037e\u0384\u0385\u0387"
    "\u03f6\u0482\u055a-\u055f\u0589\u058a\u058d-\u058f\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u0600-\u060f\u061b-\u061f"
    "\u066a-\u066d\u06d4\u06dd\u06de\u06e9\u06fd\u06fe\u0700-\u070f\u0964\u0965\u0970\u0df4\u0e3f\u0e4f\u0e5a\u0e5b"
    "\u0f01-\u0f17\u0f3a-\u0f3d\u104a-\u104f\u10fb\u1360-\u1368\u1400\u166d\u166e\u17d4-\u17d6\u17d8-\u17db"
    "\u1800-\u180e\u2000-\u2bff\u2e00-\u3004\u3008-\u3020\u3030\u3036\u3037\u303d-\u303f\u3099-\u309c\u30a0\u30fb"
    "\u3190-\u319f\u31c0-\u31ef\u3200-\u33ff\u4dc0-\u4dff\\ud800-\\udfff\ufd3e\ufd3f\ufe10-\ufe1f\ufe30-\ufe6f\ufeff"
    "\uff00-\uff0f\uffe0-\uffff\U0001d000-\U0001d3ff\U0001f000-\U0001faff\U000e0000-\U000e0fff"
)
"""What stands between words, for character classes; every other character is of a word."""
UNSPACED = (
    "\u0e01-\u0e3e\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0eff\u1000-\u1049\u1050-\u109f\u1780-\u17d3\u17d7\u17dc-\u17ff"
    "\u3005-\u3007\u3021-\u302f\u3031-\u3035\u3038-\u303c\u3041-\u3098\u309d-\u309f\u30a1-\u30fa\u30fc-\u312f"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts that put no spaces between words: Thai, Lao, Myanmar, Khmer, Kana, Bopomofo, Han."""
LONGEST = 40
"""Characters of a word that count."""

_MARK = re.compile(f"[{MARKS}]")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_TOKEN = re.compile(
    rf"[a-z]++\+\+|[a-z]#(?![a-z0-9])|[{UNSPACED}]+|[^{SEPARATORS}{UNSPACED}]+",
)
_RUN = re.compile(f"[{UNSPACED}]")
_ENGLISH = re.compile("[a-z]+")
# ASCII at one go: capitals small, what is no letter or digit blank. Apostrophes are left out on the way.
_PLAIN = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 32 for code in range(128)) + bytes(128)
# What prose has besides letters and ASCII, as the fold makes it or as another border: then most English is ASCII,
# and most Chinese is normalised as it stands, which is found out ten times as fast as it is done.
_BORDERS = (
    ("\u2019", ""),
    *((char, " ") for char in "\u2018\u201c\u201d\u2013\u2014\uff0c\uff1a\uff1f\uff01\uff1b\uff08\uff09"),
)
_REMEMBERED = 200_000
"""Words whose terms are kept: more than an archive of thousands has of correct ones."""


def fold(text: str) -> str:
    """Return a text as it is compared: one case, no accents, no apostrophes."""
    lowered = unicodedata.normalize("NFKC", text).lower()
    bare = unicodedata.normalize("NFC", _MARK.sub("", unicodedata.normalize("NFD", lowered)))
    return _APOSTROPHE.sub("", bare.replace("ß", "ss").replace("ς", "σ"))


def terms_of(text: str) -> list[str]:
    """Return the terms of a text in order, as often as they occur."""
    return list(map(terms_of_words().__getitem__, words_of(text)))


def words_of(text: str) -> list[str]:
    """Return what becomes the terms of a text, each word one: in order, not yet stemmed."""
    if not text.isascii():
        for mark, plain in _BORDERS:
            text = text.replace(mark, plain)
        text = text if text.isascii() else fold(text)
    if text.isascii():
        if "++" not in text and "#" not in text:
            # English prose, in a twentieth of the time that the expression takes.
            return text.encode().translate(_PLAIN, b"'").decode().split()
        text = fold(text)
    words: list[str] = []
    for token in _TOKEN.findall(text):
        if token.isascii() or not _RUN.match(token):
            words.append(token[:LONGEST])
        else:
            words += map(add, token, token[1:])
            words.append(token[-1])
    return words


class Terms(dict[str, str]):
    """The term of each word that was met: stemming takes far longer than looking up."""

    def __init__(self, stem: Callable[[str], str]) -> None:
        super().__init__()
        self._stem = stem

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        kept = word[:LONGEST]
        term = self._stem(kept) if _ENGLISH.fullmatch(kept) else kept
        # Of letters side by side there are far more than of words, and they are what they are.
        if word.isascii():
            self[word] = term
        return term


@cache
def terms_of_words() -> Terms:
    """Return the terms by their words."""
    # Forty modules, which only an index needs. It is PyStemmer that stems where that is installed.
    import snowballstemmer  # type: ignore[import-untyped]  # noqa: PLC0415

    return Terms(snowballstemmer.stemmer("english").stemWord)
