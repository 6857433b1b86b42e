"""The passages of a transcript that bear out a claim, each with a short quotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from generator.analysis.evidence_index import Hit, Index, Unit, units_of
from generator.analysis.evidence_query import Known, Query, make_known, make_query
from generator.analysis.evidence_support import Support, measure_support
from generator.analysis.evidence_window import best_window
from generator.analysis.quotations import Cited, cited, find_quotations, is_mention, is_said
from generator.analysis.tokens import is_latin, is_paired
from generator.languages import detect_lang, find_lang
from generator.model import Talk, Transcript

MOST = 3
"""Passages of a claim."""
LOOKED_AT = 12
"""How many of the best paragraphs are looked at closely."""
OF_BEST = 0.6
"""Part of the best passage's score that a further passage must have."""
SAME_TURN = 0.7
"""The same, for a further paragraph of a turn."""
QUOTED = 1.5
"""What a paragraph is worth more that has words which the claim quotes."""


class Strength(StrEnum):
    """How well a passage bears a claim out, from the best."""

    VERBATIM = "verbatim"
    """It has words that the claim quotes."""
    STRONG = "strong"
    """It has a good part of what the claim says, close together."""
    WEAK = "weak"
    """It has enough of that to be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of the main transcript that bears out a claim."""

    turn: int
    """Number of the turn."""
    paragraph: int
    """The paragraph of the side, counted from 1."""
    lang: str
    """Language of the side."""
    speaker: str | None
    """Id of the speaker."""
    quotation: str
    """The words that bear the claim out, letter for letter."""
    start: int
    """Offset of the quotation in the paragraph's text."""
    end: int
    """Offset behind it."""
    score: float
    """The higher the better; only passages of one claim can be compared."""
    strength: Strength
    """How well it bears the claim out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A paragraph that was looked at closely."""

    number: int
    unit: Unit
    score: float
    support: Support
    quoted: bool


class Finder:
    """The main transcript of a talk made ready for its claims: one index for each language they are in."""

    def __init__(self, talk: Talk, transcript: Transcript) -> None:
        self._talk, self._transcript = talk, transcript
        self._made: dict[str, tuple[Index, Known]] = {}

    def find(self, text: str) -> tuple[Passage, ...]:
        """Return the passages that bear out a claim, the best first; none where no paragraph has enough of it."""
        lang = self._lang_of(text)
        index, known = self._in(lang)
        query = make_query(text, known)
        foreign = find_lang(lang, self._transcript.langs) is None
        if foreign:
            query = _untranslated(query, index)
        found = self._look(text, index, query)
        is_enough = _agrees if foreign else _is_enough
        # Where the best is not enough, what is enough further down is so by chance.
        shown = filter(is_enough, _spread(found)) if found and is_enough(found[0]) else ()
        return tuple(_passage(one, index, query, weak=foreign) for one in islice(shown, MOST))

    def rank(self, text: str) -> list[tuple[int, int]]:
        """Return turn and paragraph of everything that shares a word with a claim, the best first."""
        index, known = self._in(self._lang_of(text))
        units = (index.units[hit.number] for hit in index.rank(make_query(text, known)))
        return [(unit.turn, unit.paragraph) for unit in units]

    def _look(self, text: str, index: Index, query: Query) -> list[_Found]:
        quoted = [cited(item.text) for item in find_quotations(text) if not is_mention(item.text, ())]
        hits = index.rank(query, LOOKED_AT)
        found = [_found(index, hit, query, quoted) for hit in hits]
        return sorted(found, key=lambda one: (-one.score, one.number))

    def _in(self, lang: str) -> tuple[Index, Known]:
        """Return the transcript in a language or, where it lacks that, in its main one."""
        key = find_lang(lang, self._transcript.langs) or self._transcript.langs[0]
        if key not in self._made:
            index = Index(list(units_of(self._transcript, key)))
            texts = [unit.text for unit in index.units]
            self._made[key] = index, make_known(key, self._talk.speakers, self._talk.recap.terms, texts)
        return self._made[key]

    def _lang_of(self, text: str) -> str:
        """Return the language of a claim; which of the Latin languages it is only the whole recap can tell."""
        detected = detect_lang(text)
        return self._talk.recap_lang if detected == "en" and is_latin(self._talk.recap_lang) else detected


def _untranslated(query: Query, index: Index) -> Query:
    """Return what of a claim may stand in a text of another language: names, numbers, and words it has as well."""
    forms = {
        form: raised
        for form, raised in query.forms.items()
        if form in query.hard or (form in index and not is_paired(form[0]))
    }
    return replace(query, forms=forms, hard=frozenset(form for form in forms if not is_paired(form[0])))


def _agrees(one: _Found) -> bool:
    return one.support.is_enough_untranslated


def _is_enough(one: _Found) -> bool:
    return one.quoted or one.support.is_enough


def _found(index: Index, hit: Hit, query: Query, quoted: Sequence[Cited]) -> _Found:
    unit = index.units[hit.number]
    said = bool(quoted) and any(is_said(parts, unit.text) for parts in quoted)
    return _Found(
        number=hit.number,
        unit=unit,
        score=hit.score * (QUOTED if said else 1.0),
        support=measure_support(index, hit.number, query),
        quoted=said,
    )


def _spread(found: Sequence[_Found]) -> Iterator[_Found]:
    """Yield the best paragraph and those that are nearly as good, above all where they are of the same turn."""
    turns: set[int] = set()
    for one in found:
        if one.score >= found[0].score * (SAME_TURN if one.unit.turn in turns else OF_BEST):
            turns.add(one.unit.turn)
            yield one


def _passage(one: _Found, index: Index, query: Query, *, weak: bool) -> Passage:
    unit = one.unit
    weights = {form: index.weight(form) * raised for form, raised in query.forms.items()}
    start, end = best_window(unit.text, unit.lang, weights, one.support.start, one.support.end)
    strength = Strength.STRONG if one.support.is_strong and not weak else Strength.WEAK
    return Passage(
        turn=unit.turn,
        paragraph=unit.paragraph,
        lang=unit.lang,
        speaker=unit.speaker,
        quotation=unit.text[start:end],
        start=start,
        end=end,
        score=one.score,
        strength=Strength.VERBATIM if one.quoted else strength,
    )
