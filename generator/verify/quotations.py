"""Nothing is hearsay: every quotation that bears out a claim stands, letter for letter, where its link leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator import anchors
from generator.model import Talk
from generator.verify.compare import Loss
from generator.verify.tree import Tree
from generator.words import folded

CLAIM_PAGES = (anchors.SUMMARY_URI, anchors.TAKEAWAYS_URI)
"""The pages that hold claims."""
_CLAIMS = frozenset({"point", "takeaway"})


def find_misquoted(talk: Talk, pages: Mapping[str, Tree | None]) -> Iterator[Loss]:
    """Yield the quotations on the pages of claims that are not in the paragraph they lead to.

    `pages` are the built pages by the names of their Markdown pages; None for one that was not made.
    """
    if talk.recap_source is None or (transcript := pages[anchors.TRANSCRIPT_URI]) is None:
        return
    said = _Said(transcript)
    for uri in CLAIM_PAGES:
        if page := pages[uri]:
            for passage in (element for element, tag in enumerate(page.tags) if "passage" in tag.classes):
                if wrong := _wrong(page, passage, said):
                    claim = _claim(page, passage)
                    yield Loss(origin=talk.recap_source.origin(1), matter=wrong, page=uri, anchor=claim)


class _Said:
    """What a transcript says at each of its anchors; the first element counts that has one."""

    def __init__(self, transcript: Tree) -> None:
        self._transcript = transcript
        named = [(tag.id, element) for element, tag in enumerate(transcript.tags) if "id" in tag.attributes]
        self._elements = dict(reversed(named))

    def at(self, anchor: str) -> str | None:
        """Return all text at an anchor on one line; None where there is no such anchor."""
        element = self._elements.get(anchor)
        return None if element is None else folded(self._transcript.text(element))


def _wrong(page: Tree, passage: int, transcript: _Said) -> str | None:
    quotation, link = page.first("q", passage), page.first("a", passage, "evidence")
    if quotation is None or link is None:
        return "a passage has no quotation or no link to where it stands"
    words = folded(page.text(quotation))
    uri, _, anchor = page.tags[link].attributes.get("href", "").partition("#")
    said = transcript.at(anchor)
    if said is None or "transcript" not in uri or "transcript-" in uri:
        return f"“{words}” leads to #{anchor}, which is not there"
    if words not in said:
        return f"“{words}” is not what #{anchor} says"
    return None


def _claim(page: Tree, passage: int) -> str:
    return next((page.tags[above].id for above in page.above(passage) if page.tags[above].classes & _CLAIMS), "")
