"""The names a term has, from the one name that is printed in the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.analysis.patterns import when_needed
from generator.analysis.term_words import is_single, keys

# What a term can lose and still be meant: "the super alignment problem" is called "super alignment" for short.
_HEADS = "problem technique method approach process theory setup framework strategy procedure concept"
_HAN_HEADS = ("问题", "技术", "方法", "理论", "过程", "框架", "策略", "概念", "問題", "技術", "理論", "過程")
# Abbreviations that are also everyday words are the term only in capitals.
_EVERYDAY = (
    "it us who am an and are as at be but by can do for go had has he her his how if in is may me my no not of on"
    " one or our out she so the to up was we you all any art aid aids cap fast here let man new now own pet see"
    " set star that then they this time use way what when where why will with"
)
_BRACKETS = when_needed(r"\s*[(（\[［【]([^()（）\[\]［］【】]+)[)）\]］】]\s*")
_SLASH = re.compile(r"\s*[/／|｜、]\s*")
_ARTICLE = when_needed(r"(?:the|an?)\s+", re.IGNORECASE)
_JOINED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of a term, ready to be compared."""

    keys: tuple[str, ...]
    """Its words as they are compared."""
    rank: int
    """How sure it is: 0 as printed, 1 a part of what is printed, 2 made by a rule or learned."""
    exact: str | None = None
    """The only spelling that counts, for abbreviations that are also everyday words."""


def printed_names(printed: str) -> tuple[Name, ...]:
    """Return every name that the printed name of a term stands for, the surest first."""
    names = {name.keys: name for name in reversed(tuple(_names(printed))) if name.keys}
    return tuple(sorted(names.values(), key=lambda name: (name.rank, -len(name.keys), name.keys)))


def make_name(text: str, rank: int) -> Name:
    """Return a spelling as a name."""
    bare = text.strip()
    everyday = bare.isupper() and bare.casefold() in _EVERYDAY.split()
    return Name(keys=keys(bare), rank=rank, exact=bare if everyday else None)


def _names(printed: str) -> Iterator[Name]:
    yield make_name(printed, 0)
    parts = list(dict.fromkeys(_parts(printed)))
    yield from (make_name(part, 1) for part in parts)
    for part in parts:
        yield from (make_name(variant, 2) for variant in _variants(part))
        yield from _shortened(keys(part))


def _parts(printed: str) -> Iterator[str]:
    """Yield the alternatives: outside and inside of brackets, then on both sides of a slash."""
    outside = _BRACKETS().sub(" ", printed).strip()
    for text in (outside, *_BRACKETS().findall(printed)):
        yield text
        yield from _alternatives(_SLASH.split(text))


def _alternatives(sides: list[str]) -> Iterable[str]:
    # `A/B testing`, `TCP/IP`, `I/O` are one name; `Red/Blue team` shares its last word.
    if len(sides) < 2 or any(len(side) < 3 and not is_single(side) for side in sides):
        return ()
    last = re.split(r"[\s-]+", sides[-1])
    if len(last) > 1 and all(len(keys(side)) == 1 for side in sides[:-1]):
        return [*(" ".join([side, *last[1:]]) for side in sides[:-1]), sides[-1]]
    return sides


def _variants(part: str) -> Iterator[str]:
    if article := _ARTICLE().match(part):
        yield part[article.end() :]
    if "&" in part:
        yield part.replace("&", " and ")


def _shortened(whole: tuple[str, ...]) -> Iterator[Name]:
    """Yield a name without its general last word, and a name of two or three words written as one."""
    head: tuple[str, ...] = ()
    if len(whole) > 2 and whole[-1] in _HEAD_KEYS:
        whole, head = whole[:-1], whole[-1:]
        yield Name(keys=whole, rank=2)
    if len(whole) > 5 and "".join(whole[-2:]) in _HAN_HEADS:
        yield Name(keys=whole[:-2], rank=2)
    joined = "".join(whole)
    if 1 < len(whole) < 4 and len(joined) >= _JOINED and not any(map(is_single, whole)):
        yield Name(keys=keys(joined), rank=2)
        yield Name(keys=(*keys(joined), *head), rank=2)


_HEAD_KEYS = frozenset(key for head in _HEADS.split() for key in keys(head))
