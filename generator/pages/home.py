"""The list of talks, as cards: the page `talks/`, and the home page of a site that has none of its own."""

from __future__ import annotations

from generator import anchors
from generator.analysis import Findings
from generator.analysis.speakers import turn_words
from generator.languages import language_name
from generator.model import Talk
from generator.pages.markup import (
    Markdown,
    blocks,
    container,
    element,
    front_matter,
    heading,
    join,
    link,
    paragraph,
    text,
)
from generator.pages.strings import Strings

HOME_MARK = (
    "<!-- Made by Talkbook. Write your own docs/index.md without this line and it stays as you wrote it. -->"
)
"""First line of a home page that was made: one without it is somebody's own and is left alone."""


def render_list(talks: list[tuple[Talk, Findings]], say: Strings) -> str:
    """Write `talks/index.md`."""
    content = blocks([heading(1, text(say("page_talks")), id="talks"), _cards(talks, "", say)])
    return _page(say("page_talks"), content, say)


def render_home(talks: list[tuple[Talk, Findings]], site_name: str, description: str, say: Strings) -> str:
    """Write the home page: what the site is, and its talks."""
    content = blocks(
        [
            Markdown(HOME_MARK),
            heading(1, text(site_name), id="home"),
            paragraph(text(description), class_="lead") if description else None,
            _cards(talks, "talks/", say),
        ]
    )
    return _page(site_name, content, say)


def _page(title: str, content: Markdown, say: Strings) -> str:
    matter = front_matter({"title": text(title), "hide": ["navigation", "toc"]})
    return f"{matter}\n{container('div', content, class_='talks', lang=say.lang)}\n"


def _cards(talks: list[tuple[Talk, Findings]], folder: str, say: Strings) -> Markdown:
    if not talks:
        return paragraph(text(say("talks_empty")), class_="note")
    newest_first = sorted(talks, key=lambda pair: (pair[0].date or "", pair[0].slug), reverse=True)
    cards = blocks(_card(talk, findings, folder, say) for talk, findings in newest_first)
    return container("ul", cards, class_="cards")


def _card(talk: Talk, findings: Findings, folder: str, say: Strings) -> Markdown:
    title = link(text(talk.title.partition(" | ")[0]), f"{folder}{talk.slug}/{anchors.SUMMARY_URI}")
    names = ", ".join(talk.speaker(stats.speaker).name for stats in findings.speakers)
    point = talk.recap.summary[0].text if talk.recap.summary else ""
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
                paragraph(_figures(talk, findings, say), class_="figures"),
            ]
        ),
        class_="card",
    )


def _figures(talk: Talk, findings: Findings, say: Strings) -> Markdown:
    langs = join((element("span", text(language_name(lang)), lang=lang) for lang in talk.langs), " · ")
    if not talk.transcripts:
        return langs
    words = sum(turn_words(turn) for turn in talk.transcripts[0].turns)
    return join([text(say("card_figures", words=words, speakers=len(findings.speakers))), langs], " · ")
