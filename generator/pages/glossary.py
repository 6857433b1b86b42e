"""The glossary page: the terms of the talk from A to Z, each with an anchor and its definition."""

from __future__ import annotations

from collections.abc import Mapping

from generator import anchors
from generator.analysis import Findings
from generator.model import Talk, Term
from generator.pages.concordance import render_concordance
from generator.pages.letters import by_letter, letter_id, letter_row
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
from generator.pages.strings import Strings


def render_glossary(talk: Talk, findings: Findings, say: Strings) -> Markdown | None:
    """Write the glossary; None where the recap has no vocabulary."""
    terms = term_anchors(talk.recap.terms)
    if not terms:
        return None
    groups = by_letter(terms, lambda pair: pair[1].name.text)
    notes = {
        anchor: blocks([render_concordance(talk, entry, say), _elsewhere(findings, place, say)])
        for place, ((anchor, _), entry) in enumerate(zip(terms, findings.concordance, strict=True))
    }
    return blocks(
        [
            letter_row([letter for letter, _ in groups]),
            *(_group(talk, letter, group, notes) for letter, group in groups),
        ]
    )


def term_anchors(terms: tuple[Term, ...]) -> list[tuple[str, Term]]:
    """Return each term with its anchor, in the order of the recap; equal names get a number."""
    names = anchors.unique([anchors.term(term.name.text) for term in terms])
    return list(zip(names, terms, strict=True))


def _elsewhere(findings: Findings, place: int, say: Strings) -> Markdown | None:
    """Write the way to the same term in other talks."""
    found = findings.elsewhere.terms.get(place)
    if found is None:
        return None
    way = link(text(say("defined_elsewhere")), f"../{found.uri}#{found.anchor}")
    return paragraph(way, class_=f"note {anchors.APPARATUS_CLASS}")


def _group(talk: Talk, letter: str, terms: list[tuple[str, Term]], notes: Mapping[str, Markdown]) -> Markdown:
    entries = blocks(_entry(talk, anchor, term, notes[anchor]) for anchor, term in terms)
    initial = heading(3, text(letter), id=letter_id(letter), class_="letter")
    return container("div", blocks([initial, container("div", entries, class_="entries")]), class_="letter-group")


def _entry(talk: Talk, anchor: str, term: Term, notes: Markdown) -> Markdown:
    name = element("span", text(term.name.text), lang=talk.recap_lang)
    sign = link(
        Markdown("#"),
        f"#{anchor}",
        class_=f"sign {anchors.APPARATUS_CLASS}",
        aria_label=f"#{anchor}",
        data_search_exclude="true",
    )
    definition = paragraph(paragraph_start(term.definition.text), lang=talk.recap_lang)
    title = heading(4, join([name, sign], " "), id=anchors.head(anchor))
    return container("section", blocks([title, definition, notes]), id=anchor, class_="entry")
