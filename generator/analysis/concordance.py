"""The concordance: for each term of the vocabulary who says it, how often, where first, and the best places."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.analysis.mentions import Mention
from generator.analysis.patterns import when_needed
from generator.analysis.term_words import keys
from generator.model import Talk

CONTEXTS = 5
"""How many places an entry shows at most."""
_CONTEXTS_OF_ALL = 250
"""How many those of all entries are together, as far as each has one."""
_REACH = 72
_WIDE = when_needed("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\uffef]")
_LETTER = re.compile(r"\w")
_SENTENCE_END = re.compile(r"[。！？!?\n]|[.…](?=\s)")
_EXPLAINS = re.compile(r"\s?[(（]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Misspelling:
    """A term as recognition software wrote it."""

    spelling: str
    """What it wrote."""
    turn: int
    """Number of the turn in the machine transcript."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A term with the words around it; left, match and right are one verbatim stretch."""

    mention: Mention
    """Where it is said."""
    speaker: str | None
    """Id of who says it."""
    left: str
    """The words before."""
    match: str
    """The term as said."""
    right: str
    """The words after."""
    start: int
    """Offset of `left` in the paragraph."""
    end: int
    """Offset behind `right`; the paragraph goes on where this is not its length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """How often a term is said in another language or another witness."""

    transcript: int
    """Index into `talk.transcripts`."""
    lang: str
    """Language tag."""
    times: int
    """How often."""
    first: Mention
    """Where first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the talk does with one term."""

    term: int
    """Index into `talk.recap.terms`."""
    total: int
    """How often it is said in the main language of the main transcript."""
    by_speaker: tuple[tuple[str | None, int], ...]
    """Who says it there, by id, and how often; the most often first; adds up to the total."""
    first: Mention | None
    """Where it is said there first."""
    elsewhere: tuple[Elsewhere, ...]
    """The other languages and witnesses that have it."""
    contexts: tuple[Context, ...]
    """The best places in reading order; from elsewhere only where the main transcript has none."""
    misspelt: tuple[Misspelling, ...] = ()
    """How recognition software wrote it."""

    @property
    def said(self) -> bool:
        """Whether any transcript has it in any language."""
        return bool(self.total or self.elsewhere)

    @property
    def never_said(self) -> bool:
        """Whether it is defined only: in no transcript, not even misspelt."""
        return not (self.said or self.misspelt)


def make_concordance(
    talk: Talk, mentions: Sequence[Mention], misspelt: Mapping[int, Sequence[tuple[str, int]]] | None = None
) -> tuple[Entry, ...]:
    """Return an entry for each term, in the order of the recap.

    `misspelt` names for a term the spellings in a machine transcript and their turns, as the collation finds them.
    """
    places: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if not _explains(talk, places[mention.term], mention):
            places[mention.term].append(mention)
    return tuple(
        _entry(talk, index, places[index], (misspelt or {}).get(index, ()))
        for index in range(len(talk.recap.terms))
    )


def _entry(talk: Talk, term: int, places: list[Mention], misspelt: Sequence[tuple[str, int]]) -> Entry:
    groups: dict[tuple[int, str], list[Mention]] = defaultdict(list)
    for place in places:
        groups[place.transcript, place.lang].append(place)
    main = groups.pop((0, talk.transcripts[0].langs[0]), []) if talk.transcripts and groups else []
    order: dict[str | None, int] = {speaker.id: index for index, speaker in enumerate(talk.speakers)}
    counts = Counter(_speaker(talk, place) for place in main)
    return Entry(
        term=term,
        total=len(main),
        by_speaker=tuple(sorted(counts.items(), key=lambda item: (-item[1], order.get(item[0], len(order))))),
        first=main[0] if main else None,
        elsewhere=tuple(
            Elsewhere(transcript=transcript, lang=lang, times=len(group), first=group[0])
            for (transcript, lang), group in groups.items()
        ),
        contexts=_best(talk, main or next(iter(groups.values()), [])),
        misspelt=tuple(Misspelling(spelling=spelling, turn=turn) for spelling, turn in misspelt),
    )


def _explains(talk: Talk, before: list[Mention], mention: Mention) -> bool:
    """Tell whether a name only explains the one before it: 可解释性(interpretability) is said once."""
    if not before or _place(before[-1]) != _place(mention):
        return False
    return bool(_EXPLAINS.fullmatch(_text(talk, mention), before[-1].end, mention.start))


def _best(talk: Talk, places: Sequence[Mention]) -> tuple[Context, ...]:
    """Choose places that tell most about the term: by different speakers first, then of different turns."""
    if not places:
        return ()
    wanted = frozenset(keys(talk.recap.terms[places[0].term].definition.text))
    often = Counter(map(_place, places))
    first = {_place(place): place for place in reversed(places)}
    contexts = [_context(talk, place) for place in first.values()]
    contexts.sort(key=lambda context: (-_worth(context, wanted, often), context.mention.turn, context.start))
    turns: Counter[tuple[str | None, int]] = Counter()
    speakers: Counter[str | None] = Counter()
    ranked = []
    for context in contexts:
        key = (context.speaker, context.mention.turn)
        ranked.append((turns[key], speakers[context.speaker], context))
        turns[key] += 1
        speakers[context.speaker] += 1
    chosen = [context for _, _, context in sorted(ranked, key=lambda item: item[:2])[: _most(talk)]]
    return tuple(sorted(chosen, key=lambda context: (context.mention.turn, context.mention.paragraph)))


def _most(talk: Talk) -> int:
    """Return how many places of each term are shown: of a long glossary fewer, so that it stays one page."""
    return max(1, min(CONTEXTS, _CONTEXTS_OF_ALL // len(talk.recap.terms)))


def _worth(context: Context, wanted: frozenset[str], often: Mapping[tuple[object, ...], int]) -> float:
    shared = len(wanted.intersection(key for key in keys(context.left + " " + context.right) if len(key) > 3))
    return shared + 0.5 * min(often[_place(context.mention)], 4)


def _context(talk: Talk, mention: Mention) -> Context:
    text = _text(talk, mention)
    start = _reach_left(text, mention.start)
    end = _reach_right(text, mention.end)
    return Context(
        mention=mention,
        speaker=_speaker(talk, mention),
        left=text[start : mention.start],
        match=text[mention.start : mention.end],
        right=text[mention.end : end],
        start=start,
        end=end,
    )


def _reach_left(text: str, start: int) -> int:
    """Return where the words before begin: at a sentence or, when that is far, at a word."""
    least = max(0, start - _REACH)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, least, start) if match.end() < start]
    begin = max(least, ends[-1] if ends else 0)
    while begin < start and (_width(text[begin:start]) > _REACH or _inside_word(text, begin)):
        begin += 1
    return begin + len(text[begin:start]) - len(text[begin:start].lstrip())


def _reach_right(text: str, end: int) -> int:
    most = min(len(text), end + _REACH)
    stop = _SENTENCE_END.search(text, end, most)
    behind = stop.end() if stop else most
    while behind > end and (_width(text[end:behind]) > _REACH or _inside_word(text, behind)):
        behind -= 1
    return end + len(text[end:behind].rstrip())


def _width(text: str) -> int:
    return len(text) + len(_WIDE().findall(text))


def _inside_word(text: str, at: int) -> bool:
    if not 0 < at < len(text) or _WIDE().match(text, at) or _WIDE().match(text, at - 1):
        return False
    return bool(_LETTER.match(text, at) and _LETTER.match(text, at - 1))


def _place(mention: Mention) -> tuple[object, ...]:
    return mention.transcript, mention.turn, mention.lang, mention.paragraph


def _speaker(talk: Talk, mention: Mention) -> str | None:
    return talk.transcripts[mention.transcript].turns[mention.turn - 1].speaker


def _text(talk: Talk, mention: Mention) -> str:
    side = talk.transcripts[mention.transcript].turns[mention.turn - 1].side(mention.lang)
    return side.paragraphs[mention.paragraph - 1].text if side else ""
