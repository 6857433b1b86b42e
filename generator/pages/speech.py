"""Turns as Markdown: what the transcript pages have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import anchors
from generator.analysis.events import Event, find_events
from generator.languages import detect_lang, language_name
from generator.model import Side, Speaker, Talk, Transcript, Turn
from generator.origin import Excerpt
from generator.pages.markup import (
    Markdown,
    blocks,
    container,
    element,
    heading,
    inner_text,
    join,
    link,
    paragraph,
    text,
)
from generator.pages.strings import Strings
from generator.pages.times import render_time, time_track
from generator.timecode import format_seconds

COLOURS = 8
"""How many speaker colours the style sheet knows; more speakers begin again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A transcript with what is marked in it and hung on its turns."""

    talk: Talk
    """The talk."""
    transcript: Transcript
    """One of its transcripts."""
    terms: Mapping[tuple[int, str, int], Sequence[Mark]]
    """The terms to mark, by turn, language and paragraph."""
    claims: Mapping[int, Markdown]
    """Links to the claims that rest on a turn, by its number."""
    say: Strings
    """Interface words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a paragraph that is more than plain words; its text stays as it is."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset behind the last character."""
    write: Callable[[Markdown], Markdown]
    """Puts the stretch into its element."""


def render_turn(witness: Witness, turn: Turn) -> Markdown:
    """Write one turn: its heading, then its paragraphs, language beside language."""
    talk, anchor = witness.talk, anchors.turn(turn.number)
    return container(
        "section",
        blocks([_head(talk, turn, witness.say), container("div", _said(witness, turn), class_="said")]),
        id=anchor,
        class_=" ".join(filter(None, [anchors.TURN_CLASS, colour_class(talk, turn.speaker)])),
        data_speaker=turn.speaker if _is_person(talk, turn) else None,
        data_start=format_seconds(turn.time.start_ms) if turn.time else None,
    )


def _is_person(talk: Talk, turn: Turn) -> bool:
    return turn.speaker is not None and talk.speaker(turn.speaker).person


def colour_class(talk: Talk, speaker_id: str | None) -> str:
    """Return the class that gives a speaker a colour: `speaker-3`; empty where nobody is named."""
    ids = [speaker.id for speaker in talk.speakers if speaker.person]
    return f"speaker-{ids.index(speaker_id) % COLOURS + 1}" if speaker_id in ids else ""


def paragraph_anchor(turn: Turn, index: int, lang: str) -> str:
    """Return the anchor of a paragraph of a turn: the language that is read first needs no tag."""
    return anchors.paragraph(turn.number, index, None if lang == turn.main.lang else lang)


def render_name(speaker: Speaker) -> Markdown:
    """Write a speaker's name, kept apart from the reading direction of what stands around it."""
    class_ = "speaker-name" if speaker.person else "speaker-name event"
    return element("bdi", text(speaker.name), class_=class_, lang=detect_lang(speaker.name))


def render_text(excerpt: Excerpt, terms: Sequence[Mark] = ()) -> Markdown:
    """Write a paragraph of speech with stage directions and terms marked; no character is added or left out."""
    parts: list[Markdown] = []
    done = 0
    for mark in sorted([*map(_event_mark, find_events(excerpt.text)), *terms], key=lambda mark: mark.start):
        if mark.start < done:  # a term inside a stage direction
            continue
        parts.append(inner_text(excerpt.text[done : mark.start], first=done == 0))
        parts.append(mark.write(text(excerpt.text[mark.start : mark.end])))
        done = mark.end
    parts.append(inner_text(excerpt.text[done:], first=done == 0))
    return join(parts)


def _event_mark(event: Event) -> Mark:
    return Mark(
        start=event.start,
        end=event.end,
        write=lambda words: element("em", words, class_="event", data_event=event.kind),
    )


def _head(talk: Talk, turn: Turn, say: Strings) -> Markdown:
    anchor = anchors.turn(turn.number)
    name = render_name(talk.speaker(turn.speaker)) if turn.speaker else _nobody(say)
    number = link(Markdown(turn.number), f"#{anchor}", class_=f"number {anchors.APPARATUS_CLASS}")
    time = [render_time(talk, turn.time.start_ms)] if turn.time else []
    return heading(3, join([name, number, *time], " "), id=anchors.head(anchor), class_="turn-head")


def _nobody(say: Strings) -> Markdown:
    return element("span", text(say("paragraph")), class_=f"nobody {anchors.APPARATUS_CLASS}")


def _said(witness: Witness, turn: Turn) -> Markdown:
    say = witness.say
    written = list(_paragraphs(witness, turn))
    missing = [lang for lang in witness.transcript.langs if not turn.side(lang)]
    notes = [_note(say("no_side", language=language_name(lang))) for lang in missing]
    if not written and _is_person(witness.talk, turn):
        notes = [_note(say("empty_turn"))]
    return blocks([*written, *notes, _backlinks(witness, turn)])


def _backlinks(witness: Witness, turn: Turn) -> Markdown | None:
    claims = witness.claims.get(turn.number)
    if not claims:
        return None
    return paragraph(
        join([text(witness.say("rests_on")), claims], " "), class_=f"note backlinks {anchors.APPARATUS_CLASS}"
    )


def _paragraphs(witness: Witness, turn: Turn) -> Iterator[Markdown]:
    """Yield paragraph 1 in each language, then paragraph 2 ..., so that the two stand side by side."""
    for side, index, excerpt in turn.in_order():
        terms = witness.terms.get((turn.number, side.lang, index), ())
        yield _paragraph(turn, side, (index, excerpt), render_text(excerpt, terms))


def _paragraph(turn: Turn, side: Side, place: tuple[int, Excerpt], words: Markdown) -> Markdown:
    index, excerpt = place
    return paragraph(
        words,
        id=paragraph_anchor(turn, index, side.lang),
        lang=side.lang,
        class_=_place(turn, side),
        data_start=format_seconds(excerpt.time.start_ms) if excerpt.time else None,
        data_times=time_track(excerpt),
    )


def _place(turn: Turn, side: Side) -> str | None:
    return None if side is turn.main else "other-side"


def _note(words: str) -> Markdown:
    return paragraph(text(words), class_=f"note {anchors.APPARATUS_CLASS}")
