"""The questions that were asked, as detected: who asked, in what words, and who spoke next."""

from __future__ import annotations

from generator import anchors
from generator.analysis import Findings
from generator.analysis.questions import Question
from generator.model import Talk, Turn
from generator.pages.evidence import passage_link
from generator.pages.markup import Markdown, blocks, container, element, heading, join, link, paragraph, text
from generator.pages.speech import colour_class
from generator.pages.strings import Strings
from generator.pages.times import render_time_of

_WENT_ON_WORDS = 60
"""Somebody who goes on for longer than this did not wait for an answer."""


def render_questions(talk: Talk, findings: Findings, say: Strings) -> Markdown | None:
    """Write the list of questions; None where none was found."""
    if not findings.questions:
        return None
    rows = join((_question(talk, question, say) for question in findings.questions), "\n")
    return blocks(
        [
            heading(3, text(say("questions_asked")), id="questions"),
            paragraph(text(say("questions_note")), class_="note"),
            container("ol", rows, class_="questions", data_search_exclude="true"),
        ]
    )


def _question(talk: Talk, question: Question, say: Strings) -> Markdown:
    turn = talk.transcripts[0].turns[question.turn - 1]
    number = passage_link(talk, question.turn, question.paragraph, question.lang, Markdown(question.turn))
    name = talk.speaker(question.speaker).name if question.speaker else ""
    side = turn.side(question.lang)
    times = render_time_of(talk, side.paragraphs[question.paragraph - 1], question.start) if side else []
    who = join([*([element("b", text(name))] if name else []), *times], " ")
    parts = [
        element("span", number, class_="number"),
        element("span", who, class_="who") if times else who,
        _words(turn, question.lang, question.paragraph, question.start, question.end),
        _counterpart(turn, question),
        _answer(talk, question, say),
    ]
    class_ = colour_class(talk, question.speaker)
    return Markdown(f'<li class="{class_}" markdown="span">{join(filter(None, parts), " ")}</li>')


def _words(turn: Turn, lang: str, paragraph_index: int, start: int, end: int) -> Markdown:
    side = turn.side(lang)
    words = side.paragraphs[paragraph_index - 1].text[start:end] if side else ""
    return element("span", text(words), lang=lang, class_="asked")


def _counterpart(turn: Turn, question: Question) -> Markdown:
    other = question.counterpart
    if other is None:
        return Markdown("")
    return _words(turn, other.lang, question.paragraph, other.start, other.end)


def _answer(talk: Talk, question: Question, say: Strings) -> Markdown:
    if question.answered_by is None or question.words_after > _WENT_ON_WORDS:
        return Markdown("")
    speaker = talk.transcripts[0].turns[question.answered_by - 1].speaker
    name = talk.speaker(speaker).name if speaker else ""
    label = text(say("answered", speaker=name, number=question.answered_by))
    href = f"{anchors.TRANSCRIPT_URI}#{anchors.turn(question.answered_by)}"
    return element("small", link(label, href))
