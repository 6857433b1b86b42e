"""The ribbon: the whole talk as one row of bars, each a link to its turn. SVG, made when the site is built."""

from __future__ import annotations

from generator import anchors
from generator.analysis.speakers import turn_words
from generator.model import Talk, Transcript, Turn
from generator.pages.markup import Markdown, attributes, element, join, raw_block, text
from generator.pages.speech import colour_class
from generator.pages.strings import Strings

_WIDTH = 1000
_HEIGHT = 28
_GAP = 1.0
_LEAST = 2.5
"""No bar is thinner than this: a short turn is still to be seen and hit."""


def render_ribbon(talk: Talk, transcript: Transcript, say: Strings, page: str = "") -> Markdown:
    """Draw the ribbon of a transcript; `page` is the built page of the turns where that is another one."""
    bars = join(
        _bar(talk, turn, place, say, page)
        for turn, place in zip(transcript.turns, _places(transcript), strict=True)
    )
    svg = element(
        "svg",
        bars,
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        preserveAspectRatio="none",
        role="group",
        aria_label=say("ribbon"),
    )
    return raw_block(element("div", svg, class_="ribbon", data_search_exclude="true"))


def _places(transcript: Transcript) -> list[tuple[float, float]]:
    """Return begin and width of each bar: in proportion to the words, none thinner than the least."""
    counts = [turn_words(turn) for turn in transcript.turns]
    room = _WIDTH - _GAP * (len(counts) - 1)
    least = min(_LEAST, room / len(counts))
    total = sum(counts) or 1
    spare = room - least * len(counts)
    places, start = [], 0.0
    for count in counts:
        width = least + spare * count / total
        places.append((start, width))
        start += width + _GAP
    return places


def _bar(talk: Talk, turn: Turn, place: tuple[float, float], say: Strings, page: str) -> Markdown:
    speaker = talk.speaker(turn.speaker).name if turn.speaker else ""
    name = say("ribbon_bar", number=turn.number, speaker=speaker, words=turn_words(turn))
    box = attributes(x=f"{place[0]:.1f}", width=f"{place[1]:.1f}", height=str(_HEIGHT))
    return Markdown(
        f"<a{attributes(href=f'{page}#{anchors.turn(turn.number)}', aria_label=name)}"
        f"{attributes(class_=colour_class(talk, turn.speaker))}><title>{text(name)}</title><rect{box}/></a>"
    )
