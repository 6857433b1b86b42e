"""A claim as a question to the transcript: what to look for, what weighs more, and who is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.analysis.tokens import Token, forms, is_paired, tokens
from generator.model import Speaker, Term

RAISED = 1.2
"""Names, numbers and terms of the glossary: two texts that share them are about the same thing."""

_SENTENCE_END = re.compile(r"[.!?:;。！？：；\"“”«»「」\-–—•*]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a talk knows in a language before any claim is read."""

    lang: str
    """The language."""
    names: Mapping[str, tuple[str, ...]]
    """For each speaker's id the names a claim may use."""
    terms: tuple[tuple[str, ...], ...]
    """What is compared of each name in the glossary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for."""

    forms: Mapping[str, float]
    """What is compared, and how far its weight is raised."""
    hard: frozenset[str]
    """The names and numbers among them: what a translation leaves alone."""
    speakers: frozenset[str]
    """Ids of the speakers whom the claim names."""


def make_known(lang: str, speakers: Sequence[Speaker], terms: Iterable[Term], texts: Sequence[str]) -> Known:
    """Return what a talk knows in a language; `texts` are the paragraphs of its transcript."""
    parts = [part for term in terms for part in term.name.text.split("/")]
    return Known(
        lang=lang,
        names=_names(speakers, texts),
        terms=tuple(found for part in parts if (found := tuple(forms(part, lang)))),
    )


def make_query(text: str, known: Known) -> Query:
    """Return what to look for, for a claim."""
    found = list(tokens(text, known.lang))
    plain = {token.form for token in found}
    named = {speaker: [name for name in names if _stands_in(name, text)] for speaker, names in known.names.items()}
    name_forms = {form for names in named.values() for name in names for form in forms(name, known.lang)}
    # A claim may consist of the name alone.
    sought = plain - name_forms or plain
    hard = {token.form for token in found if _is_hard(text, token)}
    glossary = {form for term in known.terms if plain.issuperset(term) for form in term}
    return Query(
        forms={form: RAISED if form in hard | glossary else 1.0 for form in sorted(sought)},
        hard=frozenset(hard & sought),
        speakers=frozenset(speaker for speaker, names in named.items() if names),
    )


def _names(speakers: Sequence[Speaker], texts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the names of each speaker: in full, the aliases, and the first name where it is no ordinary word.

    It is one when the transcript has it in lower case: `Project` of `Project Manager`, but not `Amanda`.
    """
    first = {speaker.id: speaker.name.split()[0] for speaker in speakers if len(speaker.name.split()) > 1}
    shared = Counter(first.values())
    usable = {
        speaker: name
        for speaker, name in first.items()
        if shared[name] == 1 and name != name.lower() and not any(_stands_in(name.lower(), text) for text in texts)
    }
    return {speaker.id: tuple(dict.fromkeys(_full(speaker, usable.get(speaker.id)))) for speaker in speakers}


def _full(speaker: Speaker, first: str | None) -> Iterator[str]:
    yield speaker.name
    yield from speaker.aliases
    if first:
        yield first


def _stands_in(name: str, text: str) -> bool:
    """Tell whether a name stands in a text as a word; in scripts without spaces two characters are enough."""
    if name not in text:
        return False
    if name and is_paired(name[0]):
        return len(name) > 1
    return bool(name) and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _is_hard(text: str, token: Token) -> bool:
    """Tell whether a token is a number or a name: letters in capitals where no sentence begins."""
    raw = text[token.start : token.end]
    if any(char.isdigit() for char in raw) or any(char.isupper() for char in raw[1:]):
        return True
    before = text[: token.start].rstrip()
    return raw[0].isupper() and bool(before) and not _SENTENCE_END.search(before)
