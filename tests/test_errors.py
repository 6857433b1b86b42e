"""What goes wrong in the sources is told in one line with its place, and what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.assemble import load_talk
from generator.errors import Problem, ProblemsError
from generator.origin import Origin
from generator.sources import find_talks
from tests.cases import Case, cases


def report(talks_dir: Path) -> str:
    """Return what is printed of a folder of talks: the problems, then the talks that can be published."""
    gathered = find_talks(talks_dir, "talks")
    problems = list(gathered.problems)
    whole: list[str] = []
    for folder in gathered.folders:
        try:
            talk = load_talk(folder)
        except ProblemsError as error:
            problems += error.problems
        else:
            problems += talk.problems
            whole.append(talk.slug)
    return "".join(f"{line}\n" for line in [*map(str, problems), f"published: {', '.join(whole) or 'none'}"])


@pytest.mark.parametrize("case", cases("errors"), indirect=True)
def test_case(case: Case) -> None:
    case.expect("expected.txt", report(case.folder / "talks"))


def test_problems_are_printed_one_to_a_line() -> None:
    origin = Origin(path="talks/a/a.md", line=3)
    fatal = Problem(origin=origin, wrong="is wrong", right="make it right")
    warning = Problem(origin=origin, wrong="is odd", right="look at it", fatal=False)
    error = ProblemsError([fatal, warning])
    assert str(error).splitlines() == [
        "talks/a/a.md:3: is wrong; make it right",
        "talks/a/a.md:3: warning: is odd; look at it",
    ]
    assert error.problems == (fatal, warning)
