"""A talk as one line of a list."""

from __future__ import annotations

from functools import lru_cache

from generator import anchors
from generator.analysis.card import Card, CardSpeaker
from generator.pages.markup import Markdown, element, join, link, text
from generator.pages.strings import Strings


def talk_row(talk: Card, folder: str, below: str = "") -> Markdown:
    """Write a talk with its date, event and speakers; `folder` is where the talks are from the page.

    What the heading says that it stands `below` is not said again.
    """
    event = talk.event if talk.event and talk.event != below else None
    about = _text(" · ".join(filter(None, [event, ", ".join(talk.names)])))
    return _row(talk, folder, about)


def spoken_row(talk: Card, speaker: CardSpeaker, folder: str, say: Strings) -> Markdown:
    """Write a talk with what one of its speakers has to do with it."""
    about = [_text(part) for part in (talk.event, speaker.role) if part]
    if speaker.percent is not None:
        about.append(text(say("share_of_talk", percent=speaker.percent)))
        about += _places(f"{folder}{talk.slug}", speaker, say)
    return _row(talk, folder, join(about, " · "))


# A talk stands in a dozen lists.
@lru_cache(maxsize=1 << 14)
def title_of(title: str, lang: str) -> Markdown:
    """Write a title in its language."""
    return element("span", text(title), lang=lang)


def _row(talk: Card, folder: str, about: Markdown) -> Markdown:
    way = link(
        title_of(talk.short_title, talk.title_lang), f"{folder}{talk.slug}/{anchors.SUMMARY_URI}", class_="title"
    )
    note = element("span", about, class_="about") if about else Markdown("")
    return Markdown(f'<li markdown="span">{join(filter(None, [_date(talk.date), way, note]), " ")}</li>')


@lru_cache(maxsize=1 << 14)
def _date(date: str | None) -> Markdown:
    """Write a date, or an empty place where there is none."""
    if not date:
        return element("span", Markdown(""), class_="when")
    return element("time", text(date), class_="when", datetime=date)


@lru_cache(maxsize=1 << 14)
def _text(shown: str) -> Markdown:
    return text(shown)


def _places(folder: str, speaker: CardSpeaker, say: Strings) -> list[Markdown]:
    """Write the ways to the first turn and to all of them."""
    first = f"{folder}/{anchors.TRANSCRIPT_URI}#{anchors.turn(speaker.first_turn)}"
    every = f"{folder}/{anchors.SPEAKERS_URI}#{anchors.speaker(speaker.id)}"
    return [
        link(text(say("turn_count", count=speaker.turns)), every),
        link(text(say("first_turn", number=speaker.first_turn)), first),
    ]
