"""What can go wrong, always as one line: `path:line: what is wrong; what would be right`.

    TalkbookError            anything the user can mend; a door prints it and ends with status 1
    ├─ ProblemsError         one or more problems in the sources of talks
    ├─ SettingsError         the site's own settings (mkdocs.yml, arguments) are wrong
    └─ LossError             the proof found words that are not where they belong

Anything else that is raised is a fault of Talkbook and shows its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.origin import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong in a source file."""

    origin: Origin
    """Where it is."""
    wrong: str
    """What is wrong."""
    right: str
    """What would be right."""
    fatal: bool = True
    """False when the talk can be published all the same: the page shows the matter and a warning is printed."""

    def __str__(self) -> str:
        kind = "" if self.fatal else "warning: "
        return f"{self.origin}: {kind}{self.wrong}; {self.right}"


def fatal_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that keep a talk from being published."""
    return tuple(problem for problem in problems if problem.fatal)


class TalkbookError(Exception):
    """Anything the user can mend."""


class ProblemsError(TalkbookError):
    """Problems in the sources of one or more talks, each with its place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        """The problems, in the order they were met."""
        super().__init__("\n".join(map(str, self.problems)))


class SettingsError(TalkbookError):
    """The settings of the site are missing or wrong."""


class LossError(TalkbookError):
    """The proof failed; the message has one line for each loss."""
