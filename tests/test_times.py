"""Times on the pages: links into the recording, the player, the track that it follows, and the time of speakers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag

from generator import anchors
from generator.analysis import analyse
from generator.analysis.speakers import count_speakers, turn_lengths
from generator.assemble import load_talk
from generator.model import Chapter, Talk, Transcript
from generator.origin import Excerpt, join_excerpts
from generator.pages import render_pages
from generator.pages.chapters import render_contents
from generator.pages.player import render_recording
from generator.pages.strings import strings_for
from generator.pages.times import media_href, time_track
from generator.sources import find_talks
from generator.timecode import TimeSpan
from generator.verify.compare import compare_page
from generator.verify.expected import Place, expected_pages
from generator.verify.found import found_page
from generator.verify.soup import soup_tree
from tests.cases import CASES_PATH

SAY = strings_for("en")
FILE = "https://media.example.org/bridges.mp3"


@pytest.fixture(scope="module")
def talk() -> Talk:
    """Read the timed talk of the cases."""
    (found,) = find_talks(CASES_PATH / "pages" / "timed" / "talks", shown="talks").folders
    return load_talk(found)


def untimed(transcript: Transcript) -> Transcript:
    """Return a transcript without any times."""
    turns = []
    for turn in transcript.turns:
        side = turn.main
        paragraphs = tuple(replace(excerpt, pieces=()) for excerpt in side.paragraphs)
        label = replace(side.label, pieces=()) if side.label else None
        turns.append(replace(turn, sides=(replace(side, paragraphs=paragraphs, label=label),)))
    return replace(transcript, turns=tuple(turns))


# --- Links into the recording ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("media", "href"),
    [
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=83s"),
        ("https://youtu.be/abc", "https://youtu.be/abc?t=83s"),
        ("https://youtu.be/abc?si=x#t=1", "https://youtu.be/abc?si=x&t=83s"),
        ("https://vimeo.com/1", "https://vimeo.com/1#t=83.25"),
        (FILE, f"{FILE}#t=83.25"),
        ("talk one.mp4", "talk%20one.mp4#t=83.25"),
    ],
)
def test_a_time_leads_into_the_recording(talk: Talk, media: str, href: str) -> None:
    assert media_href(replace(talk, media=media), 83250) == href


# --- The player -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("media", "tag", "preload"),
    [
        ("bridges.mp3", "audio", "metadata"),
        ("film/bridges.MP4", "video", "metadata"),
        (FILE, "audio", "none"),
        ("https://example.org/a.webm?key=1", "video", "none"),
    ],
)
def test_a_file_has_a_player(talk: Talk, media: str, tag: str, preload: str) -> None:
    written = render_recording(replace(talk, media=media), talk.transcripts[0], SAY)
    found = BeautifulSoup(str(written), "html.parser").find(tag)
    assert isinstance(found, Tag)
    assert (found["src"], found["preload"]) == (media, preload)
    assert not found.has_attr("autoplay")


@pytest.mark.parametrize(
    ("media", "where"),
    [("https://www.youtube.com/watch?v=abc", "youtube.com"), ("https://example.org/talk", "example.org")],
)
def test_a_page_elsewhere_is_only_linked(talk: Talk, media: str, where: str) -> None:
    written = BeautifulSoup(
        str(render_recording(replace(talk, media=media), talk.transcripts[0], SAY)), "html.parser"
    )
    assert written.find(["audio", "video", "iframe"]) is None
    assert written.get_text(" ", strip=True) == f"Recording {where}"


def test_without_times_there_is_a_link_and_without_a_recording_nothing(talk: Talk) -> None:
    transcript = untimed(talk.transcripts[0])
    assert "<audio" not in str(render_recording(talk, transcript, SAY))
    assert FILE in str(render_recording(talk, transcript, SAY))
    assert render_recording(replace(talk, media=None), talk.transcripts[0], SAY) is None


def test_without_a_recording_times_are_no_links(talk: Talk) -> None:
    pages = "".join(page.markdown for page in render_pages(replace(talk, media=None), analyse(talk)))
    assert '<time class="time apparatus">1:00:12</time>' in pages
    assert 'a class="time' not in pages


# --- What a player follows --------------------------------------------------------------------------


def test_the_track_counts_visible_characters_and_hundredths() -> None:
    def piece(text: str, start_ms: int | None) -> Excerpt:
        time = None if start_ms is None else TimeSpan(start_ms=start_ms)
        return Excerpt(text, 0, len(text), 1).timed(time)

    assert time_track(piece("one time", 500)) is None
    whole = join_excerpts([piece("Well 好", None), piece("😀 then", 1230), piece("go", 1239), piece("on", 900)])
    assert time_track(whole) == "5,123 5,1 2,-34"


# --- The list of chapters ---------------------------------------------------------------------------


def with_chapters(talk: Talk, levels: list[int]) -> Talk:
    first, *others = talk.transcripts[0].turns
    title = Excerpt("A part", 0, 6, 1)
    chapters = tuple(Chapter(title=title, level=level) for level in levels)
    bare = tuple(replace(turn, chapters=()) for turn in others)
    return replace(
        talk, transcripts=(replace(talk.transcripts[0], turns=(replace(first, chapters=chapters), *bare)),)
    )


def test_levels_are_told_from_the_highest(talk: Talk) -> None:
    chaptered = with_chapters(talk, [3, 4, 3, 6])
    listed = BeautifulSoup(str(render_contents(chaptered, chaptered.transcripts[0], SAY)), "html.parser")
    assert [item["data-level"] for item in listed.find_all("li")] == ["1", "2", "1", "4"]


@pytest.mark.parametrize(("count", "is_open"), [(12, True), (13, False)])
def test_a_long_list_is_folded_up(talk: Talk, count: int, is_open: bool) -> None:
    chaptered = with_chapters(talk, [2] * count)
    listed = BeautifulSoup(str(render_contents(chaptered, chaptered.transcripts[0], SAY)), "html.parser")
    details = listed.find("details")
    assert isinstance(details, Tag)
    assert details.has_attr("open") == is_open


# --- The time of speakers ---------------------------------------------------------------------------


def test_speakers_have_their_time(talk: Talk) -> None:
    heard = {stats.speaker: (stats.heard_ms, stats.heard_percent) for stats in count_speakers(talk)}
    assert heard == {"ann-lee": (4500, 38), "bob": (7250, 62)}


def test_a_turn_without_an_end_lasts_until_the_next(talk: Talk) -> None:
    transcript = talk.transcripts[0]
    turns = []
    for turn in transcript.turns:
        begun = tuple(one.timed(TimeSpan(start_ms=one.time.start_ms)) for one in turn.main.paragraphs if one.time)
        turns.append(replace(turn, sides=(replace(turn.main, label=None, paragraphs=begun),)))
    assert turn_lengths(replace(transcript, turns=tuple(turns))) == {1: 3000, 2: 5000, 3: 3603000, 4: 0}


def test_no_time_is_told_where_a_turn_has_none(talk: Talk) -> None:
    transcript = talk.transcripts[0]
    some = replace(transcript, turns=(*transcript.turns[:-1], untimed(transcript).turns[-1]))
    assert {stats.heard_ms for stats in count_speakers(replace(talk, transcripts=(some,)))} == {None}


# --- The proof --------------------------------------------------------------------------------------


def _change_time(soup: BeautifulSoup) -> None:
    _find(soup, "t2")["data-start"] = "4.001"


def _spoil_time(soup: BeautifulSoup) -> None:
    _find(soup, "t2")["data-start"] = "soon"


def _take_time(soup: BeautifulSoup) -> None:
    del _find(soup, "t2")["data-start"]


def _take_chapter(soup: BeautifulSoup) -> None:
    _find(soup, "chapter-2").extract()


def _hide_chapter(soup: BeautifulSoup) -> None:
    _find(soup, "chapter-2")["hidden"] = ""


def _move_chapter(soup: BeautifulSoup) -> None:
    _find(soup, "t3").insert_after(_find(soup, "chapter-2").extract())


def _rename_chapter(soup: BeautifulSoup) -> None:
    _find(soup, "chapter-2").string = "Report"


def _find(soup: BeautifulSoup, anchor: str) -> Tag:
    found = soup.find(id=anchor)
    assert isinstance(found, Tag)
    return found


@pytest.mark.parametrize(
    ("damage", "anchor"),
    [
        (_change_time, "t2"),
        (_spoil_time, "t2"),
        (_take_time, "t2"),
        (_take_chapter, "chapter-2"),
        (_hide_chapter, "chapter-2"),
        (_move_chapter, "t3"),
        (_rename_chapter, "chapter-2"),
    ],
)
def test_damaged_times_and_chapters_are_named(
    talk: Talk, damage: Callable[[BeautifulSoup], None], anchor: str
) -> None:
    page = next(one for one in render_pages(talk, analyse(talk)) if one.uri.endswith(anchors.TRANSCRIPT_URI))
    html = markdown.markdown(page.markdown.partition("\n---\n")[2], extensions=["attr_list", "md_in_html"])
    expected = next(one for one in expected_pages(talk) if one.uri == anchors.TRANSCRIPT_URI)
    assert {container.place for container in expected.containers} == {Place.TURN, Place.CHAPTER}
    soup = BeautifulSoup(html, "html.parser")
    assert list(compare_page(expected, found_page(Path("transcript.html"), soup_tree(soup)))) == []
    damage(soup)
    losses = list(compare_page(expected, found_page(Path("transcript.html"), soup_tree(soup))))
    assert [loss.anchor for loss in losses] == [anchor]
