"""Utterances to turns, and labels to speakers.

A transcript in one language: one speaker until the next is one turn. A transcript in two gives every turn twice
under the same label, so there neighbours with one speaker are the two languages of a turn, and two utterances of
one language never become one. Which language comes first is the habit of the file; a turn that lacks a language
stands alone, and nothing after it shifts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from generator import anchors
from generator.languages import UNDETERMINED, detect_lang
from generator.model import Side, Speaker, Transcript, Turn, Utterance
from generator.origin import Excerpt
from generator.talk_langs import match_lang
from generator.values import value
from generator.words import count_words, folded

EVENT_LABELS = frozenset(
    ["break", "intro", "jingle", "music", "outro", "sample", "song", "休息", "茶歇", "音乐", "音樂", "片头", "片尾"]
)
"""Labels that are no person's, as `label_key` has them."""

SpeakerOf = Callable[[str], str]
"""Gives the id of the speaker a label stands for."""

# "OK", "Yan?", "GPT-4": so few words are often written alike in both languages.
_SHORT = 3


@value(frozen=True, slots=True)
class _Piece:
    """An utterance with what it means for the turns."""

    speaker: str | None
    lang: str
    utterance: Utterance

    @property
    def short(self) -> bool:
        return sum(count_words(paragraph.text) for paragraph in self.utterance.paragraphs) <= _SHORT


def make_turns(utterances: Iterable[Utterance], langs: Sequence[str], speaker_of: SpeakerOf) -> tuple[Turn, ...]:
    """Return the turns of a transcript in reading order; `langs` are its languages, the main one first."""
    pieces = [single for utterance in utterances for single in _apart(_piece(utterance, langs, speaker_of), langs)]
    groups = _pair(pieces, langs) if len(langs) > 1 else _join(pieces)
    return tuple(
        Turn(
            number=number,
            speaker=group[0].speaker,
            sides=_sides(group, langs),
            chapters=group[0].utterance.chapters,
        )
        for number, group in enumerate(groups, start=1)
    )


def unpaired(transcript: Transcript) -> tuple[Turn, ...]:
    """Return the turns that lack a language of the transcript; those without a letter have nothing to translate."""
    return tuple(
        turn
        for turn in transcript.turns
        if len(turn.sides) < len(transcript.langs)
        and any(detect_lang(text.text) != UNDETERMINED for side in turn.sides for text in side.paragraphs)
    )


def is_event_label(label: str) -> bool:
    """Tell whether a label names no person but something that happens: `Break`. `Breakmaster` is a person."""
    return label_key(label) in EVENT_LABELS


# A talk has a handful of labels; each is compared for every turn, by a dozen callers.
@lru_cache(maxsize=1024)
def label_key(label: str) -> str:
    """Return a label as it is compared: whatever its case and white space."""
    return folded(label).casefold()


def make_speakers(labels: Iterable[str]) -> tuple[Speaker, ...]:
    """Return a speaker for each different label, in the order they first occur."""
    names: dict[str, str] = {}
    for label in labels:
        names.setdefault(label_key(label), folded(label))
    ids = anchors.unique([anchors.slug(name) for name in names.values()])
    return tuple(
        Speaker(id=speaker_id, name=name, person=not is_event_label(name))
        for speaker_id, name in zip(ids, names.values(), strict=True)
    )


def speaker_ids(speakers: Iterable[Speaker]) -> dict[str, Speaker]:
    """Return the speaker for every `label_key` that stands for one: names before aliases."""
    known = tuple(speakers)
    by_alias = {label_key(alias): speaker for speaker in known for alias in speaker.aliases}
    return by_alias | {label_key(speaker.name): speaker for speaker in known}


def _piece(utterance: Utterance, langs: Sequence[str], speaker_of: SpeakerOf) -> _Piece:
    speaker = speaker_of(utterance.label.text) if utterance.label else None
    if len(langs) > 1:
        return _Piece(speaker, match_lang(utterance.lang, langs) or UNDETERMINED, utterance)
    return _Piece(speaker, langs[0] if langs else UNDETERMINED, utterance)


