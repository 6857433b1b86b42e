"""Translations in files of their own: paired turn by turn with the transcript they translate.

The turns of the two files are aligned, never counted off: a translator joins and splits turns and leaves some out.
A turn that has no counterpart is shown on its side. Where the two files print a speaker's name in two ways, the
pairs say which names are one speaker's.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.beads import UNLIKE, Bead, Extra, Part, align_parts, make_part
from generator.languages import same_language
from generator.model import Chapter, Side, Speaker, Talk, Transcript, Turn

_SAME, _OTHER = -1.2, 3.5
"""What it says of a pair that its speakers are one, or known to be two."""
_PAIRED = 0.5
"""The share of the turns of the shorter file that must pair: else it is no translation of this transcript."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """A transcript with a translation beside it."""

    transcript: Transcript
    """The turns of both files; a turn of the translation alone has its side only."""
    names: Mapping[str, str]
    """The ids of speakers as the translation names them, with those of the transcript that they are."""


def join_translations(talk: Talk) -> Talk:
    """Return a talk whose translations stand beside the transcript that they translate."""
    if not talk.transcripts:
        return talk
    main, *others = talk.transcripts
    kept: list[Transcript] = []
    names: dict[str, str] = {}
    for other in others:
        pairing = pair_translation(main, other) if _may_translate(main, other) else None
        if pairing is None:
            kept.append(other)
        else:
            main = pairing.transcript
            names |= pairing.names
    if main is talk.transcripts[0]:
        return talk
    transcripts = tuple(_renamed(transcript, names) for transcript in (main, *kept))
    return replace(talk, transcripts=transcripts, speakers=tuple(_merged(talk.speakers, names)))


def pair_translation(main: Transcript, other: Transcript) -> Pairing | None:
    """Return a transcript with its translation beside it; None where too few turns of the two pair."""
    parts = _parts(main), _parts(other)
    # The first pass finds out whose names are one; the second holds every pair to it.
    names = _vote(main, other, align_parts(*parts, _speakers(main, other, {}, against=_OTHER)))
    beads = align_parts(*parts, _speakers(main, other, names, against=math.inf))
    pairs = [bead for bead in beads if bead.one and bead.two]
    few = len(pairs) < _PAIRED * min(len(main.turns), len(other.turns))
    if few or sum(bead.cost for bead in pairs) > UNLIKE * len(pairs):
        return None
    turns = [_turn(main, other, bead, names) for bead in beads]
    langs = (*main.langs, *other.langs)
    turns = _shared_out(turns, other.langs[0])
    numbered = tuple(replace(turn, number=number) for number, turn in enumerate(turns, start=1))
    return Pairing(transcript=replace(main, langs=langs, turns=numbered), names=names)


def _may_translate(main: Transcript, other: Transcript) -> bool:
    """Tell whether a file could translate another: one language, a new one, and names where the other has them."""
    if len(other.langs) != 1 or any(same_language(lang, other.langs[0]) for lang in main.langs):
        return False
    return main.kind is other.kind and bool(main.turns and other.turns)


def _parts(transcript: Transcript) -> list[Part]:
    return [make_part("\n".join(paragraph.text for paragraph in turn.main.paragraphs)) for turn in transcript.turns]


def _speakers(main: Transcript, other: Transcript, names: Mapping[str, str], against: float) -> Extra:
    """Return what the speakers say of a bead: two turns become one only where one person has both."""
    first = [turn.speaker for turn in main.turns]
    second = [names.get(turn.speaker or "", turn.speaker) for turn in other.turns]
    printed = set(first)

    def extra(one: Sequence[int], two: Sequence[int]) -> float:
        speaker, translated = first[one[0]], second[two[0]]
        if any(first[place] != speaker or main.turns[place].chapters for place in one[1:]):
            return math.inf
        if any(second[place] != translated or other.turns[place].chapters for place in two[1:]):
            return math.inf
        if speaker == translated:
            return 0.0 if speaker is None else _SAME
        return against if against == math.inf or translated in printed else 0.0

    return extra


def _vote(main: Transcript, other: Transcript, beads: Iterable[Bead]) -> dict[str, str]:
    """Return for each speaker of the translation the one whose turns most of his stand beside."""
    votes: dict[str, Counter[str]] = {}
    for bead in beads:
        for place in bead.two:
            name = other.turns[place].speaker
            beside = main.turns[bead.one[0]].speaker if bead.one else None
            if name and beside:
                votes.setdefault(name, Counter())[beside] += 1
    heard = Counter(turn.speaker for turn in other.turns)
    found: dict[str, str] = {}
    for name, counts in votes.items():
        [(beside, times)] = counts.most_common(1)
        if name != beside and times * 2 > heard[name]:
            found[name] = beside
    # A name that both files print stands for itself.
    printed = {turn.speaker for turn in main.turns}
    return {name: beside for name, beside in found.items() if name not in printed}


def _turn(main: Transcript, other: Transcript, bead: Bead, names: Mapping[str, str]) -> Turn:
    first = [main.turns[place] for place in bead.one]
    second = [_as_side_of(other, other.turns[place]) for place in bead.two]
    chapters = (*(chapter for turn in first for chapter in turn.chapters), *_chapters(other, second))
    speaker = first[0].speaker if first else names.get(second[0].speaker or "", second[0].speaker)
    sides = (*_joined(first), *_joined(second))
    return Turn(number=1, speaker=speaker, sides=sides, chapters=chapters, rows=_rows(sides))


def _chapters(other: Transcript, turns: Iterable[Turn]) -> Iterator[Chapter]:
    for turn in turns:
        yield from (replace(chapter, source=chapter.source or other.source) for chapter in turn.chapters)


def _as_side_of(other: Transcript, turn: Turn) -> Turn:
    sides = tuple(replace(side, source=other.source_of(side)) for side in turn.sides)
    return replace(turn, sides=sides)


def _joined(turns: Sequence[Turn]) -> Iterator[Side]:
    """Yield the sides of turns that are one turn, language by language."""
    by_lang: dict[str, list[Side]] = {}
    for turn in turns:
        for side in turn.sides:
            by_lang.setdefault(side.lang, []).append(side)
    for sides in by_lang.values():
        paragraphs = tuple(paragraph for side in sides for paragraph in side.paragraphs)
        yield replace(sides[0], paragraphs=paragraphs)


def _rows(sides: Sequence[Side]) -> tuple[tuple[int, ...], ...]:
    """Return how many paragraphs of each side stand beside each other; nothing where they do one by one."""
    if len(sides) != 2 or len(sides[0].paragraphs) == len(sides[1].paragraphs):
        return ()
    one, two = ([make_part(paragraph.text) for paragraph in side.paragraphs] for side in sides)
    return tuple((len(bead.one), len(bead.two)) for bead in align_parts(one, two))


def _shared_out(turns: Sequence[Turn], lang: str) -> list[Turn]:
    """Return the turns, each with its own part of a translation that has two speeches of somebody in one.

    Where a translator leaves out what somebody else threw in, the speeches before and after it run together.
    """
    found = list(turns)
    for place, turn in enumerate(turns):
        if turn.side(lang) is None and turn.speaker is not None:
            near = next((at for at in _neighbours(found, place, lang) if found[at].speaker == turn.speaker), None)
            if near is not None:
                first, second = sorted((place, near))
                found[first], found[second] = _parted(found[first], found[second], lang)
    return found


def _neighbours(turns: Sequence[Turn], place: int, lang: str) -> Iterator[int]:
    """Yield the nearest turns before and after one that have the translation, if none of them is far."""
    for step in (1, -1):
        there = (at for at in range(place + step, place + 4 * step, step) if 0 <= at < len(turns))
        yield from (at for at in there if turns[at].side(lang))


def _parted(one: Turn, two: Turn, lang: str) -> tuple[Turn, Turn]:
    """Share the translation that one of two turns has out between both, if its paragraphs fall into two parts."""
    side = one.side(lang) or two.side(lang)
    own = len(one.main.paragraphs)
    if side is None or len(side.paragraphs) < 2 or lang in {one.main.lang, two.main.lang}:
        return one, two
    parts = [make_part(text.text) for turn in (one, two) for text in turn.main.paragraphs]
    beads = align_parts(parts, [make_part(text.text) for text in side.paragraphs])
    if any(bead.one and bead.one[0] < own <= bead.one[-1] for bead in beads):
        return one, two
    cut = max((bead.two[-1] + 1 for bead in beads if bead.one and bead.one[0] < own and bead.two), default=0)
    if not 0 < cut < len(side.paragraphs):
        return one, two
    return _with_side(one, side, slice(cut)), _with_side(two, side, slice(cut, None))


def _with_side(turn: Turn, side: Side, part: slice) -> Turn:
    kept = (it for it in turn.sides if it.lang != side.lang)
    sides = (*kept, replace(side, paragraphs=side.paragraphs[part]))
    return replace(turn, sides=sides, rows=_rows(sides))


def _renamed(transcript: Transcript, names: Mapping[str, str]) -> Transcript:
    turns = (replace(turn, speaker=names.get(turn.speaker or "", turn.speaker)) for turn in transcript.turns)
    return replace(transcript, turns=tuple(turns))


def _merged(speakers: Iterable[Speaker], names: Mapping[str, str]) -> Iterator[Speaker]:
    """Yield the speakers, each with what the translation calls him among his aliases."""
    known = tuple(speakers)
    for speaker in known:
        if speaker.id not in names:
            others = [other for other in known if names.get(other.id) == speaker.id]
            more = [alias for other in others for alias in (other.name, *other.aliases)]
            yield replace(speaker, aliases=(*speaker.aliases, *more))
