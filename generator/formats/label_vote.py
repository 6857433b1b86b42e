"""Which candidates of a file are labels: the vote that tells a dialogue from notes and prose.

Whoever speaks, speaks again: a label that comes twice is trusted, and one that comes once where it is printed as
the others are. The more a label is set off from prose, the less it needs. Headwords of notes (`Goal`, `Agenda`)
never count.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass

from generator.formats.label_grammars import Candidate, Family
from generator.formats.names import is_headword, is_initials, is_name, is_person, read_legend
from generator.marks import is_bullet
from generator.origin import Excerpt
from generator.turns import is_event_label

_CROSSING = frozenset({Family.HEADING, Family.SET_OFF, Family.TIMED, Family.PLAIN})
"""A name that is elected in one of these is a label in all of them: it may have lost its stars."""

_SENTENCE = re.compile(r"\s*(?!<|\S*://)[^\W\d_a-z]")
_WEAK = (
    *((Family.ARROW, 5), (Family.ANSWER, 0)),
    *((Family.NICK, 60), (Family.ROUND, 34)),
)
"""Families of labels that prose looks like; of how many lines in a hundred they must be the begin."""


class Ballot:
    """What is voted on."""

    def __init__(
        self, lines: Sequence[Excerpt], candidates: Sequence[Candidate | None], known: Collection[str]
    ) -> None:
        self.lines = lines
        """The lines of the file."""
        self.candidates = candidates
        """What each line would be if it began with a label."""
        self.known = frozenset(known)
        """Names of the speakers that the file states elsewhere."""
        self.of: defaultdict[Family, list[Candidate]] = defaultdict(list)
        """The candidates of each family that may name somebody."""
        for candidate in filter(None, candidates):
            if not is_headword(candidate.key):
                self.of[candidate.family].append(candidate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Elected:
    """The result of a vote."""

    names: frozenset[str] = frozenset()
    """The elected names."""
    families: frozenset[Family] = frozenset()
    """The families in which a label stands."""

    def admits(self, candidate: Candidate) -> bool:
        """Tell whether a candidate is a label."""
        if candidate.family not in self.families:
            return False
        if candidate.family is Family.ARROW and not candidate.key:
            return True
        return candidate.key in self.names and not _is_legend(candidate)


def elect(ballot: Ballot) -> Elected:
    """Return the names that are labels of the file."""
    names = _headed(ballot) | _set_off(ballot) or _timed(ballot)
    if names:
        # Where names are set off, a bare word and a colon is prose, unless it is one of these names.
        events = {name for name in _crossing(ballot) if is_event_label(name)}
        return Elected(names=frozenset(names | events | _legends(ballot, names)), families=_CROSSING)
    names = _plain(ballot)
    if names:
        nicks = _answering(ballot, names)
        return Elected(names=frozenset(names | nicks), families=_CROSSING | ({Family.NICK} if nicks else set()))
    for family, share in _WEAK:
        found = _weak(ballot, family, share)
        if found is not None:
            nicks = _answering(ballot, found)
            return Elected(names=found | nicks, families=frozenset({family, *({Family.NICK} if nicks else ())}))
    return Elected()


def _headed(ballot: Ballot) -> set[str]:
    """Return the labels that are headings: repeated, or names only, or one at a level that skips another."""
    labels = [label for label in ballot.of[Family.HEADING] if not is_event_label(label.key)]
    ended = [label for label in labels if label.grammar.style == "#:" and _signs(label) != "#"]
    if not ended or not (_is_dialogue(ended) or _skips_a_level(ballot, ended)):
        return set()
    return {label.key for label in labels if _signs(label) != "#"}


def _skips_a_level(ballot: Ballot, labels: Sequence[Candidate]) -> bool:
    """Tell whether the only label is of the third level where the file has none of the second: `### Ann:`."""
    second = any(line.text.startswith("## ") for line in ballot.lines)
    return all(_signs(label) == "###" for label in labels) and not second


def _set_off(ballot: Ballot) -> set[str]:
    labels = ballot.of[Family.SET_OFF]
    if not labels or _is_notes(ballot, labels):
        return set()
    first = ballot.candidates[0]
    if not (first in labels or _is_dialogue(labels) or any(label.key in ballot.known for label in labels)):
        return set()
    return _usual(labels, ballot.known)


def _timed(ballot: Ballot) -> set[str]:
    labels = ballot.of[Family.TIMED]
    votes = Counter(label.key for label in labels)
    if not any(count > 1 or name in ballot.known for name, count in votes.items()):
        return set()
    return _usual(labels, ballot.known)


def _usual(labels: Sequence[Candidate], known: Collection[str]) -> set[str]:
    """Return the names that come twice, are known, or are printed as most are; `**Goal**: ...` is none of these."""
    votes = Counter(label.key for label in labels)
    [(usual, _)] = Counter(label.grammar.style for label in labels).most_common(1)
    trusted = {name for name, count in votes.items() if count > 1 or name in known} or set(votes)
    return trusted | {label.key for label in labels if label.grammar.style == usual}


def _plain(ballot: Ballot) -> set[str]:
    """Return the bare names that speak twice; one that speaks alone must hold a quarter of the lines."""
    labels = [label for label in ballot.of[Family.PLAIN] if not _is_legend(label)]
    votes = Counter(label.key for label in labels)
    elected = {name for name, count in votes.items() if count > 1}
    known = {name for name in votes if name in ballot.known}
    if len(elected) == 1 and not known and votes.total() and votes[next(iter(elected))] * 4 < len(ballot.lines):
        elected = set()
    if not elected and {"Q", "A"} <= set(votes):
        elected = {"Q", "A"}
    if not elected | known:
        return set()
    return elected | known | _single(ballot, votes, elected) | _legends(ballot, elected | known)


def _single(ballot: Ballot, votes: Counter[str], elected: Set[str]) -> set[str]:
    """Return the bare names that speak once among others, where they can be nothing but names."""
    said = sum(count for name, count in votes.items() if name in elected)
    if len(elected) < 2 or said < 4:
        return set()
    short = sum(is_initials(name) for name in elected) * 2 > len(elected)
    dense = said * 2 > len(ballot.lines)
    return {
        name
        for name in votes
        if is_person(name)
        or (short and is_initials(name))
        or (dense and _is_first_of(name, elected | {*ballot.known}))
    }


def _is_first_of(name: str, others: Iterable[str]) -> bool:
    """Tell whether a name is a word of a longer one, or begins with the same letters: `Elicahi`, `Elichai`."""
    return any(name in other.split() or (len(name) > 3 and name[:4] == other[:4]) for other in others)


def _answering(ballot: Ballot, names: Collection[str]) -> set[str]:
    """Return the nicks that answer among `Q` and `A`: `sipa: Yes`; programs print small letters."""
    asked = {"Q", "A"} <= set(names) or {"问", "答"} <= set(names)
    said = [label for label in ballot.of[Family.NICK] if _SENTENCE.match(label.match["text"])]
    return {label.key for label in said} if asked else set()


def _legends(ballot: Ballot, names: Collection[str]) -> set[str]:
    """Return the labels that introduce initials: `Ann Lee (AL): Hello` before `AL: And so on`."""
    found = {name: read_legend(name) for name in _crossing(ballot)}
    return {key for key, legend in found.items() if legend and legend[1] in names}


def _weak(ballot: Ballot, family: Family, share: int) -> frozenset[str] | None:
    """Return the names of a family that is not used elsewhere; None unless it has so many percent of the lines."""
    labels = ballot.of[family]
    votes = Counter(label.key for label in labels)
    if family is Family.ANSWER:
        return frozenset(votes) if len(votes) > 1 else None
    if family is Family.ARROW:
        elected, enough = frozenset(votes) - {""}, len(labels) > 2
    else:
        elected = frozenset(name for name, count in votes.items() if count > 1)
        enough = len(elected) > 1
    said = sum(count for name, count in votes.items() if not name or name in elected)
    return elected if enough and said * 100 >= share * len(ballot.lines) else None


def _is_dialogue(labels: Sequence[Candidate]) -> bool:
    """Tell labels from the headwords of notes: one comes twice, or there are several and all could be names."""
    names = [label.key for label in labels]
    return len(set(names)) < len(names) or (len(names) > 1 and all(map(is_name, names)))


def _is_notes(ballot: Ballot, labels: Sequence[Candidate]) -> bool:
    """Tell whether most of the labels stand above a list: `**Benefits**:` and then bullets."""
    chosen = {id(label) for label in labels}
    above = sum(
        1
        for label, after in zip(ballot.candidates, ballot.lines[1:], strict=False)
        if label and id(label) in chosen and not label.match["text"].strip() and is_bullet(after)
    )
    return above * 2 > len(labels)


def _is_legend(label: Candidate) -> bool:
    """Tell whether a line introduces somebody: `Presenter: Ann Lee (AL)`."""
    text = label.match["text"]
    return text.endswith((")", "）")) and bool(read_legend(text.strip()))


def _crossing(ballot: Ballot) -> set[str]:
    return {label.key for family in _CROSSING for label in ballot.of[family]}


def _signs(label: Candidate) -> str:
    """Return the number signs of a heading."""
    return label.line.text.partition(" ")[0]
