"""One glossary of all talks: every term once, with each talk's definition and the way to its entry there."""

from __future__ import annotations

from generator import anchors
from generator.analysis.catalogue import Catalogue, Definition, SharedTerm
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


def render_terms(catalogue: Catalogue, say: Strings) -> Markdown:  # noqa: ARG001  (every page kind takes it)
    """Write the glossary of the site."""
    groups = by_letter(catalogue.terms, lambda term: term.name)
    return blocks(
        [
            letter_row([letter for letter, _ in groups]),
            *(_group(letter, terms) for letter, terms in groups),
        ]
    )


def _group(letter: str, terms: list[SharedTerm]) -> Markdown:
    title = heading(2, text(letter), id=letter_id(letter), class_="letter")
    entries = container("div", blocks(map(_entry, terms)), class_="entries")
    return container("div", blocks([title, entries]), class_="letter-group")


def _entry(term: SharedTerm) -> Markdown:
    name = element("span", text(term.name), lang=term.head.talk.recap_lang)
    sign = link(Markdown("#"), f"#{term.anchor}", class_="sign", aria_label=f"#{term.anchor}")
    title = heading(3, join([name, sign], " "), id=anchors.head(term.anchor))
    said = (part for definition in term.definitions for part in _definition(definition, term))
    return container("section", blocks([title, *said]), id=term.anchor, class_="entry")


def _definition(definition: Definition, term: SharedTerm) -> list[Markdown]:
    talk, name = definition.talk, definition.term.name
    title = element("span", text(talk.short_title), lang=talk.title_lang)
    way = link(title, f"{talk.slug}/{anchors.GLOSSARY_URI}#{definition.term.anchor}")
    # Where the talk prints the term otherwise, as `Red teams` for `Red team`, it says so.
    printed = [element("span", text(name), lang=talk.recap_lang)] if name != term.name else []
    return [
        paragraph(paragraph_start(definition.term.definition), lang=talk.recap_lang),
        paragraph(join([*printed, way], " · "), class_="note"),
    ]
