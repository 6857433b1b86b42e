r"""The transcript as Markdown in the way Talkbook reads it: put into a talk's folder, it is the same transcript.

What Markdown would eat is written as an escape: `\*`, `\_`, `&lt;`, or a numeric reference such as `&#96;`. What
the reader would take for a label, a time, a heading or a rule is a reference too, at the begin of a line or behind
its label, where such things stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.exports.export import Material
from generator.exports.said import SaidTurn
from generator.model import Side
from generator.timecode import TimeSpan, format_clock
from generator.words import folded

# The backslash is the first: those that come with the others are escapes.
_EATEN = {"\\": "&#92;", "*": r"\*", "_": r"\_", "<": "&lt;", "`": "&#96;", "{": "&#123;", "~": "&#126;"}
_ESCAPED = "---\nmarkdown: escaped\n---"
"""Front matter that tells the reader so: in a file without it, an escape is what somebody typed."""
_ENTITY = re.compile(r"&(?=#|[A-Za-z])")
_TIME = re.compile(r"[\[(（【]\s?\W{0,3}\d|-?\d{1,3}:\d")
_BLOCK = re.compile(r"[!#-&(-/:-@\[-`{-~（【•‣◦▪●·–—]|\d{1,9}[.)、．]|\d{1,3}:\d")
# A name before a colon, or a question or an answer before a dash; what the reader takes for a label is no longer.
_LABEL = re.compile(r"[^:：]{0,110}+([:：](?!//))|(?:[QA]|Question|Answer)\s*([-–—])")


def write_markdown(material: Material) -> str | None:
    """Write each turn in each of its languages: `**Name:** [00:12:34] text`, a line for each paragraph."""
    if not material.transcript:
        return None
    labelled = any(turn.speaker for turn in material.transcript.turns)
    blocks = [_ESCAPED, f"# {_plain(material.talk.title)}"]
    nobody = material.say("collation_nobody")
    for said in material.said:
        turn = said.turn
        blocks += (f"{'#' * max(chapter.level, 2)} {_plain(chapter.title.text)}" for chapter in turn.chapters)
        label = f"**{_plain(said.name or nobody)}:**" if labelled else ""
        blocks += (block for side in turn.sides for block in _side(said, side, label))
    return "\n\n".join(blocks) + "\n"


def _side(said: SaidTurn, side: Side, label: str) -> Iterator[str]:
    if not side.paragraphs:
        yield f"{label} {_time(said.time)}".strip()
    for line in said.of(side):
        if line.index == 1 and label:
            yield f"{label} {_time(line.time)}{_behind_label(line.text)}"
        else:
            yield f"{_time(line.time)}{_at_begin(line.text)}"


def _time(time: TimeSpan | None) -> str:
    return f"[{format_clock(time.start_ms).removesuffix('.000')}] " if time else ""


def _plain(name: str) -> str:
    """Return a name or title: the reader takes it as it stands, so only what would be HTML is escaped."""
    return folded(name).replace("<", "&lt;")


def _behind_label(text: str) -> str:
    return _reference(text, 0) if _TIME.match(text) else _escaped(text)


def _at_begin(text: str) -> str:
    if _BLOCK.match(text):
        return _reference(text, 0)
    label = _LABEL.match(text)
    return _reference(text, label.end() - 1) if label else _escaped(text)


def _reference(text: str, place: int) -> str:
    """Return a text with one of its characters as a numeric reference."""
    return f"{_escaped(text[:place])}&#{ord(text[place])};{_escaped(text[place + 1 :])}"


def _escaped(text: str) -> str:
    plain = _ENTITY.sub("&amp;", text) if "&" in text else text
    for mark, reference in _EATEN.items():
        plain = plain.replace(mark, reference)
    return plain.replace("](", r"\](")
