"""Chapters: the headings of a transcript, and the list of them that leads to each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator import anchors
from generator.languages import detect_lang
from generator.model import Chapter, Talk, Transcript, Turn
from generator.pages.markup import Markdown, blocks, container, element, heading, join, link, text
from generator.pages.strings import Strings
from generator.pages.times import render_time

FEWEST_LISTED = 2
"""A list of a single chapter leads nowhere that the page does not lead itself."""
_HOUR_MS = 3_600_000
_MOST_OPEN = 12
"""A longer list is folded up: on a phone the transcript would begin two screens further down."""


def numbered_chapters(turns: Iterable[Turn]) -> Iterator[tuple[Turn, tuple[tuple[int, Chapter], ...]]]:
    """Yield each turn with the chapters that open before it, counted from 1 through the transcript."""
    number = 0
    for turn in turns:
        chapters = tuple(enumerate(turn.chapters, start=number + 1))
        number += len(chapters)
        yield turn, chapters


def render_chapter(number: int, chapter: Chapter) -> Markdown:
    """Write a heading of the transcript."""
    return heading(
        3,
        text(chapter.title.text),
        id=anchors.chapter(number),
        class_="chapter",
        lang=detect_lang(chapter.title.text),
        data_level=str(chapter.level),
    )


def render_contents(talk: Talk, transcript: Transcript, say: Strings) -> Markdown | None:
    """Write the list of a transcript's chapters, each with its time and the link to where it begins."""
    listed = [
        (turn, number, chapter)
        for turn, opened in numbered_chapters(transcript.turns)
        for number, chapter in opened
    ]
    if len(listed) < FEWEST_LISTED:
        return None
    top = min(chapter.level for _, _, chapter in listed)
    items = blocks(_item(talk, turn, number, chapter, chapter.level - top + 1) for turn, number, chapter in listed)
    starts = [_start_ms(chapter, turn) for turn, _, chapter in listed]
    summary = element("summary", text(say("chapters_count", count=len(listed))))
    inner = blocks([summary, _list(items, starts)])
    folded = container("details", inner, open="open" if len(listed) <= _MOST_OPEN else None)
    return container("nav", folded, class_="contents", aria_label=say("chapters"), data_search_exclude="true")


def render_unplaced(talk: Talk, chapters: Sequence[Chapter], say: Strings) -> Markdown | None:
    """Write chapters that stand before no turn, for the transcript has no times."""
    if not chapters:
        return None
    items = blocks(
        container("li", join([*_time(talk, chapter, None), _title(number, chapter)], " "))
        for number, chapter in enumerate(chapters, start=1)
    )
    title = heading(3, text(say("chapters")), id="chapters")
    return blocks([title, _list(items, [chapter.start_ms for chapter in chapters])])


def _list(items: Markdown, starts: Iterable[int | None]) -> Markdown:
    """Write a list; its times are as wide as the longest of them."""
    hours = any(start_ms is not None and start_ms >= _HOUR_MS for start_ms in starts)
    return container("ol", items, class_="chapters hours" if hours else "chapters")


def _title(number: int, chapter: Chapter) -> Markdown:
    lang = detect_lang(chapter.title.text)
    return element("span", text(chapter.title.text), class_="chapter", id=anchors.chapter(number), lang=lang)


def _item(talk: Talk, turn: Turn, number: int, chapter: Chapter, level: int) -> Markdown:
    title = link(text(chapter.title.text), f"#{anchors.chapter(number)}", lang=detect_lang(chapter.title.text))
    return container("li", join([*_time(talk, chapter, turn), title], " "), data_level=level)


def _time(talk: Talk, chapter: Chapter, turn: Turn | None) -> list[Markdown]:
    start_ms = _start_ms(chapter, turn)
    return [] if start_ms is None else [render_time(talk, start_ms)]


def _start_ms(chapter: Chapter, turn: Turn | None) -> int | None:
    heard_ms = turn.time.start_ms if turn and turn.time else None
    return chapter.start_ms if chapter.start_ms is not None else heard_ms
