"""`llms.txt`: the site for language models, in the form of llmstxt.org, with a link to the text of each talk."""

from __future__ import annotations

from urllib.parse import quote

from generator import anchors
from generator.analysis.card import Card
from generator.analysis.catalogue import Catalogue
from generator.pages.markup import Markdown, blocks, join, link, text
from generator.pages.site_frame import SiteFacts
from generator.pages.strings import Strings
from generator.signs import LLMS_SIGN

LLMS_MARK = Markdown(LLMS_SIGN)
"""Last line of a file that was made: one without it is somebody's own and is left alone."""


def render_llms(catalogue: Catalogue, site: SiteFacts, say: Strings) -> str:
    """Write the file: the site's name, what it is, and a line for each talk, the newest first."""
    rows = join((_row(talk, site) for talk in catalogue.talks), "\n")
    return (
        blocks(
            [
                Markdown(f"# {text(site.name)}"),
                Markdown(f"> {text(site.description or say('llms_summary'))}"),
                Markdown(f"## {text(say('page_talks'))}"),
                rows,
                LLMS_MARK,
            ]
        )
        + "\n"
    )


def plain_text_address(talk: Card, base: str) -> str:
    """Return where the plain text of a talk is; `base` is the root of the site, empty for a relative address."""
    return f"{base}talks/{quote(talk.slug)}/{anchors.EXPORTS_FOLDER}/{anchors.PLAIN_TEXT_NAME}"


def _row(talk: Card, site: SiteFacts) -> Markdown:
    about = text(" · ".join(filter(None, [talk.date, talk.event, ", ".join(talk.names)])))
    address = plain_text_address(talk, site.url or "")
    row = join([Markdown("- "), link(text(talk.short_title), address)])
    return join([row, about], ": ") if about else row
