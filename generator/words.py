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
    if text.isascii():
        return _count_ascii(text)
    # No word reaches over a space, and one apostrophe joins as the other does: most of a text is ASCII then.
    stretches = text.replace("’", "'").split()
    others = " ".join([stretch for stretch in stretches if not stretch.isascii()])
    return _count_ascii(" ".join(filter(str.isascii, stretches))) + len(_WORD.findall(others))


_LETTERS = bytes(chr(code).isalnum() for code in range(128)) + bytes(128)
_JOINERS = bytes(chr(code) in "'-" for code in range(128)) + bytes(128)


def _count_ascii(text: str) -> int:
    """Count the words of ASCII text: the runs of letters and digits, less the joiners between two of them.

    A text is one long number here, a byte for each character, so that all characters are looked at in a few steps:
    it takes a tenth of the time of a search for words.
    """
    raw = text.encode()
    letters = int.from_bytes(raw.translate(_LETTERS), "little")
    joiners = int.from_bytes(raw.translate(_JOINERS), "little")
    runs = (letters & ~(letters << 8)).bit_count()
    return runs - (letters << 8 & joiners & letters >> 8).bit_count()


def is_blank(char: str) -> bool:
    """Tell whether a character leaves no mark: white space, or a control character, which HTML cannot hold."""
    return char.isspace() or unicodedata.category(char) == "Cc"


# The same as `is_blank`, for whole texts at once; a test holds the two equal over all of Unicode.
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_ASCII_BLANK = bytes(range(0x21)) + b"\x7f"


def visible(text: str) -> str:
    """Return the text without its blank characters: what the proof compares."""
    if text.isascii():
        return text.encode().translate(None, _ASCII_BLANK).decode()
    raw = text.encode("utf-8", "surrogatepass").translate(None, _ASCII_BLANK)
    line = raw.decode("utf-8", "surrogatepass")
    # Nearly every text is done here, in a fraction of the time; what does not print may be blank in other scripts.
    return line if line.isprintable() else _BLANK.sub("", line)


def folded(text: str) -> str:
    """Return the text on one line, each run of blank characters as one space, none at the ends."""
    # Nearly every text is so already: the space is the only blank character that prints.
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    line = " ".join(text.split())
    return line if line.isprintable() else _BLANK.sub(" ", line).strip()
