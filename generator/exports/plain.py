"""The talk as plain text: the recap, then who said what, in every language the talk has."""

from __future__ import annotations

from collections.abc import Iterator

from generator.columns import width
from generator.exports.export import Material
from generator.exports.said import SaidTurn
from generator.timecode import format_short
from generator.words import folded


def write_plain(material: Material) -> str:
    """Write the talk for reading in any program, and for programs that read nothing else.

    Nothing in it is marked but headings, by a line below them. The proof reads it: see `verify.plain_text`.
    """
    parts = (_head(material), _recap(material), _chapters(material), _speech(material))
    return "\n\n".join(block for part in parts for block in part) + "\n"


def facts(material: Material) -> Iterator[tuple[str, str]]:
    """Yield what is known about the talk besides its words, each with its name."""
    talk, say = material.talk, material.say
    people = (speaker for speaker in talk.speakers if speaker.person)
    names = ", ".join(
        f"{folded(one.name)} ({folded(one.role)})" if one.role else folded(one.name) for one in people
    )
    rows = (("event", talk.event), ("date", talk.date), ("page_speakers", names), ("recording", talk.media))
    yield from ((say(key), folded(value)) for key, value in rows if value)


def _head(material: Material) -> Iterator[str]:
    yield _underlined(material.talk.title, "=")
    lines = [f"{name}: {value}" for name, value in facts(material)]
    if lines:
        yield "\n".join(lines)


def _recap(material: Material) -> Iterator[str]:
    recap, say = material.talk.recap, material.say
    if recap.summary:
        yield _underlined(say("page_summary"), "=")
        yield from (f"{number}. {folded(point.text)}" for number, point in enumerate(recap.summary, start=1))
    if recap.takeaways:
        yield _underlined(say("page_takeaways"), "=")
        for number, takeaway in enumerate(recap.takeaways, start=1):
            label = f"{folded(takeaway.label.text)}: " if takeaway.label else ""
            yield f"{number}. {label}{folded(takeaway.text.text)}"
    if recap.terms:
        yield _underlined(say("page_glossary"), "=")
        yield from (f"{folded(term.name.text)}: {folded(term.definition.text)}" for term in recap.terms)


def _chapters(material: Material) -> Iterator[str]:
    """Yield chapters that stand before no turn."""
    if material.talk.chapters:
        yield _underlined(material.say("chapters"), "=")
        for chapter in material.talk.chapters:
            time = "" if chapter.start_ms is None else f"[{format_short(chapter.start_ms)}] "
            yield f"{time}{folded(chapter.title.text)}"


def _speech(material: Material) -> Iterator[str]:
    if material.transcript:
        yield _underlined(material.say("page_transcript"), "=")
        for said in material.said:
            yield from (_underlined(chapter.title.text, "-") for chapter in said.turn.chapters)
            lines = [line.text for line in said.lines]
            first = "\n".join(filter(None, [_turn_head(said), *lines[:1]]))
            yield from filter(None, [first, *lines[1:]])


def _turn_head(said: SaidTurn) -> str:
    time = f"[{format_short(said.time.start_ms)}]" if said.time else ""
    return " ".join(filter(None, [time, said.name]))


def _underlined(text: str, mark: str) -> str:
    line = folded(text)
    return f"{line}\n{mark * max(width(line), 1)}"
