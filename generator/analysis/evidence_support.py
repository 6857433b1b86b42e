"""How much of a claim a passage bears out, and whether that is enough to show it.

The measure is the share of the claim's weight (see `Index.weight`) that stands in one stretch of `STRETCH` words of
the paragraph, or of the speech around it where the paragraph is shorter. A long paragraph has a bit of everything;
a stretch does not. Words that the talk never says weigh most, so a claim of another talk has little to share.

The thresholds are set on the claims of 22 talks (sample, QMSum, ergo, forkcast), each against its own transcript
and against those of the others; `tests/bench/evidence.py` prints what they let through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from generator.analysis.evidence_index import HAN_WORD, Index, Unit
from generator.analysis.evidence_query import Query
from generator.analysis.tokens import Token, is_paired

STRETCH = 80
"""Words."""
ENOUGH = ((4.0, 0.15), (3.0, 0.25), (2.0, 0.5))
"""Words and share of the weight that are enough: the fewer the words, the more of the claim they must be."""
HALF = 0.5
"""Share of the names and numbers that a passage must have of a claim in another language."""
STRONG = 0.25
"""Share that makes a passage strong, with at least `STRONG_WORDS` words."""
STRONG_WORDS = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What a passage has of a claim."""

    share: float
    """Part of the claim's weight, from 0 to 1."""
    own: float
    """The same without the speech around a short paragraph."""
    words: float
    """How many different words that is; a pair of characters counts for less than one."""
    hard: int
    """How many of them are names and numbers."""
    start: int
    """Offset in the paragraph at which the best stretch of it begins."""
    end: int
    """Offset behind that stretch."""

    @property
    def is_enough(self) -> bool:
        """Tell whether the passage may be shown."""
        return any(self.words >= words and self.share >= share for words, share in ENOUGH)

    @property
    def is_enough_untranslated(self) -> bool:
        """Tell whether a passage in another language may be shown: it has two names or numbers, and half of all."""
        return self.hard >= 2 and self.share >= HALF

    @property
    def is_strong(self) -> bool:
        """Tell whether it bears out a good part of the claim."""
        return self.share >= STRONG and self.own >= ENOUGH[0][1] and self.words >= STRONG_WORDS


def measure_support(index: Index, number: int, query: Query) -> Support:
    """Return what a paragraph has of a claim."""
    weights = {form: index.weight(form) for form in query.forms}
    unit = index.units[number]
    start, end, found = _best_stretch(unit, weights)
    whole = sum(weights.values()) or 1.0
    own = sum(weights[form] for form in sorted(found)) / whole
    around = max(0.0, (STRETCH - unit.words) / 2)
    for other in index.near(number, around):
        found |= {token.form for token in index.units[other].tokens if token.form in weights}
    return Support(
        share=sum(weights[form] for form in sorted(found)) / whole,
        own=own,
        words=sum(map(_size, found)),
        hard=len(found & query.hard),
        start=start,
        end=end,
    )


def _best_stretch(unit: Unit, weights: dict[str, float]) -> tuple[int, int, set[str]]:
    """Return the stretch of a paragraph that has most of the weight: begin, end, and the forms in it."""
    found = [token for token in unit.tokens if token.form in weights]
    reach = STRETCH * (HAN_WORD if _is_mostly_paired(unit.text, found) else 1.0)
    inside: Counter[str] = Counter()
    total = best = 0.0
    first, chosen = 0, (0, 0)
    for last, token in enumerate(found):
        inside[token.form] += 1
        total += weights[token.form] if inside[token.form] == 1 else 0.0
        while token.place - found[first].place >= reach:
            form = found[first].form
            inside[form] -= 1
            total -= 0.0 if inside[form] else weights[form]
            first += 1
        if total > best + 1e-9:
            best, chosen = total, (first, last + 1)
    kept = found[slice(*chosen)]
    if not kept:
        return 0, 0, set()
    return kept[0].start, kept[-1].end, {token.form for token in kept}


def _is_mostly_paired(text: str, found: Collection[Token]) -> bool:
    return sum(is_paired(text[token.start]) for token in found) * 2 > len(found)


def _size(form: str) -> float:
    """Return how many words a form is: a word of two characters and its neighbours make three pairs."""
    return 0.5 if is_paired(form[0]) else 1.0
