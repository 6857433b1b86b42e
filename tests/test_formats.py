"""The readers: cases, the votes that tell a label from prose, and that no character is lost whatever is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.errors import ProblemsError
from generator.formats import FORMATS, read_document
from generator.model import Document
from generator.origin import Source
from generator.words import visible
from tests.accounting import unaccounted
from tests.cases import Case, cases
from tests.dumps import dump

BILINGUAL = Path(__file__).parents[1] / "talks/how-difficult-is-ai-alignment/transcript.zh-en.md"


def source(text: str) -> Source:
    return Source(path="talk.md", text=text, sha256="")


def read(text: str) -> Document:
    document = read_document(source(text))
    assert unaccounted(document) == []
    return document


def labels(text: str) -> list[str | None]:
    return [said.label.text if said.label else None for said in read(text).utterances]


@pytest.mark.parametrize("case", [*cases("formats"), *cases("recap")], indirect=True)
def test_a_case_is_read_as_expected(case: Case) -> None:
    path = next(case.folder.glob("input.*"))
    # Line ends are part of a case.
    with path.open(encoding="utf-8", newline="") as file:
        document = read(file.read())
    case.expect("expected.txt", dump(document))


@pytest.mark.parametrize(
    "text", ["", "\n", " \r\n\t\n", "\x00\n", "# Title\n", "---\n***\n", "---\ntitle: A\n---\n", "?!\n"]
)
def test_a_file_without_words_is_a_problem(text: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        read_document(source(text))
    [problem] = caught.value.problems
    assert str(problem).startswith("talk.md:1: ")
    assert problem.fatal


def test_the_bilingual_sample_alternates_between_its_languages() -> None:
    document = read(BILINGUAL.read_text(encoding="utf-8"))
    langs = [said.lang.partition("-")[0] for said in document.utterances]
    assert document.format == "labelled"
    assert langs == ["zh", "en"] * 46
    assert {said.label.text for said in document.utterances if said.label} == {
        *("Moderator", "Amanda Askell", "Yan", "Josh", "Audience")
    }
    chinese, english = document.utterances[::2], document.utterances[1::2]
    assert [said.label for said in chinese] == [said.label for said in english]
    assert [len(said.paragraphs) for said in chinese] == [len(said.paragraphs) for said in english]


@pytest.mark.parametrize(
    "line",
    [
        *("**Ann:** Hello", "**Ann**: Hello", "**Ann:**Hello", "**Ann** : Hello", "** Ann: ** Hello", "Ann: Hello"),
        *(
            "**Ann：** Hello",
            "**Ann**：Hello",
            "Ann：Hello",
            "Ann : Hello",
            "  **Ann:**   Hello  ",
            "**Ann:**\nHello",
        ),
    ],
)
def test_a_label_is_known_however_it_is_printed(line: str) -> None:
    document = read(f"{line}\n{line.replace('Ann', 'Bob')}\n{line}\n{line.replace('Ann', 'Bob')}\n")
    said = [
        (item.label.text if item.label else None, [part.text for part in item.paragraphs])
        for item in document.utterances
    ]
    assert said == [("Ann", ["Hello"]), ("Bob", ["Hello"])] * 2


@pytest.mark.parametrize(
    "name",
    [
        *(
            "唐鳳",
            "Dr. Jane O'Neil",
            "Mike Maples, Jr.",
            "Speaker 1",
            "Q",
            "MM",
            "Simon & Garfunkel",
            "Jérôme van Dam",
        ),
        *("內政部(補充說明）", "Paul Frazee✌", "רן"),
    ],
)
def test_a_plain_name_that_speaks_twice_is_a_label(name: str) -> None:
    assert labels(f"{name}: Hello\nEd: Hi\n{name}: Bye\nEd: Bye\n") == [name, "Ed"] * 2


@pytest.mark.parametrize(
    "prose",
    [
        "Start time: 6:09\nWe begin.\nEnd time: 7:10\n",
        "In January: snow.\nIn February: rain.\n",
        "- **Day 1**: Smarter search\n- **Day 2**: More of it\n",
        "We met.\n**Goal**: a decision.\nWe had lunch.\n",
        "We met and **Ann:** spoke.\nWe met and **Ann:** spoke.\n",
        "**SHOUT OUT** to Ann\n**\\[Robot voice\\]** Hello\n",
        "**:** one\n**:** two\n",
        "See https://example.org\nSee https://example.org\n",
        "What is mining? The basics: blocks.\nWhat is mining? The basics: blocks.\n",
        "Note: this once.\n" + "A line of prose that goes on.\n" * 12 + "Note: this twice.\n",
        "**What is new about this**: nothing\nProse.\n**Why we should care**: it is old\n",
    ],
)
def test_prose_with_colons_has_no_speakers(prose: str) -> None:
    document = read("Once upon a time.\n" + prose)
    assert document.format != "labelled" or not document.labelled


def test_one_bold_label_on_the_first_line_is_a_monologue() -> None:
    assert labels("**Ann:** Hello\nand more\n") == ["Ann"]
    assert labels("# A talk\n\n**Ann:** Hello\n\nand more\n") == ["Ann"]


def test_a_speaker_who_lost_the_bold_is_known_by_the_other_turns() -> None:
    assert labels("**Ann:** Hi\n**Bob:** Hi\nAnn: Well.\nQuestion: is it?\n**Bob:** Bye\n") == [
        "Ann",
        "Bob",
        "Ann",
        "Bob",
    ]


def test_an_event_may_have_a_form_of_its_own() -> None:
    assert labels("**Ann:** Hi\n**Break**: \\[24:52\\]\n**Ann:** Bye\n**Goal**: none\n") == ["Ann", "Break", "Ann"]


def test_text_before_the_first_label_names_nobody() -> None:
    assert labels("Music plays.\n**Ann:** Hi\n**Bob:** Hi\n") == [None, "Ann", "Bob"]


def test_equal_neighbours_stay_apart() -> None:
    assert labels("**Ann:** 你好\n**Ann:** Hello\n") == ["Ann", "Ann"]


def test_a_transcript_with_a_list_or_a_chapter_is_no_recap() -> None:
    turns = "**Ann:** Two things.\n- First: one\n- Second: two\n**Bob:** Yes — I see\n" * 3
    assert read(turns).format == "labelled"
    assert read(f"{turns}\n## Summary\n\n{turns}").format == "labelled"
    assert read(f"{turns}\nOverview\n{turns}").format == "labelled"


def test_prose_with_a_chapter_of_that_name_is_no_recap() -> None:
    chapter = "And so it went on for many a year.\n" * 9
    assert (
        read(f"# A talk\n\n## Overview\n\n{chapter}\n## The middle\n\n{chapter}\n## The end\n{chapter}").format
        == "unlabelled"
    )


def test_front_matter_gives_the_title() -> None:
    for title in ("title: A talk", 'title: "A talk"', "title: 'A talk'", "title:   A talk  "):
        document = read(f"---\ndate: 2024-01-01\n{title}\ntags: [a, b]\n---\n\n**Ann:** Hi\n")
        assert document.title
        assert document.title.text == "A talk"
    document = read('---\ntitle: "A \\"talk\\""\n---\nHello there.\n')
    assert document.title is None


# Pieces that mean something to one reader or another, so that a random text of them is often a likely file.
PIECES = st.sampled_from(
    [
        *(
            "**Ann:** ",
            "**Bob**： ",
            "Ann: ",
            "Bob：",
            "- ",
            "* ",
            "• ",
            "1. ",
            "**1. One** ",
            "# ",
            "## ",
            "**### T**",
            "---",
        ),
        *(
            "\n",
            "\n",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "   ",
            "\t",
            "TL;DR",
            "TL;DR: ",
            "Takeaways:",
            "## 术语",
            "**Transcript**",
        ),
        *(
            "Vocabulary",
            "Term — what it means",
            ":   what it means",
            "**Term** (long): what",
            "Label: text",
            "——",
            ": ",
        ),
        *(
            "hello there",
            "你好。",
            "，",
            "…",
            "A title",
            "[laughter]",
            "\x00",
            "\x1d",
            "\u2028",
            "\u200b",
            "\ufeff",
            "\x85",
        ),
        *("title: A", "word " * 200, "字" * 40, "**", "*", "#", "1.", "•", "<b>", "`", "'", '"'),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(st.one_of(PIECES, PIECES, st.text(max_size=6)), max_size=30).map("".join)
)


@given(TEXTS)
@example("Title\n- a\n- b\n**Ann:** hi\n\x00\n")
@example("TL;DR\n1、\n•\nVocabulary\n:   x\n")
def test_every_character_is_accounted_for_once(text: str) -> None:
    try:
        document = read_document(source(text))
    except ProblemsError:
        return
    assert unaccounted(document) == []


@given(TEXTS)
def test_each_reader_that_accepts_a_text_accounts_for_it(text: str) -> None:
    file = source(text)
    lines = [line for line in file.lines() if visible(line.text)]
    for form in FORMATS:
        if lines and form.sniff(file, lines):
            document = form.read(file, lines)
            assert unaccounted(document) == []
            assert document.format == form.name


def test_a_long_file_is_read_in_reasonable_time() -> None:
    turns = "".join(f"**Speaker {n % 7}:** {'and so on ' * 40}\n\n" for n in range(2000))
    assert len(read(turns).utterances) == 2000
    assert len(read("and so on " * 100_000).utterances[0].paragraphs) > 1000
    assert read("a" + " " * 50_000 + "b: **c" + "*" * 20_000).format == "unlabelled"
