"""Whether a reader accounts for every character of a file: kept on a page or named as left out, exactly once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from generator.model import Document
from generator.origin import Excerpt
from generator.words import visible


def excerpts(document: Document) -> Iterator[Excerpt]:
    """Yield every excerpt of a document, kept or skipped, in no particular order."""
    if document.title:
        yield document.title
    yield from document.recap.excerpts()
    for utterance in document.utterances:
        if utterance.label:
            yield utterance.label
        yield from utterance.paragraphs
    for skipped in document.skipped:
        yield skipped.excerpt


def unaccounted(document: Document) -> list[str]:
    """Return one line for each fault: a stretch that nobody accounts for, or twice, or wrongly."""
    text, faults, reached = document.source.text, list[str](), 0
    ends = [match.end() for match in re.finditer(r"\r\n|\n|\r", text)]
    for excerpt in sorted(excerpts(document), key=lambda excerpt: (excerpt.start, excerpt.end)):
        if text[excerpt.start : excerpt.end] != excerpt.text:
            faults.append(f"line {excerpt.line}: not what the source has: {excerpt.text!r}")
        if bisect_right(ends, excerpt.start) + 1 != excerpt.line:
            faults.append(f"line {excerpt.line}: wrong line: {excerpt.text!r}")
        if excerpt.start < reached:
            faults.append(f"line {excerpt.line}: twice: {excerpt.text!r}")
        if visible(text[reached : excerpt.start]):
            faults.append(f"before line {excerpt.line}: lost: {text[reached : excerpt.start]!r}")
        reached = max(reached, excerpt.end)
    if visible(text[reached:]):
        faults.append(f"at the end: lost: {text[reached:]!r}")
    return faults + _disorder(document)


def _disorder(document: Document) -> list[str]:
    spoken = [
        excerpt
        for utterance in document.utterances
        for excerpt in (utterance.label, *utterance.paragraphs)
        if excerpt
    ]
    return [f"line {later.line}: out of order" for earlier, later in pairwise(spoken) if earlier.end > later.start]
