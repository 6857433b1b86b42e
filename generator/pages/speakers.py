"""The speakers page: who said how much, who followed whom, and the turns of each, of a long talk the longest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from generator import anchors
from generator.analysis import Findings
from generator.analysis.speakers import SpeakerStats, turn_words
from generator.columns import split_words, width
from generator.languages import language_name
from generator.model import Speaker, Talk, Turn
from generator.pages.markup import (
    Markdown,
    blocks,
    container,
    element,
    heading,
    join,
    link,
    paragraph,
    table,
    text,
)
from generator.pages.ribbon import Ribbon
from generator.pages.speech import colour_class, render_name
from generator.pages.strings import Strings
from generator.timecode import format_short

_TRANSCRIPT_HTML = "transcript.html"
"""The built transcript page, for links inside SVG, which no engine rewrites."""
_OPENING_COLUMNS = 72
"""Width of a turn's first words, in letters; a Chinese character is as wide as two."""
_LINES = 400
"""What there is room for. Of a talk with more turns only the longest are listed, equally many of each speaker."""
_LINES_OF_SPEAKER = 4
"""So many lines does a speaker take besides, with name, figures and heading."""
_MOST_LISTED = 20
"""No speaker of such a talk has more turns listed, however few speak."""
_MOST_FOLLOWS = 24
"""The table of who follows whom has no more rows and columns: with the number of speakers it grows both ways."""


def render_speakers(talk: Talk, findings: Findings, say: Strings, ribbons: Sequence[Ribbon]) -> Markdown | None:
    """Write the speakers page; None where nobody is named."""
    if not findings.speakers:
        return None
    transcript = talk.transcripts[0]
    note = say("figures_note", language=language_name(transcript.langs[0]))
    if findings.speakers[0].heard_ms is not None:
        note = f"{note} {say('time_note')}"
    return blocks(
        [
            ribbons[0].render(say, page=_TRANSCRIPT_HTML) if not _is_long(talk) else None,
            _figures(talk, findings, say),
            paragraph(text(note), class_="note"),
            *_follows(talk, findings, say),
            *(_speaker(talk, stats, findings, say) for stats in findings.speakers),
        ]
    )


def _figures(talk: Talk, findings: Findings, say: Strings) -> Markdown:
    sums = findings.speakers
    heard = [one.heard_ms for one in sums if one.heard_ms is not None]
    timed = ("share_of_time", "time") if heard else ()
    keys = ("speaker", "share_of_words", "words", *timed, "turns", "longest_turn", "questions")
    head = [say(key) for key in keys]
    rows = [_figure_row(talk, stats, say) for stats in sums]
    total = [say("total"), say("share", percent=100), f"{sum(s.words for s in sums):,}"]
    total += [say("share", percent=100), format_short(sum(heard))] if heard else []
    total += [f"{sum(len(s.turns) for s in sums):,}", "", f"{sum(s.questions for s in sums):,}"]
    rows.append([element("b", text(cell)) if cell else Markdown("") for cell in total])
    return table(map(text, head), rows, say("page_speakers"))


def _figure_row(talk: Talk, stats: SpeakerStats, say: Strings) -> list[Markdown]:
    speaker = talk.speaker(stats.speaker)
    name = element("a", render_name(speaker), href=f"#{anchors.speaker(speaker.id)}")
    anchor = anchors.turn(stats.longest_turn)
    longest = element("a", Markdown(f"{stats.longest_words:,}"), href=f"{_TRANSCRIPT_HTML}#{anchor}")
    return [
        element("span", name, class_=f"dot {colour_class(talk, speaker.id)}"),
        text(say("share", percent=stats.percent)),
        Markdown(f"{stats.words:,}"),
        *_heard(stats, say),
        Markdown(f"{len(stats.turns):,}"),
        longest,
        Markdown(f"{stats.questions:,}"),
    ]


def _heard(stats: SpeakerStats, say: Strings) -> list[Markdown]:
    if stats.heard_ms is None:
        return []
    return [text(say("share", percent=stats.heard_percent)), text(format_short(stats.heard_ms))]


