"""Captions as XML: what YouTube serves as srv1, srv2 and srv3, and TTML.

    srv1  <transcript><text start="1.2" dur="3.4">it&amp;#39;s a line</text>       seconds
    srv2  <timedtext><text t="1200" d="3400">a line</text>                         milliseconds
    srv3  <timedtext format="3"><body><p t="1200" d="3400"><s>a</s><s t="320"> line</s></p>
    TTML  <tt><body><div><p begin="00:00:01.200" end="00:00:04.600">a line</p>     https://www.w3.org/TR/ttml2/

YouTube escapes what is escaped already, and may hold tags such as `<i>` as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from generator.errors import Problem, ProblemsError
from generator.formats.caption_labels import Speech, elect_names, split_speeches
from generator.formats.caption_text import Said
from generator.formats.cue_blocks import Cue
from generator.formats.cues import join_paragraphs
from generator.formats.markup_lines import Element, Line
from generator.formats.markup_text import Markup, find_times_back, read_markup, skip_rest, without, without_times
from generator.formats.markup_tokens import Kind, read_attributes
from generator.formats.rolling import find_repeats
from generator.languages import detect_lang, is_tag
from generator.marks import repeated
from generator.model import Document, Skipped, Utterance
from generator.origin import Excerpt, Source
from generator.timecode import TimeSpan, read_time
from generator.words import count_words, folded

NAME = "caption-xml"
"""Name of the format."""
_SUFFIXES = frozenset({".xml", ".srv1", ".srv2", ".srv3", ".ttml", ".dfxp"})
_ROOT = re.compile(r"(?:\s|<!--.*?-->|<\?[^>]*>)*<(?:transcript|timedtext|tt)\b", re.DOTALL)
_TAG = re.compile(r"</?(?:i|b|u|s|font|span)(?:\s[^<>]*)?>", re.IGNORECASE)
_CUES = frozenset({"p", "text"})
_HEAD_CHARACTERS = 4000
_OPENING_WORDS = 7
"""Words that may stand on a line before the text that a copy says again; the proof looks no further."""


@dataclass(slots=True)
class _Turn:
    """An utterance while it is gathered."""

    label: Excerpt | None
    texts: list[Excerpt] = field(default_factory=list)
    again: list[Excerpt] = field(default_factory=list)


def sniff(source: Source, lines: Sequence[Excerpt]) -> bool:
    """Tell whether a file is XML, by its root or by its name."""
    head = source.text[lines[0].start : lines[0].start + _HEAD_CHARACTERS]
    named = PurePosixPath(source.path).suffix.casefold() in _SUFFIXES
    return bool(_ROOT.match(head)) or (named and head.startswith("<"))


def read(source: Source, lines: Sequence[Excerpt]) -> Document:
    """Return the captions as utterances.

    Raises `ProblemsError` where no caption has any words.
    """
    markup = read_markup(source, lines[0].start, lines[-1].end, _time, captions=True)
    cues = tuple(_cues(markup.lines))
    copies = _copies(source, cues)
    named = [(line.excerpt, "metadata") for line in markup.lines if line.block not in _CUES]
    rows = [[_untagged(line, named) for line in cue.lines if line.start not in copies] for cue in cues]
    turns = _turns([[text for text in row if text.text] for row in rows], named)
    if not any(count_words(text.text) for turn in turns for text in turn.texts):
        wrong, right = "the file holds no captions", 'captions in XML are like `<text start="1.2" dur="3.4">`'
        raise ProblemsError([Problem(origin=source.origin(1), wrong=wrong, right=right)])
    kept = [excerpt for turn in turns for excerpt in (turn.label, *turn.again, *turn.texts) if excerpt]
    rest = skip_rest(markup, [*kept, *(item.excerpt for item in copies.values())], named)
    return Document(
        source=source,
        format=NAME,
        utterances=tuple(_utterance(turn, _stated_lang(markup)) for turn in turns),
        skipped=tuple(sorted((*rest, *copies.values()), key=lambda item: item.excerpt.start)),
        problems=find_times_back(source, (cue.head for cue in cues)),
    )


def _time(element: Element, outer: TimeSpan | None) -> TimeSpan | None:
    """Return when a cue is heard, or a word of it."""
    values = element.attributes
    if element.name in _CUES:
        if "t" in values:
            return _span(_milliseconds(values["t"]), _milliseconds(values.get("d", "")))
        start_ms = read_time(values.get("start", values.get("begin", "")))
        end_ms = read_time(values.get("end", ""))
        lasts_ms = read_time(values.get("dur", "")) if end_ms is None else None
        return _span(start_ms, lasts_ms if end_ms is None or start_ms is None else end_ms - start_ms)
    if element.name == "s" and outer:
        after_ms = _milliseconds(values.get("t", "")) or 0
        return TimeSpan(start_ms=outer.start_ms + after_ms, end_ms=outer.end_ms)
    return outer


def _span(start_ms: int | None, lasts_ms: int | None) -> TimeSpan | None:
    if start_ms is None:
        return None
    return TimeSpan(start_ms=start_ms, end_ms=start_ms + lasts_ms if lasts_ms and lasts_ms > 0 else None)


def _milliseconds(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _stated_lang(markup: Markup) -> str:
    root = next((token for token in markup.tokens if token.kind is Kind.OPEN), None)
    lang = read_attributes(root).get("xml:lang", "") if root else ""
    return lang if is_tag(lang) else ""


def _cues(lines: Sequence[Line]) -> Iterator[Cue]:
    """Yield the lines of each cue."""
    cue: list[Line] = []
    for line in lines:
        if line.block in _CUES:
            if cue and line.opens:
                yield _cue(cue)
                cue = []
            cue.append(line)
    if cue:
        yield _cue(cue)


def _cue(lines: Sequence[Line]) -> Cue:
    first = lines[0].excerpt
    return Cue(time=first.time, head=first, lines=tuple(line.excerpt for line in lines))


def _copies(source: Source, cues: Sequence[Cue]) -> dict[int, Skipped]:
    """Return the lines that only roll on, as far as they are the same letter for letter, escapes and all."""
    places = {line.start: line for cue in cues for line in cue.lines}
    copies: dict[int, Skipped] = {}
    for start, first in find_repeats(cues).items():
        line = places[start]
        begun = max(source.text.rfind(end, 0, first.start) for end in "\n\r") + 1
        near = first.line != line.line and count_words(source.text[begun : first.start]) <= _OPENING_WORDS
        if near and source.text[first.start : first.end] == source.text[start : line.end]:
            copies[start] = repeated(line, first)
    return copies


def _untagged(line: Excerpt, named: list[tuple[Excerpt, str]]) -> Excerpt:
    """Return a line without the tags that are text in the file; add them to `named`."""
    matches = list(_TAG.finditer(line.text)) if "<" in line.text else []
    if not matches:
        return line
    named += [(line.part(*match.span()), "markup") for match in matches]
    return without(line, [match.span() for match in matches])


def _turns(rows: Sequence[Sequence[Excerpt]], named: list[tuple[Excerpt, str]]) -> list[_Turn]:
    """Group what is said by speaker: one until the next."""
    names = elect_names([row[0].text for row in rows if row])
    turns: list[_Turn] = []
    for text in (text for row in rows for text in row):
        for speech in split_speeches(Said(text=text), names):
            named += [(mark.excerpt, mark.reason) for mark in speech.marks]
            _add(turns, speech)
    return turns


def _add(turns: list[_Turn], speech: Speech) -> None:
    label = without_times(speech.label) if speech.label else None
    before = turns[-1].label if turns else None
    changed = speech.changed if not label else not before or folded(before.text) != folded(label.text)
    if not turns or changed:
        turns.append(_Turn(label))
    elif label:
        turns[-1].again.append(label)
    if speech.text:
        turns[-1].texts.append(speech.text)


def _utterance(turn: _Turn, stated_lang: str) -> Utterance:
    paragraphs = tuple(join_paragraphs(turn.texts))
    lang = detect_lang("\n".join(paragraph.text for paragraph in paragraphs))
    # Every language in Latin script is taken for English, unless the file knows better.
    lang = stated_lang if stated_lang and lang == "en" else lang
    return Utterance(label=turn.label, paragraphs=paragraphs, lang=lang, again=tuple(turn.again))
