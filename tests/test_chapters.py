"""Chapters from a file of their own: before which turn they stand."""

from __future__ import annotations

import json

import pytest

from generator.model import Talk
from tests.test_assemble import talk

TRANSCRIPT = "\n\n".join(
    f"[00:{minute:02}:00] **{name}:** This is what is said in minute {minute}."
    for minute, name in enumerate(("Ann", "Ben", "Ann", "Ben"), start=1)
)


def chaptered(*starts_s: float, transcript: str = TRANSCRIPT) -> Talk:
    listed = [{"startTime": start, "title": f"From {start}"} for start in starts_s]
    chapters = json.dumps({"version": "1.2.0", "chapters": listed})
    return talk({"transcript.md": f"{transcript}\n", "chapters.json": chapters})


@pytest.mark.parametrize(
    ("start_s", "turn"),
    [
        pytest.param(60, 1, id="exactly when a turn begins"),
        pytest.param(0, 1, id="before anybody speaks"),
        pytest.param(119, 2, id="a second before a turn begins"),
        pytest.param(61, 1, id="a second after a turn began"),
        pytest.param(150, 2, id="while somebody speaks"),
        pytest.param(900, 4, id="after the last turn began"),
    ],
)
def test_a_chapter_stands_before_the_turn_that_is_heard(start_s: int, turn: int) -> None:
    [transcript] = chaptered(start_s).transcripts
    assert [it.number for it in transcript.turns if it.chapters] == [turn]
    [chapter] = transcript.turns[turn - 1].chapters
    assert (chapter.title.text, chapter.start_ms) == (f"From {start_s}", start_s * 1000)


def test_a_chapter_that_begins_with_a_turn_is_not_taken_by_the_next_one() -> None:
    quick = "[00:01:00] **Ann:** Yes.\n\n[00:01:01] **Ben:** No.\n\n[00:02:00] **Ann:** We shall see about that.\n"
    [transcript] = chaptered(60, transcript=f"{quick}\n[00:03:00] **Ben:** We shall.").transcripts
    assert [it.number for it in transcript.turns if it.chapters] == [1]


def test_several_chapters_in_one_turn_keep_their_order() -> None:
    [transcript] = chaptered(130, 125, 140).transcripts
    assert [chapter.start_ms for chapter in transcript.turns[1].chapters] == [125_000, 130_000, 140_000]


def test_without_times_nobody_knows_where_chapters_belong() -> None:
    read = chaptered(0, 60, transcript="**Ann:** Good morning.\n\n**Ben:** Good morning to you.\n\n**Ann:** Right.")
    assert [chapter.title.text for chapter in read.chapters] == ["From 0", "From 60"]
    assert not any(turn.chapters for turn in read.transcripts[0].turns)
