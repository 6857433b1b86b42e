"""Which lines of a transcript begin with a speaker's label.

A line is asked twice. Its grammar says whether it could be a label (`label_grammars`); a vote over the whole file
says whether it is one (`label_vote`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from generator.formats.body import find_fenced
from generator.formats.label_grammars import Candidate, match_label
from generator.formats.label_vote import Ballot, elect
from generator.origin import Excerpt

_CHANGE = re.compile(r"[.?!,…\-–—)\]\"”’]\s+(?=>>)")


def find_labels(lines: Sequence[Excerpt], known: Collection[str] = ()) -> tuple[Candidate | None, ...]:
    """Return for each line the label it begins with, still to be taken apart; None where it begins with none.

    `known` are the speakers that the file names elsewhere. Code between fences has no labels.
    """
    fenced = find_fenced(lines)
    candidates = [None if index in fenced else match_label(line) for index, line in enumerate(lines)]
    if not any(candidates):
        return (None,) * len(lines)
    elected = elect(Ballot(lines, candidates, known))
    return tuple(found if found and elected.admits(found) else None for found in candidates)


def split_arrows(lines: Sequence[Excerpt]) -> Sequence[Excerpt]:
    """Return lines, cut before arrows that stand behind a sentence: captions mark a change of speaker with `>>`."""
    if not any(line.text.startswith(">>") for line in lines):
        return lines
    cut: list[Excerpt] = []
    for line in lines:
        edges = [match.end() for match in _CHANGE.finditer(line.text)] if ">>" in line.text else []
        starts = [0, *edges]
        cut += (line.part(start, end) for start, end in zip(starts, [*edges, len(line.text)], strict=True))
    return cut


def is_conversation(lines: Sequence[Excerpt], above: int | None = None) -> bool:
    """Tell whether anybody speaks twice; labels in notes (`**Budget:** ...`) come once each.

    With `above`, the first time must be among so many lines at the begin.
    """
    names = [found.key if found else "" for found in find_labels(lines)]
    votes = Counter(filter(None, names))
    return any(votes[name] > 1 for name in names[:above] if name)
