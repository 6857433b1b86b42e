"""Translations in files of their own: which turns stand beside which, and that none is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assemble import load_talk
from generator.beads import align_parts, make_part
from generator.model import Talk, Transcript
from generator.sources import find_talks
from generator.words import folded
from tests.cases import CASES_PATH, Case, cases
from tests.test_assemble import talk

CASE_FOLDER = CASES_PATH / "translations"


def load(name: str) -> Talk:
    (folder,) = (it for it in find_talks(CASE_FOLDER / name, "talks").folders if it.slug == "talk")
    return load_talk(folder)


def dump(read: Talk) -> str:
    """Return the turns of every transcript, side by side, to be read in review."""
    return "\n".join(_lines(read)) + "\n"


def _lines(read: Talk) -> Iterator[str]:
    yield f"title: {read.title}"
    yield from (f"other title: {other.excerpt.text}" for other in read.other_titles)
    yield from (f"speaker: {', '.join((speaker.name, *speaker.aliases))}" for speaker in read.speakers)
    for transcript in read.transcripts:
        yield f"transcript: {', '.join(transcript.langs)}"
        for turn in transcript.turns:
            yield f"{turn.number} {turn.speaker or '-'}"
            yield from (f"    # {chapter.title.text}" for chapter in turn.chapters)
            yield from (f"    {side.lang} {index}: {folded(text.text)}" for side, index, text in turn.in_order())
    yield from (f"warning: {problem}" for problem in read.problems)


@pytest.mark.parametrize("case", cases("translations"), indirect=True)
def test_a_translation_stands_beside_what_it_translates(case: Case) -> None:
    case.expect("expected.txt", dump(load(case.folder.name)))


@pytest.mark.parametrize("folder", [it.id for it in cases("translations") if it.id])
def test_no_paragraph_is_lost_or_doubled(folder: str) -> None:
    read = load(folder)
    shown = [
        (transcript.source_of(side).path, paragraph.start)
        for transcript in read.transcripts
        for turn in transcript.turns
        for side, _, paragraph in turn.in_order()
    ]
    there = [
        (document.source.path, paragraph.start)
        for document in read.documents
        for utterance in document.utterances
        for paragraph in utterance.paragraphs
    ]
    assert sorted(shown) == sorted(there)


def test_a_third_language_stands_beside_both() -> None:
    english = "**Ann:** We met 25 times in Rome.\n**Ben:** In 2021, yes, and in Oslo too.\n"
    chinese = "**Ann:** 我们在罗马(Rome)见了 25 次。\n**Ben:** 对,2021 年,在奥斯陆(Oslo)也见过。\n"
    spanish = "**Ann:** Nos vimos 25 veces en Rome.\n**Ben:** En 2021, sí, y también en Oslo.\n"
    [transcript] = talk({"talk.md": english, "talk.es.md": spanish, "talk.zh.md": chinese}).transcripts
    assert transcript.langs[0] == "en"
    assert set(transcript.langs) == {"en", "es", "zh-Hans"}
    assert [len(turn.sides) for turn in transcript.turns] == [3, 3]


def test_a_machine_transcript_is_no_translation_of_a_labelled_one() -> None:
    labelled = "**Ann:** 我们在罗马(Rome)见了 25 次。\n**Ben:** 对,2021 年。\n"
    read = talk({"zh.md": labelled, "en.txt": "We met 25 times in Rome.\n\nYes, in 2021.\n"})
    assert [transcript.langs for transcript in read.transcripts] == [("zh-Hans",), ("en",)]


WORDS = st.lists(st.sampled_from(["one", "Rome", "42", "和", "ñu", "a longer part of speech"]), max_size=5)
TEXTS = st.lists(WORDS.map(" ".join), max_size=8)


@given(one=TEXTS, two=TEXTS)
def test_every_part_is_in_one_bead_and_in_order(one: Sequence[str], two: Sequence[str]) -> None:
    beads = align_parts([make_part(text) for text in one], [make_part(text) for text in two])
    assert [place for bead in beads for place in bead.one] == list(range(len(one)))
    assert [place for bead in beads for place in bead.two] == list(range(len(two)))


@given(texts=TEXTS)
def test_a_text_aligned_with_itself_is_all_pairs(texts: Sequence[str]) -> None:
    parts = [make_part(f"{number} {text}") for number, text in enumerate(texts, start=1000)]
    assert [(bead.one, bead.two) for bead in align_parts(parts, parts)] == [
        ((place,), (place,)) for place in range(len(parts))
    ]


def langs(transcript: Transcript) -> list[list[str]]:
    return [[side.lang for side in turn.sides] for turn in transcript.turns]


def test_a_turn_left_out_shifts_nothing() -> None:
    english = [
        f"**{'Ann' if n % 2 else 'Ben'}:** This is part {n * 17} of the long talk in Rome." for n in range(30)
    ]
    chinese = [f"**{'Ann' if n % 2 else 'Ben'}:** 这是在罗马长谈的第 {n * 17} 部分。" for n in range(30)]
    [transcript] = talk({"en.md": "\n".join(english), "zh.md": "\n".join(chinese[:11] + chinese[13:])}).transcripts
    assert [place for place, there in enumerate(langs(transcript)) if there == ["en"]] == [11, 12]
    assert len(transcript.turns) == 30
