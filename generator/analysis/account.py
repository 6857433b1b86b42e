"""What became of the characters of each source file, as the reader tells it.

The record page prints this account. The proof makes its own from the finished HTML, and a build in which the
two differ fails: so what the page says is true.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Document, Role, Skipped, Talk
from generator.words import count_words, folded, visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Stretches of a source that are on no page for the same reason."""

    role: Role
    """Structure or repeated."""
    reason: str
    """Why."""
    lines: tuple[int, ...]
    """The lines they begin on, in order, each once."""
    repeats: tuple[int, ...]
    """For copies, the lines that say it first; empty for structure."""
    characters: int
    """Visible characters in all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What became of the visible characters of one source file."""

    document: Document
    """The file as read."""
    characters: int
    """Visible characters of the whole file."""
    words: int
    """Words of the whole file."""
    found: int
    """Characters that are text of a page."""
    structural: int
    """Characters that say where things begin and end."""
    repeated: int
    """Characters that say again what is on a page already."""
    settings: tuple[Setting, ...]
    """What is on no page, grouped by reason, in the order it first occurs."""


def account_for(talk: Talk, document: Document) -> Account:
    """Return the account of one source file of a talk."""
    skipped = [*document.skipped, *_label_settings(talk, document)]
    amounts = {role: sum(_size(document, item) for item in skipped if item.role is role) for role in Role}
    characters = len(visible(document.source.text))
    return Account(
        document=document,
        characters=characters,
        words=count_words(document.source.text),
        found=characters - sum(amounts.values()),
        structural=amounts[Role.STRUCTURE],
        repeated=amounts[Role.REPEATED],
        settings=_grouped(document, sorted(skipped, key=lambda item: item.excerpt.start)),
    )


def _label_settings(talk: Talk, document: Document) -> Iterator[Skipped]:
    """Yield the labels that are printed otherwise than the speaker's name: they are on no page as such."""
    names = {
        alias.casefold(): speaker.name for speaker in talk.speakers for alias in (speaker.name, *speaker.aliases)
    }
    seen: set[int] = set()
    for utterance in document.utterances:
        for label in filter(None, (utterance.label, *utterance.again)):
            name = names.get(folded(label.text).casefold())
            again = label is not utterance.label
            if name and label.start not in seen and (again or visible(name) != visible(label.text)):
                yield Skipped(excerpt=label, role=Role.STRUCTURE, reason=f"label of {name}")
            seen.add(label.start)


def _grouped(document: Document, skipped: list[Skipped]) -> tuple[Setting, ...]:
    groups: dict[tuple[Role, str], list[Skipped]] = {}
    for item in skipped:
        groups.setdefault((item.role, item.reason), []).append(item)
    return tuple(
        Setting(
            role=role,
            reason=reason,
            lines=tuple(dict.fromkeys(item.excerpt.line for item in items)),
            repeats=tuple(dict.fromkeys(item.repeats for item in items if item.repeats)),
            characters=sum(_size(document, item) for item in items),
        )
        for (role, reason), items in groups.items()
    )


def _size(document: Document, item: Skipped) -> int:
    return sum(len(visible(document.source.text[start:end])) for start, end in item.excerpt.spans())
