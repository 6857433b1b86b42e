"""Turns as Markdown: what the transcript pages have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import anchors
from generator.analysis.events import Event, find_events
from generator.languages import detect_lang, language_name
from generator.model import Speaker, Talk, Transcript, Turn
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
from generator.timecode import TimeSpan, format_seconds
from generator.values import value

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
    names: Mapping[str, Markdown]
    """Each speaker's name as it stands over a turn, by the id."""
    colours: Mapping[str | None, str]
    """The class that gives each person a colour, by the id."""


@value(frozen=True, slots=True, kw_only=True)
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
    colour = witness.colours.get(turn.speaker)
    time = turn.time
    return container(
        "section",
        _head(witness, turn, time),
        container("div", _said(witness, turn), class_="said"),
        id=anchors.turn(turn.number),
        class_=f"{anchors.TURN_CLASS} {colour}" if colour else anchors.TURN_CLASS,
        data_speaker=turn.speaker if colour else None,
        data_start=format_seconds(time.start_ms) if time else None,
    )


def colour_classes(talk: Talk) -> dict[str | None, str]:
    """Return the class that gives each person a colour, `speaker-3`, by their id; labels of no person have none."""
    ids = [speaker.id for speaker in talk.speakers if speaker.person]
    return {speaker_id: f"speaker-{place % COLOURS + 1}" for place, speaker_id in enumerate(ids)}


def colour_class(talk: Talk, speaker_id: str | None) -> str:
    """Return the class that gives a speaker a colour: `speaker-3`; empty where nobody is named."""
    return colour_classes(talk).get(speaker_id, "")


def paragraph_anchor(turn: Turn, index: int, lang: str) -> str:
    """Return the anchor of a paragraph of a turn: the language that is read first needs no tag."""
    return anchors.paragraph(turn.number, index, None if lang == turn.main.lang else lang)


def render_name(speaker: Speaker) -> Markdown:
    """Write a speaker's name, kept apart from the reading direction of what stands around it."""
    class_ = "speaker-name" if speaker.person else "speaker-name event"
    return element("bdi", text(speaker.name), class_=class_, lang=detect_lang(speaker.name))


def render_text(excerpt: Excerpt, terms: Sequence[Mark] = ()) -> Markdown:
    """Write a paragraph of speech with stage directions and terms marked; no character is added or left out."""
    events = find_events(excerpt.text)
    if not events and not terms:
        return inner_text(excerpt.text, first=True)
    parts: list[Markdown] = []
    done = 0
    for mark in sorted([*map(_event_mark, events), *terms], key=lambda mark: mark.start):
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


def _head(witness: Witness, turn: Turn, time: TimeSpan | None) -> Markdown:
    anchor = anchors.turn(turn.number)
    name = witness.names[turn.speaker] if turn.speaker else _nobody(witness.say)
    number = link(Markdown(turn.number), f"#{anchor}", class_=f"number {anchors.APPARATUS_CLASS}")
    heard = [render_time(witness.talk, time.start_ms)] if time else []
    return heading(3, join([name, number, *heard], " "), id=anchors.head(anchor), class_="turn-head")


def _nobody(say: Strings) -> Markdown:
    return element("span", text(say("paragraph")), class_=f"nobody {anchors.APPARATUS_CLASS}")


def _said(witness: Witness, turn: Turn) -> Markdown:
    say = witness.say
    written = list(_paragraphs(witness, turn))
    missing = [lang for lang in witness.transcript.langs if not turn.side(lang)]
    notes = [_note(say("no_side", language=language_name(lang))) for lang in missing]
    if not written and turn.speaker in witness.colours:
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
        time = excerpt.time if excerpt.pieces else None
        yield paragraph(
            render_text(excerpt, terms),
            id=paragraph_anchor(turn, index, side.lang),
            lang=side.lang,
            class_=None if side is turn.main else "other-side",
            data_start=format_seconds(time.start_ms) if time else None,
            data_times=time_track(excerpt) if time else None,
        )


def _note(words: str) -> Markdown:
    return paragraph(text(words), class_=f"note {anchors.APPARATUS_CLASS}")
