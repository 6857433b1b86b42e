"""Words, lines or sentences with their speakers and times, as engines give them, made into utterances.

An engine's file is a list of small things said. Neighbours under one label become one utterance, in paragraphs that
can be read: a new one at the end of a sentence or at a pause. What stands between two of them is the reader's to
say, for most files have no white space there.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from generator.languages import detect_lang
from generator.origin import Excerpt, Piece
from generator.paragraphs import KEPT_WHOLE, ends_sentence, split_paragraphs
from generator.speech import Chapter, LabelPlace, Utterance
from generator.timecode import TimeSpan
from generator.values import value
from generator.words import count_words

_SHORTEST, _LONGEST = 60, 130
"""Words of a paragraph that a sentence may end, and of one that ends anywhere."""
_PAUSED = 30
"""Words after which a sentence and a pause end a paragraph."""
_PAUSE_MS, _SILENCE_MS = 2000, 10_000
"""A pause to draw breath, and one that ends a paragraph whatever was said."""

# Letters and marks of scripts that write no space between words, full-width forms among them.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\uff00-\uffef"
_CLOSING = re.compile(r"[,.;:!?%…)\]}»”’、。，！？：；）」』】》]+(?:\s|$)")
_OPENING = re.compile(r"[(\[{«“‘¿¡（「『【《]$")
# The languages that their script gives away: a file that states another one than its letters show is wrong.
_OTHER_SCRIPTS = frozenset({"ar", "el", "fa", "he", "hi", "ja", "ko", "ru", "th", "uk", "zh"})


@value(frozen=True, slots=True, kw_only=True)
class Said:
    """A word, a line or a sentence."""

    text: Excerpt
    """What was said."""
    label: Excerpt | None = None
    """Who says it, as printed."""
    time: TimeSpan | None = None
    """When it is heard."""
    glued: bool | None = None
    """Whether it follows the one before without white space; None where the file leaves that to us."""
    chapters: tuple[Chapter, ...] = ()
    """The headings right before it."""


def make_utterances(said: Sequence[Said], stated_lang: str = "") -> tuple[Utterance, ...]:
    """Return the utterances of what was said; `stated_lang` is the language that the file names."""
    return tuple(_utterance(run, stated_lang) for run in _runs(said))


def label_place(utterances: Sequence[Utterance]) -> LabelPlace:
    """Return where labels stand to the text they are for: all before it, all behind it, or neither."""
    starts = sorted({label.start for said in utterances for label in said.labels})
    for place in (LabelPlace.BEFORE, LabelPlace.AFTER):
        if all(_stands(said, starts, place) for said in utterances if said.label):
            return place
    return LabelPlace.APART


def fit(words: Sequence[Said], text: str) -> list[Said] | None:
    """Return words with the white space that a text of them has; None where the text says anything else."""
    fitted: list[Said] = []
    reached = 0
    for word in words:
        first = _skip_space(text, reached)
        if not text.startswith(word.text.text, first):
            return None
        glued = first == reached if fitted else None
        fitted.append(word if word.glued is glued else replace(word, glued=glued))
        reached = first + len(word.text.text)
    return fitted if fitted and _skip_space(text, reached) == len(text) else None


def joined(said: Sequence[Said]) -> Excerpt:
    """Return things said in one go as one excerpt, each heard at its time."""
    pieces: list[Piece] = []
    for before, item in zip([None, *said], said, strict=False):
        text = item.text
        if before and not _glued(before, item):
            pieces.append(Piece(" ", text.start, text.start, text.line, before.time))
        if text.pieces:
            pieces += text.timed(item.time).pieces
        else:
            pieces.append(Piece(text.text, text.start, text.end, text.line, item.time))
    whole = "".join(piece.text for piece in pieces)
    return Excerpt(whole, pieces[0].start, pieces[-1].end, pieces[0].line, tuple(pieces))


def _runs(said: Sequence[Said]) -> Iterator[list[Said]]:
    run: list[Said] = []
    for item in said:
        if run and (item.chapters or item.label != run[-1].label):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _utterance(run: Sequence[Said], stated_lang: str) -> Utterance:
    paragraphs = tuple(part for group in _paragraphs(run) for part in split_paragraphs(joined(group)))
    labels = tuple({item.label.start: item.label for item in run if item.label}.values())
    return Utterance(
        label=labels[0] if labels else None,
        paragraphs=paragraphs,
        lang=_lang(" ".join(paragraph.text for paragraph in paragraphs), stated_lang),
        again=labels[1:],
        chapters=run[0].chapters,
    )


def _paragraphs(run: Sequence[Said]) -> Iterator[list[Said]]:
    """Yield the paragraphs of one speech: up to 150 words stay whole unless the speaker pauses."""
    counts = [count_words(item.text.text) for item in run]
    left = sum(counts)
    long = left > KEPT_WHOLE
    group: list[Said] = []
    words = 0
    for item, count in zip(run, counts, strict=True):
        over = group and (words + count > KEPT_WHOLE or _is_over(group[-1], item, words, left if long else 0))
        if over and not _torn(group[-1], item):
            yield group
            group, words = [], 0
        group.append(item)
        words, left = words + count, left - count
    yield group


def _is_over(last: Said, after: Said, words: int, left: int) -> bool:
    """Tell whether a paragraph of so many words ends, with so many `left` to say; 0 for a short speech."""
    pause_ms = _pause_ms(last, after)
    if pause_ms >= _SILENCE_MS:
        return True
    if words >= _PAUSED and pause_ms >= _PAUSE_MS and (words >= _SHORTEST or ends_sentence(last.text.text)):
        return True
    if words >= _SHORTEST and left >= _PAUSED and ends_sentence(last.text.text):
        return True
    return left > 0 and words >= _LONGEST


def _pause_ms(last: Said, after: Said) -> int:
    if not last.time or not after.time:
        return 0
    ended = last.time.start_ms if last.time.end_ms is None else last.time.end_ms
    return after.time.start_ms - ended


def _glued(before: Said, item: Said) -> bool:
    """Tell whether two things said stand together, as the file says or as people write."""
    if item.glued is not None:
        return item.glued
    last, first = before.text.text[-4:], item.text.text[:4]
    if last[-1].isascii() and last[-1].isalnum() and first[0].isascii() and first[0].isalnum():
        return False
    return _unspaced(last, first) or bool(_CLOSING.match(first) or _OPENING.search(last))


def _torn(before: Said, item: Said) -> bool:
    """Tell whether a paragraph that ends between two things said would tear a word, or a mark from its word."""
    last, first = before.text.text[-4:], item.text.text[:4]
    return bool(_CLOSING.match(first)) or (_glued(before, item) and not _unspaced(last, first))


def _unspaced(last: str, first: str) -> bool:
    end, begin = _unspaced_edges()
    return bool(end.search(last) and begin.match(first))


@cache
def _unspaced_edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the end and the begin of a text without spaces; made late, for so many letters take milliseconds."""
    letter = rf"[{_UNSPACED}\U00020000-\U0003ffff]"
    return re.compile(rf"{letter}[”’」』）》】…]*$"), re.compile(rf"[“‘「『（《【]*{letter}")


def _lang(text: str, stated: str) -> str:
    """Return the language of a text: what its script shows, or for Latin letters what the file states."""
    found = detect_lang(text)
    return stated if stated and found in {"en", "und"} and stated not in _OTHER_SCRIPTS else found


def _stands(utterance: Utterance, starts: Sequence[int], place: LabelPlace) -> bool:
    own = {label.start for label in utterance.labels}
    before = place is LabelPlace.BEFORE
    for excerpt in utterance.paragraphs:
        for start, _ in excerpt.spans():
            near = bisect(starts, start) - before
            if not 0 <= near < len(starts) or starts[near] not in own:
                return False
    return True


def _skip_space(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start
