"""A talk of very many turns and speakers: what each of its pages shows, and that only the transcript grows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.analysis import analyse
from generator.assemble import load_talk
from generator.model import Talk
from generator.pages import render_pages
from generator.sources import find_talks
from tests.rendered import faults

ROOM_BYTES = 120_000
"""What a page may have, the frame around it left out."""


def long_talk(root: Path, turns: int, speakers: int) -> Talk:
    """Return a talk in which the speakers take turns; each turn has a number of words of its own."""
    folder = root / "talks" / "long"
    folder.mkdir(parents=True)
    said = (
        f"**Speaker Number{number % speakers}:** {'nobody counts these words ' * (1 + number * 7 % 19)}"
        for number in range(turns)
    )
    (folder / "transcript.md").write_text("\n\n".join(said), encoding="utf-8")
    return load_talk(find_talks(root / "talks").folders[0])


def pages_of(talk: Talk) -> dict[str, str]:
    """Return the pages of a talk by their names."""
    return {page.uri.partition("/")[2]: page.markdown for page in render_pages(talk, analyse(talk))}


@pytest.mark.parametrize("speakers", [2, 40, 100])
def test_no_page_of_a_long_talk_but_the_transcript_is_long(tmp_path: Path, speakers: int) -> None:
    pages = pages_of(long_talk(tmp_path, 2_600, speakers))
    sizes = {uri: len(page.encode()) for uri, page in pages.items()}
    assert [uri for uri, size in sizes.items() if size > ROOM_BYTES] == ["transcript.md"]


def test_a_meeting_of_many_has_room_for_a_few_turns_of_each(tmp_path: Path) -> None:
    # Corpus, c0008: 74 speakers with 221 turns, all of which were listed; the built page had 153 kB.
    page = pages_of(long_talk(tmp_path, 221, 74))["speakers.md"]
    assert len(page.encode()) < ROOM_BYTES * 0.8
    assert page.count('class="opening"') == 74
    assert "The longest turn" in page


@pytest.mark.parametrize(
    ("words", "opening"),
    [
        ("one two " * 9, "one two " * 8 + "one two"),
        ("one two " * 9 + "three", "one two " * 8 + "one two …"),
        ("一二三四五六七八九" * 4, "一二三四五六七八九" * 4),
        ("一二三四五六七八九" * 4 + "十", "一二三四五六七八九" * 4 + " …"),
        ("Claude 是" + "一二三四五六七八九" * 4, "Claude 是" + "一二三四五六七八九" * 3 + "一二三四 …"),
        ("W" * 80, "W" * 36 + " …"),
        ("ab\u0301" * 80, "ab\u0301" * 12 + " …"),
    ],
)
def test_an_opening_is_one_line_long(tmp_path: Path, words: str, opening: str) -> None:
    folder = tmp_path / "talks" / "one"
    folder.mkdir(parents=True)
    (folder / "transcript.md").write_text(f"**Ann:** {words}\n\n**Ben:** Yes.\n", encoding="utf-8")
    page = pages_of(load_talk(find_talks(tmp_path / "talks").folders[0]))["speakers.md"]
    assert re.findall(r'class="opening">(.*?)</span>', page)[0] == opening


def test_the_longest_turns_of_each_speaker_are_listed_in_their_order(tmp_path: Path) -> None:
    talk = long_talk(tmp_path, 600, 3)
    page = pages_of(talk)["speakers.md"]
    for place in range(3):
        section = page.split("<section ")[place + 1]
        listed = [int(number) for number in re.findall(r"\[(\d+)\]\(transcript.md#t\d+\)", section)]
        lengths = {turn.number: 1 + (turn.number - 1) * 7 % 19 for turn in talk.transcripts[0].turns}
        own = [turn.number for turn in talk.transcripts[0].turns if (turn.number - 1) % 3 == place]
        assert listed == sorted(listed)
        assert len(listed) == 20
        assert {lengths[one] for one in listed} <= {
            lengths[one] for one in sorted(own, key=lambda n: -lengths[n])[:20]
        }
        assert "The 20 longest turns" in section


def test_the_table_of_who_follows_whom_has_those_who_say_most(tmp_path: Path) -> None:
    talk = long_talk(tmp_path, 300, 60)
    page = pages_of(talk)["speakers.md"]
    table = page.split("#who-follows-whom", 1)[1].split("</table>", 1)[0]
    assert table.count("<tr>") == 25
    assert "Only the 24 who said most." in page


@pytest.mark.parametrize(("turns", "stretches", "bars"), [(200, 0, 200), (201, 6, 201), (2_000, 50, 240)])
def test_turns_stand_in_stretches_where_there_are_many(
    tmp_path: Path, turns: int, stretches: int, bars: int
) -> None:
    page = pages_of(long_talk(tmp_path, turns, 3))["transcript.md"]
    assert page.count('<div class="stretch"') == stretches
    assert page.count("<section ") == turns
    widths = [float(width) for width in re.findall(r'<rect x="[^"]*" width="([^"]*)"', page)]
    assert min(widths) > 0
    assert len(widths) == bars if turns <= 240 else 100 < len(widths) <= bars


def test_the_bars_of_the_ribbon_hold_every_turn_once(tmp_path: Path) -> None:
    page = pages_of(long_talk(tmp_path, 1_000, 3))["transcript.md"]
    spans = re.findall(r"<title>Turns? ([\d,]+)(?: to ([\d,]+))?, ", page)
    ends = [(number(first), number(last or first)) for first, last in spans]
    assert [first for first, _ in ends] == [1, *(last + 1 for _, last in ends[:-1])]
    assert ends[-1][1] == 1_000


def number(written: str) -> int:
    """Return a number that is grouped by thousands."""
    return int(written.replace(",", ""))


def test_the_fast_path_knows_the_pages_of_a_long_talk(tmp_path: Path) -> None:
    pages = pages_of(long_talk(tmp_path, 450, 30))
    assert faults({f"talks/long/{uri}": page for uri, page in pages.items()}) == []
