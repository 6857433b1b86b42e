"""What bears a claim out: quotations with speaker and link, and the way back from a turn to the claims."""

from __future__ import annotations

from generator import anchors
from generator.analysis import Findings
from generator.analysis.evidence import Claim, ClaimKind, Passage
from generator.model import Talk
from generator.origin import Excerpt
from generator.pages.markup import Markdown, blocks, container, element, join, link, paragraph, text
from generator.pages.speech import colour_class, paragraph_anchor
from generator.pages.strings import Strings
from generator.pages.times import render_time_of

Place = tuple[ClaimKind, int]
"""Which claim: its kind and number."""


def render_evidence(talk: Talk, findings: Findings, claim: Place, say: Strings) -> Markdown | None:
    """Write the passages of a claim; where there are none the page says so. None without a transcript."""
    if not talk.transcripts:
        return None
    found = next((one for one in findings.claims if (one.kind, one.index) == claim), None)
    passages = found.passages if found else ()
    if not passages:
        return paragraph(text(say("no_passage")), class_=f"note no-passage {anchors.APPARATUS_CLASS}")
    # The words stand in the transcript, where a search is to lead.
    return container(
        "div",
        blocks(_passage(talk, passage, say) for passage in passages),
        class_=f"passages {anchors.APPARATUS_CLASS}",
        data_search_exclude="true",
    )


def passage_link(talk: Talk, turn: int, paragraph_index: int, lang: str, label: Markdown) -> Markdown:
    """Return a link from a claim to a paragraph of the transcript that bears it out."""
    anchor = paragraph_anchor(talk.transcripts[0].turns[turn - 1], paragraph_index, lang)
    return link(label, f"{anchors.TRANSCRIPT_URI}#{anchor}", class_="evidence")


def claim_link(claim: Claim, say: Strings) -> Markdown:
    """Return a link to a claim, named by its number."""
    if claim.kind is ClaimKind.SUMMARY:
        href = f"{anchors.SUMMARY_URI}#{anchors.point(claim.index)}"
        return link(text(say("point", number=claim.index)), href)
    href = f"{anchors.TAKEAWAYS_URI}#{anchors.takeaway(claim.index)}"
    return link(text(say("takeaway", number=claim.index)), href)


def _passage(talk: Talk, passage: Passage, say: Strings) -> Markdown:
    whole = _paragraph(talk, passage)
    before = "… " if passage.start > 0 else ""
    after = " …" if whole and passage.end < len(whole.text) else ""
    quotation = element("q", text(passage.quotation), lang=passage.lang)
    name = talk.speaker(passage.speaker).name if passage.speaker else say("paragraph")
    label = text(f"{name}, {passage.turn}")
    source = passage_link(talk, passage.turn, passage.paragraph, passage.lang, label)
    words = join([Markdown(before), quotation, Markdown(after)])
    times = render_time_of(talk, whole, passage.start) if whole else []
    return paragraph(
        join([words, element("span", join([source, *times], " "), class_="said-by")], " "),
        class_=" ".join(filter(None, ["passage", passage.strength, colour_class(talk, passage.speaker)])),
    )


def _paragraph(talk: Talk, passage: Passage) -> Excerpt | None:
    side = talk.transcripts[0].turns[passage.turn - 1].side(passage.lang)
    return side.paragraphs[passage.paragraph - 1] if side else None
