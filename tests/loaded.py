"""Every talk of a site in full, as no build holds them at once: for tests that look into the record."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem, ProblemsError
from generator.model import Talk
from generator.sources import list_talks
from generator.talk_reading import load_place
from generator.talks import TALKS_FOLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Every talk that could be read, and what was wrong with the others."""

    talks: tuple[Talk, ...]
    """In the order of their slugs."""
    problems: tuple[Problem, ...]
    """Everything met in the sources, fatal or not."""


def load_talks(root: Path) -> Loaded:
    """Read every talk below `root/talks`; a broken one never takes the others down."""
    listed = list_talks(root / TALKS_FOLDER, TALKS_FOLDER)
    talks: list[Talk] = []
    problems = list(listed.problems)
    for place in listed.places:
        try:
            talk = load_place(root, place)
        except ProblemsError as error:
            problems += error.problems
        else:
            problems += talk.problems
            talks.append(talk)
    return Loaded(talks=tuple(talks), problems=tuple(problems))
