"""Recaps whose evidence is known: the sample, QMSum, ergo and forkcast, each as talks with labelled claims.

    sample     12 claims, the right paragraphs found by reading (`tests/cases/evidence/sample/truth.toml`)
    qmsum      queries, their answers and topics with the spans of turns that hold them (Zhong et al. 2021)
    ergo       decisions, commitments, answers and topics of calls, with a time and often a quotation
    forkcast   highlights and decisions of calls, with a time

A time is no truth about words: a passage counts as right when it lies near it.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from generator.assemble import load_talk
from generator.model import Kind, Side, Speaker, Talk, Transcript, Turn
from generator.origin import Excerpt, Source
from generator.sources import find_talks

ROOT = Path(__file__).parent.parent.parent
CORPORA = Path(os.environ.get("TALKBOOK_CORPORA", ROOT.parent / "shared" / "corpora"))
NEAR_S = 60
"""How far from the time that a recap gives a passage may begin and still be at that time."""

# `{vocalsound}`, `{disfmarker}`: what the corpus says about the speech, not what was said.
_MARKS = re.compile(r"\{\w+\} ?")

Place = tuple[int, int]
"""Turn and paragraph, both counted from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A claim and where it is borne out."""

    kind: str
    text: str
    right: frozenset[Place]
    quotation: str | None = None
    """What the recap gives as the speaker's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A talk with labelled claims."""

    corpus: str
    talk: Talk
    claims: tuple[Labelled, ...]

    @property
    def places(self) -> list[Place]:
        """Every paragraph in reading order."""
        return [
            (turn.number, index)
            for turn in self.talk.transcripts[0].turns
            for index in range(1, len(turn.main.paragraphs) + 1)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What somebody said in one go, and when it began."""

    speaker: str
    text: str
    start_s: float = 0.0


def sample() -> Meeting:
    """Return the sample of the project with its hand-made truth."""
    talk = next(
        load_talk(folder)
        for folder in find_talks(ROOT / "talks").folders
        if folder.slug == "how-difficult-is-ai-alignment"
    )
    path = ROOT / "tests" / "cases" / "evidence" / "sample" / "truth.toml"
    truth = tomllib.loads(path.read_text(encoding="utf-8"))
    texts = {
        "summary": [point.text for point in talk.recap.summary],
        "takeaway": [
            f"{item.label.text}: {item.text.text}" if item.label else item.text.text
            for item in talk.recap.takeaways
        ],
    }
    claims = tuple(
        Labelled(kind=kind, text=text, right=frozenset(map(_place, truth[kind][str(number)])))
        for kind, items in texts.items()
        for number, text in enumerate(items, start=1)
    )
    return Meeting(corpus="sample", talk=talk, claims=claims)


def qmsum() -> Iterator[Meeting]:
    """Yield the meetings of QMSum; each turn has one paragraph."""
    for path in sorted((CORPORA / "05-recap" / "qmsum").glob("*.json")):
        data = _json(path)
        said = [
            Line(speaker=turn["speaker"], text=_MARKS.sub("", turn["content"]).strip())
            for turn in data["meeting_transcripts"]
        ]
        claims: list[Labelled] = []
        for item in data["specific_query_list"]:
            right = frozenset(_turns_of(item["relevant_text_span"]))
            claims += (
                Labelled(kind=kind, text=item[key], right=right)
                for kind, key in (("query", "query"), ("answer", "answer"))
            )
        claims += (
            Labelled(kind="topic", text=item["topic"], right=frozenset(_turns_of(item["relevant_text_span"])))
            for item in data["topic_list"]
        )
        turns = [_turn(number, [line]) for number, line in enumerate(said, start=1)]
        yield Meeting(corpus="qmsum", talk=_talk(path.stem, turns, said), claims=tuple(claims))


def ergo() -> Iterator[Meeting]:
    """Yield the calls of ergo; the lines of one speaker are paragraphs of a turn."""
    line = re.compile(r"\[(?P<time>[\d:]+)\] \*\*(?P<speaker>.+?)\*\*: (?P<text>.+)")
    for path in sorted((CORPORA / "05-recap" / "ergo").iterdir()):
        text = (path / "transcript.txt").read_text(encoding="utf-8")
        said = [
            Line(speaker=found["speaker"], text=found["text"], start_s=_seconds(found["time"]))
            for found in map(line.match, text.splitlines())
            if found
        ]
        made, timed = _in_turns(path.name, said)
        yield Meeting(corpus="ergo", talk=made, claims=tuple(_ergo_claims(path, timed)))


def forkcast() -> Iterator[Meeting]:
    """Yield the calls of forkcast whose transcript is there; the cues of one speaker are paragraphs of a turn."""
    cue = re.compile(r"^(?P<time>\d\d:\d\d:\d\d)\.\d+ --> .*\n(?P<speaker>[^:\n]+): (?P<text>.+)", re.MULTILINE)
    for path in sorted((CORPORA / "05-recap" / "forkcast").iterdir()):
        vtt = CORPORA / "06-pairs" / f"forkcast_{path.name}" / "b_corrected.vtt"
        said = [
            Line(speaker=found["speaker"], text=found["text"], start_s=_seconds(found["time"]))
            for found in cue.finditer(vtt.read_text(encoding="utf-8"))
        ]
        made, timed = _in_turns(path.name, said)
        yield Meeting(corpus="forkcast", talk=made, claims=tuple(_forkcast_claims(path, timed)))


def chinese() -> Meeting:
    """Return the sample with its claims translated into Chinese by hand: the transcript's other side is sought."""
    meeting = sample()
    path = ROOT / "tests" / "cases" / "evidence" / "sample" / "claims.zh-Hans.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    claims = tuple(replace(claim, text=line) for claim, line in zip(meeting.claims, lines, strict=True))
    return replace(meeting, corpus="sample in Chinese", claims=claims)


def _ergo_claims(path: Path, timed: dict[Place, float]) -> Iterator[Labelled]:
    data = _json(path / "decisions.json")
    for kind, key in (("decisions", "decision"), ("commitments", "commitment"), ("key_facts", "fact")):
        for item in data.get(kind, ()):
            at = _seconds(item["timestamp"])
            yield Labelled(
                kind=key, text=item[key], right=_near(timed, at, at), quotation=item.get("quote") or None
            )
    for item in _json(path / "qa.json")["qa_pairs"]:
        at = _seconds(item["timestamp"])
        yield Labelled(kind="answer", text=item["answer"], right=_near(timed, at, at))
    for item in _json(path / "topics.json")["topics"]:
        start, end = _seconds(item["start_time"]), _seconds(item["end_time"])
        yield Labelled(kind="topic", text=item["summary"], right=_near(timed, start, end))


def _forkcast_claims(path: Path, timed: dict[Place, float]) -> Iterator[Labelled]:
    told: set[str] = set()  # The two files repeat each other.
    for name in ("tldr.json", "key_decisions.json"):
        if not (path / name).exists():
            continue
        data = _json(path / name)
        lists = [*data.get("highlights", {}).values(), data.get("decisions", []), data.get("key_decisions", [])]
        for item in (item for items in lists for item in items if item.get("timestamp")):
            key = next(key for key in ("highlight", "decision", "original_text") if key in item)
            if item[key] in told:
                continue
            told.add(item[key])
            at = _seconds(item["timestamp"])
            kind = "highlight" if key == "highlight" else "decision"
            yield Labelled(kind=kind, text=item[key], right=_near(timed, at, at))


def _in_turns(slug: str, said: list[Line]) -> tuple[Talk, dict[Place, float]]:
    turns: list[Turn] = []
    timed: dict[Place, float] = {}
    for number, (_, group) in enumerate(groupby(said, key=lambda line: line.speaker), start=1):
        lines = list(group)
        turns.append(_turn(number, lines))
        timed |= {(number, index): line.start_s for index, line in enumerate(lines, start=1)}
    return _talk(slug, turns, said), timed


def _turn(number: int, lines: list[Line]) -> Turn:
    paragraphs = tuple(excerpt(line.text) for line in lines)
    return Turn(
        number=number, speaker=lines[0].speaker, sides=(Side(lang="en", label=None, paragraphs=paragraphs),)
    )


def _talk(slug: str, turns: list[Turn], said: Iterable[Line]) -> Talk:
    source = Source(path=slug, text="", sha256="")
    transcript = Transcript(kind=Kind.LABELLED, source=source, langs=("en",), turns=tuple(turns))
    names = dict.fromkeys(line.speaker for line in said)
    speakers = tuple(Speaker(id=name, name=name) for name in names)
    return Talk(slug=slug, title=slug, lang="en", recap_lang="en", speakers=speakers, transcripts=(transcript,))


def excerpt(text: str) -> Excerpt:
    """Return a text as an excerpt of a file that is not there."""
    return Excerpt(text, 0, len(text), 1)


def _near(timed: dict[Place, float], start: float, end: float) -> frozenset[Place]:
    return frozenset(place for place, at in timed.items() if start - NEAR_S <= at <= end + NEAR_S)


def _turns_of(spans: list[list[str]]) -> Iterator[Place]:
    for first, last in spans:
        yield from ((number + 1, 1) for number in range(int(first), int(last) + 1))


def _place(anchor: str) -> Place:
    turn, _, paragraph = anchor.removeprefix("t").partition("-p")
    return int(turn), int(paragraph)


def _seconds(time: str) -> float:
    seconds = 0
    for part in time.split(":"):
        seconds = seconds * 60 + int(part)
    return float(seconds)


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
