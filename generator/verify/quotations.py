"""Nothing is hearsay: every quotation that bears out a claim stands, letter for letter, where its link leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bs4 import BeautifulSoup
from bs4.element import Tag

from generator import anchors
from generator.model import Talk
from generator.verify.compare import Loss
from generator.words import folded

CLAIM_PAGES = (anchors.SUMMARY_URI, anchors.TAKEAWAYS_URI)
"""The pages that hold claims."""


def find_misquoted(talk: Talk, soups: Mapping[str, BeautifulSoup | None]) -> Iterator[Loss]:
    """Yield the quotations on the pages of claims that are not in the paragraph they lead to.

    `soups` are the built pages by the names of their Markdown pages; None for one that was not made.
    """
    transcript = soups[anchors.TRANSCRIPT_URI]
    if talk.recap_source is None or transcript is None:
        return
    for uri in CLAIM_PAGES:
        page = soups[uri]
        for passage in page.find_all(class_="passage") if page else ():
            if wrong := _wrong(passage, transcript):
                yield Loss(origin=talk.recap_source.origin(1), matter=wrong, page=uri, anchor=_claim(passage))


def _wrong(passage: Tag, transcript: BeautifulSoup) -> str | None:
    quotation, link = passage.find("q"), passage.find("a", class_="evidence")
    if not isinstance(quotation, Tag) or not isinstance(link, Tag):
        return "a passage has no quotation or no link to where it stands"
    words = folded(quotation.get_text())
    page, _, anchor = str(link.get("href", "")).partition("#")
    said = transcript.find(id=anchor)
    if not isinstance(said, Tag) or "transcript" not in page or "transcript-" in page:
        return f"“{words}” leads to #{anchor}, which is not there"
    if words not in folded(said.get_text()):
        return f"“{words}” is not what #{anchor} says"
    return None


def _claim(passage: Tag) -> str:
    holder = passage.find_parent(class_=["point", "takeaway"])
    return str(holder.get("id", "")) if isinstance(holder, Tag) else ""
