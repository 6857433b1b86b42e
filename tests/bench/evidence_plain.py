"""Plain BM25 (Robertson & Zaragoza 2009) to measure against: English stems, stop words, one paragraph at a time."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping

import snowballstemmer  # type: ignore[import-untyped]

from tests.bench.evidence_corpora import Meeting, Place

K1, B = 1.2, 0.5
_STOP_WORDS = """
a about above after again against all am an and any are as at be because been before being below between both
but by can could did do does doing don down during each few for from further had has have having he her here
hers herself him himself his how i if in into is it its itself just me more most my myself no nor not now of
off on once only or other our ours ourselves out over own s same she should so some such t than that the their
theirs them themselves then there these they this those through to too under until up very was we were what
when where which while who whom why will with would you your yours yourself yourselves
"""
_STOP = frozenset(_STOP_WORDS.split())


class Plain:
    """The paragraphs of a meeting, ranked by plain BM25."""

    def __init__(self, meeting: Meeting) -> None:
        self._stem: dict[str, str] = {}
        self._stemmer = snowballstemmer.stemmer("english")
        self._texts: Mapping[Place, Counter[str]] = {
            (turn.number, index): Counter(self._forms(paragraph.text))
            for turn in meeting.talk.transcripts[0].turns
            for index, paragraph in enumerate(turn.main.paragraphs, start=1)
        }
        self._mean = sum(map(Counter.total, self._texts.values())) / len(self._texts)
        self._having = Counter(form for counts in self._texts.values() for form in counts)

    def rank(self, text: str) -> list[Place]:
        """Return the paragraphs that share a word with a claim, best first."""
        sought = sorted(set(self._forms(text)))
        scores = {place: self._score(counts, sought) for place, counts in self._texts.items()}
        return sorted((place for place in scores if scores[place]), key=lambda place: (-scores[place], place))

    def _score(self, counts: Counter[str], sought: list[str]) -> float:
        norm = K1 * (1 - B + B * counts.total() / self._mean)
        return sum(
            self._idf(form) * counts[form] * (K1 + 1) / (counts[form] + norm) for form in sought if counts[form]
        )

    def _idf(self, form: str) -> float:
        having = self._having[form]
        return math.log(1 + (len(self._texts) - having + 0.5) / (having + 0.5))

    def _forms(self, text: str) -> list[str]:
        words = [word for word in re.findall(r"[a-z0-9]+", text.lower()) if word not in _STOP]
        for word in words:
            if word not in self._stem:
                self._stem[word] = self._stemmer.stemWord(word)
        return [self._stem[word] for word in words]
