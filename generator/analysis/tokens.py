"""Text to what is compared when a claim is sought in a transcript: stems, numbers, pairs of Han characters.

Words are folded (NFKC, case, accents) and cut to their stems by the Snowball algorithms (Porter 1980 and 2001).
Scripts that write no spaces between words become overlapping pairs of characters, which finds Chinese about as
well as a dictionary of words does (Nie, Gao, Zhang & Zhou 2000) and needs none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from generator.analysis.evidence_words import ENGLISH_STOP_WORDS, HAN_COMMON, HAN_PARTICLES
from generator.analysis.patterns import when_needed
from generator.languages import primary

# Scripts without spaces, as in `words`, and Hangul, whose particles hang on the word.
_PAIRED = (
    "\u0e00-\u0e4f\u0e80-\u0ecf\u1000-\u103f\u1780-\u17d3\u3005-\u3007\u3040-\u30ff\u3105-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
# Vowel signs and points are no letters to `re`, but a word does not end at them.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u0963\u0980-\u0dff"
_LETTER = rf"(?:(?![{_PAIRED}])[^\W\d_]|[{_MARKS}])"
_WORD = when_needed(
    rf"(?P<paired>[{_PAIRED}]+)"
    rf"|(?P<mixed>{_LETTER}+\d(?:{_LETTER}|\d)*|\d+{_LETTER}(?:{_LETTER}|\d)*)"
    rf"|(?P<number>\d+(?:[.,]\d+)*)"
    rf"|{_LETTER}+(?:['’]{_LETTER}+)*"
)
_PARTS = re.compile(r"\d{2,}|[^\W\d]{2,}")
_GROUPING = re.compile(r"[,.](?=\d{3}(?!\d))")
_ACCENTS = re.compile("[\u0300-\u036f]")
# What stands before the apostrophe is an article or a preposition: l'alignement, dell'arte.
_ELIDING = frozenset(("ca", "fr", "it"))
# What stands behind it is a verb or an ending: somebody'll, Claude's.
_CLITIC = re.compile("'(?:s|d|ll|re|ve|m)$")
_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip
# In languages that are not written in Latin letters, and where nothing is known, Latin words are mostly English.
_NOT_LATIN = frozenset(("ar", "el", "he", "hi", "hy", "ja", "ko", "ne", "ru", "sr", "ta", "th", "und", "yi", "zh"))
_LAST_LATIN = "\u024f"


@dataclass(frozen=True, slots=True)
class Token:
    """What is compared, and where it stands."""

    form: str
    """Stem, number or pair of characters, folded."""
    start: int
    """Offset of its first character in the text."""
    end: int
    """Offset behind its last character."""
    place: int
    """How many words stand before it, stop words included; in scripts without spaces a character is a word."""


def tokens(text: str, lang: str) -> Iterator[Token]:
    """Yield what is compared of a text in a language, in order, stop words left out."""
    own = primary(lang)
    latin = _folder(own if is_latin(own) else "en")
    other = _folder(own)
    place = 0
    for match in _WORD().finditer(text):
        raw, start, end = match.group(), match.start(), match.end()
        if match.lastgroup == "paired":
            yield from _pairs(raw, start, place)
            place += end - start
            continue
        if match.lastgroup == "mixed":
            yield from _mixed(raw, start, place)
        elif match.lastgroup == "number":
            yield Token(_GROUPING.sub("", unicodedata.normalize("NFKC", raw)), start, end, place)
        elif form := (latin if raw[0] <= _LAST_LATIN else other)(raw):
            yield Token(form, start, end, place)
        place += 1


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield begin and end of every word of a text, stop words included: `Token.place` counts these."""
    for match in _WORD().finditer(text):
        if match.lastgroup == "paired":
            yield from ((at, at + 1) for at in range(match.start(), match.end()))
        else:
            yield match.span()


def forms(text: str, lang: str) -> list[str]:
    """Return what is compared of a text, without the places."""
    return [token.form for token in tokens(text, lang)]


@cache
def fold_word(raw: str) -> str:
    """Return a word as it is compared where every word counts: NFKC, lower case, one kind of apostrophe."""
    return unicodedata.normalize("NFKC", raw).casefold().replace("’", "'")


def stem_word(raw: str, lang: str) -> str:
    """Return the stem of a word, stop word or not."""
    return _stemmer(primary(lang))(fold_word(raw))


def is_latin(lang: str) -> bool:
    """Tell whether a language is written in Latin letters."""
    return primary(lang) not in _NOT_LATIN


def is_paired(char: str) -> bool:
    """Tell whether a character belongs to a script that writes no spaces between words."""
    return bool(_PAIRED_CHAR().match(char))


_PAIRED_CHAR = when_needed(f"[{_PAIRED}]")


def _pairs(run: str, start: int, place: int) -> Iterator[Token]:
    if len(run) == 1 and run not in HAN_PARTICLES | HAN_COMMON:
        yield Token(run, start, start + 1, place)
    for index in range(len(run) - 1):
        pair = run[index : index + 2]
        if HAN_PARTICLES.isdisjoint(pair) and not HAN_COMMON.issuperset(pair):
            yield Token(pair, start + index, start + index + 2, place + index)


def _mixed(raw: str, start: int, place: int) -> Iterator[Token]:
    """Yield `EIP7702` as it is and as `eip` and `7702`, for the next one writes it with a space or a hyphen."""
    yield Token(fold_word(raw), start, start + len(raw), place)
    for match in _PARTS.finditer(raw):
        yield Token(fold_word(match.group()), start + match.start(), start + match.end(), place)


@cache
def _folder(lang: str) -> Callable[[str], str]:
    """Return what folds and stems the words of a language; it keeps what it has done, for stemming is slow."""
    stem = _stemmer(lang)
    stop: frozenset[str] = ENGLISH_STOP_WORDS if lang == "en" else frozenset()

    @cache
    def fold(raw: str) -> str:
        word = fold_word(raw)
        if lang in _ELIDING:
            word = word.rpartition("'")[2]
        if word in stop or (len(word) == 1 and word.isascii()):
            return ""
        # Where a language has accents its stemmer knows them; English has them in names only.
        return _bare(stem(word)) if lang != "en" else stem(_CLITIC.sub("", _bare(word)))

    return fold


def _bare(word: str) -> str:
    """Return a word without accents, which not every keyboard has and hardly any machine hears."""
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", word)))


@cache
def _stemmer(lang: str) -> Callable[[str], str]:
    if lang not in _STEMMERS:
        return str
    # Forty modules, which only a talk with claims needs.
    import snowballstemmer  # type: ignore[import-untyped]  # noqa: PLC0415

    stem: Callable[[str], str] = cache(snowballstemmer.stemmer(_STEMMERS[lang]).stemWord)
    return stem
