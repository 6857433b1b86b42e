"""Reads a talk as the product does, and counts what came of it."""

from __future__ import annotations

import re
import shutil
import traceback
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.analysis.witnessing import inherit_speakers
from generator.assemble import load_talk
from generator.errors import Problem, ProblemsError
from generator.model import Document, Role, Talk, Transcript
from generator.sources import TalkFolder
from generator.turns import is_event_label
from tests.accounting import excerpts, unaccounted
from tests.corpus.expected import CORPORA, Trial


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where a turn begins, by its first label."""

    offset: int
    """Offset of the label in the text of the file."""
    line: int
    """Its line, counted from 1."""
    label: str
    """The label as printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a talk."""

    trial: Trial
    formats: tuple[str, ...] = ()
    """The format of each file, as it was read."""
    turns: int = 0
    speakers: int = 0
    skipped: int = 0
    """Lines of which nothing is on a page, for they are structure."""
    repeated: int = 0
    """Lines that say again what was said."""
    found: tuple[Found, ...] = ()
    """The turns of the main transcript that name a speaker."""
    labels: frozenset[str] = frozenset()
    """The labels of persons, as printed."""
    warnings: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    """Why it cannot be published, in the words of the product."""
    faults: tuple[str, ...] = ()
    """Faults of the product: crashes, characters nobody accounts for, losses."""

    @property
    def read(self) -> bool:
        """Whether it became a talk."""
        return not self.refusals and bool(self.formats)


def stage(trials: Iterable[Trial], root: Path) -> None:
    """Copy the files of talks to where the product looks for them."""
    for trial in trials:
        folder = root / "talks" / trial.slug
        folder.mkdir(parents=True)
        for name in trial.files:
            shutil.copy(CORPORA / name, folder)


def read_trial(folder: TalkFolder, trial: Trial) -> Result:
    """Read one talk; nothing is raised, whatever it holds."""
    try:
        talk = inherit_speakers(load_talk(folder))
    except ProblemsError as error:
        return Result(trial=trial, warnings=_said(error.problems), refusals=_said(error.problems, fatal=True))
    except Exception:  # A crash is what is looked for.
        return Result(trial=trial, faults=(crash("reading"),))
    faults = [fault for document in talk.documents for fault in unaccounted(document)]
    return Result(
        trial=trial,
        formats=tuple(document.format for document in talk.documents),
        turns=sum(len(transcript.turns) for transcript in talk.transcripts),
        speakers=sum(speaker.person for speaker in talk.speakers),
        skipped=sum(_lines(document, Role.STRUCTURE) for document in talk.documents),
        repeated=sum(_lines(document, Role.REPEATED) for document in talk.documents),
        found=tuple(_found(talk, talk.transcripts[0])) if talk.transcripts else (),
        labels=frozenset(label for document in talk.documents for label in _labels(document)),
        warnings=_said(talk.problems),
        faults=tuple(f"accounting: {fault}"[:200] for fault in faults),
    )


def crash(doing: str) -> str:
    """Return the exception that is being handled as one line: what it is, and where it was raised."""
    lines = traceback.format_exc().strip().splitlines()
    places = [line.strip() for line in lines if line.strip().startswith("File ")]
    place = re.sub(r'File ".*?([^/"]+/[^/"]+)", line (\d+), in (\w+)', r"\1:\2 \3", places[-1]) if places else ""
    return f"crash while {doing}: {lines[-1][:160]} ({place})"


def _said(problems: Iterable[Problem], *, fatal: bool = False) -> tuple[str, ...]:
    return tuple(str(problem) for problem in problems if problem.fatal is fatal)


def _found(talk: Talk, transcript: Transcript) -> list[Found]:
    persons = {speaker.id for speaker in talk.speakers if speaker.person}
    found: dict[int, Found] = {}
    for turn in transcript.turns:
        labels = [side.label for side in turn.sides if side.label]
        if turn.speaker in persons and labels:
            first = min(labels, key=lambda label: label.start)
            # A chapter may cut a turn in two under one and the same label.
            found.setdefault(first.start, Found(offset=first.start, line=first.line, label=first.text))
    return list(found.values())


def _labels(document: Document) -> set[str]:
    labels = {utterance.label.text for utterance in document.utterances if utterance.label}
    return {label for label in labels if not is_event_label(label)}


def _lines(document: Document, role: Role) -> int:
    """Count the lines that hold what is left out for one reason, and nothing that is on a page."""
    ends = [match.end() for match in re.finditer(r"\r\n|\n|\r", document.source.text)]
    left_out = {skipped.excerpt.start for skipped in document.skipped}
    gone = {
        line
        for skipped in document.skipped
        if skipped.role is role
        for line in _range(ends, skipped.excerpt.start, skipped.excerpt.end)
    }
    kept = (excerpt for excerpt in excerpts(document) if excerpt.start not in left_out)
    shown = {
        line for excerpt in kept for start, end in excerpt.spans() for line in _range(ends, start, max(start, end))
    }
    return len(gone - shown)


def _range(ends: list[int], start: int, end: int) -> range:
    return range(bisect_right(ends, start), bisect_right(ends, max(start, end - 1)) + 1)
