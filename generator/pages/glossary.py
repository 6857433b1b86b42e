"""The glossary page: the terms of the talk from A to Z, each with an anchor and its definition."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from generator import anchors
from generator.analysis import Findings
from generator.model import Talk, Term
from generator.pages.concordance import render_concordance
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
from generator.pages.order import initial, sort_key
from generator.pages.strings import Strings


def render_glossary(talk: Talk, findings: Findings, say: Strings) -> Markdown | None:
    """Write the glossary; None where the recap has no vocabulary."""
    terms = term_anchors(talk.recap.terms)
    if not terms:
        return None
    ordered = sorted(terms, key=lambda pair: sort_key(pair[1].name.text))
    groups = [
        (letter, list(group)) for letter, group in groupby(ordered, key=lambda pair: initial(pair[1].name.text))
    ]
    concordance = {
        anchor: render_concordance(talk, entry, say)
        for (anchor, _), entry in zip(terms, findings.concordance, strict=True)
    }
    index = join((link(text(letter), f"#{_letter_id(letter)}") for letter, _ in groups), "\n")
    return blocks(
        [
            container("nav", index, class_="letters", aria_label="A–Z") if len(groups) > 1 else None,
            *(_group(talk, letter, group, concordance) for letter, group in groups),
        ]
    )


def term_anchors(terms: tuple[Term, ...]) -> list[tuple[str, Term]]:
    """Return each term with its anchor, in the order of the recap; equal names get a number."""
    names = anchors.unique([anchors.term(term.name.text) for term in terms])
    return list(zip(names, terms, strict=True))


def _group(
    talk: Talk, letter: str, terms: list[tuple[str, Term]], concordance: Mapping[str, Markdown | None]
) -> Markdown:
    entries = blocks(_entry(talk, anchor, term, concordance[anchor]) for anchor, term in terms)
    initial = heading(3, text(letter), id=_letter_id(letter), class_="letter")
    return container("div", blocks([initial, container("div", entries, class_="entries")]), class_="letter-group")


def _entry(talk: Talk, anchor: str, term: Term, concordance: Markdown | None) -> Markdown:
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
    return container("section", blocks([title, definition, concordance]), id=anchor, class_="entry")


def _letter_id(letter: str) -> str:
    return f"letter-{anchors.slug(letter)}"
