"""The questions that were asked, as far as their form shows it: by a mark, a particle, or their words.

A talk in two languages is read on the side that has punctuation, and the other side's words are found beside it.
Speech without punctuation shows a question by its words only: `how do you`, `can we`. What is found there is cut
short rather than too long, and turns of speech such as `right?` are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from generator.languages import primary
from generator.model import Side, Talk, Transcript, Turn
from generator.words import count_words

MARK, PARTICLE, WORDS = "mark", "particle", "words"

_END = re.compile(
    r"(?:[。！？!…؟\n]|\?(?![a-z0-9=&]))+[”’」』)）]*|(?<!\b[A-Z])(?<!\b[DM]r)(?<!\bMs)(?<!\bMrs)\.[”’)]*(?=[\s\"])"
)
_FULL_STOP = re.compile(r"[.?!][\"”’)]*(?:\s|$)|[?!](?=[^\x00-\x7f])|[。？！]")
# Not the mark in `?id=7` nor in `[?]`.
_ASKED = re.compile(
    r"(?<![\[(（])[?？؟]+[!！]*(?![a-z0-9=&])|[吗嗎](?=[\"”」』，,。;；—–]|\s*$)|[呢か](?=[\"”」』。]|\s*$)"
)
_OPENERS, _CLOSERS, _LEAD = "“‘「『", "”’」』", " \t\"'”’」』)）】]，,、;；:：—–-·"
# `…, right?` only asks for assent; `Is that right?` is a question.
_TAG = re.compile(
    r"(?i)(?:\b(?:right|you know|okay|ok|yeah|huh|eh)|[对對是好]吧|[对對]不[对對]|[对對好][吗嗎])\W*$"
)
# A request that asks without a question mark: 我想请你聊聊你怎么看……
_REQUEST = re.compile(
    r"(?:我[很就]?想[请請问問知听聽]|[请請][问問]|我的[问問][题題]是)[^?？]{0,120}(?:[什怎][么麼]|怎样|如何|为何|多少|多大|[哪谁誰吗嗎]|是否|能不能)"
)
_AUX = r"do|does|did|is|are|was|were|can|could|should|would|will|have|has|am"
_SUBJECT = r"you|we|they|i|he|she|it|this|that|these|those|there|people|anyone|anybody|someone|humans"
_FILLER = r"(?:(?:like|uh|um|then)\s+)?"
_WH = r"(?:what|why|where|when|who|which\s+\w+|how(?:\s+(?:many|much|long|far|close|good|hard|likely))?)"
# Sure wherever it stands: question word, verb, subject; `what if`; `did you`.
_SURE = re.compile(
    rf"(?i)\b(?:{_WH}\s+{_FILLER}(?:{_AUX})\s+{_FILLER}(?:{_SUBJECT})\b|what\s+if\b|(?:what|how)\s+about\b"
    r"|to\s+what\s+extent\b|my\s+question\s+is\b|i'm\s+(?:just\s+)?(?:wondering|curious)\b"
    r"|i(?:'d|\s+would)\s+(?:love|like)\s+to\s+(?:hear|know)\b|would\s+(?:that|this|it)\s+be\b"
    r"|(?<!\bi )(?<!\bwe )(?<!\byou )(?<!\bthey )(?<!\bto )(?<!\bso )(?<!\bnot )"
    r"(?:did|do)\s+(?:you(?!\s+know\b)|we|they|people|humans)\s+(?!do\b|does\b|did\b|is\b|are\b))"
)
# Sure only after a pause or a word that begins a sentence. `Do that` is an order.
_AFTER_PAUSE = re.compile(
    r"(?i)(?:^|[.!?,;:]\s+|\b(?:um|uh|so|and|but|or|like|okay|well|oh|yeah|you\s+know|right|say|ask|question\s+is)\s+)"
    rf"(?P<question>(?:what|why|who|how)\s+(?:is|are|was|were|do|does|did|can|should)\s+(?!like\b)\w+"
    rf"|(?!do\s+(?:this|that|it|those|these)\b)(?:{_AUX})\s+(?:{_SUBJECT})\s+(?!(?:i|you|we|they|it|{_AUX})\b)\w+)"
)
# Where the words after a question have surely left it, and what a question does not end in.
_BREAK = re.compile(
    r"(?i)\s+(?:um|oh|you know|i mean|i don't know|i guess|i think|i also|because|but|so that's|maybe|right|okay"
    r"|yeah|(?:and|but|so|because|like) (?:i|i'm|it's|we|they|you|then|so|somehow|don't))\b|\s*\[|[.!;,](?=\s)"
)
_LOOSE_END = re.compile(r"(?i)(?:\s+(?:and|or|like|so|but|if|uh|um|to|of|the|is|in|just|well|then|that|a))+\s*$")
_UNFINISHED = re.compile(rf"(?i)(?:^|\s)(?:{_SUBJECT}|{_AUX})$|^\S+(?:\s+\S+)?$")
_QUESTION_WORD = re.compile(
    rf"(?i)(?:\w+,?\s+)?(?:wh(?:at|y|ere|en|o|ich)|how|{_AUX})\b|.*(?:[什怎][么麼]|[哪吗嗎])"
)
# Speech in Chinese without punctuation: a clause that ends in a particle or has a question word.
_HAN_CLAUSE = re.compile(r"[^\s，,。]{2,40}?[吗嗎](?=[\s，,。]|$)|[^\s，,。]{0,40}?[什怎][么麼][^\s，,。]*")
_TOKEN = re.compile(r"\S+")
_KIND = re.compile(
    r"(?P<why>^why|[为為]什[么麼]|[凭憑]什[么麼])|(?P<how>^how|怎[么麼](?![办辦])|如何|多[大少难難厉远遠])"
    r"|(?P<what>^wh(?:at|ich|ere)|什[么麼]|哪|怎[么麼][办辦]|怎[样樣])|(?P<who>^who|谁|誰)|(?P<can>^can|^could|能)"
)
_LEAST, _MOST, _LONGEST, _REACH, _PAIRS = 4, 24, 60, 2_000, 2_000
# How far two places of a paragraph may be apart, as parts of its length, counted for each of the two.
_ALONE, _ALIKE = 0.07, 0.05

Span = tuple[int, int, str]
Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a paragraph."""

    lang: str
    """Language of the side."""
    start: int
    """Offset of the first character."""
    end: int
    """Offset behind the last character."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Stretch):
    """A question of the main transcript, as detected: where it stands, and what is told of it."""

    turn: int
    """Number of the turn."""
    paragraph: int
    """Which paragraph, counted from 1."""
    speaker: str | None
    """Id of who asked."""
    how: str
    """What shows it: `mark`, `particle` or `words`."""
    answered_by: int | None
    """Number of the next turn of another person; None where nobody follows or nobody is named."""
    words_after: int
    """How many words the speaker went on with in the turn; many mean that no answer was waited for."""
    counterpart: Stretch | None
    """The question in the paragraph of that number in the other language; None where it could not be told."""


def find_questions(talk: Talk) -> tuple[Question, ...]:
    """Return the questions of the main transcript in reading order."""
    if not (transcript := next(iter(talk.transcripts), None)):
        return ()
    punctuated = [lang for lang in transcript.langs if _is_punctuated(transcript, lang)]
    return tuple(question for turn in transcript.turns for question in _in_turn(transcript, turn, punctuated))


def _in_turn(transcript: Transcript, turn: Turn, punctuated: list[str]) -> Iterator[Question]:
    """Yield the questions of a turn, from the first side that has punctuation, else from the main one."""
    side = next(filter(None, map(turn.side, punctuated)), turn.main)
    later = transcript.turns[turn.number :] if turn.speaker else ()
    left = sum(count_words(paragraph.text) for paragraph in side.paragraphs)
    for number, paragraph in enumerate(side.paragraphs, start=1):
        text, left = paragraph.text, left - count_words(paragraph.text)
        spans = list(_marked(text) if side.lang in punctuated else _worded(text, side.lang))
        others = _counterparts(turn, side, number, spans)
        after = [count_words(text[one:two]) for one, two in pairwise([*(end for _, end, _ in spans), len(text)])]
        for index, (start, end, how) in enumerate(spans):
            yield Question(
                turn=turn.number,
                paragraph=number,
                lang=side.lang,
                speaker=turn.speaker,
                start=start,
                end=end,
                how=how,
                answered_by=next(
                    (next_.number for next_ in later if next_.speaker not in {turn.speaker, None}), None
                ),
                words_after=left + sum(after[index:]),
                counterpart=others[index],
            )


def _is_punctuated(transcript: Transcript, lang: str) -> bool:
    """Tell whether a language of a transcript has at least one sentence end to sixty words."""
    sides = [side for turn in transcript.turns if (side := turn.side(lang))]
    texts = [paragraph.text for side in sides for paragraph in side.paragraphs]
    ends = sum(len(_FULL_STOP.findall(text)) for text in texts)
    return ends * 60 >= sum(map(count_words, texts)) and ends > 0


def _marked(text: str) -> Iterator[Span]:
    """Yield the questions of a text with punctuation."""
    begin = 0
    for stop in [*(match.end() for match in _END.finditer(text)), len(text)]:
        found, done = False, begin
        for asked in _ASKED.finditer(text, begin, stop):
            start, done = max(done, _begin(text, begin, asked.start())), asked.end()
            start = asked.start() - len(text[start : asked.start()].lstrip(_LEAD))
            if start < asked.start() and not _is_tag(text[start:done]):
                found = True
                yield start, done, MARK if asked[0][0] in "?？" else PARTICLE
        if not found and (request := _REQUEST.search(text, begin, stop)):
            yield request.start(), stop, WORDS
        begin = stop


def _begin(text: str, begin: int, asked: int) -> int:
    """Return where a question begins: with its sentence, or with the quotation that it stands in."""
    begin = max(begin, asked - _REACH)
    if text.count('"', begin, asked) % 2:
        begin = text.rfind('"', begin, asked) + 1
    opener = max(text.rfind(quote, begin, asked) for quote in _OPENERS)
    if opener > max(text.rfind(quote, begin, asked) for quote in _CLOSERS):
        begin = opener + 1
    if count_words(text[begin:asked]) > _LONGEST:  # A machine may write one full stop in ten minutes.
        begin += max((start for start, _, _ in _worded(text[begin:asked], "en")), default=0)
    return begin


def _is_tag(asked: str) -> bool:
    return bool(_TAG.search(asked)) and not _QUESTION_WORD.match(asked)


def _worded(text: str, lang: str) -> Iterator[Span]:
    """Yield what has the words of a question in speech without punctuation."""
    if primary(lang) == "zh":
        yield from ((match.start(), match.end(), WORDS) for match in _HAN_CLAUSE.finditer(text))
    found = [*_SURE.finditer(text), *_AFTER_PAUSE.finditer(text)] if primary(lang) == "en" else []
    starts = sorted({match.start(match.lastgroup or 0) for match in found})
    done = 0
    for start, following in pairwise([*starts, len(text)]):
        end = _cut(text, start, following)
        if start >= done and end and not _is_tag(text[start:end]):
            yield start, end, MARK if text[end - 1] == "?" else WORDS
            done = end


def _cut(text: str, start: int, following: int) -> int:
    """Return where a question without a mark ends: at a pause, at the next one, after so many words; 0 for none."""
    words = [match.end() for match in islice(_TOKEN.finditer(text, start), _MOST)]
    least = words[min(_LEAST, len(words)) - 1]
    if following < least and following < len(text):  # `how do you how do you know`: begun twice.
        return 0
    pause = _BREAK.search(text, words[min(_LEAST, len(words)) - 2], words[-1])
    end = min(words[-1], following, pause.start() if pause else len(text))
    if (mark := text.find("?", start, end)) >= 0:
        return mark + 1
    loose = _LOOSE_END.search(text, start, end)
    end = loose.start() if loose and end < len(text) else start + len(text[start:end].rstrip())
    short = end < len(text) and len(_TOKEN.findall(text, start, end)) < _LEAST
    return 0 if short and _UNFINISHED.search(text, start, end) else end


def _counterparts(turn: Turn, side: Side, number: int, spans: Sequence[Span]) -> list[Stretch | None]:
    """Return for each question the stretch of the other language that says it, by their places in the paragraph."""
    other = next((other for other in turn.sides if other is not side), None)
    if other is None or len(side.paragraphs) != len(other.paragraphs):
        return [None] * len(spans)
    text, there = side.paragraphs[number - 1].text, other.paragraphs[number - 1].text
    free = list(_marked(there)) or list(_worded(there, other.lang))
    paired = dict(_pair([_place(text, span) for span in spans], [_place(there, span) for span in free]))
    stretches = [Stretch(lang=other.lang, start=start, end=end) for start, end, _ in free]
    return [stretches[paired[index]] if index in paired else None for index in range(len(spans))]


def _place(text: str, span: Span) -> tuple[float, str | None]:
    # Sentences begin long before what they ask, so the end tells the place better than the begin.
    kind = _KIND.search(text[span[0] : span[1]].casefold())
    return span[1] / len(text), kind and kind.lastgroup


def _pair(here: Sequence[tuple[float, str | None]], there: Sequence[tuple[float, str | None]]) -> Pairs:
    """Pair questions in order, so that places and question words differ least; what is far from any stays alone."""
    if len(here) * len(there) > _PAIRS:
        return ()
    above: list[tuple[float, Pairs]] = [(_ALONE * column, ()) for column in range(len(there) + 1)]
    for row, (place, kind) in enumerate(here):
        line: list[tuple[float, Pairs]] = [(_ALONE * (row + 1), ())]
        for column, (other, other_kind) in enumerate(there):
            cost, pairs = above[column]
            both = (cost + abs(place - other) - _ALIKE * (kind == other_kind), (*pairs, (row, column)))
            alone = [(cost + _ALONE, pairs) for cost, pairs in (above[column + 1], line[column])]
            line.append(min(both, *alone, key=lambda option: option[0]))
        above = line
    return above[-1][1]
