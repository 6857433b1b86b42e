"""Times on the pages: printed, as links into the recording, and as a track that a player follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from urllib.parse import quote

from generator import anchors
from generator.model import Talk
from generator.origin import Excerpt
from generator.pages.markup import Markdown, element, text
from generator.timecode import format_seconds, format_short
from generator.words import visible

_YOUTUBE = re.compile(r"https?://(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/|youtu\.be/)", re.IGNORECASE)


def media_href(talk: Talk, start_ms: int | None = None) -> str:
    """Return the link to the recording, on the web or beside the pages, at a time where one is given.

    YouTube reads `t` in the query; everything else the fragment of W3C Media Fragments, `#t=754.2`.
    """
    href = quote(talk.media_file) if talk.media_file else talk.media or ""
    if start_ms is None or not href:
        return href
    plain = href.partition("#")[0]
    if _YOUTUBE.match(href):
        return f"{plain}{'&' if '?' in plain else '?'}t={start_ms // 1000}s"
    return f"{plain}#t={format_seconds(start_ms)}"


def render_time(talk: Talk, start_ms: int) -> Markdown:
    """Write a time; where there is a recording it leads to that place in it."""
    class_ = f"time {anchors.APPARATUS_CLASS}"
    words = text(format_short(start_ms))
    if talk.media:
        return element("a", words, class_=class_, href=media_href(talk, start_ms), rel="noopener")
    return element("time", words, class_=class_)


def render_time_of(talk: Talk, excerpt: Excerpt, start: int) -> list[Markdown]:
    """Write when a place within an excerpt is heard; nothing where its source has no times."""
    time = excerpt.part(start, len(excerpt.text)).time if excerpt.pieces else None
    return [render_time(talk, time.start_ms)] if time else []


def time_track(excerpt: Excerpt) -> str | None:
    """Return when each part of a paragraph is heard, for a script that marks what is being said.

    Pairs of `letters,hundredths`: how many visible characters, and how many hundredths of a second, after the
    pair before. None where all of it has one time.
    """
    steps = list(_steps(excerpt))
    if len(steps) < 2:
        return None
    pairs: list[str] = []
    letters, at = 0, 0
    for place, hundredths in steps:
        pairs.append(f"{place - letters},{hundredths - at}")
        letters, at = place, hundredths
    return " ".join(pairs)


def _steps(excerpt: Excerpt) -> Iterator[tuple[int, int]]:
    letters = 0
    for time, pieces in groupby(excerpt.pieces, key=lambda piece: piece.time):
        if time:
            yield letters, round(time.start_ms / 10)
        letters += sum(len(visible(piece.text)) for piece in pieces)
