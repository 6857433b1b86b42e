"""Which language a text is in, as a BCP 47 tag, and what the language calls itself.

Talks say in their file names or in `talk.yml` which languages they hold; this module is for the rest. It
tells scripts apart, which is all that is needed to keep two languages of one file from being mixed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

UNDETERMINED = "und"
"""The tag of a text without letters (BCP 47, RFC 5646 section 4.1)."""

_NAMES = {
    "ar": "العربية",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "he": "עברית",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "pt": "Português",
    "ru": "Русский",
    "th": "ไทย",
    "zh": "中文",
}

# Letters that only one of the two Chinese scripts uses, from among the commonest of running text.
_SIMPLIFIED = re.compile("[们这对说会时为学习来国过还后吗么个开关问题让样没讲认识实现发经]")
_TRADITIONAL = re.compile("[們這對說會時為學習來國過還後嗎麼個開關問題讓樣沒講認識實現發經]")
_SCRIPTS = {
    "ja": "[\u3040-\u30ff]",
    "zh": "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]",
    "ko": "[\u1100-\u11ff\uac00-\ud7af]",
    "he": "[\u0590-\u05ff]",
    "ar": "[\u0600-\u06ff]",
    "ru": "[\u0400-\u04ff]",
    "el": "[\u0370-\u03ff]",
    "th": "[\u0e00-\u0e7f]",
}
# Beyond Latin letters, the marks on them, punctuation and symbols: all of the scripts above are, and little else.
_FOREIGN = re.compile("[^\x00-\u036f\u1e00-\u1eff\u2000-\u2bff]")
_LATIN_WORD = re.compile("[A-Za-z\u00c0-\u024f]+")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")


def is_tag(text: str) -> bool:
    """Tell whether a text has the form of a language tag as we write it: `en`, `zh-Hans`, `pt-BR`."""
    return bool(_TAG.match(text))


def detect_lang(text: str) -> str:
    """Return the tag of the language a text is most likely in.

    A letter of a script without spaces weighs like a Latin word of it: Chinese that quotes many English
    terms stays Chinese. Latin script is taken for English unless `talk.yml` or the file name says otherwise.
    """
    if text.isascii() or not _FOREIGN.search(text):
        return "en" if _LATIN_WORD.search(text) else UNDETERMINED
    weights = {lang: len(pattern.findall(text)) for lang, pattern in _scripts().items()}
    if weights["ja"]:  # Japanese is written with Han letters too; Kana decide.
        weights["ja"] += weights["zh"] if weights["ja"] * 10 > weights["zh"] else 0
    latin = len(_LATIN_WORD.findall(text))
    lang, weight = max(weights.items(), key=lambda item: item[1])
    if weight > latin:
        return _chinese(text) if lang == "zh" else lang
    return "en" if latin else UNDETERMINED


def refine_lang(lang: str, text: str) -> str:
    """Return the tag with the script added where a text shows it: `zh` becomes `zh-Hans` or `zh-Hant`."""
    return _chinese(text) if lang == "zh" else lang


def language_name(lang: str) -> str:
    """Return what a language calls itself; the tag itself where that is not known."""
    return _NAMES.get(primary(lang), lang)


def primary(lang: str) -> str:
    """Return the primary subtag: `zh` for `zh-Hans`."""
    return lang.partition("-")[0]


def same_language(one: str, other: str) -> bool:
    """Tell whether two tags name the same language, whatever their script or region."""
    return primary(one) == primary(other)


def find_lang(wanted: str, langs: Iterable[str]) -> str | None:
    """Return the first of the tags that names the same language as the one wanted."""
    return next((lang for lang in langs if same_language(lang, wanted)), None)


@cache
def _scripts() -> dict[str, re.Pattern[str]]:
    """Return the scripts as patterns: those of Han and Hangul take milliseconds to make, and English needs none."""
    return {lang: re.compile(pattern) for lang, pattern in _SCRIPTS.items()}


def _chinese(text: str) -> str:
    simplified = len(_SIMPLIFIED.findall(text))
    traditional = len(_TRADITIONAL.findall(text))
    if simplified == traditional:
        return "zh"
    return "zh-Hans" if simplified > traditional else "zh-Hant"
