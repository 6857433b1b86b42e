"""The ribbon: the whole talk as one row of bars, each a link to its place. SVG, made when the site is built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import anchors
from generator.analysis.speakers import turn_words
from generator.model import Talk, Transcript, Turn
from generator.pages.markup import Markdown, attributes, element, join, raw_block, text
from generator.pages.speech import colour_classes
from generator.pages.strings import Strings
from generator.values import value

_WIDTH = 1000
_HEIGHT = 28
_GAP = 1.0
_LEAST = 2.5
"""No bar is thinner than this: a short turn is still to be seen and hit."""
_MOST_BARS = 240
"""Of a talk with more turns a bar is a stretch of it: bars of single turns would be thinner than a pixel."""


@value(frozen=True, slots=True, kw_only=True)
class _Bar:
    """A turn, or turns that follow each other."""

    first: int
    """Number of the first turn."""
    last: int
    """Number of the last turn."""
    words: int
    """How many words are said in them."""
    speaker: str | None
    """Id of the speaker who says most of them; None where nobody is named."""


class Ribbon:
    """The ribbon of a transcript: it is drawn when a page first shows it, and not again for the next."""

    def __init__(self, talk: Talk, transcript: Transcript) -> None:
        self._talk, self._transcript = talk, transcript
        self._drawn: Markdown | None = None

    def render(self, say: Strings, page: str = "") -> Markdown:
        """Return the ribbon; `page` is the built page of the turns where that is another one."""
        if self._drawn is None:
            self._drawn = _draw(self._talk, self._transcript, say)
        # No text of a source has a bare angle bracket.
        return Markdown(self._drawn.replace('<a href="#', f'<a href="{page}#')) if page else self._drawn


def _draw(talk: Talk, transcript: Transcript, say: Strings) -> Markdown:
    bars = _bars(transcript.turns)
    colours = colour_classes(talk)
    names = {speaker.id: speaker.name for speaker in talk.speakers}
    drawn: list[Markdown] = []
    for bar, box in zip(bars, _boxes([bar.words for bar in bars]), strict=True):
        name = _name(bar, names[bar.speaker] if bar.speaker else "", say)
        class_ = colours.get(bar.speaker, "")
        words_of_link = attributes(href=f"#{anchors.turn(bar.first)}", aria_label=name, class_=class_)
        drawn.append(Markdown(f"<a{words_of_link}><title>{text(name)}</title>{box}</a>"))
    svg = element(
        "svg",
        join(drawn),
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        preserveAspectRatio="none",
        role="group",
        aria_label=say("ribbon" if len(bars) == len(transcript.turns) else "ribbon_of_stretches"),
    )
    return raw_block(element("div", svg, class_="ribbon", data_search_exclude="true"))


def _bars(turns: Sequence[Turn]) -> list[_Bar]:
    """Return a bar for each turn; of very many turns one for each stretch that makes up its part of the talk."""
    counts = [turn_words(turn) for turn in turns]
    if len(turns) <= _MOST_BARS:
        return [
            _Bar(first=turn.number, last=turn.number, words=count, speaker=turn.speaker)
            for turn, count in zip(turns, counts, strict=True)
        ]
    # A turn without words takes its place all the same.
    share = sum(max(count, 1) for count in counts) / _MOST_BARS
    bars: list[_Bar] = []
    begin = room = 0
    for end, count in enumerate(counts, start=1):
        room += max(count, 1)
        if room >= share or end == len(turns):
            bars.append(_bar(turns[begin:end], counts[begin:end]))
            begin, room = end, 0
    return bars


def _bar(turns: Sequence[Turn], counts: Sequence[int]) -> _Bar:
    said: dict[str | None, int] = {}
    for turn, count in zip(turns, counts, strict=True):
        said[turn.speaker] = said.get(turn.speaker, 0) + count
    most = max(said, key=lambda speaker: said[speaker])
    return _Bar(first=turns[0].number, last=turns[-1].number, words=sum(counts), speaker=most)


def _name(bar: _Bar, speaker: str, say: Strings) -> str:
    if bar.first == bar.last:
        return say("ribbon_bar", number=bar.first, speaker=speaker, words=bar.words)
    return say("ribbon_stretch", first=bar.first, last=bar.last, speaker=speaker, words=bar.words)


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
