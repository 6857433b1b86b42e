"""Checks a translation: what stands in one language of a turn and has no counterpart in the other.

Every flag is a hint for somebody who reads both languages. Better to miss a fault than to call wolf: a number
counts when its value is nowhere on the other side, a name when the other side usually writes it, a length when it
is far from the talk's own habit.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import chain
from statistics import median

from generator.analysis.patterns import when_needed
from generator.analysis.term_words import HAN, word_key
from generator.languages import primary
from generator.model import Side, Talk, Transcript
from generator.words import count_words

MISSING, PARAGRAPHS, LENGTH, NUMBER, NAME = "missing", "paragraphs", "length", "number", "name"

_ENOUGH_WORDS, _ENOUGH_TURNS, _FAR = 20, 6, 3.5
# Where a translation is even, every turn would seem far from its habit without a least spread.
_LEAST_SPREAD = 0.15
_ALIKE = 72

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NTH = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth"
_NUMBERS = {word: value for value, word in enumerate(f"{_UNITS} seventeen eighteen nineteen".split())}
_NUMBERS |= {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
_ORDINALS = {word: value for value, word in enumerate(_NTH.split())}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_LETTERS = {"K": 10**3, "M": 10**6, "B": 10**9, "bn": 10**9, "T": 10**12}
_PERIODS = {"dozen": 12, "decade": 10, "decades": 10, "century": 100, "fortnight": 14}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_HAN_DIGITS = {letter: value for value, letter in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
# Not in `24/7` nor in `6-pack`; 3 月 is March.
_DIGITS = when_needed(
    r"(?<![A-Za-z0-9_./])(\d+(?:[,，]\d{3})*(?:\.\d+)?)(?![\d/]|-[A-Za-z]|\s?月)"
    r"(?:(K|M|B|T|bn)\b|\s?(hundred|thousand|million|billion|trillion|[十百千]?[万萬亿億兆]|[百千]))?"
)
# Not in `one eighty`, `fifty-fifty`, `one point six`.
_WORDS = "|".join(chain(_NUMBERS, _ORDINALS))
_ENGLISH = when_needed(
    rf"(?<!\bone[ -])(?<!-)(?<!\bpoint )\b({_WORDS})(?:[- ]({_UNITS.replace(' ', '|')}))?\b(?!-\w| point\b)", re.I
)
_ENGLISH_SCALE = when_needed(rf"\b(?:({'|'.join(_NUMBERS)})\s)?({'|'.join(_SCALES)})s?\b", re.I)
# Written out, it is sure only before what it counts: 四个, 三种; 三思 and 四处 count nothing, and 几千 is vague.
_HAN_LETTERS = "".join(chain(_HAN_DIGITS, _HAN_SCALES))
_MEASURES = "个個位种種年天次条條项項家篇页頁岁歲倍步组組周週名台"
_HAN_NUMBER = when_needed(
    rf"(?P<vague>[几幾数數上好第成])?(?P<number>[{_HAN_LETTERS}]{{1,20}})(?P<counts>[{_MEASURES}])?"
)

_WORD = when_needed(r"[A-Za-z\u00c0-\u024f](?:[A-Za-z0-9\u00c0-\u024f'’.-]*[A-Za-z0-9\u00c0-\u024f])?")
_UNSAID = re.compile(r"<[^<>]{0,2000}>|https?://[!-~]+")
_LETTER = re.compile(r"[^\W\d_]")
_PART = re.compile(r"\w+")
_INNER_CAPITAL = re.compile(r"(?<=[\w,;] )[A-Z][a-z]{2,}")
_UNSPACED = when_needed(f"[{HAN}\u3041-\u30ff\uac00-\ud7af\u0400-\u06ff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationFlag:
    """A place where the languages of a turn do not agree."""

    kind: str
    """`missing`, `paragraphs`, `length`, `number` or `name`."""
    turn: int
    """Number of the turn."""
    lang: str
    """The language that lacks something; for paragraphs and length, the one that is not the main one."""
    values: tuple[str, ...]
    """What is lacking; for paragraphs and length, the counts of the main language and of this one."""


def check_translation(transcript: Transcript, talk: Talk | None = None) -> tuple[TranslationFlag, ...]:
    """Return what may be wrong in the translation of a transcript, by turns; empty for one language."""
    flags: list[TranslationFlag] = []
    for lang in transcript.langs[1:]:
        sides = [(turn.number, turn.side(transcript.langs[0]), turn.side(lang)) for turn in transcript.turns]
        pairs = [_Pair(number, one, two) for number, one, two in sides if one and two]
        flags += chain(_missing(transcript, lang), _paragraphs(pairs), _lengths(pairs), _numbers(pairs))
        flags += _names(frozenset(speaker.name for speaker in talk.speakers) if talk else frozenset(), pairs)
    order = (MISSING, PARAGRAPHS, LENGTH, NUMBER, NAME)
    return tuple(sorted(flags, key=lambda flag: (flag.turn, order.index(flag.kind), flag.lang)))


@dataclass(frozen=True, slots=True)
class _Pair:
    """The two sides of a turn."""

    turn: int
    one: Side
    two: Side

    def both_ways(self) -> tuple[tuple[Side, Side], ...]:
        return (self.one, self.two), (self.two, self.one)


def _text(side: Side) -> str:
    """Return what is said, without tags and addresses, which nobody translates."""
    return _UNSAID.sub(" ", "\n".join(paragraph.text for paragraph in side.paragraphs))


def _missing(transcript: Transcript, lang: str) -> Iterator[TranslationFlag]:
    langs = (transcript.langs[0], lang)
    said = {
        turn.number: [side.lang for side in turn.sides if side.lang in langs and _LETTER.search(_text(side))]
        for turn in transcript.turns
    }
    alone = {number: sides[0] for number, sides in said.items() if len(sides) == 1}
    if len(alone) * 2 > len(transcript.turns):  # Then the file is laid out otherwise than we took it.
        return
    for number, there in alone.items():
        lacking = next(other for other in langs if other != there)
        yield TranslationFlag(kind=MISSING, turn=number, lang=lacking, values=())


def _paragraphs(pairs: list[_Pair]) -> Iterator[TranslationFlag]:
    for pair in pairs:
        counts = len(pair.one.paragraphs), len(pair.two.paragraphs)
        if counts[0] != counts[1] and all(counts):
            yield TranslationFlag(
                kind=PARAGRAPHS, turn=pair.turn, lang=pair.two.lang, values=(str(counts[0]), str(counts[1]))
            )


def _lengths(pairs: list[_Pair]) -> Iterator[TranslationFlag]:
    """Flag the turns whose ratio of lengths is far from the median, measured in median deviations."""
    counted = [(pair, count_words(_text(pair.one)), count_words(_text(pair.two))) for pair in pairs]
    ratios = {pair.turn: math.log(two / one) for pair, one, two in counted if min(one, two) >= _ENOUGH_WORDS}
    if len(ratios) < _ENOUGH_TURNS:
        return
    usual = median(ratios.values())
    spread = max(1.4826 * median(abs(ratio - usual) for ratio in ratios.values()), _LEAST_SPREAD)
    for pair, one, two in counted:
        if abs(ratios.get(pair.turn, usual) - usual) > _FAR * spread:
            yield TranslationFlag(kind=LENGTH, turn=pair.turn, lang=pair.two.lang, values=(str(one), str(two)))


def _numbers(pairs: list[_Pair]) -> Iterator[TranslationFlag]:
    for pair in pairs:
        for here, there in pair.both_ways():
            readable = {primary(here.lang), primary(there.lang)} <= {"en", "zh", "ja"}
            sure, _ = _values(_text(here), primary(here.lang))
            _, every = _values(_text(there), primary(there.lang))
            # Where number words of a language are not known, a small number may be written out in it.
            lacking = sorted(value for value in sure - every if readable or value > 20)
            if lacking:
                values = tuple(f"{value:.15g}" for value in lacking)
                yield TranslationFlag(kind=NUMBER, turn=pair.turn, lang=there.lang, values=values)


def _values(text: str, lang: str) -> tuple[set[float], set[float]]:
    """Return the numbers that a text surely states, and all that it may state."""
    sure: set[float] = set()
    for digits, letter, scale in _DIGITS().findall(text):
        times = _LETTERS.get(letter) or _SCALES.get(scale) or math.prod(_HAN_SCALES[han] for han in scale)
        sure.add(float(re.sub("[,，]", "", digits)) * times)
    every = sure | {float(digits) for digits in re.findall(r"\d{1,9}", text)}
    if lang == "en":
        _read_english(text.casefold(), sure, every)
    else:
        _read_han(text, sure, every)
    return {value for value in sure if value not in {0, 1, 2}}, every


def _read_english(text: str, sure: set[float], every: set[float]) -> None:
    for word, unit in _ENGLISH().findall(text):
        value = _NUMBERS.get(word)
        every.add(value if value is not None else _ORDINALS[word])
        if value is not None:
            whole = value + (_NUMBERS[unit] if unit and value >= 20 else 0)
            every.update((whole, _NUMBERS[unit] if unit else whole))
            sure.add(whole)
    every.update(value for word, value in _PERIODS.items() if word in text)
    for word, scale in _ENGLISH_SCALE().findall(text):
        every.add(_NUMBERS.get(word, 1) * _SCALES[scale])
        sure.discard(_NUMBERS.get(word, -1))


def _read_han(text: str, sure: set[float], every: set[float]) -> None:
    for match in _HAN_NUMBER().finditer(text):
        letters = match["number"]
        value = _han_value(letters)
        every.update({value, *(_HAN_DIGITS[letter] for letter in letters if letter in _HAN_DIGITS)})
        # 三四个 is three or four.
        pair = len(letters) == 2 and all(letter in _HAN_DIGITS for letter in letters)
        if match["counts"] and not match["vague"] and not pair and letters[0] not in "百千万萬亿億":
            sure.add(value)


def _han_value(letters: str) -> int:
    if all(letter in _HAN_DIGITS for letter in letters):
        return int("".join(str(_HAN_DIGITS[letter]) for letter in letters))
    total = section = digit = 0
    for letter in letters:
        scale = _HAN_SCALES.get(letter)
        if scale is None:
            digit = _HAN_DIGITS[letter]
        elif scale < 10**4:
            section, digit = section + (digit or 1) * scale, 0
        else:
            total, section, digit = (total + section + digit or 1) * scale, 0, 0
    return total + section + digit


def _names(speakers: frozenset[str], pairs: list[_Pair]) -> Iterator[TranslationFlag]:
    kept = _kept_names(speakers, pairs)
    for pair in pairs:
        for here, there in pair.both_ways():
            keys = {word_key(word) for word in _PART.findall(_text(there))}
            lacking = dict.fromkeys(name for name in _candidates(_text(here), kept) if not _has(keys, name))
            if lacking:
                yield TranslationFlag(kind=NAME, turn=pair.turn, lang=there.lang, values=tuple(lacking))


def _kept_names(speakers: frozenset[str], pairs: list[_Pair]) -> frozenset[str]:
    """Return the names that both languages write alike in at least two turns: the translation keeps them."""
    known = {word for name in speakers for word in _WORD().findall(name)}
    found: Counter[str] = Counter()
    for pair in pairs:
        one, two = _text(pair.one), _text(pair.two)
        capitals = known.union(_INNER_CAPITAL.findall(one), _INNER_CAPITAL.findall(two))
        found.update(capitals.intersection(_WORD().findall(one)).intersection(_WORD().findall(two)))
    return frozenset(name for name, times in found.items() if times > 1 and len(name) > 2)


def _candidates(text: str, kept: Set[str]) -> list[str]:
    """Return the words that the other side should have: every Latin one in another script, else the kept names."""
    words = _WORD().findall(text)
    if len(_UNSPACED().findall(text)) > len(words):
        return [word for word in words if len(word) > 2 and not word.islower()]
    return [word for word in words if word in kept]


def _has(keys: set[str], name: str) -> bool:
    """Tell whether all parts of a name are among the words of the other side, however they are spelt."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # Only a talk in two languages needs it.

    parts = [word_key(part) for part in _PART.findall(name) if _LETTER.search(part)]
    return all(
        part in keys or process.extractOne(part, keys, scorer=fuzz.ratio, score_cutoff=_ALIKE) for part in parts
    )
