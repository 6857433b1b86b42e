"""What shows in a text that something is asked: a mark, a particle, or the words of a question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from generator.analysis.patterns import when_needed
from generator.languages import primary
from generator.words import count_words

MARK, PARTICLE, WORDS = "mark", "particle", "words"

# Each of these begins with the marks it may stand at: a search skips all other letters in one step.
_END = re.compile(
    r"[。！？!…؟\n?.](?:(?<!\.)(?:(?<!\?)|(?![a-z0-9=&]))(?:[。！？!…؟\n]|\?(?![a-z0-9=&]))*[”’」』)）]*"
    r"|(?<=\.)(?<!\b[A-Z]\.)(?<!\b[DM]r\.)(?<!\bMs\.)(?<!\bMrs\.)[”’)]*(?=[\s\"]))"
)
# Not the mark in `?id=7` nor in `[?]`.
_ASKED = re.compile(
    r"[?？؟吗嗎呢か](?:(?<=[?？؟])(?<![\[(（][?？؟])[?？؟]*[!！]*(?![a-z0-9=&])"
    r"|(?<=[吗嗎])(?=[\"”」』，,。;；—–]|\s*$)|(?<=[呢か])(?=[\"”」』。]|\s*$))"
)
# A sentence without any of these has neither mark nor particle nor request.
_SIGN = re.compile("[?？؟吗嗎呢か我请請]")
_OPENERS, _CLOSERS, _LEAD = "“‘「『", "”’」』", " \t\"'”’」』)）】]，,、;；:：—–-·"
# `…, right?` only asks for assent; `Is that right?` is a question.
_TAG = re.compile(
    r"(?i)(?:\b(?:right|you know|okay|ok|yeah|huh|eh)|[对對是好]吧|[对對]不[对對]|[对對好][吗嗎])\W*$"
)
# A request that asks without a question mark: 我想请你聊聊你怎么看……
_REQUEST = re.compile(
    r"[我请請](?:(?<=我)(?:[很就]?想[请請问問知听聽]|的[问問][题題]是)|(?<=[请請])[问問])"
    r"[^?？]{0,120}(?:[什怎][么麼]|怎样|如何|为何|多少|多大|[哪谁誰吗嗎]|是否|能不能)"
)
_LONGEST_TAG = len("you know")
_AUX = r"do|does|did|is|are|was|were|can|could|should|would|will|have|has|am"
_SUBJECT = r"you|we|they|i|he|she|it|this|that|these|those|there|people|anyone|anybody|someone|humans"
_FILLER = r"(?:(?:like|uh|um|then)\s+)?"
_WH = r"(?:what|why|where|when|who|which\s+\w+|how(?:\s+(?:many|much|long|far|close|good|hard|likely))?)"
# Sure wherever it stands: question word, verb, subject; `what if`; `did you`.
_SURE = when_needed(
    rf"(?i)\b(?:{_WH}\s+{_FILLER}(?:{_AUX})\s+{_FILLER}(?:{_SUBJECT})\b|what\s+if\b|(?:what|how)\s+about\b"
    r"|to\s+what\s+extent\b|my\s+question\s+is\b|i'm\s+(?:just\s+)?(?:wondering|curious)\b"
    r"|i(?:'d|\s+would)\s+(?:love|like)\s+to\s+(?:hear|know)\b|would\s+(?:that|this|it)\s+be\b"
    r"|(?<!\bi )(?<!\bwe )(?<!\byou )(?<!\bthey )(?<!\bto )(?<!\bso )(?<!\bnot )"
    r"(?:did|do)\s+(?:you(?!\s+know\b)|we|they|people|humans)\s+(?!do\b|does\b|did\b|is\b|are\b))"
)
# Sure only after a pause or a word that begins a sentence. `Do that` is an order.
_AFTER_PAUSE = when_needed(
    r"(?i)(?:^|[.!?,;:]\s+|\b(?:um|uh|so|and|but|or|like|okay|well|oh|yeah|you\s+know|right|say|ask|question\s+is)\s+)"
    rf"(?P<question>(?:what|why|who|how)\s+(?:is|are|was|were|do|does|did|can|should)\s+(?!like\b)\w+"
    rf"|(?!do\s+(?:this|that|it|those|these)\b)(?:{_AUX})\s+(?:{_SUBJECT})\s+(?!(?:i|you|we|they|it|{_AUX})\b)\w+)"
)
# Where the words after a question have surely left it, and what a question does not end in.
_BREAK = when_needed(
    r"(?i)\s+(?:um|oh|you know|i mean|i don't know|i guess|i think|i also|because|but|so that's|maybe|right|okay"
    r"|yeah|(?:and|but|so|because|like) (?:i|i'm|it's|we|they|you|then|so|somehow|don't))\b|\s*\[|[.!;,](?=\s)"
)
_LOOSE_END = when_needed(r"(?i)(?:\s+(?:and|or|like|so|but|if|uh|um|to|of|the|is|in|just|well|then|that|a))+\s*$")
_UNFINISHED = when_needed(rf"(?i)(?:^|\s)(?:{_SUBJECT}|{_AUX})$|^\S+(?:\s+\S+)?$")
_QUESTION_WORD = re.compile(
    rf"(?i)(?:\w+,?\s+)?(?:wh(?:at|y|ere|en|o|ich)|how|{_AUX})\b|.*(?:[什怎][么麼]|[哪吗嗎])"
)
# Speech in Chinese without punctuation: a clause that ends in a particle or has a question word.
_HAN_CLAUSE = when_needed(r"[^\s，,。]{2,40}?[吗嗎](?=[\s，,。]|$)|[^\s，,。]{0,40}?[什怎][么麼][^\s，,。]*")
_TOKEN = re.compile(r"\S+")
_LEAST, _MOST, _LONGEST, _REACH = 4, 24, 60, 2_000

Span = tuple[int, int, str]
"""Begin and end of a question, and what shows it."""


def marked(text: str) -> Iterator[Span]:
    """Yield the questions of a text with punctuation."""
    if not ("?" in text if text.isascii() else _SIGN.search(text)):
        return
    begin = 0
    for stop in [*[match.end() for match in _END.finditer(text)], len(text)]:
        if _SIGN.search(text, begin, stop):
            yield from _in_sentence(text, begin, stop)
        begin = stop


def _in_sentence(text: str, begin: int, stop: int) -> Iterator[Span]:
    found, done = False, begin
    for asked in _ASKED.finditer(text, begin, stop):
        start, done = max(done, _begin(text, begin, asked.start())), asked.end()
        start = asked.start() - len(text[start : asked.start()].lstrip(_LEAD))
        if start < asked.start() and not _is_tag(text[start:done]):
            found = True
            yield start, done, MARK if asked[0][0] in "?？" else PARTICLE
    if not found and (request := _REQUEST.search(text, begin, stop)):
        yield request.start(), stop, WORDS


def _begin(text: str, begin: int, asked: int) -> int:
    """Return where a question begins: with its sentence, or with the quotation that it stands in."""
    begin = max(begin, asked - _REACH)
    if text.count('"', begin, asked) % 2:
        begin = text.rfind('"', begin, asked) + 1
    last = max([text.rfind(quote, begin, asked) for quote in _OPENERS + _CLOSERS])
    if last >= 0 and text[last] in _OPENERS:
        begin = last + 1
    before = text[begin:asked]
    # A machine may write one full stop in ten minutes. Of ASCII, two letters at least make a word and a gap.
    if len(before) > _LONGEST * (1 + before.isascii()) and count_words(before) > _LONGEST:
        begin += max((start for start, _, _ in worded(before, "en")), default=0)
    return begin


def _is_tag(asked: str) -> bool:
    end = len(asked)
    while end and not (asked[end - 1].isalnum() or asked[end - 1] == "_"):
        end -= 1
    return bool(_TAG.search(asked, max(end - _LONGEST_TAG, 0))) and not _QUESTION_WORD.match(asked)


def worded(text: str, lang: str) -> Iterator[Span]:
    """Yield what has the words of a question in speech without punctuation."""
    if primary(lang) == "zh":
        yield from ((match.start(), match.end(), WORDS) for match in _HAN_CLAUSE().finditer(text))
    found = [*_SURE().finditer(text), *_AFTER_PAUSE().finditer(text)] if primary(lang) == "en" else []
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
    pause = _BREAK().search(text, words[min(_LEAST, len(words)) - 2], words[-1])
    end = min(words[-1], following, pause.start() if pause else len(text))
    if (mark := text.find("?", start, end)) >= 0:
        return mark + 1
    loose = _LOOSE_END().search(text, start, end)
    end = loose.start() if loose and end < len(text) else start + len(text[start:end].rstrip())
    short = end < len(text) and len(_TOKEN.findall(text, start, end)) < _LEAST
    return 0 if short and _UNFINISHED().search(text, start, end) else end
