"""Logs of IRC, and minutes that a scribe types there, as W3C meetings do.

    15:05:20 <Steven_> Topic: Announcements           a chapter
    15:05:40 <Steven_> Erik: We have hints            what the scribe says that Erik said
    15:06:21 <Steven_> ... on individual items        and goes on
    15:09:59 <alain> Not difficult                    what Alain types himself

https://w3c.github.io/scribe2/scribedoc.html. The times are those of the day, not of a recording, and are left out.
Elsewhere `bob: hello` speaks *to* Bob, so names count only where the robots of W3C keep the log.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.formats.names import is_headword, is_label
from generator.languages import detect_lang
from generator.marks import structure
from generator.model import Chapter, Document, Skipped, Utterance
from generator.origin import Excerpt, Source
from generator.words import folded

NAME = "irc-log"
"""Name of the format."""
_LINE = re.compile(
    r"\[?\d{1,2}:\d{2}(?::\d{2})?\]?\s+<[ @+%&~]?(?P<nick>[^<>\s]{1,40})>(?:\s+(?P<text>.*))?", re.DOTALL
)
_TOPIC = re.compile(r"(?:(?P<sub>Sub-?)?topic|Meeting)\s*:\s*(?P<title>\S.*)", re.IGNORECASE | re.DOTALL)
_NAMED = re.compile(r"(?P<name>[^\s:/<>][^:/<>]{0,40}?)\s*:\s+(?P<text>\S.*)", re.DOTALL)
_GOES_ON = re.compile(r"(?:…|\.{2,})\s*\S")
_ROBOTS = frozenset({"rrsagent", "zakim", "trackbot"})
_KEYWORDS = frozenset(
    {"agenda+", "chairs", "proposed", "proposed resolution", "scribenick", "scribe+", "rrsagent", "zakim"}
)
_SAMPLE_LINES = 60


@dataclass(slots=True)
class _Turn:
    """An utterance while it is gathered."""

    label: Excerpt | None
    chapters: list[Chapter]
    paragraphs: list[Excerpt] = field(default_factory=list)
    again: list[Excerpt] = field(default_factory=list)


def sniff(_source: Source, lines: Sequence[Excerpt]) -> bool:
    """Tell whether nine lines in ten are a time, a name in angle brackets and text."""
    sample = lines[:_SAMPLE_LINES]
    return len(sample) > 2 and sum(bool(_LINE.match(line.text)) for line in sample) * 10 >= 9 * len(sample)


def read(source: Source, lines: Sequence[Excerpt]) -> Document:
    """Return one utterance for each speaker until the next; topics are chapters."""
    log = _Log(_scribed_names(lines))
    for line in lines:
        log.take(line)
    utterances = log.utterances()
    return Document(
        source=source,
        format=NAME,
        title=log.title,
        utterances=utterances,
        skipped=tuple(sorted(log.skipped, key=lambda item: item.excerpt.start)),
    )


def _scribed_names(lines: Sequence[Excerpt]) -> frozenset[str]:
    """Return the names that others say something for: each twice or more, or of somebody who types too."""
    votes: Counter[str] = Counter()
    nicks: set[str] = set()
    for match in filter(None, (_LINE.fullmatch(line.text) for line in lines)):
        nicks.add(_key(match["nick"]))
        named = _NAMED.fullmatch(match["text"] or "")
        if named and _is_speaker(named["name"]):
            votes[_key(named["name"])] += 1
    if not nicks & _ROBOTS:
        return frozenset()
    return frozenset(name for name, count in votes.items() if count > 1 or name in nicks) - _ROBOTS


class _Log:
    """Takes the lines of a log in their order."""

    def __init__(self, names: frozenset[str]) -> None:
        self.title: Excerpt | None = None
        self.skipped: list[Skipped] = []
        self._names = names
        self._done: list[_Turn] = []
        self._turn = _Turn(None, [])
        self._nick = ""
        """Who types what the current speaker says."""

    def take(self, line: Excerpt) -> None:
        """Add a line."""
        match = _LINE.fullmatch(line.text)
        if not match:
            self._say(line)
            return
        nick = line.part(*match.span("nick"))
        text = line.part(*match.span("text")) if match["text"] else line.part(len(line.text), len(line.text))
        head = line.part(0, match.end("nick") + 1)
        topic, named = _TOPIC.fullmatch(text.text), _NAMED.fullmatch(text.text)
        if topic and not (self.title and _is_title(topic)):
            self._take_topic(head, text, topic)
        elif named and _key(named["name"]) in self._names and nick.text.casefold() not in _ROBOTS:
            name, said = text.part(*named.span("name")), text.part(*named.span("text"))
            self.skipped += [
                structure(head, "field"),
                structure(text.part(named.end("name"), named.start("text")), "colon"),
            ]
            self._begin(name, nick.text)
            self._say(said)
        elif self._nick == nick.text and self._turn.label and _GOES_ON.match(text.text):
            self.skipped.append(structure(head, "field"))
            self._say(text)
        else:
            self._take_own(line, nick, text)

    def utterances(self) -> tuple[Utterance, ...]:
        """Return what has been said; topics that nothing follows are text."""
        self._end()
        if self._turn.chapters:
            self._done.append(_Turn(None, [], [chapter.title for chapter in self._turn.chapters]))
        return tuple(map(_utterance, self._done))

    def _take_topic(self, head: Excerpt, text: Excerpt, match: re.Match[str]) -> None:
        title = text.part(*match.span("title"))
        mark = text.part(0, match.start("title"))
        self.skipped += [structure(head, "field"), structure(mark, "section heading")]
        if _is_title(match):
            self.title = title
            return
        self._end()
        self._turn.chapters.append(Chapter(title=title, level=3 if match["sub"] else 2))

    def _take_own(self, line: Excerpt, nick: Excerpt, text: Excerpt) -> None:
        """Add what somebody types in his own name."""
        at = nick.start - line.start
        behind = line.part(at + len(nick.text), at + len(nick.text) + 1)
        self.skipped += [structure(line.part(0, at), "time"), structure(behind, "mark")]
        self._begin(nick, "")
        self._say(text)

    def _begin(self, label: Excerpt, nick: str) -> None:
        last = self._turn.label
        if last and _key(last.text) == _key(label.text):
            self._turn.again.append(label)
        else:
            self._end()
            self._turn.label = label
        self._nick = nick

    def _end(self) -> None:
        if self._turn.label or self._turn.paragraphs:
            self._done.append(self._turn)
            self._turn = _Turn(None, [])
        self._nick = ""

    def _say(self, text: Excerpt) -> None:
        if text.shows:
            self._turn.paragraphs.append(text)


def _is_title(match: re.Match[str]) -> bool:
    return match[0][:1] in "Mm"


def _is_speaker(name: str) -> bool:
    return is_label(name) and len(name.split()) <= 3 and not is_headword(name) and _key(name) not in _KEYWORDS


def _key(name: str) -> str:
    return folded(name).casefold()


def _utterance(turn: _Turn) -> Utterance:
    return Utterance(
        label=turn.label,
        paragraphs=tuple(turn.paragraphs),
        lang=detect_lang("\n".join(paragraph.text for paragraph in turn.paragraphs)),
        again=tuple(turn.again),
        chapters=tuple(turn.chapters),
    )
