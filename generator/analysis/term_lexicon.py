"""Finds the names of many terms in a text at once: the longest first, none inside another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.analysis.patterns import when_needed
from generator.analysis.term_names import Name
from generator.analysis.term_words import HAN, Token, is_single, tokens, word_key

# What may stand between the words of one name: `fine tuning`, `fine-tuning`, `red team / blue team`, `Node.js`.
_GAP = re.compile(r"\s{1,2}|\s?[-‐‑/／·・&+]\s?|[–.'’]|")
# `non-alignment` is another word than `alignment`; `AI-alignment` speaks of it.
_BOUND = when_needed(r"\b(?:non|un|mis|dis|de|anti|counter|pre|post|re|sub|mal)[-‐‑]$", re.IGNORECASE)
# 不可纠正性 is no mention of 可纠正性; in 并非 and the like the second letter is a verb.
_NEGATED = re.compile(r"(?:(?<![并而绝除无莫若並絕無])非.|不可)$")
_PARTICLES = ("에서", "으로", "에게", "까지", "부터", *"은는이가을를의에로와과도만나")
_HAN_LETTER = when_needed(f"[{HAN}]")
# A name printed as one word is looked for in two only when it is this long.
_CLOSED = 8
_HANGUL = re.compile("[\uac00-\ud7af]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A name of a term at its place in a text."""

    term: int
    """Which of the terms."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""


@dataclass(slots=True)
class _Node:
    """What the words so far may go on with, and what they name when they end here."""

    children: dict[str, _Node] = field(default_factory=dict)
    named: tuple[int, Name] | None = None


class Lexicon:
    """The names of all terms, as a tree of words; a text is read once, whatever their number."""

    __slots__ = ("_closed", "_root")

    def __init__(self, names: Sequence[Iterable[Name]]) -> None:
        self._root = _Node()
        ranked = [(name, term) for term, group in enumerate(names) for name in group if name.keys]
        # Where two terms share a name, the one that is sure of it has it.
        for name, term in sorted(ranked, key=lambda pair: (pair[0].rank, pair[1])):
            node = self._root
            for key in name.keys:
                node = node.children.setdefault(key, _Node())
            node.named = node.named or (term, name)
        self._closed = frozenset(key[:3] for key in self._root.children if len(key) >= _CLOSED)

    def find(self, text: str) -> Iterator[Found]:
        """Yield the names in a text in order; they do not overlap."""
        words = list(tokens(text))
        position = 0
        while position < len(words):
            found = self._at(text, words, position) or self._parted(text, words, position)
            if found is None:
                position += 1
                continue
            yield found
            while position < len(words) and words[position].start < found.end:
                position += 1

    def look_up(self, keys: Sequence[str]) -> int | None:
        """Return the term that a whole name stands for."""
        node = self._root
        for key in keys:
            if key not in node.children:
                return None
            node = node.children[key]
        return node.named[0] if node.named else None

    def _at(self, text: str, words: list[Token], position: int) -> Found | None:
        node, best = self._root, None
        start = words[position].start
        for index in range(position, len(words)):
            if index > position and not _close(text, words[index - 1], words[index]):
                break
            following, end = _step(node, text, words[index])
            if following is None:
                break
            node = following
            if node.named and _allowed(text, start, end, node.named[1]):
                best = Found(term=node.named[0], start=start, end=end)
        return best

    def _parted(self, text: str, words: list[Token], position: int) -> Found | None:
        """Find a name that is printed as one word and said as two: `Superalignment`, `super alignment`."""
        if position + 1 >= len(words) or words[position].key[:3] not in self._closed:
            return None
        one, two = words[position : position + 2]
        spelt = text[one.start : one.end] + text[two.start : two.end]
        if min(one.end - one.start, two.end - two.start) < 3 or len(spelt) < _CLOSED or not _close(text, one, two):
            return None
        node = self._root.children.get(word_key(spelt))
        if node is None or node.named is None or not _allowed(text, one.start, two.end, node.named[1]):
            return None
        return Found(term=node.named[0], start=one.start, end=two.end)


def _step(node: _Node, text: str, word: Token) -> tuple[_Node | None, int]:
    """Return where a word leads to and where it ends: before the particle, for a Korean noun."""
    child = node.children.get(word.key)
    if child is None and _HANGUL.match(word.key):
        spelt = text[word.start : word.end]
        for particle in _PARTICLES:
            if spelt.endswith(particle) and (child := node.children.get(spelt[: -len(particle)])):
                return child, word.end - len(particle)
    return child, word.end


def _close(text: str, one: Token, two: Token) -> bool:
    """Tell whether two words may belong to one name: nothing between them but a space or a hyphen."""
    if one.end == two.start:
        return True
    if two.start - one.end > 3 or (is_single(one.key) and is_single(two.key)):
        return False
    return bool(_GAP.fullmatch(text, one.end, two.start))


def _allowed(text: str, start: int, end: int, name: Name) -> bool:
    if name.exact and text[start:end] != name.exact:
        return False
    before = text[max(0, start - 8) : start]
    if is_single(name.keys[0]):
        beside = text[max(0, start - 1) : start] + text[end : end + 1]
        alone = len(name.keys) > 1 or not _HAN_LETTER().search(beside)
        return alone and not _NEGATED.search(before + text[start])
    return not _BOUND().search(before)