def _follows(talk: Talk, findings: Findings, say: Strings) -> list[Markdown]:
    """Write the matrix of who came after whom; nothing where only one person speaks."""
    if len(findings.speakers) < 2:
        return []
    times = {(follow.first, follow.then): follow.times for follow in findings.follows}
    speakers = [talk.speaker(stats.speaker) for stats in _most_heard(findings)]
    rows = [
        [render_name(row), *(Markdown(times.get((row.id, column.id), "·")) for column in speakers)]
        for row in speakers
    ]
    matrix = table([Markdown("↓ →"), *map(render_name, speakers)], rows, say("who_follows"))
    note = say("follows_note")
    if len(speakers) < len(findings.speakers):
        note = f"{note} {say('follows_most', most=len(speakers))}"
    return [
        heading(3, text(say("who_follows")), id="who-follows-whom"),
        paragraph(text(note), class_="note"),
        matrix,
    ]


def _most_heard(findings: Findings) -> list[SpeakerStats]:
    """Return the speakers, of very many those who say most, in the order of all."""
    most = sorted(findings.speakers, key=lambda stats: -stats.words)[:_MOST_FOLLOWS]
    return [stats for stats in findings.speakers if stats in most]


def _speaker(talk: Talk, stats: SpeakerStats, findings: Findings, say: Strings) -> Markdown:
    speaker = talk.speaker(stats.speaker)
    anchor = anchors.speaker(speaker.id)
    role = paragraph(text(speaker.role), class_="role") if speaker.role else None
    amount = say("turns_of", count=len(stats.turns), words=stats.words)
    turns = _listed(talk, speaker, findings)
    return container(
        "section",
        blocks(
            [
                heading(3, render_name(speaker), id=anchors.head(anchor)),
                role,
                paragraph(text(amount), class_="note"),
                _elsewhere(speaker, findings, say),
                _longest_note(len(turns), say) if len(turns) < len(stats.turns) else None,
                container("ol", join(map(_turn, turns), "\n"), class_="turn-list"),
            ]
        ),
        id=anchor,
        class_=f"speaker {colour_class(talk, speaker.id)}",
    )


def _elsewhere(speaker: Speaker, findings: Findings, say: Strings) -> Markdown | None:
    """Write the way to the other talks of a speaker."""
    page = findings.elsewhere.people.get(speaker.id)
    if page is None:
        return None
    return paragraph(
        link(text(say("talks_of_speaker", speaker=speaker.name)), f"../{anchors.person_uri(page)}"), class_="note"
    )


def _is_long(talk: Talk) -> bool:
    return len(talk.transcripts[0].turns) > _room(talk)


def _room(talk: Talk) -> int:
    """Return how many turns can be listed."""
    return _LINES - _LINES_OF_SPEAKER * len(talk.speakers)


def _listed(talk: Talk, speaker: Speaker, findings: Findings) -> list[Turn]:
    """Return the turns of a speaker that are listed, in their order: of a long talk only the longest."""
    turns = [turn for turn in talk.transcripts[0].turns if turn.speaker == speaker.id]
    if not _is_long(talk):
        return turns
    most = max(1, min(_MOST_LISTED, _room(talk) // len(findings.speakers)))
    return sorted(sorted(turns, key=lambda turn: -turn_words(turn))[:most], key=lambda turn: turn.number)


def _longest_note(count: int, say: Strings) -> Markdown:
    """Say that these are the longest turns, and lead to all of them."""
    page = link(text(say("page_transcript")), anchors.TRANSCRIPT_URI)
    return paragraph(join([text(say("longest_turns", count=count)), page], " "), class_="note")


def _turn(turn: Turn) -> Markdown:
    """Write a turn as a link with its first words."""
    side = turn.main
    opening = _opening(side.paragraphs[0].text if side.paragraphs else "")
    number = link(Markdown(turn.number), f"{anchors.TRANSCRIPT_URI}#{anchors.turn(turn.number)}", class_="number")
    count = element("small", Markdown(f"{turn_words(turn):,}"))
    said = element("span", text(opening), lang=side.lang, class_="opening")
    return Markdown(f'<li markdown="span">{number} {said} {count}</li>')


def _opening(words: str) -> str:
    """Return the first words of a text, as many as stand on one line."""
    start = words[: _OPENING_COLUMNS + 1]
    if start == words and width(words) <= _OPENING_COLUMNS:
        return words
    # A word that reaches the end of what is looked at may go on behind it.
    ends = [end for _, end in split_words(start) if end < len(start) or start == words]
    fitting = list(takewhile(lambda end: width(start[:end]) <= _OPENING_COLUMNS, ends))
    return f"{words[: fitting[-1] if fitting else _OPENING_COLUMNS // 2]} …"
