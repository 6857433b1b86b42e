"""The takeaways page: each under its own heading, with an anchor to link to."""

from __future__ import annotations

from generator import anchors
from generator.analysis import Findings
from generator.analysis.evidence import ClaimKind
from generator.model import Takeaway, Talk
from generator.pages.evidence import render_evidence
from generator.pages.markup import (
    Markdown,
    blocks,
    container,
    element,
    heading,
    join,
    link,
    paragraph,
    paragraph_start,
    text,
)
from generator.pages.questions import render_questions
from generator.pages.strings import Strings


def render_takeaways(talk: Talk, findings: Findings, say: Strings) -> Markdown | None:
    """Write the takeaways; None where the recap has none."""
    if not talk.recap.takeaways:
        return None
    entries = (
        _entry(talk, findings, index, takeaway, say) for index, takeaway in enumerate(talk.recap.takeaways, start=1)
    )
    return blocks([container("div", blocks(entries), class_="entries"), render_questions(talk, findings, say)])


def _entry(talk: Talk, findings: Findings, index: int, takeaway: Takeaway, say: Strings) -> Markdown:
    anchor = anchors.takeaway(index)
    number = link(Markdown(index), f"#{anchor}", class_=f"number {anchors.APPARATUS_CLASS}")
    return container(
        "section",
        blocks(
            [
                heading(3, join([_title(talk, index, takeaway, say), number], " "), id=anchors.head(anchor)),
                paragraph(paragraph_start(takeaway.text.text), lang=talk.recap_lang),
                render_evidence(talk, findings, (ClaimKind.TAKEAWAY, index), say),
            ]
        ),
        id=anchor,
        class_="takeaway",
    )


def _title(talk: Talk, index: int, takeaway: Takeaway, say: Strings) -> Markdown:
    if takeaway.label:
        return element("span", text(takeaway.label.text), lang=talk.recap_lang)
    return element("span", text(say("takeaway", number=index)), class_=anchors.APPARATUS_CLASS)
