"""Recaps: title, summary, takeaways, vocabulary and the transcript in one file.

The parts stand under headings, or follow one another without, or both: some tools write everything twice. What the
file says a second time, letter for letter, is kept once, and the copy is named as a repetition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from generator.languages import detect_lang, same_language
from generator.marks import repeated
from generator.model import Document, Recap, Skipped, Takeaway, Term, Utterance
from generator.origin import Excerpt, Source
from generator.recap_embedded import find_embedded
from generator.recap_entries import Entry
from generator.recap_headings import Section
from generator.recap_layout import foreword, is_recap, read_layout
from generator.recap_sections import read_entries
from generator.words import folded, visible

__all__ = ["NAME", "Speech", "foreword", "read", "read_around", "sniff"]

NAME = "recap"
"""Name of the format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """How the transcript part of a recap is read; the transcript formats know."""

    is_speech: Callable[[Sequence[Excerpt]], bool]
    """Whether lines under a heading that names no section are a conversation."""
    read: Callable[[Source, Sequence[Excerpt]], Document]
    """Reads the lines of the transcript."""


def sniff(source: Source, lines: Sequence[Excerpt]) -> bool:
    """Tell whether lines have the section headings of a recap, or the shape of one without headings."""
    return is_recap(source, lines)


def read(source: Source, lines: Sequence[Excerpt], speech: Speech) -> Document:
    """Return title, summary, takeaways and terms, and the utterances of the transcript."""
    layout = read_layout(source, lines, speech.is_speech)
    entries = [
        entry
        for block in layout.blocks
        if block.section is not Section.TRANSCRIPT
        for entry in read_entries(source, block.section, block.lines)
    ]
    kept, copies = _once(entries)
    spoken, echoes = _spoken([block.lines for block in layout.blocks if block.section is Section.TRANSCRIPT])
    document = Document(
        source=source,
        format=NAME,
        title=layout.title,
        recap=_recap(kept),
        skipped=(*layout.skipped, *(mark for entry in kept for mark in entry.marks), *copies, *echoes),
    )
    for said in spoken:
        document = _with_speech(document, speech.read(source, said))
    return _in_order(document)


def read_around(
    source: Source,
    lines: Sequence[Excerpt],
    read_speech: Callable[[Source, Sequence[Excerpt]], Document],
    find_labels: Callable[[Sequence[Excerpt]], Sequence[object | None]],
) -> Document:
    """Return a transcript, with the takeaways that are listed inside it as its recap."""
    found = find_embedded(source, lines, find_labels)
    document = read_speech(source, found.rest)
    kept, copies = _once(found.entries)
    skipped = (*document.skipped, *found.skipped, *(mark for entry in kept for mark in entry.marks), *copies)
    return _in_order(replace(document, recap=_recap(kept), skipped=skipped)) if kept else document


def _once(entries: Sequence[Entry]) -> tuple[list[Entry], list[Skipped]]:
    """Return the entries that say something new, and the others as repetitions."""
    first: dict[tuple[str, ...], Entry] = {}
    copies: list[Skipped] = []
    for entry in entries:
        before = first.setdefault(entry.key, entry)
        if before is not entry:
            copies.append(repeated(entry.whole, before.whole))
    return list(first.values()), copies


def _spoken(parts: Sequence[Sequence[Excerpt]]) -> tuple[list[list[Excerpt]], list[Skipped]]:
    """Return the lines of the transcripts, those in another language apart.

    Where one is a copy of those before, only its lines that differ are returned.
    """
    kept: list[Excerpt] = []
    apart: list[list[Excerpt]] = []
    copies: list[Skipped] = []
    for part in parts:
        known = {folded(line.text): line for line in reversed(kept)}
        echoes = _echoes(kept, part)
        copies += [repeated(line, known[folded(line.text)]) for line in echoes]
        places = {echo.start for echo in echoes}
        new = [line for line in part if line.start not in places]
        kept += new
        if not echoes and apart and not same_language(_lang(apart[-1]), _lang(new)):
            apart.append(new)
        elif new:
            apart[-1:] = [[*(apart[-1] if apart else ()), *new]]
    return apart, copies


def _echoes(kept: Sequence[Excerpt], part: Sequence[Excerpt]) -> list[Excerpt]:
    """Return the lines of a part that say again what is kept, if they are half of it or more."""
    left = Counter(folded(line.text) for line in kept)
    echoes: list[Excerpt] = []
    for line in part:
        if left[folded(line.text)]:
            left[folded(line.text)] -= 1
            echoes.append(line)
    # Another conversation may have its "Yes." too.
    return echoes if _size(echoes) * 2 >= _size(part) else []


def _lang(lines: Sequence[Excerpt]) -> str:
    return detect_lang("\n".join(line.text for line in lines))


def _size(lines: Sequence[Excerpt]) -> int:
    return sum(len(visible(line.text)) for line in lines)


def _recap(entries: Sequence[Entry]) -> Recap:
    values = [entry.value for entry in entries]
    return Recap(
        summary=tuple(value for value in values if isinstance(value, Excerpt)),
        takeaways=tuple(value for value in values if isinstance(value, Takeaway)),
        terms=tuple(value for value in values if isinstance(value, Term)),
    )


def _with_speech(document: Document, speech: Document) -> Document:
    """Return the recap with its transcript; a second title is said rather than lost."""
    spoken, title = speech.utterances, speech.title
    if title and document.title:
        opening = Utterance(label=None, paragraphs=(title,), lang=detect_lang(title.text))
        spoken = (opening, *spoken)
    return replace(
        document,
        title=document.title or title,
        utterances=(*document.utterances, *spoken),
        skipped=(*document.skipped, *speech.skipped),
        problems=(*document.problems, *speech.problems),
        facts=speech.facts,
    )


def _in_order(document: Document) -> Document:
    return replace(document, skipped=tuple(sorted(document.skipped, key=lambda part: part.excerpt.start)))
