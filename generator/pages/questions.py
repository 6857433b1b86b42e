"""The questions that were asked, as detected: who asked, in what words, and who spoke next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator import anchors
from generator.analysis import Findings
from generator.analysis.questions import Question, Stretch
from generator.model import Talk, Turn
from generator.origin import Excerpt
from generator.pages.evidence import passage_link
from generator.pages.markup import Markdown, blocks, container, element, heading, join, link, paragraph, text
from generator.pages.speech import colour_classes
from generator.pages.strings import Strings
from generator.pages.times import render_time_of

_WENT_ON_WORDS = 60
"""Somebody who goes on for longer than this did not wait for an answer."""


_MOST = 150
"""Questions that are listed: the list of a day-long meeting would be longer than the page it stands on can be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the questions of a talk are written with."""

    talk: Talk
    say: Strings
    names: Mapping[str, str]
    """Each speaker's name, by the id."""
    colours: Mapping[str | None, str]
    """The class that gives each person a colour, by the id."""


def render_questions(talk: Talk, findings: Findings, say: Strings) -> Markdown | None:
    """Write the list of questions; None where none was found."""
    if not findings.questions:
        return None
    names = {speaker.id: speaker.name for speaker in talk.speakers}
    asked = _Asked(talk=talk, say=say, names=names, colours=colour_classes(talk))
    rows = join([_question(asked, question) for question in findings.questions[:_MOST]], "\n")
    more = len(findings.questions) - _MOST
    return blocks(
        [
            heading(3, text(say("questions_asked")), id="questions"),
            paragraph(text(say("questions_note")), class_="note"),
            container("ol", rows, class_="questions", data_search_exclude="true"),
            paragraph(text(say("questions_more", count=more)), class_="note") if more > 0 else None,
        ]
    )


def _question(asked: _Asked, question: Question) -> Markdown:
    talk = asked.talk
    turn = talk.transcripts[0].turns[question.turn - 1]
    number = passage_link(talk, question.turn, question.paragraph, question.lang, Markdown(question.turn))
    name = asked.names[question.speaker] if question.speaker else ""
    excerpt = _excerpt(turn, question, question)
    times = render_time_of(talk, excerpt, question.start) if excerpt else []
    who = join([*([element("b", text(name))] if name else []), *times], " ")
    parts = [
        element("span", number, class_="number"),
        element("span", who, class_="who") if times else who,
        _words(excerpt, question),
        _words(_excerpt(turn, question, other), other) if (other := question.counterpart) else None,
        _answer(asked, question),
    ]
    class_ = asked.colours.get(question.speaker, "")
    return Markdown(f'<li class="{class_}" markdown="span">{join(filter(None, parts), " ")}</li>')


def _excerpt(turn: Turn, question: Question, stretch: Stretch) -> Excerpt | None:
    """Return the paragraph that a question, or its counterpart in another language, stands in."""
    side = turn.side(stretch.lang)
    return side.paragraphs[question.paragraph - 1] if side else None


def _words(excerpt: Excerpt | None, stretch: Stretch) -> Markdown:
    words = excerpt.text[stretch.start : stretch.end] if excerpt else ""
    return element("span", text(words), lang=stretch.lang, class_="asked")


def _answer(asked: _Asked, question: Question) -> Markdown | None:
    if question.answered_by is None or question.words_after > _WENT_ON_WORDS:
        return None
    speaker = asked.talk.transcripts[0].turns[question.answered_by - 1].speaker
    name = asked.names[speaker] if speaker else ""
    label = text(asked.say("answered", speaker=name, number=question.answered_by))
    href = f"{anchors.TRANSCRIPT_URI}#{anchors.turn(question.answered_by)}"
    return element("small", link(label, href))
