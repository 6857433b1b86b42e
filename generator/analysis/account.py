"""What became of the characters of each source file, as the reader tells it.

The record page prints this account. The proof makes its own from the finished HTML, and a build in which the
two differ fails: so what the page says is true.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    settings = _grouped(document, sorted(skipped, key=lambda item: item.excerpt.start))
    amounts = {role: sum(one.characters for one in settings if one.role is role) for role in Role}
    characters = len(visible(document.source.text))
    return Account(
        document=document,
        characters=characters,
        words=count_words(document.source.text),
        found=characters - sum(amounts.values()),
        structural=amounts[Role.STRUCTURE],
        repeated=amounts[Role.REPEATED],
        settings=settings,
    )


def _label_settings(talk: Talk, document: Document) -> Iterator[Skipped]:
    """Yield the labels that are printed otherwise than the speaker's name: they are on no page as such."""
    names = {
        alias.casefold(): speaker.name for speaker in talk.speakers for alias in (speaker.name, *speaker.aliases)
    }
    named: dict[str, tuple[str | None, bool]] = {}
    seen: set[int] = set()
    for utterance in document.utterances:
        for label in utterance.labels:
            if label.start in seen:
                continue
            seen.add(label.start)
            if label.text not in named:  # A talk has many labels and few names.
                named[label.text] = _name_of(label.text, names)
            name, alike = named[label.text]
            if name and (label is not utterance.label or not alike):
                yield Skipped(excerpt=label, role=Role.STRUCTURE, reason=f"label of {name}")


def _name_of(label: str, names: Mapping[str, str]) -> tuple[str | None, bool]:
    """Return whose label a text is, and whether it has just the letters of the name."""
    name = names.get(folded(label).casefold())
    return name, name is not None and visible(name) == visible(label)


def _grouped(document: Document, skipped: list[Skipped]) -> tuple[Setting, ...]:
    groups: dict[tuple[Role, str], list[Skipped]] = {}
    for item in skipped:
        groups.setdefault((item.role, item.reason), []).append(item)
    return tuple(
        Setting(
            role=role,
            reason=reason,
            lines=tuple(dict.fromkeys([item.excerpt.line for item in items])),
            repeats=tuple(dict.fromkeys([item.repeats for item in items if item.repeats])),
            characters=_size(document, items),
        )
        for (role, reason), items in groups.items()
    )


def _size(document: Document, items: list[Skipped]) -> int:
    text = document.source.text
    return len(visible("".join([text[start:end] for item in items for start, end in item.excerpt.spans()])))
