"""Speakers who may be one person, and labels that name nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.analysis import analyse
from generator.twins import are_alike
from tests.loaded import load_talks

LABELLED = """\
**Garrison:** Hello there, shall we start?

**Ann Lee:** Yes.

**Break:** Music plays.

**Garisson:** We are back.

**Ann:** Good. Is it?

**Break:**
"""


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Garrison", "Garisson", True),
        ("Gerhard Lazu", "Gehard Lazu", True),
        ("HorseJS", "Horse JS", True),
        ("Amanda", "Amanda Askell", True),
        ("唐鳳", "唐鳳 政委", True),
        ("Amanda Askell", "Amanda Smith", False),
        ("Martin", "Marvin", False),
        ("Speaker 1", "Speaker 2", False),
        ("Yan", "Jan", False),
        ("Moderator", "Audience", False),
    ],
)
def test_names_that_may_be_one(one: str, other: str, alike: bool) -> None:
    assert are_alike(one, other) is alike
    assert are_alike(other, one) is alike


def load(root: Path, talk_yml: str | None = None) -> tuple[str, ...]:
    folder = root / "talks" / "x"
    folder.mkdir(parents=True)
    (folder / "t.md").write_text(LABELLED, encoding="utf-8")
    if talk_yml:
        (folder / "talk.yml").write_text(talk_yml, encoding="utf-8")
    return tuple(map(str, load_talks(root).problems))


def test_twins_are_reported_and_not_merged(tmp_path: Path) -> None:
    problems = load(tmp_path)
    assert [problem.partition(";")[0] for problem in problems] == [
        "talks/x/t.md:7: warning: Garisson may be Garrison",
        "talks/x/t.md:9: warning: Ann may be Ann Lee",
    ]
    assert len([speaker for speaker in load_talks(tmp_path).talks[0].speakers if speaker.person]) == 4


def test_talk_yml_settles_it(tmp_path: Path) -> None:
    names = "speakers:\n- {name: Garrison, aliases: [Garisson]}\n- Ann Lee\n- Ann\n"
    assert load(tmp_path, names) == ()
    assert [speaker.name for speaker in load_talks(tmp_path).talks[0].speakers] == [
        "Garrison",
        "Ann Lee",
        "Break",
        "Ann",
    ]


def test_a_break_is_an_event_and_no_speaker(tmp_path: Path) -> None:
    load(tmp_path)
    talk = load_talks(tmp_path).talks[0]
    findings = analyse(talk)
    assert [turn.speaker for turn in talk.transcripts[0].turns][2] == "break"
    assert not talk.speaker("break").person
    assert "break" not in {stats.speaker for stats in findings.speakers}
    assert "break" not in {follow.first for follow in findings.follows} | {
        follow.then for follow in findings.follows
    }
    assert sum(stats.percent for stats in findings.speakers) == 100
