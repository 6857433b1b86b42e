"""Words as glossary terms are compared: whatever their case, number, and how they are joined.

A token is a word of a script with spaces, a run of Katakana, or one letter of a script without spaces (Han,
Thai ...). It knows its place in the text, so what is found there is marked without touching a character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.analysis.patterns import when_needed

HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han letters, for character classes."""
KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
"""Katakana with the long-vowel mark, for character classes."""

# Letters of scripts that put no spaces between words: Thai, Lao, Myanmar, Khmer, Hiragana, Bopomofo, Han.
_SINGLE = rf"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u309f\u3105-\u312f{HAN}"
# What hangs on a letter and is no letter for `\w`: accents, points, vowel signs, invisible joiners.
_MARK = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0dff\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200d\u2060\u20d0-\u20ff\u3099\u309a"
    "\ufe00-\ufe0f\ufe20-\ufe2f"
)
_LETTER = rf"[^\W_{_SINGLE}{KATAKANA}]"
# An address is one thing: a word in it is no mention. `don't` is one word, `model's` and `l'alignement` are
# two, and `snake_case` is one.
_TOKEN = when_needed(
    r"(?P<address>(?:https?://|www\.)[!-~]+|[A-Za-z0-9.+_-]{1,64}@[A-Za-z0-9-]+\.[A-Za-z0-9.-]+)"
    rf"|{_LETTER}(?:{_LETTER}|[{_MARK}]|_+(?={_LETTER}))*(?:['’]t(?!{_LETTER}))?"
    rf"|[{KATAKANA}]+|[{_SINGLE}][{_MARK}]*"
)
_INVISIBLE = when_needed("[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f]")
_ONE_LETTER = when_needed(rf"[{_SINGLE}]")
_KEPT_S = ("ss", "us", "is", "bias", "alias", "atlas", "canvas")


@dataclass(frozen=True, slots=True)
class Token:
    """A word at its place in a text."""

    key: str
    """The word as it is compared."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text in order, leaving out addresses of the web and of mail."""
    for match in _TOKEN().finditer(text):
        if match["address"] is None:
            yield Token(word_key(match[0]), match.start(), match.end())


def keys(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared."""
    return tuple(token.key for token in tokens(text))


def is_single(key: str) -> bool:
    """Tell whether a word is one letter of a script without spaces."""
    return bool(_ONE_LETTER().match(key))


@lru_cache(maxsize=1 << 16)
def word_key(word: str) -> str:
    """Return a word as it is compared: case and number folded; `aligned` and `alignment` stay two words."""
    plain = _INVISIBLE().sub("", unicodedata.normalize("NFKC", word)).casefold()
    if not plain.isascii():
        return plain
    if len(plain) == 3 and re.fullmatch("[A-Z]{2}s", word):  # `AIs`, but not `has`.
        return plain[:2]
    return _singular(plain)


def _singular(word: str) -> str:
    """Fold the English plural; what is left need not be a word, only the same for both numbers."""
    if len(word) < 4:
        return word
    if len(word) > 6 and word.endswith("sis"):  # `hypothesis`, `hypotheses`
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(_KEPT_S):
        word = word[:-1]
    if len(word) > 3 and word.endswith(("se", "xe", "ze", "oe", "che", "she")):  # `bias`, `biases`
        return word[:-1]
    if word.endswith("ie"):
        return word[:-1]
    return word[:-1] + "i" if word.endswith("y") and word[-2] not in "aeiou" else word
