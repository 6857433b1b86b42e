r"""The ways to print a speaker's label at the begin of a line.

    **Name:** text      **Name**: text      **Name** [00:12] text      __Name__: text      [00:12] **Name**: text
    ### Name：          ### Name:           ## **Name:**               # **Break:** \[14:22\]
    [Name] [00:12] text                     [00:12] [Name] text        [Name]: text
    Name: text          Name: 00:12:34      Name (00:12:34):           Name [00:12] text      [00:12] Name: text
    Q - text            nick: text          (Name) text
    >> NAME: text       >> text

Each has ASCII or full-width colons and white space before them. A line that fits is only a candidate: `In January:
snow.` fits too. Whether it is a label is the file's vote (`label_vote`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from generator.formats.clocks import BRACKETED, CLOCK, skip_time
from generator.formats.names import is_label, is_name, is_nick
from generator.marks import marks
from generator.model import Skipped
from generator.origin import Excerpt
from generator.turns import is_event_label
from generator.values import value
from generator.words import folded

_REACH = 110
"""Characters at the begin of a line in which the end of a label must stand."""
_LEAD = re.compile(rf"(?:{BRACKETED}[:：]?\s*|{CLOCK}\s+(?:[-–—|]\s+)?)(?=\S)")
_CLOCKISH = re.compile(r":\d(?<=\d:\d)")
_SPECIAL = frozenset("*_#[\\(（【>-+•0123456789")
"""Characters that begin a label which is not a bare word."""


class Family(StrEnum):
    """Labels that prove each other: they are voted on together."""

    HEADING = "heading"
    SET_OFF = "set off by stars, underscores or brackets"
    TIMED = "with a time"
    PLAIN = "with a colon and nothing else"
    ANSWER = "questions and answers"
    NICK = "nick of a chat"
    ROUND = "name in round brackets"
    ARROW = "change of speaker in captions"


_OF_WORDS = frozenset({Family.TIMED, Family.PLAIN, Family.ANSWER, Family.NICK})


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelGrammar:
    """One way to print a label."""

    pattern: re.Pattern[str]
    """Matches a line behind the time at its begin, with the groups `name`, `text` and perhaps `time`."""
    accepts: Callable[[str], bool]
    """Whether a name can be one in this grammar."""
    family: Family
    """Which labels it votes with."""
    style: str
    """What a file keeps to: `**Name:**` or `**Name**:`."""
    timed: bool = False
    """True where a time must stand at the begin of the line."""


@value(frozen=True, slots=True, kw_only=True)
class Label:
    """The begin of an utterance: a line taken apart."""

    name: Excerpt | None
    """The speaker as printed; None where another begins to speak and nobody is named."""
    text: Excerpt
    """What follows on the same line; may be empty."""
    times: tuple[Excerpt, ...]
    """The times as printed, before or behind the name."""
    marks: tuple[Skipped, ...]
    """The times, the stars and the colon."""
    holds: bool
    """Whether the speech goes on behind a heading; otherwise a heading ends it."""


@value(frozen=True, slots=True)
class Candidate:
    """A line that could begin with a label; it is taken apart only if it is elected."""

    line: Excerpt
    """The line."""
    match: re.Match[str]
    """What the grammar found in it."""
    start: int
    """Where in the line the label begins: behind a time, or at 0."""
    grammar: LabelGrammar
    """How the label is printed."""
    family: Family
    """Which labels it votes with."""
    key: str
    """The name as it is counted."""

    def label(self) -> Label:
        """Take the line apart."""
        match, line = self.match, self.line
        name = line.part(*match.span("name")) if match["name"] else None
        text = line.part(*match.span("text"))
        times = [line.part(0, self.start)] if self.start else []
        if "time" in match.re.groupindex and match["time"]:
            times.append(line.part(*match.span("time")))
        kept = [name, text] if name else [text]
        if times:
            kept = sorted([*kept, *times], key=lambda part: (part.start, part.end))
        answers = self.key in {"Q", "A", "Question", "Answer"}
        return Label(
            name=name,
            text=text,
            times=tuple(times),
            marks=(*[mark for time in times for mark in skip_time(time)], *marks(line, *kept)),
            holds=not (answers or self.family is Family.HEADING or is_event_label(self.key)),
        )


def _grammar(
    pattern: str, accepts: Callable[[str], bool], family: Family, style: str, *, timed: bool = False
) -> LabelGrammar:
    return LabelGrammar(
        pattern=re.compile(pattern, re.DOTALL), accepts=accepts, family=family, style=style, timed=timed
    )


def _is_asker(name: str) -> bool:
    return name in {"Q", "A", "Question", "Answer"}


_COLON = r"\s*+[:：]"
_TIME = rf"(?P<time>{BRACKETED})"
_STARS = r"\*\*\s*+(?P<name>[^*\s][^*]{0,79}?)"
_UNDERSCORES = r"__\s*+(?P<name>[^_\s][^_]{0,79}?)"
_STAR = r"\*(?!\*)(?P<name>[^*\s][^*]{0,79}?)"
_NAME = r"(?P<name>[^\W_][^*:：]{0,79}?)"
_TEXT = r"(?P<text>.*)"

GRAMMARS = (
    _grammar(rf"{_STARS}{_COLON}\s*+\*\*{_TEXT}", is_label, Family.SET_OFF, "**:"),
    _grammar(rf"{_STARS}\s*+\*\*{_COLON}{_TEXT}", is_label, Family.SET_OFF, ":**"),
    _grammar(rf"{_STARS}[:：]?\s*{_TIME}[:：]?\s*\*\*[:：]?{_TEXT}", is_label, Family.SET_OFF, "**"),
    _grammar(rf"{_STARS}\s*+\*\*\s*{_TIME}[:：]?{_TEXT}", is_label, Family.SET_OFF, "**"),
    _grammar(rf"{_STARS}\s*+\*\*\s*(?P<time>{CLOCK})\s*(?P<text>)", is_label, Family.SET_OFF, "**"),
    _grammar(rf"{_UNDERSCORES}{_COLON}\s*+__{_TEXT}", is_label, Family.SET_OFF, "__"),
    _grammar(rf"{_UNDERSCORES}\s*+__{_COLON}{_TEXT}", is_label, Family.SET_OFF, "__"),
    _grammar(rf"{_STAR}{_COLON}\s*+\*(?!\*){_TEXT}", is_label, Family.SET_OFF, "*"),
    _grammar(rf"{_STAR}\*(?!\*){_COLON}{_TEXT}", is_label, Family.SET_OFF, "*"),
    _grammar(
        rf"#{{1,6}}\s++(?:\*\*)?\s*+(?P<name>[^*#\s][^*#]{{0,79}}?)(?:{_COLON}\s*+(?:\*\*)?{_COLON}?|\*\*{_COLON})"
        rf"\s*(?P<text>(?:{CLOCK}|{BRACKETED}(?:\s+to\s+{BRACKETED})?)?)\s*#*",
        is_label,
        Family.HEADING,
        "#:",
    ),
    _grammar(
        r"#{2,6}\s++(?P<name>[^*#\s:：][^*#:：]{0,29}：\s*[^*#:：\s]{2,12})(?P<text>)",
        is_label,
        Family.HEADING,
        "#",
    ),
    _grammar(rf"\[(?P<name>[^\[\]:：]{{1,60}})\]\s*{_TIME}[:：]?{_TEXT}", is_label, Family.SET_OFF, "[]"),
    _grammar(rf"\[(?P<name>[^\[\]:：]{{1,60}})\][:：]?\s{_TEXT}", is_label, Family.SET_OFF, "[]", timed=True),
    _grammar(rf"\[(?P<name>[^\[\]:：]{{1,60}})\]{_COLON}(?=\s){_TEXT}", is_name, Family.PLAIN, "[]:"),
    _grammar(rf"{_NAME}{_COLON}\s+(?P<time>{CLOCK})(?P<text>)", is_name, Family.TIMED, ":"),
    _grammar(rf"{_NAME}\s*{_TIME}\s*[:：]{_TEXT}", is_label, Family.TIMED, "()"),
    _grammar(rf"{_NAME}\s*{_TIME}(?P<text>)", is_name, Family.TIMED, "()"),
    _grammar(rf"{_NAME}\s*(?P<time>\\?\[\\?{CLOCK}\\?\])\s+{_TEXT}", is_name, Family.TIMED, "()"),
    _grammar(rf"{_NAME}\s+(?P<time>{CLOCK})(?P<text>)", is_name, Family.TIMED, " "),
    _grammar(rf"(?P<name>[A-Z]{{2,4}}\d?):(?=[^\W\d]){_TEXT}", is_name, Family.PLAIN, ":"),
    _grammar(rf"{_NAME}\s*+(?:：|:(?=\s|$|[^\x00-\x7f])){_TEXT}", is_name, Family.PLAIN, ":"),
    _grammar(rf"(?P<name>[QA]|Question|Answer)\s*+[-–—]\s+{_TEXT}", _is_asker, Family.ANSWER, "-"),
    _grammar(rf"[-*+•]\s+\*\*(?P<name>[QA]){_COLON}\s*\*\*{_TEXT}", _is_asker, Family.SET_OFF, "**:"),
    _grammar(rf"(?P<name>[a-z][\w|\-]{{0,19}})\s*+(?:：|:(?=\s|$)){_TEXT}", is_nick, Family.NICK, ":"),
    _grammar(rf">>+\s*+(?P<name>[^\W_][^*:：>]{{0,59}}?){_COLON}(?=\s|$){_TEXT}", is_name, Family.ARROW, ">>"),
    _grammar(rf">>+(?P<name>)\s*+{_TEXT}", lambda _: True, Family.ARROW, ">>"),
    _grammar(r"[(（](?P<name>[^()（）:：]{1,40})[)）]\s*(?P<text>\S.*)", is_name, Family.ROUND, "()"),
)
"""The ways to print a label, in order of trial."""

_TIMELESS = tuple(grammar for grammar in GRAMMARS if "time" not in grammar.pattern.groupindex)
_WORDLY = tuple(grammar for grammar in GRAMMARS if grammar.family in _OF_WORDS and grammar.style != "[]:")
"""Those that begin with a letter."""
_WORDLY_TIMELESS = tuple(grammar for grammar in _WORDLY if grammar in _TIMELESS)


def match_label(line: Excerpt) -> Candidate | None:
    """Return the label that a line may begin with, None where its form rules that out."""
    text = line.text
    if text[0] not in _SPECIAL:
        if not _may_be_labelled(text):
            return None
        return _match(line, 0, _WORDLY if _CLOCKISH.search(text, 0, 2 * _REACH) else _WORDLY_TIMELESS)
    lead = _LEAD.match(text) if text[0] in "[\\(（【0123456789" else None
    start = lead.end() if lead else 0
    return _match(line, start, GRAMMARS if _CLOCKISH.search(text, start, 2 * _REACH) else _TIMELESS)


def _may_be_labelled(text: str) -> bool:
    """Tell in little time whether any pattern could fit a line that begins with a letter."""
    head = text[:_REACH]
    return ":" in head or "：" in head or text[-1] in "])）】" or (text[0] in "QA" and text[:9].find(" ") > 0)


def _match(line: Excerpt, start: int, grammars: tuple[LabelGrammar, ...]) -> Candidate | None:
    for grammar in grammars:
        if grammar.timed and not start:
            continue
        match = grammar.pattern.fullmatch(line.text, start)
        if match and grammar.accepts(match["name"]):
            # A bare name beside a time is more than a bare name.
            family = Family.TIMED if start and grammar.family is Family.PLAIN else grammar.family
            return Candidate(line, match, start, grammar, family, folded(match["name"]))
    return None