def _apart(piece: _Piece, langs: Sequence[str]) -> Iterator[_Piece]:
    """Take the paragraphs that nobody is named for apart: each may be somebody else's, or a translation."""
    if piece.utterance.label or len(piece.utterance.paragraphs) < 2:
        yield piece
        return
    for position, paragraph in enumerate(piece.utterance.paragraphs):
        chapters = piece.utterance.chapters if position == 0 else ()
        lang = piece.lang
        if len(langs) > 1:
            lang = match_lang(detect_lang(paragraph.text), langs) or UNDETERMINED
        utterance = replace(piece.utterance, paragraphs=(paragraph,), chapters=chapters)
        yield replace(piece, lang=lang, utterance=utterance)


def _join(pieces: Iterable[_Piece]) -> list[list[_Piece]]:
    """Group a transcript in one language: one speaker until the next, or until a heading."""
    groups: list[list[_Piece]] = []
    for piece in pieces:
        last = groups[-1][-1].speaker if groups and not piece.utterance.chapters else None
        if last is not None and last == piece.speaker:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _pair(pieces: list[_Piece], langs: Sequence[str]) -> list[list[_Piece]]:
    """Group a transcript in several languages: a turn goes on while the same speaker is in a later language."""
    habit = _habit(pieces, langs)
    groups: list[list[_Piece]] = []
    for piece in _settled(pieces, habit):
        if groups and _goes_on(groups[-1][-1], piece, habit):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _goes_on(before: _Piece, piece: _Piece, habit: Sequence[str]) -> bool:
    same = before.speaker == piece.speaker and not piece.utterance.chapters
    return same and habit.index(before.lang) < habit.index(piece.lang)


def _habit(pieces: Iterable[_Piece], langs: Sequence[str]) -> list[str]:
    """Return the languages in the order in which a turn of this file has them.

    Every two neighbours with one speaker vote for the language in front; where a speaker has several turns in
    a row the votes between the turns are fewer by one. Where votes are even, what occurs first is first.
    """
    known = [piece for piece in pieces if piece.lang != UNDETERMINED]
    votes = Counter(one.lang for one, two in pairwise(known) if one.speaker == two.speaker and one.lang != two.lang)
    seen = list(dict.fromkeys([*(piece.lang for piece in known), *langs]))
    return sorted(seen, key=lambda lang: -votes[lang])


def _settled(pieces: list[_Piece], habit: Sequence[str]) -> list[_Piece]:
    """Give the pieces whose language their own words do not show the one that the habit makes likely."""
    settled: list[_Piece] = []
    for position, piece in enumerate(pieces):
        before = settled[-1] if settled and settled[-1].speaker == piece.speaker else None
        after = pieces[position + 1] if position + 1 < len(pieces) else None
        after = after if after and after.speaker == piece.speaker else None
        likely = _after(before, habit)
        doubtful = piece.lang == UNDETERMINED or (
            _is_out_of_step(piece, before, after, likely, habit) and piece.short
        )
        settled.append(replace(piece, lang=likely) if doubtful else piece)
    return settled


def _after(before: _Piece | None, habit: Sequence[str]) -> str:
    """Return the language that comes next where `before` is what the same speaker has just said."""
    rank = habit.index(before.lang) + 1 if before else 0
    return habit[rank] if rank < len(habit) else habit[0]


def _is_out_of_step(
    piece: _Piece, before: _Piece | None, after: _Piece | None, likely: str, habit: Sequence[str]
) -> bool:
    """Tell whether a short piece makes a pair if it is in the likely language, and none as it stands."""
    if likely == piece.lang:
        return False
    opens = likely == habit[0] and after is not None and after.lang == piece.lang
    closes = before is not None and before.lang == piece.lang and (after is None or after.lang != likely)
    return opens or closes


def _sides(group: Sequence[_Piece], langs: Sequence[str]) -> tuple[Side, ...]:
    by_lang: dict[str, list[_Piece]] = {}
    for piece in group:
        by_lang.setdefault(piece.lang, []).append(piece)
    order = [lang for lang in langs if lang in by_lang] or list(by_lang)
    return tuple(_side(lang, by_lang[lang]) for lang in order)


def _side(lang: str, pieces: Sequence[_Piece]) -> Side:
    label: Excerpt | None = pieces[0].utterance.label
    paragraphs = tuple(paragraph for piece in pieces for paragraph in piece.utterance.paragraphs)
    return Side(lang=lang, label=label, paragraphs=paragraphs)
