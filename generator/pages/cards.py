"""The talks as cards: what each is about, at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from generator import anchors
from generator.analysis.card import Card
from generator.languages import language_name
from generator.pages.markup import Markdown, blocks, container, element, heading, join, link, paragraph, text
from generator.pages.strings import Strings


def render_cards(talks: Sequence[Card], folder: str, say: Strings) -> Markdown:
    """Write a card for each talk, in the order given; `folder` is where the talks are from the page."""
    if not talks:
        return paragraph(text(say("talks_empty")), class_="note")
    cards = blocks(_card(talk, folder, say) for talk in talks)
    # The pages of the talks say the same: a search is to lead there.
    return container("ul", cards, class_="cards", data_search_exclude="true")


def _card(talk: Card, folder: str, say: Strings) -> Markdown:
    title = link(text(talk.short_title), f"{folder}{talk.slug}/{anchors.SUMMARY_URI}")
    names = ", ".join(talk.names)
    point = talk.summary[0] if talk.summary else ""
    when = " · ".join(filter(None, [talk.date, talk.event]))
    return container(
        "li",
        blocks(
            [
                heading(2, title, id=f"talk-{anchors.slug(talk.slug)}", lang=talk.title_lang),
                paragraph(text(when), class_="when") if when else None,
                paragraph(text(names), class_="names") if names else None,
                paragraph(element("span", text(point)), class_="first-point", lang=talk.recap_lang)
                if point
                else None,
                paragraph(_figures(talk, say), class_="figures"),
            ]
        ),
        class_="card",
    )


def _figures(talk: Card, say: Strings) -> Markdown:
    langs = join((element("span", text(language_name(lang)), lang=lang) for lang in talk.langs), " · ")
    if talk.words is None:
        return langs
    return join([text(say("card_figures", words=talk.words, speakers=len(talk.names))), langs], " · ")
