"""The speakers page: who said how much, who followed whom, and every turn of each."""

from __future__ import annotations

from generator import anchors
from generator.analysis import Findings
from generator.analysis.speakers import SpeakerStats, turn_words
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
from generator.pages.ribbon import render_ribbon
from generator.pages.speech import colour_class, render_name
from generator.pages.strings import Strings
from generator.timecode import format_short

_TRANSCRIPT_HTML = "transcript.html"
"""The built transcript page, for links inside SVG, which no engine rewrites."""
_OPENING_CHARACTERS = 72
_MANY_TURNS = 400
"""Of a talk with more turns this page is an index: their first words would make it as long as the transcript."""


def render_speakers(talk: Talk, findings: Findings, say: Strings) -> Markdown | None:
    """Write the speakers page; None where nobody is named."""
    if not findings.speakers:
        return None
    transcript = talk.transcripts[0]
    note = say("figures_note", language=language_name(transcript.langs[0]))
    if findings.speakers[0].heard_ms is not None:
        note = f"{note} {say('time_note')}"
    return blocks(
        [
            render_ribbon(talk, transcript, say, page=_TRANSCRIPT_HTML) if not _is_long(talk) else None,
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
    speakers = [talk.speaker(stats.speaker) for stats in findings.speakers]
    rows = [
        [render_name(row), *(Markdown(times.get((row.id, column.id), "·")) for column in speakers)]
        for row in speakers
    ]
    matrix = table([Markdown("↓ →"), *map(render_name, speakers)], rows, say("who_follows"))
    return [
        heading(3, text(say("who_follows")), id="who-follows-whom"),
        paragraph(text(say("follows_note")), class_="note"),
        matrix,
    ]


def _speaker(talk: Talk, stats: SpeakerStats, findings: Findings, say: Strings) -> Markdown:
    speaker = talk.speaker(stats.speaker)
    anchor = anchors.speaker(speaker.id)
    role = paragraph(text(speaker.role), class_="role") if speaker.role else None
    amount = say("turns_of", count=len(stats.turns), words=stats.words)
    long = _is_long(talk)
    turns = join(
        [_turn(turn, brief=long) for turn in talk.transcripts[0].turns if turn.speaker == speaker.id],
        "\n",
    )
    return container(
        "section",
        blocks(
            [
                heading(3, render_name(speaker), id=anchors.head(anchor)),
                role,
                paragraph(text(amount), class_="note"),
                _elsewhere(speaker, findings, say),
                container("ol", turns, class_="turn-list brief" if long else "turn-list"),
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
    return len(talk.transcripts[0].turns) > _MANY_TURNS


def _turn(turn: Turn, brief: bool) -> Markdown:
    """Write a turn as a link, and unless it is one of very many with its first words."""
    if brief:
        href = f"{anchors.TRANSCRIPT_URI}#{anchors.turn(turn.number)}"
        return Markdown(f'<li markdown="span">{link(Markdown(turn.number), href)}</li>')
    side = turn.main
    words = side.paragraphs[0].text if side.paragraphs else ""
    opening = words if len(words) <= _OPENING_CHARACTERS else f"{words[:_OPENING_CHARACTERS].rsplit(' ', 1)[0]} …"
    number = link(Markdown(turn.number), f"{anchors.TRANSCRIPT_URI}#{anchors.turn(turn.number)}", class_="number")
    count = element("small", Markdown(f"{turn_words(turn):,}"))
    said = element("span", text(opening), lang=side.lang, class_="opening")
    return Markdown(f'<li markdown="span">{number} {said} {count}</li>')
