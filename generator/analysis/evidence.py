"""Claims to the passages that bear them out: each point of the summary and each takeaway, up to three passages.

A claim of which no passage has enough gets none, and the page says so. The method is words, not meaning: what is
said in entirely other words is not found, and a passage that denies a claim in the claim's own words is. Everything
follows from the sources alone, in the same order every time.

    evidence_query      what to look for
    evidence_index      the paragraphs, ranked
    evidence_support    whether the best of them are enough
    evidence_window     the short quotation out of each
    quotations          whether what a claim quotes was said
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.analysis.evidence_find import Finder, Passage, Strength
from generator.analysis.quotations import Grade, Misquotation, Speech, find_quotations, is_mention
from generator.model import Recap, Talk
from generator.origin import Excerpt

__all__ = ["Claim", "ClaimKind", "Misquotation", "Passage", "Strength", "backlinks", "link_evidence"]


class ClaimKind(StrEnum):
    """Where a claim stands."""

    SUMMARY = "summary"
    TAKEAWAY = "takeaway"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A point of the summary or a takeaway, and what bears it out."""

    kind: ClaimKind
    """Where it stands."""
    index: int
    """Its number there, counted from 1."""
    passages: tuple[Passage, ...] = ()
    """Up to three, the best first; empty where no passage has enough of the claim."""
    misquotations: tuple[Misquotation, ...] = ()
    """Quotations in it that nobody said."""


def link_evidence(talk: Talk) -> tuple[Claim, ...]:
    """Return every claim of a talk's recap with the passages of the main transcript that bear it out."""
    claims = list(_claims(talk.recap))
    if not talk.transcripts or not claims:
        return tuple(Claim(kind=kind, index=index) for kind, index, _ in claims)
    finder, speech = Finder(talk, talk.transcripts[0]), Speech(talk.transcripts)
    return tuple(
        Claim(
            kind=kind,
            index=index,
            passages=finder.find("\n".join(part.text for part in parts)),
            misquotations=tuple(_misquotations(parts, talk.recap, speech)),
        )
        for kind, index, parts in claims
    )


def backlinks(claims: Iterable[Claim]) -> dict[int, tuple[Claim, ...]]:
    """Return for each turn that bears out claims those claims; turns and claims in order."""
    found: dict[int, list[Claim]] = {}
    for claim in claims:
        for turn in dict.fromkeys(passage.turn for passage in claim.passages):
            found.setdefault(turn, []).append(claim)
    return {turn: tuple(found[turn]) for turn in sorted(found)}


def _claims(recap: Recap) -> Iterator[tuple[ClaimKind, int, tuple[Excerpt, ...]]]:
    """Yield every claim with its number and its text in parts: a takeaway has a label too."""
    for index, point in enumerate(recap.summary, start=1):
        yield ClaimKind.SUMMARY, index, (point,)
    for index, takeaway in enumerate(recap.takeaways, start=1):
        parts = (takeaway.label, takeaway.text) if takeaway.label else (takeaway.text,)
        yield ClaimKind.TAKEAWAY, index, parts


def _misquotations(parts: Iterable[Excerpt], recap: Recap, speech: Speech) -> Iterator[Misquotation]:
    for part in parts:
        for quotation in find_quotations(part.text):
            if is_mention(quotation.text, recap.terms) or speech.grade(quotation.text) is not Grade.NONE:
                continue
            line = part.part(quotation.start, quotation.start + len(quotation.text)).line
            if found := speech.nearest(quotation.text, line):
                yield found
