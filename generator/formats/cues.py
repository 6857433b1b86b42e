"""Cues to utterances: who speaks, in paragraphs that can be read, with the times of the cues.

The order of the file is kept, also where the times go back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from generator.errors import Problem, ProblemsError
from generator.formats.caption_labels import Names, Speech, elect_names, split_speeches
from generator.formats.caption_text import Said, read_caption_line
from generator.formats.cue_blocks import Cue, CueFile
from generator.formats.rolling import find_repeats
from generator.languages import detect_lang
from generator.marks import repeated
from generator.model import Document, Skipped, Utterance
from generator.origin import Excerpt, Piece, Source, join_excerpts
from generator.paragraphs import KEPT_WHOLE, split_paragraphs
from generator.timecode import TimeSpan
from generator.words import count_words, folded

_PAUSE_MS = 2000
"""A silence that begins a paragraph, if the last one has enough words."""
_PAUSED, _SHORTEST, _LONGEST = 30, 60, 130
"""How many words a paragraph must have to end at a pause, at a sentence, and wherever it is."""
_TAIL = 20
"""So few last words do not make a paragraph of their own."""
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bSt)(?<!\bvs)(?:[.?!…][\"'”’)\]]*(?:$|\s+(?![a-z\s]))"
    r"|[。？！][”’」』）]*(?![。？！”’」』）]))"
)


@dataclass(slots=True)
class _Run:
    """A paragraph while it is gathered."""

    texts: list[Excerpt] = field(default_factory=list)
    words: int = 0


@dataclass(slots=True)
class _Turn:
    """An utterance while it is gathered."""

    label: Excerpt | None
    time: TimeSpan | None
    texts: list[Excerpt] = field(default_factory=list)
    again: list[Excerpt] = field(default_factory=list)


def read_captions(source: Source, found: CueFile, name: str, lang: str | None = None) -> Document:
    """Return the document of a caption file; `lang` is what the file says of its language.

    Raises `ProblemsError` where no cue has any words.
    """
    skipped = list(found.skipped)
    turns = _turns(_said(found.cues, skipped), skipped)
    if not any(turn.texts for turn in turns):
        wrong, right = "no cue has any text", "write the text of each cue below its line of times"
        raise ProblemsError([Problem(origin=source.origin(1), wrong=wrong, right=right)])
    return Document(
        source=source,
        format=name,
        utterances=tuple(_utterance(turn, lang) for turn in turns),
        skipped=tuple(sorted(skipped, key=lambda item: item.excerpt.start)),
        problems=tuple(_problems(source, found)),
    )


def join_paragraphs(texts: Sequence[Excerpt]) -> Iterator[Excerpt]:
    """Yield what one speaker says, given cue by cue, as paragraphs of about 60 to 130 words."""
    runs: list[_Run] = []
    run = _Run()
    for text in texts:
        count = count_words(text.text)
        if (run.words >= _PAUSED and _is_pause(run, text)) or (run.texts and run.words + count > _LONGEST):
            runs.append(run)
            run = _Run()
        cut = _last_sentence_end(text.text) if run.words + count >= _SHORTEST else 0
        if cut:
            rest = text.part(cut, len(text.text))
            left = count_words(rest.text)
            runs.append(_Run([*run.texts, text.part(0, cut)], run.words + count - left))
            run = _Run([rest] if rest.text else [], left)
        else:
            run.texts.append(text)
            run.words += count
    if runs and run.texts and run.words < _TAIL and not _is_pause(runs[-1], run.texts[0]):
        runs[-1].texts += run.texts
    elif run.texts:
        runs.append(run)
    for run in runs:
        joined = join_excerpts(run.texts) if len(run.texts) > 1 else run.texts[0]
        yield from split_paragraphs(joined) if run.words > KEPT_WHOLE else (joined,)


def _said(cues: Sequence[Cue], skipped: list[Skipped]) -> list[tuple[Cue, list[Said]]]:
    """Return what each cue says; add its tags, and the lines that only roll on, to `skipped`."""
    repeats = find_repeats(cues)
    rows: list[tuple[Cue, list[Said]]] = []
    for cue in cues:
        said: list[Said] = []
        for line in cue.lines:
            if line.start in repeats:
                skipped.append(repeated(line, repeats[line.start]))
                continue
            found = read_caption_line(line, cue.time)
            skipped += found.marks
            said += found.said
        if said:
            rows.append((cue, said))
    voiced = sum(any(one.voice for one in said) for _, said in rows)
    if voiced * 2 >= len(rows) and voiced:
        # Voices stand in each cue, not only where they change: a cue without one is nobody's.
        for _, said in rows:
            said[0] = said[0] if said[0].voice else replace(said[0], ended=True)
    return rows


def _turns(rows: Sequence[tuple[Cue, Sequence[Said]]], skipped: list[Skipped]) -> list[_Turn]:
    """Group what is said by speaker: one until the next."""
    voiced = any(one.voice for _, said in rows for one in said)
    names = Names() if voiced else elect_names([said[0].text.text for _, said in rows if said[0].text])
    turns: list[_Turn] = []
    for cue, said in rows:
        ended = False
        for speech in (speech for one in said for speech in split_speeches(one, names)):
            skipped += speech.marks
            ended = (ended or speech.ended) and not speech.label
            if speech.text or speech.label:
                label = _untimed(speech.label) if speech.label else None
                if _begins(turns, speech, ended=ended):
                    turns.append(_Turn(label=label, time=cue.time))
                elif label:
                    turns[-1].again.append(label)
                ended = False
            if speech.text:
                turns[-1].texts.append(_timed(speech.text, cue.time))
    return turns


def _begins(turns: Sequence[_Turn], speech: Speech, *, ended: bool) -> bool:
    """Tell whether another speaker begins than spoke last."""
    if not turns:
        return True
    last = turns[-1].label
    if speech.label and last and last.text == speech.label.text:
        return False
    if speech.label:
        return last is None or folded(last.text) != folded(speech.label.text)
    return speech.changed or (ended and last is not None)


def _timed(text: Excerpt, time: TimeSpan | None) -> Excerpt:
    """Return a text with the time of its cue, unless its words have times of their own."""
    if text.pieces or time is None:
        return text
    start, end, line = text.start, text.end, text.line
    return Excerpt(text.text, start, end, line, (Piece(text.text, start, end, line, time),))


def _untimed(label: Excerpt) -> Excerpt:
    if not label.pieces:
        return label
    return replace(label, pieces=tuple(replace(piece, time=None) for piece in label.pieces))


def _utterance(turn: _Turn, hint: str | None) -> Utterance:
    paragraphs = tuple(join_paragraphs(turn.texts))
    lang = detect_lang("\n".join(paragraph.text for paragraph in paragraphs))
    # Every language in Latin script is taken for English, unless the file knows better.
    lang = hint if hint and lang == "en" else lang
    label = turn.label.timed(turn.time) if turn.label and not paragraphs else turn.label
    return Utterance(label=label, paragraphs=paragraphs, lang=lang, again=tuple(turn.again))


def _is_pause(run: _Run, after: Excerpt) -> bool:
    before = run.texts[-1].time if run.texts else None
    if not before or before.end_ms is None or not after.time:
        return False
    return after.time.start_ms - before.end_ms >= _PAUSE_MS


def _last_sentence_end(text: str) -> int:
    """Return where the text behind the last sentence begins, 0 where no sentence ends."""
    return max((match.end() for match in _SENTENCE_END.finditer(text)), default=0)


def _problems(source: Source, found: CueFile) -> Iterator[Problem]:
    timed = [cue for cue in found.cues if cue.time]
    starts = [(cue, cue.time.start_ms) for cue in found.cues if cue.time]
    back = [cue.head for (_, earlier), (cue, start) in pairwise(starts) if start < earlier]
    read = {head.start for head in found.unread}
    endless = [cue.head for cue in timed if cue.time and cue.time.end_ms is None and cue.head.start not in read]
    for heads, wrong, right in (
        (found.unread, "the times cannot be read", "write them like 00:01:02.500 --> 00:01:04.000"),
        (found.stray, "the text is in no cue", "write a line of times above it; it is shown without a time"),
        (back, "the time goes back", "put the cues in the order of their times; they are shown as they stand"),
        (endless, "the cue does not end after it begins", "give it a later end; only its begin is used"),
    ):
        if heads:
            more = f", and so in {len(heads) - 1} more places below" if len(heads) > 1 else ""
            yield Problem(origin=source.origin(heads[0].line), wrong=wrong + more, right=right, fatal=False)
