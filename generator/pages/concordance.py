"""The concordance of a glossary entry: who says the term, how often, and the best places in context."""

from __future__ import annotations

from collections.abc import Iterator

from generator import anchors
from generator.analysis.concordance import Context, Entry
from generator.analysis.mentions import Mention
from generator.languages import language_name
from generator.model import Talk
from generator.pages.markup import Markdown, blocks, container, element, inner_text, join, link, paragraph, text
from generator.pages.speech import colour_class, paragraph_anchor
from generator.pages.strings import Strings
from generator.pages.times import render_time_of


def render_concordance(talk: Talk, entry: Entry, say: Strings) -> Markdown | None:
    """Write who says a term, where and how often; None for a talk without a transcript."""
    if not talk.transcripts:
        return None
    if entry.never_said:
        return paragraph(text(say("never_said")), class_=f"note never-said {anchors.APPARATUS_CLASS}")
    places = blocks(_context(talk, context) for context in entry.contexts)
    return container(
        "div",
        blocks(
            [
                paragraph(join(_counts(talk, entry, say), " "), class_="counts"),
                places,
                _misspelt(entry, say),
            ]
        ),
        class_=f"concordance {anchors.APPARATUS_CLASS}",
        data_search_exclude="true",
    )


def mention_href(talk: Talk, mention: Mention) -> str:
    """Return the link to the paragraph where a term is said."""
    uris = anchors.transcript_uris([transcript.kind for transcript in talk.transcripts])
    turn = talk.transcripts[mention.transcript].turns[mention.turn - 1]
    return f"{uris[mention.transcript]}#{paragraph_anchor(turn, mention.paragraph, mention.lang)}"


def _counts(talk: Talk, entry: Entry, say: Strings) -> Iterator[Markdown]:
    if entry.total and entry.first:
        said = say("said_times", count=entry.total)
        yield link(text(said), mention_href(talk, entry.first))
    for speaker_id, times in entry.by_speaker:
        name = talk.speaker(speaker_id).name if speaker_id else say("paragraph")
        yield element("span", text(f"{name} {times:,}"), class_=f"dot {colour_class(talk, speaker_id)}")
    for elsewhere in entry.elsewhere:
        where = language_name(elsewhere.lang)
        if elsewhere.transcript:
            where = f"{say(f'page_transcript_{talk.transcripts[elsewhere.transcript].kind}')}, {where}"
        yield link(text(f"{where} {elsewhere.times:,}"), mention_href(talk, elsewhere.first))


def _context(talk: Talk, context: Context) -> Markdown:
    """Write one place: the words around the term, verbatim, behind the turn's number."""
    mention = context.mention
    turn = talk.transcripts[mention.transcript].turns[mention.turn - 1]
    side = turn.side(mention.lang)
    whole = side.paragraphs[mention.paragraph - 1].text if side else ""
    before = "… " if context.start > 0 else ""
    after = " …" if context.end < len(whole) else ""
    words = join(
        [
            inner_text(before + context.left),
            element("b", text(context.match)),
            inner_text(context.right + after),
        ]
    )
    number = link(Markdown(mention.turn), mention_href(talk, mention), class_="number")
    times = render_time_of(talk, side.paragraphs[mention.paragraph - 1], mention.start) if side else []
    return paragraph(
        join([number, *times, element("span", words, lang=mention.lang)], " "),
        class_=" ".join(filter(None, ["context", colour_class(talk, context.speaker)])),
    )


def _misspelt(entry: Entry, say: Strings) -> Markdown | None:
    if not entry.misspelt:
        return None
    spellings = list(dict.fromkeys(one.spelling for one in entry.misspelt))
    note = say(
        "misspelt", spellings=", ".join(f"“{spelling}”" for spelling in spellings[:4]), count=len(entry.misspelt)
    )
    return paragraph(text(note), class_="note misspelt")
