"""Which languages a transcript is in: what its name or `talk.yml` says, else what its words show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from generator.languages import (
    UNDETERMINED,
    detect_lang,
    find_lang,
    is_tag,
    language_name,
    primary,
    refine_lang,
)
from generator.model import Utterance

# ISO 639-1: every language that has a tag of two letters.
_CODES = frozenset(
    re.findall(
        "..",
        "aaabaeafakamanarasavayazbabebgbhbibmbnbobrbscachcocrcscucvcydadedvdzeeeleneoeseteufafffifjfofrfygagdglgngu"
        "gvhahehihohrhthuhyhziaidieigiiikioisitiujajvkakgkikjkkklkmknkokrkskukvkwkylalblglilnloltlulvmgmhmimkmlmnmr"
        "msmtmynanbndnengnlnnnonrnvnyocojomorospapiplpsptqurmrnrorurwsascsdsesgsiskslsmsnsosqsrssstsusvswtatetgthti"
        "tktltntotrtstttwtyugukuruzvevivowawoxhyiyozazhzu",
    )
)
# Breton and Twi have the tags of Brazil and Taiwan.
_REGIONAL = frozenset(("pt-BR", "zh-TW"))
# The languages that a script alone gives away; of two others in one file `detect_lang` sees only the script.
_DETECTED = frozenset(("ar", "el", "en", "he", "ja", "ko", "ru", "th", "zh"))
# A fifth of the utterances: less is a quotation or a greeting, not a language of the transcript.
_SHARE = 0.2


def langs_in_name(name: str) -> tuple[str, ...]:
    """Return the language tags in a file's name: `zh` and `en` of `transcript.zh-en.md`, `es` of `es.md`.

    Without a dot before it, a part of two letters is only taken for a language that we know by name:
    `to.md` is more likely a word than Tongan.
    """
    first, *parts = PurePosixPath(name).stem.split(".")
    for part in reversed(parts):
        if tags := _tags(part):
            return tags
    tags = _tags(first)
    return tags if all(language_name(tag) != tag for tag in tags) else ()


def match_lang(detected: str, langs: Sequence[str]) -> str | None:
    """Return the one of the languages that a detected one stands for; None where none does.

    Latin script is detected as English: where English is not among the languages it is the first that only
    its words could show.
    """
    if found := find_lang(detected, langs):
        return found
    if detected == UNDETERMINED:
        return None
    return next((lang for lang in langs if detected == "en" and primary(lang) not in _DETECTED), None)


def transcript_langs(
    utterances: Sequence[Utterance], declared: Sequence[str], expected: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the languages of a transcript in the order they first occur.

    `declared` are those of the file: there are no others in it. `expected` are those of the talk, which this
    file need not hold. Chinese gets its script from the text where the tag leaves it open.
    """
    detected = [(text, detect_lang(text)) for text in _texts(utterances)]
    named = {lang: _named(lang, declared, expected) for lang in {lang for _, lang in detected}}
    texts = [(text, named[lang]) for text, lang in detected]
    if len(declared) == 1:
        return (refine_lang(declared[0], "".join(text for text, _ in texts)),)
    counts = Counter(lang for _, lang in texts if lang and lang != UNDETERMINED)
    least = 0 if declared else _SHARE * counts.total()
    kept = [lang for lang, count in counts.items() if count >= least or lang in expected]
    return tuple(refine_lang(lang, "".join(text for text, found in texts if found == lang)) for lang in kept)


def lang_of_text(text: str, declared: Sequence[str]) -> str:
    """Return the language of a text that is in one only, such as a recap."""
    detected = detect_lang(text)
    return refine_lang(match_lang(detected, declared) or detected, text)


def _named(detected: str, declared: Sequence[str], expected: Sequence[str]) -> str | None:
    """Return the tag for a detected language, without the script: short Chinese texts do not show it."""
    return match_lang(detected, declared) if declared else match_lang(detected, expected) or primary(detected)


def _texts(utterances: Iterable[Utterance]) -> Iterator[str]:
    """Yield what is in one language: an utterance, or a paragraph where nobody is named."""
    for utterance in utterances:
        paragraphs = [paragraph.text for paragraph in utterance.paragraphs]
        yield from ["\n".join(paragraphs)] if utterance.label else paragraphs


def _tags(part: str) -> tuple[str, ...]:
    """Return the tags that a part of a name consists of; none unless all of it does."""
    tags: list[str] = []
    for piece in re.split(r"[-_+]", part):
        longer = f"{tags[-1]}-{_cased(piece)}" if tags else ""
        if (
            len(piece) in {2, 4}
            and is_tag(longer)
            and (piece.isupper() or longer in _REGIONAL or piece not in _CODES)
        ):
            tags[-1] = longer
        elif piece.lower() in _CODES:
            tags.append(piece.lower())
        else:
            return ()
    return tuple(dict.fromkeys(tags))


def _cased(piece: str) -> str:
    return piece.title() if len(piece) == 4 else piece.upper()
