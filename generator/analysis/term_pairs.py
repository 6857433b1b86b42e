"""Names that a text explains in brackets: `超级对齐(super alignment)`, `interpretability（可解释性）`.

The bracket shows where its own name begins and ends; where the name before it begins has to be found out. In
running Chinese nothing marks that place, so three things are weighed: a border of punctuation or a particle, the
same letters coming again elsewhere, and a length that goes with the words in the bracket.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.analysis.patterns import when_needed
from generator.analysis.term_lexicon import Lexicon
from generator.analysis.term_names import Name
from generator.analysis.term_words import HAN, KATAKANA, is_single, keys

_NAME = rf"[{HAN}{KATAKANA}・]"
_QUOTES = "\"'“”‘’「」『』《》〈〉"
_BRACKET = re.compile(r"[(（]([^()（）\n]{2,60})[)）]")
_BEFORE = when_needed(rf"({_NAME}+)[{_QUOTES}]?\s?$")
_QUOTED = when_needed(rf"[\"“‘「『《〈]({_NAME}{{2,14}})[\"”’」』》〉]\s?$")
_WHOLE = when_needed(rf"{_NAME}{{2,14}}$")
_PIECES = re.compile(r"\s*[,，;；、/／:：]\s*")
_LATIN = when_needed(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f0-9'’&. -]*$")
_LATIN_BEFORE = when_needed(r"((?:[A-Za-z\u00c0-\u024f0-9'’-]+\s)*[A-Za-z\u00c0-\u024f0-9'’-]+)\s?$")
# Letters that a noun rarely begins with and often follows: particles, copulas, prepositions, measures, light verbs.
_FUNCTION = frozenset(
    "的了着著是在有做和与與及或跟同把被对對为為叫称稱用以于於从從到个個种種这這那些就也都还還很说說等使让讓谈談即但或正而我你妳他她它如因所向将將由"
)
# Letters that a name hardly has at all: where one stands inside, the name begins later.
_FOREIGN = frozenset("是我你妳他她它们們这這那就也都")
_SMALL = (
    "a about an and are as at be by call called for from in is it its like of on or our say that the their this"
    " to was we what with your"
)
_LONGEST = 12
_CONVINCING = 0.5

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A name and the one that explains it."""

    name: tuple[str, ...]
    """The letters of the name in Han or Katakana, as they are compared."""
    words: tuple[str, ...]
    """The words of the Latin one, as they are compared."""


def learn_names(texts: Sequence[str], lexicon: Lexicon) -> tuple[tuple[int, Name], ...]:
    """Return the names that the texts add to those of the lexicon, each with the term it belongs to."""
    pairs = find_pairs(texts, lexicon)
    learned: dict[Keys, int] = {}

    def term_of(name: Keys) -> int | None:
        known = lexicon.look_up(name)
        return learned.get(name) if known is None else known

    # Twice: 稀疏自编码器 is learned from its English name, and then SAE from 稀疏自编码器.
    for pair in (*pairs, *pairs):
        of_name, of_words = term_of(pair.name), term_of(pair.words)
        if of_name is None and of_words is not None:
            learned.setdefault(pair.name, of_words)
        elif of_words is None and of_name is not None:
            learned.setdefault(pair.words, of_name)
    for keys_, term in _shared(pairs, lexicon):
        learned.setdefault(keys_, term)
    return tuple((term, Name(keys=keys_, rank=2)) for keys_, term in learned.items())


def find_pairs(texts: Sequence[str], lexicon: Lexicon) -> tuple[Pair, ...]:
    """Return the pairs of a Han or Katakana name and a Latin one in brackets, whichever of them comes first."""
    bracketed = [text for text in texts if _BRACKET.search(text)]
    count = lru_cache(maxsize=None)("\n".join(texts).count)
    return tuple(dict.fromkeys(pair for text in bracketed for pair in _pairs(text, count, lexicon)))


