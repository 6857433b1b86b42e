"""Queries drawn from turns, each to find again the turn it came from.

    rare      a word that at most ten turns have
    words     two words of a turn that are not rare, at most ten turns having both
    names     two capitalised words side by side
    phrases   three to six words side by side, in quotation marks, whatever words they are
    chinese   two to six characters side by side

What more than ten turns say is not drawn: no order could bring all of them into the first ten. Endings of words do
not count there, because a search that knows stems must not tell them apart.
"""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.model import Talk
from generator.search.terms import terms_of
from generator.search.units import units_of
from tests.bench.scale_corpus import EPISODES_PATH
from tests.corpus.expected import CORPORA

SEED = 5
EACH = 40
"""Queries of each kind."""
FIRST = 10
"""A hit counts that is among the first so many."""

_EMPTY_BYTES = 1_000
"""A file that is no longer holds a heading and nothing else."""
_NAME = re.compile(r"(?<=[a-z,;] )(?!The |And |This |That |You |But )[A-Z][a-z]{2,} [A-Z][a-z]{2,}\b")
_WORD = re.compile(r"\b[a-z]{4,}\b")
_HAN = re.compile("[\u4e00-\u9fff]{6,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is typed, and where it came from."""

    kind: str
    """One of the five kinds."""
    text: str
    """What is typed."""
    slug: str
    """The talk it came from."""
    anchor: str
    """The turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A turn in one of its languages."""

    slug: str
    """Its talk."""
    anchor: str
    """The turn."""
    text: str
    """What it says."""

    @property
    def place(self) -> tuple[str, str]:
        """Talk and turn: what a query has to find."""
        return self.slug, self.anchor


def write_talks(folder: Path) -> None:
    """Write 150 talks in English and the Chinese and bilingual ones of the corpora as the sources of a site."""
    for path in sorted(EPISODES_PATH.glob("*.md")):
        _copy(path, folder / path.stem)
    for number, path in enumerate(sorted((CORPORA / "01-speaker-md" / "audreyt-transcript").glob("*.md")), start=1):
        if path.stat().st_size > _EMPTY_BYTES:
            _copy(path, folder / f"transcript-{number:02}")
    for path in sorted((CORPORA / "03-bilingual").glob("*/en.md")):
        shutil.copytree(path.parent, folder / path.parent.name.lower().replace("_", "-"))


def _copy(path: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    shutil.copy(path, folder / f"{folder.name}.md")


def draw_queries(talks: Iterable[Talk]) -> list[Query]:
    """Return the queries, always the same ones for the same talks."""
    source = _Source(talks)
    kinds: Mapping[str, Callable[[Passage, random.Random], str]] = {
        "rare": source.rare,
        "words": source.words,
        "names": source.name,
        "phrases": source.phrase,
        "chinese": source.chinese,
    }
    return [query for kind, draw in kinds.items() for query in source.drawn(kind, draw)]


class _Source:
    """The turns of all talks, and how many say something."""

    def __init__(self, talks: Iterable[Talk]) -> None:
        self.passages = [
            Passage(slug=talk.slug, anchor=unit.anchor, text=text)
            for talk in talks
            for unit in units_of(talk)
            if unit.anchor.startswith("t") and unit.anchor[1:].isdecimal()
            for _, text in unit.texts
        ]

    def drawn(self, kind: str, draw: Callable[[Passage, random.Random], str]) -> Iterator[Query]:
        chance = random.Random(f"{SEED}-{kind}")
        found: set[str] = set()
        while len(found) < EACH:
            passage = chance.choice(self.passages)
            text = draw(passage, chance)
            if text and text not in found:
                found.add(text)
                yield Query(kind=kind, text=text, slug=passage.slug, anchor=passage.anchor)

    def rare(self, passage: Passage, chance: random.Random) -> str:
        rare = [word for word in _words(passage.text) if len(self._having[_stem(word)]) <= FIRST]
        return chance.choice(rare) if rare else ""

    def words(self, passage: Passage, chance: random.Random) -> str:
        usual = [word for word in _words(passage.text) if len(self._having[_stem(word)]) > FIRST]
        if len(usual) < 2:
            return ""
        one, other = chance.sample(usual, 2)
        return f"{one} {other}" if len(self._having[_stem(one)] & self._having[_stem(other)]) <= FIRST else ""

    def name(self, passage: Passage, chance: random.Random) -> str:
        names = _NAME.findall(passage.text)
        name = chance.choice(names) if names else ""
        return name if name and self._saying(name) <= FIRST else ""

    def phrase(self, passage: Passage, chance: random.Random) -> str:
        words = passage.text.split()
        count = chance.randint(3, 6)
        if len(words) < 8 or not passage.text.isascii():
            return ""
        start = chance.randrange(len(words) - count)
        phrase = " ".join(words[start : start + count])
        plain = '"' not in phrase and len(terms_of(phrase)) == count
        return f'"{phrase}"' if plain and self._saying(phrase) <= FIRST else ""

    def chinese(self, passage: Passage, chance: random.Random) -> str:
        runs = _HAN.findall(passage.text)
        if not runs:
            return ""
        run, count = chance.choice(runs), chance.randint(2, 6)
        start = chance.randrange(len(run) - count + 1)
        return run[start : start + count] if self._saying(run[start : start + count]) <= FIRST else ""

    def _saying(self, phrase: str) -> int:
        """Return how many turns say a phrase, whatever the endings of its words."""
        wanted = f" {' '.join(terms_of(phrase))} "
        if phrase.isascii():
            return len({place for place, said in self._said if wanted in said})
        return len({passage.place for passage in self.passages if phrase in passage.text})

    @cached_property
    def _said(self) -> Sequence[tuple[tuple[str, str], str]]:
        return [(passage.place, f" {' '.join(terms_of(passage.text))} ") for passage in self.passages]

    @cached_property
    def _having(self) -> Mapping[str, set[tuple[str, str]]]:
        having: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for passage in self.passages:
            for word in _words(passage.text):
                having[_stem(word)].add(passage.place)
        return having


def _words(text: str) -> list[str]:
    return list(Counter(_WORD.findall(text.lower())))


def _stem(word: str) -> str:
    return terms_of(word)[0]
