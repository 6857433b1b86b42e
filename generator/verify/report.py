"""The figures of the proof, for each source file: `fidelity.json`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from generator.model import Document, Role, Talk
from generator.origin import Excerpt
from generator.verify.compare import Loss
from generator.verify.decoded import raw_size
from generator.words import count_words, folded, visible


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFigures:
    """What became of the visible characters of one file; found + structural + repeated + lost = characters."""

    file: str
    """The path as the user would type it."""
    sha256: str
    """Hash of the bytes."""
    characters: int
    """Visible characters."""
    words: int
    """Words."""
    found: int
    """Characters found on the pages, where they belong."""
    structural: int
    """Characters that say where things begin and end."""
    repeated: int
    """Characters that repeat what is on a page."""
    lost: int
    """Characters that are missing or not where they belong."""
    added: int
    """Characters on the pages that no source has."""


Fidelity = tuple[FileFigures, ...]
"""The figures of a talk, a file after the other."""


def make_fidelity(talk: Talk, losses: list[Loss]) -> Fidelity:
    """Return the figures of a talk after its proof."""
    return tuple(_figures(talk, document, losses) for document in talk.documents)


def fidelity_json(fidelity: Fidelity) -> str:
    """Return the figures as they are published."""
    return json.dumps({"files": [asdict(figures) for figures in fidelity]}, ensure_ascii=False, indent=2) + "\n"


def _figures(talk: Talk, document: Document, losses: list[Loss]) -> FileFigures:
    own = [loss for loss in losses if loss.origin.path == document.source.path]
    characters = len(visible(document.source.text))
    structural = _skipped(document, Role.STRUCTURE) + _other_labels(talk, document)
    repeated = _skipped(document, Role.REPEATED)
    lost = min(sum(loss.lost for loss in own), characters - structural - repeated)
    return FileFigures(
        file=document.source.path,
        sha256=document.source.sha256,
        characters=characters,
        words=count_words(document.source.text),
        found=characters - structural - repeated - lost,
        structural=structural,
        repeated=repeated,
        lost=lost,
        added=sum(loss.added for loss in own),
    )


def _skipped(document: Document, role: Role) -> int:
    return raw_size(document.source, (item.excerpt for item in document.skipped if item.role is role))


def _other_labels(talk: Talk, document: Document) -> int:
    """Count the characters of labels that stand for a name printed otherwise, or again: on no page as they are."""
    names = {folded(speaker.name).casefold(): speaker.name for speaker in talk.speakers}
    names |= {folded(alias).casefold(): speaker.name for speaker in talk.speakers for alias in speaker.aliases}
    seen: dict[int, tuple[Excerpt, bool]] = {}
    for utterance in document.utterances:
        for label in utterance.labels:
            seen.setdefault(label.start, (label, label is not utterance.label))
    texts = {label.text for label, _ in seen.values()}
    named = {text: names.get(folded(text).casefold()) for text in texts}
    otherwise = {text for text, name in named.items() if name and visible(name) != visible(text)}
    return raw_size(document.source, (label for label, again in seen.values() if again or label.text in otherwise))
