"""The words of a witness with their places, and what of a word counts when two witnesses are compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from generator import anchors
from generator.analysis.events import find_events
from generator.languages import primary, same_language
from generator.model import Side, Transcript, Turn
from generator.origin import Excerpt
from generator.words import words

FILLER = "~"
"""What every filler counts as: `um` heard as `uh` is no difference. No word holds this character."""

# Sounds that are no words. A table for each language: `um` and `er` are words in German.
_FILLERS = {
    "en": frozenset(["um", "umm", "ummm", "uh", "uhh", "uhm", "er", "erm", "hm", "hmm", "hmmm", "mm", "mmm"]),
    "de": frozenset(["äh", "ähm", "öh", "öhm", "hm", "hmm"]),
    "fr": frozenset(["euh", "heu", "hum", "hm", "hmm"]),
    "es": frozenset(["eh", "em", "mmm", "hm", "hmm"]),
    "zh": frozenset("嗯呃"),
}
# Left out of a word for comparison: apostrophes and hyphens, as `words` allows them inside.
_INNER = str.maketrans("", "", "'’-")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a witness, with what its words share."""

    turn: int
    """Number of its turn."""
    index: int
    """Its place in the turn, counted from 1."""
    speaker: str | None
    """Id of who says it; None where nobody is named."""
    anchor: str
    """Its anchor on the page of the witness: `t12-p2`."""
    excerpt: Excerpt = field(compare=False)
    """Its text."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a witness in its place."""

    passage: Passage
    """The paragraph it stands in."""
    start: int
    """Offset of its first character in the text of the paragraph."""
    end: int
    """Offset behind its last character."""
    key: str
    """What of it is compared: no case, apostrophes or hyphens; `FILLER` for every filler."""

    @property
    def text(self) -> str:
        """The word as written."""
        return self.passage.excerpt.text[self.start : self.end]


def witness_words(transcript: Transcript, lang: str) -> tuple[Word, ...]:
    """Return the words of a witness in one language, in reading order."""
    return tuple(word for passage in _passages(transcript, lang) for word in _words(passage, lang))


@lru_cache(maxsize=100_000)
def word_key(word: str, lang: str) -> str:
    """Return what of a word is compared."""
    key = unicodedata.normalize("NFKC", word).casefold().translate(_INNER)
    return FILLER if key in _FILLERS.get(primary(lang), ()) else key


def side_in(turn: Turn, lang: str) -> Side | None:
    """Return the side of a turn in a language, whatever its script or region."""
    return next((side for side in turn.sides if same_language(side.lang, lang)), None)


def _passages(transcript: Transcript, lang: str) -> Iterator[Passage]:
    for turn in transcript.turns:
        if side := side_in(turn, lang):
            suffix = None if side is turn.main else side.lang
            for index, excerpt in enumerate(side.paragraphs, start=1):
                anchor = anchors.paragraph(turn.number, index, suffix)
                yield Passage(turn.number, index, turn.speaker, anchor, excerpt)


def _words(passage: Passage, lang: str) -> Iterator[Word]:
    """Yield the words that are said: `[laughter]` is none."""
    text, end = passage.excerpt.text, 0
    events = {at for event in find_events(text) for at in range(event.start, event.end)}
    for word in words(text):
        # Between two words stands no letter, so the next occurrence is the word itself.
        start = text.index(word, end)
        end = start + len(word)
        if start not in events:
            yield Word(passage, start, end, word_key(word, lang))
