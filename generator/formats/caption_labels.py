"""Who speaks in captions that have no voices: `Name: text`, `>> NAME: text`, `- text`.

Some tools print the name in every cue (Zoom), some only when it changes (Buzzsprout), and most never. A colon
proves nothing ("That's what it is: a game"), so the cues of the whole file vote on which beginnings are names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.formats.caption_text import Said, cut
from generator.marks import structure
from generator.model import Skipped
from generator.origin import Excerpt
from generator.words import count_words

_LONGEST = 64
"""In characters; names of Zoom hold an organisation: `Sebastian Bürgel [Gnosis/HOPR]`."""
_EVERY, _NEARLY_EVERY, _ENOUGH = 80, 95, 5
"""From which share of the cues, in percent, a file names the speaker in each; and how many cues must show it."""
_RARE = 100
"""Names that come only when they change come at least once in so many cues."""
_PARTICLES = frozenset(["al", "and", "bin", "da", "de", "del", "der", "di", "du", "el", "la", "le", "van", "von"])
_COMMON = """
a again and answer because but conclusion example finally first hint here hi i idea it look next no
note now oh ok okay one problem question quote remember right second so step summary that the then
there third this three tip today two warning well what which yes
"""
"""What begins a sentence with a colon, or stands before one, again and again."""
_SENTENCE_END = re.compile(r"[.?!,;…。？！，；]$")
_ABBREVIATION = re.compile(r"(?:^|\s)(?:[A-Z]|Jr|Sr|[A-Z][a-z]{1,3})\.$")
_ASKED = re.compile(r"[?!？！]")
_CHANGE = re.compile(
    r"(?:^|(?<=[.?!…)\]\"'”’♪—-]\s))(?P<arrows>>{2,3})\s*|^[-–](?:\s+|(?=[A-Z\[(\"“‘¿¡]))",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """What somebody says without a break."""

    text: Excerpt | None
    """The words; None for a name and nothing more."""
    label: Excerpt | None = None
    """The name that is printed before them."""
    changed: bool = False
    """Whether another speaker begins, though nobody is named."""
    ended: bool = False
    """Whether a voice ended right before."""
    marks: tuple[Skipped, ...] = ()
    """Colons, arrows and dashes."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a file prints before what they say."""

    keys: frozenset[str] = frozenset()

    def __contains__(self, name: str) -> bool:
        return _key(name) in self.keys


def elect_names(openings: Sequence[str]) -> Names:
    """Return the names that the cues of a file begin with; `openings` are the first words of each cue."""
    begins = [_unmarked(text) for text in openings]
    names = [_key(begin[slice(*span)]) if (span := _name_span(begin)) else "" for begin in begins]
    votes = Counter({name: count for name, count in Counter(names).items() if _could_be_name(name)})
    share = votes.total() * 100 // max(len(openings), 1)
    if share >= _EVERY:
        sure = share >= _NEARLY_EVERY and len(openings) >= _ENOUGH
        return Names(frozenset(name for name in votes if sure or _is_name(name) or _comes_back(name, votes)))
    back = {name for name, count in votes.items() if count > 1 and _is_name(name)}
    first = {name for name in names[:1] if _is_name(name)}
    often = sum(votes[name] for name in back) * _RARE >= len(openings)
    return Names(frozenset(back | first)) if back and often and len(back | first) > 1 else Names()


def split_speeches(said: Said, names: Names) -> Iterator[Speech]:
    """Yield the speeches of a stretch of caption text, in order."""
    if said.text is None:
        yield Speech(text=None, label=said.voice, ended=said.ended)
        return
    text = said.text
    matches = list(_CHANGE.finditer(text.text)) if _may_change(text.text) else []
    starts = [*(match.start() for match in matches), len(text.text)]
    if starts[0] > 0:
        lead = cut(text, 0, starts[0])
        yield _named(Speech(text=lead, label=said.voice, ended=said.ended), names)
    for match, end in zip(matches, starts[1:], strict=True):
        mark = cut(text, *match.span())
        speech = Speech(
            text=cut(text, match.end(), end),
            label=said.voice if match.start() == 0 else None,
            changed=True,
            marks=(_mark(mark),),
        )
        yield _named(speech, names, arrows=bool(match["arrows"]))


def _named(speech: Speech, names: Names, *, arrows: bool = False) -> Speech:
    """Return a speech with the name that its text begins with as its label."""
    text = speech.text
    if text is None or speech.label or not text.text:
        return replace(speech, text=text if text and text.text else None)
    span = _name_span(text.text)
    name = text.text[slice(*span)] if span else ""
    if not span or not (name in names or (arrows and _is_name(name))):
        return speech
    end = _colon(text.text) + 1
    marks = [_mark(cut(text, 0, span[0]))] if span[0] else []
    marks.append(_mark(cut(text, span[1], end)))
    rest = cut(text, end, len(text.text))
    return Speech(text=rest if rest.text else None, label=cut(text, *span), marks=(*speech.marks, *marks))


def _mark(excerpt: Excerpt) -> Skipped:
    """Return arrows, a dash or a colon as structure; an escape (`&gt;&gt;`) or a tag among them is letters."""
    if len(excerpt.pieces) > 1 or not all(piece.verbatim for piece in excerpt.pieces):
        return structure(excerpt, "markup")
    return structure(excerpt, "colon" if excerpt.text in ":：" else "mark")


def _may_change(text: str) -> bool:
    return ">>" in text or text[0] in "-–"


def _unmarked(text: str) -> str:
    match = _CHANGE.match(text) if _may_change(text) else None
    return text[match.end() :] if match else text


def _key(name: str) -> str:
    return " ".join(name.split())


def _colon(text: str) -> int:
    """Return where the first colon stands, plain or wide, if it may end a name; -1 where none does."""
    plain, wide = text.find(":", 1, _LONGEST), text.find("：", 1, _LONGEST)
    if wide >= 0 and (plain < 0 or wide < plain):
        return wide
    after = text[plain + 1 : plain + 2]
    return plain if not after or after.isspace() or not after.isascii() else -1


def _name_span(text: str) -> tuple[int, int] | None:
    """Return where in a text the words before the first colon stand, without brackets around all of them."""
    colon = _colon(text)
    if colon < 0:
        return None
    start, end = 0, len(text[:colon].rstrip())
    if text.startswith("[") and text.find("]") == end - 1:
        start, end = 1, end - 1
    return (start, end) if text[start:end].strip() else None


def _could_be_name(name: str) -> bool:
    short = 0 < count_words(name) <= 24 and len(name.split()) <= 8
    sentence = _SENTENCE_END.search(name) and not _ABBREVIATION.search(name)
    return short and not sentence and not _ASKED.search(name)


def _comes_back(name: str, votes: Counter[str]) -> bool:
    return votes[name] > 1 and not _is_common(name)


def _is_common(name: str) -> bool:
    return name.split(maxsplit=1)[0].casefold() in _COMMON.split()


def _is_name(name: str) -> bool:
    parts = name.split()
    if not _could_be_name(name) or len(parts) > 5 or _is_common(name):
        return False
    # A letter without case (Han, Arabic ...) can begin a name.
    return not parts[0][0].islower() and all(not part[0].islower() or part in _PARTICLES for part in parts)