def _pairs(text: str, count: Callable[[str], int], lexicon: Lexicon) -> Iterator[Pair]:
    for bracket in _BRACKET.finditer(text):
        before = text[max(0, bracket.start() - 60) : bracket.start()]
        pieces = [piece for piece in _PIECES.split(bracket[1].strip()) if piece]
        latin = [keys(piece) for piece in pieces if _LATIN().match(piece)]
        names = [piece for piece in pieces if _WHOLE().match(piece)]
        if latin and (name := _name_before(before, latin[0], count, lexicon)):
            names.append(name)
        elif names and (words := _words_before(before, names[0], lexicon)):
            latin.append(words)
        yield from (Pair(name=keys(name), words=words) for name in names for words in latin)


def _shared(pairs: Sequence[Pair], lexicon: Lexicon) -> Iterator[tuple[Keys, int]]:
    """Yield what several names share whose explanations share their end.

    超级对齐 is super alignment and 意图对齐 is intent alignment: then 对齐 is alignment.
    """
    for here, there in (("words", "name"), ("name", "words")):
        groups: dict[Keys, set[Keys]] = defaultdict(set)
        for pair in pairs:
            whole = getattr(pair, here)
            for length in range(1, len(whole)):
                groups[whole[-length:]].add(getattr(pair, there))
        for end, others in groups.items():
            term = lexicon.look_up(end)
            if term is not None and len(others) > 1 and (shared := _shared_end(sorted(others))):
                yield shared, term


def _shared_end(names: Sequence[Keys]) -> Keys:
    length = 0
    while length < min(map(len, names)) and len({name[-length - 1] for name in names}) == 1:
        length += 1
    shared = names[0][len(names[0]) - length :]
    return () if shared and is_single(shared[0]) and length < 2 else shared


def _name_before(before: str, words: Keys, count: Callable[[str], int], lexicon: Lexicon) -> str | None:
    """Return the name that stands right before its explanation; None where no beginning convinces."""
    if quoted := _QUOTED().search(before):
        return quoted[1]
    if not (match := _BEFORE().search(before)):
        return None
    run = match[1]
    ends = (words[start:] for start in range(len(words)))
    tails = (keys(run[start:]) for start in range(len(run)))
    if all(lexicon.look_up(name) is None for name in (*ends, *tails)):
        return None  # Nothing could be learned from it, and counting letters in a long talk takes its time.

    def weight(length: int) -> float:
        name = run[-length:]
        border = 3.0 if length == len(run) else 2.0 if run[-length - 1] in _FUNCTION else 0.0
        again = 2.0 if count(name) > 1 and (length == len(run) or count(run[-length - 1 :]) < count(name)) else 0.0
        known = 1.5 if lexicon.look_up(keys(name)) is not None else 0.0
        begins_badly = 2.5 if name[0] in _FUNCTION else 0.0
        foreign = 1.5 * sum(letter in _FOREIGN for letter in name)
        return border + again + known - begins_badly - foreign - 0.75 * _misfit(length, words)

    lengths = range(min(len(run), _LONGEST), 1, -1)
    best = max(lengths, key=weight, default=0)
    return run[-best:] if best and weight(best) >= _CONVINCING else None


def _misfit(length: int, words: Keys) -> int:
    """Return by how many letters a Chinese name is too short or too long for its English words.

    A word is two letters, a long one up to four: 电路 is circuit, 可解释性 is interpretability.
    """
    content = [word for word in words if word not in _SMALL.split()]
    least = max(2, 2 * len(content))
    most = least + 2 * sum(len(word) > 8 for word in content)
    return max(least - length, length - most, 0)


def _words_before(before: str, name: str, lexicon: Lexicon) -> Keys | None:
    """Return the Latin name right before its explanation: all since the last small word, or a name we know."""
    match = _LATIN_BEFORE().search(before)
    words = keys(match[1]) if match else ()
    last_small = max((index for index, word in enumerate(words) if word in _SMALL.split()), default=-1)
    run = words[last_small + 1 :]
    if run and (lexicon.look_up(run) is not None or lexicon.look_up(keys(name)) is not None):
        return run
    for start in range(len(words)):
        known = lexicon.look_up(words[start:]) is not None
        if known and (start <= last_small or _misfit(len(name), words[start:]) < 2):
            return words[start:]
    return run if len(run) == 1 else None
