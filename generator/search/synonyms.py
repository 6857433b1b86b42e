"""Names that mean the same in two languages, from glossaries: `可解释性 (interpretability)`, `Neuron/神经元`.

Only names in different scripts are put together: `Red team/Blue team` are two things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.languages import UNDETERMINED, detect_lang, primary
from generator.model import Talk
from generator.search.terms import terms_of

Synonyms = tuple[tuple[str, str], ...]
"""The terms of a name, joined by a space, and another name of the same thing, as it is printed."""

_BORDER = re.compile(r"[()（）\[\]［］【】/／|｜、]")


def synonyms_of(talk: Talk) -> Synonyms:
    """Return the names of a talk's glossary that stand for each other, both ways."""
    pairs = (pair for term in talk.recap.terms for pair in _pairs(term.name.text))
    return tuple(dict.fromkeys(pairs))


def merged_synonyms(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return all other names by the terms of a name, in an order that depends only on the names."""
    names: dict[str, list[str]] = {}
    for terms, other in sorted(set(pairs)):
        names.setdefault(terms, []).append(other)
    return names


def _pairs(printed: str) -> Iterator[tuple[str, str]]:
    if printed.isascii():
        return
    names = [(name, primary(detect_lang(name))) for name in map(str.strip, _BORDER.split(printed)) if name]
    for name, lang in names:
        for other, other_lang in names:
            terms = " ".join(terms_of(name))
            if lang != other_lang and UNDETERMINED not in (lang, other_lang) and terms:
                yield terms, other
