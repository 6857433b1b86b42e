"""The transcript page, for every witness of the talk: ribbon, switches, then turn after turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from generator import anchors
from generator.analysis import Findings
from generator.analysis.evidence import backlinks
from generator.languages import language_name
from generator.model import Kind, Talk, Transcript
from generator.pages.chapters import numbered_chapters, render_chapter, render_contents
from generator.pages.evidence import claim_link
from generator.pages.glossary import term_anchors
from generator.pages.markup import (
    Markdown,
    attributes,
    blocks,
    container,
    element,
    join,
    link,
    paragraph,
    raw_block,
    text,
)
from generator.pages.page import PageKind
from generator.pages.player import render_recording
from generator.pages.ribbon import Ribbon
from generator.pages.speech import Mark, Witness, colour_class, colour_classes, render_name, render_turn
from generator.pages.strings import Strings

_LONG = 200
"""A talk with more turns is a long one."""
_STRETCH = 40
"""So many turns stand together in a long talk; the style sheet knows how much room they take."""


def transcript_kinds(talk: Talk, ribbons: Sequence[Ribbon]) -> list[PageKind]:
    """Return a page kind for each witness of a talk, each with its ribbon."""
    uris = anchors.transcript_uris([transcript.kind for transcript in talk.transcripts])
    return [
        PageKind(
            uri=uri,
            name="page_transcript" if uri == anchors.TRANSCRIPT_URI else f"page_transcript_{transcript.kind}",
            number=_number(uri),
            render=partial(_render, transcript, ribbon),
        )
        for uri, transcript, ribbon in zip(uris, talk.transcripts, ribbons, strict=True)
    ]


def _number(uri: str) -> int | None:
    last = uri.removesuffix(".md").rpartition("-")[2]
    return int(last) if last.isdecimal() else None


def _render(transcript: Transcript, ribbon: Ribbon, talk: Talk, findings: Findings, say: Strings) -> Markdown:
    witness = Witness(
        talk=talk,
        transcript=transcript,
        terms=_term_marks(talk, transcript, findings),
        claims=_claims(transcript, talk, findings, say),
        say=say,
        names={speaker.id: render_name(speaker) for speaker in talk.speakers},
        colours=colour_classes(talk),
    )
    turns = _in_stretches(list(_turns(witness)))
    two = len(transcript.langs) > 1
    named = any(turn.speaker for turn in transcript.turns)
    return blocks(
        [
            _origin_note(transcript, say),
            render_recording(talk, transcript, say),
            ribbon.render(say) if named else None,
            render_contents(talk, transcript, say),
            _controls(talk, transcript, findings, say),
            container("div", *turns, class_="turns two-sided" if two else "turns"),
            _definitions(talk, findings),
        ]
    )


def _turns(witness: Witness) -> Iterator[Markdown]:
    """Yield each turn with the headings before it."""
    for turn, chapters in numbered_chapters(witness.transcript.turns):
        headings = (render_chapter(number, chapter) for number, chapter in chapters)
        yield blocks([*headings, render_turn(witness, turn)])


def _in_stretches(turns: Sequence[Markdown]) -> Iterator[Markdown]:
    """Yield the turns as they are, but those of a long talk in stretches, each of which a browser may pass over."""
    if len(turns) <= _LONG:
        yield from turns
        return
    for begin in range(0, len(turns), _STRETCH):
        yield container("div", *turns[begin : begin + _STRETCH], class_="stretch")


def _term_marks(talk: Talk, transcript: Transcript, findings: Findings) -> dict[tuple[int, str, int], list[Mark]]:
    """Return the terms to mark in a transcript: only where a turn says one for the first time."""
    names = [anchor for anchor, _ in term_anchors(talk.recap.terms)]
    position = talk.transcripts.index(transcript)
    marks: dict[tuple[int, str, int], list[Mark]] = {}
    for mention in findings.mentions:
        if mention.transcript == position and mention.first_in_turn:
            href = f"{anchors.GLOSSARY_URI}#{names[mention.term]}"
            mark = Mark(start=mention.start, end=mention.end, write=partial(link, href=href, class_="term"))
            marks.setdefault((mention.turn, mention.lang, mention.paragraph), []).append(mark)
    return marks


def _claims(transcript: Transcript, talk: Talk, findings: Findings, say: Strings) -> dict[int, Markdown]:
    """Return for each turn of the main transcript the links to the claims that rest on it."""
    if transcript is not talk.transcripts[0]:
        return {}
    return {
        turn: join((claim_link(claim, say) for claim in claims), " · ")
        for turn, claims in backlinks(findings.claims).items()
    }


def _definitions(talk: Talk, findings: Findings) -> Markdown | None:
    """Write the definitions that a script shows beside a term; without one the term leads to the glossary."""
    if not findings.mentions:
        return None
    rows = join(
        element(
            "div",
            element("dt", text(term.name.text)) + element("dd", text(term.definition.text)),
            data_term=anchor,
            lang=talk.recap_lang,
        )
        for anchor, term in term_anchors(talk.recap.terms)
    )
    return raw_block(element("dl", rows, class_="definitions", hidden="hidden", data_search_exclude="true"))


def _origin_note(transcript: Transcript, say: Strings) -> Markdown | None:
    """Say where the speakers of a machine transcript come from, or that it has none."""
    if transcript.speakers_from:
        return paragraph(text(say("speakers_inherited")), class_="note")
    if transcript.kind is Kind.MACHINE and not any(turn.speaker for turn in transcript.turns):
        return paragraph(text(say("machine_note")), class_="note")
    return None


def _controls(talk: Talk, transcript: Transcript, findings: Findings, say: Strings) -> Markdown:
    """Write the switches. They need JavaScript, so they are hidden until it runs; without it all is shown."""
    parts = [
        _language_switch(transcript, say) if len(transcript.langs) > 1 else Markdown(""),
        _speaker_filter(talk, findings, say) if any(turn.speaker for turn in transcript.turns) else Markdown(""),
        element("div", join([_terms_switch(findings, say), element("span", text(say("keys")), class_="keys")])),
    ]
    words = attributes(
        data_title=talk.title,
        data_copy_link=say("copy_link"),
        data_copy_quotation=say("copy_quotation"),
        data_copied=say("copied"),
        data_citation=say.table["citation"],
        data_filter_note=say.table["filter_note"],
    )
    return raw_block(Markdown(f'<div class="controls" hidden{words}>\n{join(parts)}\n</div>'))


def _terms_switch(findings: Findings, say: Strings) -> Markdown:
    if not findings.mentions:
        return Markdown("")
    return element("button", text(say("terms")), type="button", class_="terms-switch", aria_pressed="true")


def _language_switch(transcript: Transcript, say: Strings) -> Markdown:
    choices = [("both", say("both"), say.lang), *((lang, language_name(lang), lang) for lang in transcript.langs)]
    radios = join(_radio(value, label, lang) for value, label, lang in choices)
    legend = element("legend", text(say("language")))
    return element("fieldset", join([legend, radios]), class_="language-switch")


def _radio(value: str, label: str, lang: str) -> Markdown:
    checked = " checked" if value == "both" else ""
    radio = Markdown(f'<input type="radio" name="language"{attributes(value=value)}{checked}>')
    return element("label", join([radio, element("span", text(label), lang=lang)]))


def _speaker_filter(talk: Talk, findings: Findings, say: Strings) -> Markdown:
    chips = join(
        element(
            "button",
            join(
                [
                    text(talk.speaker(stats.speaker).name),
                    Markdown(" "),
                    element("small", text(say("share", percent=stats.percent))),
                ]
            ),
            type="button",
            class_=f"chip {colour_class(talk, stats.speaker)}",
            data_speaker=stats.speaker,
            aria_pressed="false",
        )
        for stats in sorted(findings.speakers, key=lambda stats: -stats.words)
    )
    note = Markdown('<span class="filter-note" role="status"></span>')
    clear = element("button", text(say("show_all")), type="button", class_="show-all")
    return element(
        "div", join([chips, note, clear]), class_="speaker-filter", role="group", aria_label=say("filter")
    )
