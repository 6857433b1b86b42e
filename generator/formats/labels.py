"""Which lines of a transcript begin with a speaker's label.

A line is asked twice. Its grammar says whether it could be a label; a vote over the whole file says whether it is
one. `In January: ...` has the grammar of a label, but no file says it at the begin of one turn after another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.marks import marks
from generator.model import Skipped
from generator.origin import Excerpt
from generator.words import count_words, folded

_LONGEST_LABEL = 12
"""In words; `Clippy at the Office XP Launch 5/31/2001` is a real label."""
_LONGEST_NAME = 6
"""In words, for labels that only a colon marks."""
_PARTICLES = frozenset(
    ["al", "and", "bin", "da", "de", "del", "der", "di", "du", "el", "la", "le", "of", "the", "van", "von", "y"]
)
_EVENTS = frozenset(["Break", "Intro", "Jingle", "Music", "Outro", "Sample", "Song"])
"""Labels of what happens between the turns, once in a talk and often in a form of their own."""
_SENTENCE = re.compile(r"[.?!,;。？！，；]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelGrammar:
    """One way to print a label."""

    pattern: re.Pattern[str]
    """Matches a whole line, with the groups `name` and `text`."""
    accepts: Callable[[str], bool]
    """Whether a name can be one in this grammar."""
    bold: bool
    """Whether stars set the label off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The begin of an utterance: a line taken apart."""

    name: Excerpt
    """The speaker as printed."""
    text: Excerpt
    """What follows on the same line; may be empty."""
    marks: tuple[Skipped, ...]
    """The stars and the colon."""
    grammar: LabelGrammar
    """How it is printed."""


def _is_label(name: str) -> bool:
    return count_words(name) > 0 and len(name.split()) <= _LONGEST_LABEL


def _is_name(name: str) -> bool:
    parts = name.split()
    if not 0 < len(parts) <= _LONGEST_NAME or not count_words(name) or count_words(name) > 24:
        return False
    if _SENTENCE.search(parts[-1]) and not re.fullmatch(r"(?:[A-Z]|Jr|Sr|[A-Z][a-z]{1,3})\.", parts[-1]):
        return False
    # A letter without case (Han, Arabic ...) can begin a name.
    return not parts[0][0].islower() and all(not part[0].islower() or part in _PARTICLES for part in parts)


GRAMMARS = (
    LabelGrammar(  # **Name:** text
        pattern=re.compile(r"\*\*\s*+(?P<name>[^*\s][^*]{0,79}?)\s*+[:：]\s*+\*\*(?P<text>.*)", re.DOTALL),
        accepts=_is_label,
        bold=True,
    ),
    LabelGrammar(  # **Name**: text
        pattern=re.compile(r"\*\*\s*+(?P<name>[^*\s][^*]{0,79}?)\s*+\*\*\s*+[:：](?P<text>.*)", re.DOTALL),
        accepts=_is_label,
        bold=True,
    ),
    LabelGrammar(  # Name: text
        pattern=re.compile(
            r"(?P<name>[^\W_][^*:：]{0,79}?)\s*+(?:：|:(?=\s|$|[^\x00-\x7f]))(?P<text>.*)", re.DOTALL
        ),
        accepts=_is_name,
        bold=False,
    ),
)
"""The ways to print a label, in order of trial."""


def find_labels(lines: Sequence[Excerpt]) -> tuple[Label | None, ...]:
    """Return for each line the label it begins with, None where it begins with none."""
    candidates = [_match(line) for line in lines]
    bold = [label for label in candidates if label and label.grammar.bold]
    if bold and (candidates[0] in bold or _is_dialogue(bold)):
        elected = _elect_bold(bold)
    else:
        elected = _elect_plain([label for label in candidates if label and not label.grammar.bold], len(lines))
    return tuple(label if label and _key(label) in elected else None for label in candidates)


def is_conversation(lines: Sequence[Excerpt], above: int | None = None) -> bool:
    """Tell whether anybody speaks twice; labels in notes (`**Budget:** ...`) come once each.

    With `above`, the first time must be among so many lines at the begin.
    """
    names = [_key(label) if label else None for label in find_labels(lines)]
    votes = Counter(filter(None, names))
    return any(votes[name] > 1 for name in names[:above] if name)


def _match(line: Excerpt) -> Label | None:
    for grammar in GRAMMARS:
        match = grammar.pattern.fullmatch(line.text)
        if match and grammar.accepts(match["name"]):
            name, text = line.part(*match.span("name")), line.part(*match.span("text"))
            return Label(name=name, text=text, marks=marks(line, name, text), grammar=grammar)
    return None


def _is_dialogue(labels: Sequence[Label]) -> bool:
    """Tell labels from the headwords of notes: one comes twice, or there are several and all could be names."""
    names = [_key(label) for label in labels]
    return len(set(names)) < len(names) or (len(names) > 1 and all(map(_is_name, names)))


def _elect_bold(labels: Sequence[Label]) -> frozenset[str]:
    """Return the bold labels, without one that comes once and in a form of its own: `**Goal**: ...`."""
    votes = Counter(map(_key, labels))
    [(usual, _)] = Counter(label.grammar.pattern for label in labels).most_common(1)
    trusted = _EVENTS | ({name for name, count in votes.items() if count > 1} or set(votes))
    return frozenset(_key(label) for label in labels if _key(label) in trusted or label.grammar.pattern is usual)


def _elect_plain(labels: Sequence[Label], lines: int) -> frozenset[str]:
    """Return the plain labels that speak at least twice; one that speaks alone must hold a quarter of the lines."""
    votes = Counter(map(_key, labels))
    elected = {key: count for key, count in votes.items() if count >= 2}
    if len(elected) == 1 and sum(elected.values()) * 4 < lines:
        return frozenset()
    return frozenset(elected)


def _key(label: Label) -> str:
    return folded(label.name.text)
