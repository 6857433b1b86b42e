"""Turns and speakers as they were found, held against those counted by hand: `truth.toml`."""

from __future__ import annotations

import html
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.words import folded
from tests.corpus.reading import Found, Result

_TABLE = Path(__file__).parent / "truth.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Who speaks where in a file."""

    name: str
    """The file, below the corpora."""
    speakers: tuple[str, ...]
    """Labels as printed."""
    turns: tuple[tuple[int, int, str], ...]
    """The first and the last place where a turn can begin, and its label."""
    lines: bool
    """Whether places are lines; else they are offsets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How much of the truth was found."""

    name: str
    turns: int
    """Turns there are."""
    found: int
    """Turns the product made of it."""
    right: int
    """Turns that begin where they should, under the right label."""
    same_speakers: bool
    """Whether the speakers are all there, and nobody else."""
    read: bool = True
    """Whether the file could be read at all."""
    missed: tuple[str, ...] = ()
    """Turns there are and that were not found, each with its place."""
    split: int = 0
    """Of the turns that are none, how many go on with who speaks there: a turn was cut, nobody was mistaken."""
    wrong: tuple[str, ...] = ()
    """Turns that were found and that there are not, each with its line."""

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of what there is that was found; None where there is nothing."""
        return self.right / self.turns if self.turns else None


@cache
def read_truths() -> dict[str, Truth]:
    """Return the truth by file."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {name: _truth(name, entry) for name, entry in table.items()}


def score(truth: Truth, result: Result) -> Score:
    """Count the turns of a file that are right; each is right once."""
    left = list(result.found)
    missed: list[str] = []
    for first, last, label in truth.turns:
        match = next((found for found in left if _is_at(truth, found, first, last, label)), None)
        if match:
            left.remove(match)
        else:
            missed.append(f"{first} {label}")
    return Score(
        name=truth.name,
        turns=len(truth.turns),
        found=len(result.found),
        right=len(truth.turns) - len(missed),
        same_speakers=result.read and {_key(label) for label in result.labels} == set(map(_key, truth.speakers)),
        read=result.read,
        split=sum(_goes_on(truth, found) for found in left),
        missed=tuple(missed),
        wrong=tuple(f"{found.line} {found.label}" for found in left),
    )


def total(name: str, scores: Iterable[Score]) -> Score:
    """Return the sums of several scores."""
    scores = tuple(scores)
    return Score(
        name=name,
        turns=sum(item.turns for item in scores),
        found=sum(item.found for item in scores),
        right=sum(item.right for item in scores),
        split=sum(item.split for item in scores),
        same_speakers=all(item.same_speakers for item in scores),
    )


def _truth(name: str, entry: dict[str, Any]) -> Truth:
    speakers = tuple(entry["speakers"])
    return Truth(
        name=name,
        speakers=speakers,
        turns=tuple(_turns(entry["turns"], speakers)),
        lines=entry.get("place", "line") == "line",
    )


def _turns(text: str, speakers: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    for turn in text.split():
        place, _, speaker = turn.partition(".")
        first, _, last = place.partition("-")
        yield int(first), int(last or first), speakers[int(speaker)]


def _is_at(truth: Truth, found: Found, first: int, last: int, label: str) -> bool:
    return first <= _place(truth, found) <= last and _key(found.label) == _key(label)


def _goes_on(truth: Truth, found: Found) -> bool:
    before = [label for first, _, label in truth.turns if first <= _place(truth, found)]
    return bool(before) and _key(before[-1]) == _key(found.label)


def _place(truth: Truth, found: Found) -> int:
    return found.line if truth.lines else found.offset


def _key(label: str) -> str:
    """Return a label whatever its case, its white space and the marks that set it off."""
    return folded(html.unescape(label)).casefold().strip("<>*_:： ")
