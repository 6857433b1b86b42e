"""The ribbon: the whole talk as one row of bars, each a link to its turn. SVG, made when the site is built."""

from __future__ import annotations

from collections.abc import Iterator

from generator import anchors
from generator.analysis.speakers import turn_words
from generator.model import Talk, Transcript
from generator.pages.markup import Markdown, attributes, element, join, raw_block, text
from generator.pages.speech import colour_classes
from generator.pages.strings import Strings

_WIDTH = 1000
_HEIGHT = 28
_GAP = 1.0
_LEAST = 2.5
"""No bar is thinner than this: a short turn is still to be seen and hit."""


def render_ribbon(talk: Talk, transcript: Transcript, say: Strings, page: str = "") -> Markdown:
    """Draw the ribbon of a transcript; `page` is the built page of the turns where that is another one."""
    counts = [turn_words(turn) for turn in transcript.turns]
    speakers = {speaker.id: speaker.name for speaker in talk.speakers}
    colours = colour_classes(talk)
    bars: list[Markdown] = []
    for turn, words, box in zip(transcript.turns, counts, _boxes(counts), strict=True):
        speaker = speakers[turn.speaker] if turn.speaker else ""
        name = say("ribbon_bar", number=turn.number, speaker=speaker, words=words)
        href = f"{page}#{anchors.turn(turn.number)}"
        words_of_link = attributes(href=href, aria_label=name, class_=colours.get(turn.speaker, ""))
        bars.append(Markdown(f"<a{words_of_link}><title>{text(name)}</title>{box}</a>"))
    svg = element(
        "svg",
        join(bars),
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        preserveAspectRatio="none",
        role="group",
        aria_label=say("ribbon"),
    )
    return raw_block(element("div", svg, class_="ribbon", data_search_exclude="true"))


def _boxes(counts: list[int]) -> Iterator[Markdown]:
    """Yield each bar: as wide as its words are many, none thinner than the least."""
    room = _WIDTH - _GAP * (len(counts) - 1)
    least = min(_LEAST, room / len(counts))
    total = sum(counts) or 1
    spare = room - least * len(counts)
    start = 0.0
    for count in counts:
        width = least + spare * count / total
        yield Markdown(f'<rect x="{start:.1f}" width="{width:.1f}" height="{_HEIGHT}"/>')
        start += width + _GAP
