"""The readers: cases, the votes that tell a label from prose, and that no character is lost whatever is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.errors import ProblemsError
from generator.formats import FORMATS, read_document
from generator.model import Document, Facts
from generator.origin import Source
from generator.timecode import TimeSpan
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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[00:01] Ann: Hi.\n[00:03] Bob: Hello.\n[00:05] Ann: Bye.\n", ["Ann", "Bob", "Ann"]),
        (
            "Ann (00:00:01):\nHi.\n\n(00:00:05):\nWell.\n\nBob (00:09)\nHi.\n\nAnn (00:12): Bye.\n",
            ["Ann", "Bob", "Ann"],
        ),
        ("### Ann：\nHi.\n\n## 議程\n\nArches.\n\n## Bob:\nHi.\n\n### Ann：\nBye.\n", ["Ann", None, "Bob", "Ann"]),
        ("[Ann] [00:12] hi\n[00:14] [Bob] hi\n[Ann] [00:16] bye\n", ["Ann", "Bob", "Ann"]),
        ("__Ann__: hi\n\n__Bob:__ hi\n\n__Ann__: bye\n", ["Ann", "Bob", "Ann"]),
        ("**Ann** [0:12]: hi\n**Bob** [0:14] hi\n**Ann:** [0:16] bye\n", ["Ann", "Bob", "Ann"]),
        (">> ANN: hi\n>> hi\n>> BOB LEE: bye\n", ["ANN", None, "BOB LEE"]),
        ("Q - why?\nA - so.\n", ["Q", "A"]),
        ("SL: Hi.\nMF: Hi.\nSL: So.\nMF: No.\nRPR: Maybe.\nSL: Yes.\n", ["SL", "MF", "SL", "MF", "RPR", "SL"]),
        (
            "Ann: Hi.\nBob: Hi.\nAnn: So.\nBob: No.\nAudience Member 2: Ok.\nNote: this.\n",
            ["Ann", "Bob"] * 2 + ["Audience Member 2"],
        ),
        ("stark: hi\nadam3us: hi\nstark: bye\nadam3us: bye\n", ["stark", "adam3us"] * 2),
    ],
)
def test_a_convention_is_known(text: str, said: list[str | None]) -> None:
    assert labels(text) == said


@pytest.mark.parametrize(
    "notes",
    [
        "## Benefits:\n- one\n- two\n\n## Drawbacks of it\n- three\n",
        "**Goals**:\n\n- one\n\n**Benefits**:\n\n- two\n\n**Costs**:\n\n- three\n",
        "**Proposal**: arches\n\n**Problem**: they push\n",
        "Topic: arches\nThey push.\nTopic: beams\nThey bend.\nTopic: piers\n",
        "key: value\nother: value\nprose\nand prose\nkey: value\nmore prose\nother: value\nthe end\n",
        "(laughter) And then\n(laughter) But no\nSo we went on\nand on\nand on\nto the end\n",
        "<B> OP_CHECKSIG\n<C> OP_CHECKSIG\n<B> OP_CHECKSIG\n",
        "cin >> a;\ncin >> b;\n",
        "> quoted\n> quoted\n",
        "Q - why?\nQ - why not?\n",
        "```\nAnn: hi\nBob: hi\nAnn: bye\nBob: bye\n```\n",
    ],
)
def test_notes_and_code_have_no_speakers(notes: str) -> None:
    assert not read(notes).labelled


def test_a_label_needs_less_where_the_front_matter_names_the_speaker() -> None:
    text = "Ann Lee: We begin.\n" + "And so on.\n\n" * 9
    assert labels(f"---\nspeakers: [Ann Lee]\n---\n{text}") == ["Ann Lee"]
    assert labels(text) == [None]


def test_a_time_is_when_the_text_behind_it_is_heard() -> None:
    document = read("**Ann:** \\[01:10\\] Hi.\n\n\\[64:05\\] So, at \\[65:00\\], bye.\n\n**Break**: \\[66:00\\]\n")
    [first, second], [pause] = document.utterances[0].paragraphs, document.utterances[1:]
    assert (first.text, first.time) == ("Hi.", TimeSpan(start_ms=70_000))
    assert (second.text, second.time) == ("So, at [65:00], bye.", TimeSpan(start_ms=3_845_000))
    assert pause.label
    assert pause.label.time == TimeSpan(start_ms=3_960_000)
    assert document.problems == ()


def test_two_figures_behind_the_point_are_frames_where_all_are_below_thirty() -> None:
    turns = "".join(f"**Ann:** \\[01:00:{n:02}.{n:02}\\] Hi.\n\n" for n in range(30))
    assert read(turns).utterances[15].paragraphs[0].time == TimeSpan(start_ms=3_615_500)
    decimals = turns + "**Ann:** \\[01:01:00.99\\] Hi.\n\n" * 3
    assert read(decimals).utterances[15].paragraphs[0].time == TimeSpan(start_ms=3_615_150)


def test_times_that_go_back_are_kept_and_told_once() -> None:
    document = read("[48:08] **Ann**: Hi.\n[48:03] **Bob**: Hi.\n[48:09] **Ann**: So.\n[01:00] **Bob**: Bye.\n")
    [problem] = document.problems
    assert str(problem).startswith("talk.md:2: warning: the time [48:03] comes after 48:08, and 1 more go back; ")
    assert [said.paragraphs[0].time for said in document.utterances][-1] == TimeSpan(start_ms=60_000)


def test_a_speech_goes_on_under_the_very_same_label_behind_a_heading() -> None:
    first, second = read("**Ann:** Hi.\n\n## Arches\n\nThey push.\n").utterances
    assert first.label is second.label
    assert [chapter.title.text for chapter in second.chapters] == ["Arches"]
    assert first.chapters == ()


def test_an_answer_ends_at_a_heading() -> None:
    assert labels("Q: Why?\n\nA: So.\n\n# The end\n\nThanks.\n") == ["Q", "A", None]


def test_a_heading_that_nothing_follows_is_text() -> None:
    document = read("**Ann:** Hi.\n\n## The end\n")
    assert [part.text for said in document.utterances for part in said.paragraphs] == ["Hi.", "The end"]


def test_a_line_is_a_paragraph_unless_the_file_is_hard_wrapped() -> None:
    long = (
        "An arch pushes down and it pushes outward too, and whatever stands\nbeside it has to push back for ever.\n"
    )
    for gap, expected in (("\n", 1), ("", 2)):
        document = read(gap.join(f"{name}: {long}" for name in ("Ann", "Bob", "Ann", "Bob")))
        assert [len(said.paragraphs) for said in document.utterances] == [expected] * 4


def test_the_first_heading_is_a_chapter_where_the_front_matter_has_the_title() -> None:
    for heading, title, chapters in (("# Part 1", "A talk", ["Part 1"]), ("# A talk", "A talk", [])):
        document = read(f"---\ntitle: A talk\n---\n{heading}\n\nAnn: Hi.\n\nBob: Hi.\n\nAnn: So.\n\nBob: Bye.\n")
        assert document.title
        assert document.title.text == title
        found = [chapter.title.text for said in document.utterances for chapter in said.chapters]
        assert found == chapters


def test_front_matter_states_facts() -> None:
    facts = read(
        '---\ntitle: "A \\"talk\\""\ndate: 2024-05-03T10:00:00\nmedia: https://example.org/a?t=1\nevent: Bridges\n'
        "tags:\n  - arches\n  - 1:13\nspeakers: [Ann Lee, {name: Bob}]\n---\nAnn Lee (AL): Hi.\nAL: So.\nAL: Bye.\n"
    ).facts
    assert (facts.title, facts.date, facts.event) == ('A "talk"', "2024-05-03", "Bridges")
    assert facts.media == "https://example.org/a?t=1"
    assert (facts.tags, facts.speakers) == (("arches", "1:13"), ("Ann Lee", "Bob"))
    assert facts.initials == (("AL", "Ann Lee"),)


@pytest.mark.parametrize(
    "matter", ["title: [", "title: A\ndate: soon\nmedia: javascript:alert(1)", "a: &a [*a]", "? {x: y}\n: z"]
)
def test_front_matter_that_says_nothing_states_no_facts(matter: str) -> None:
    facts = read(f"---\nkey: value\n{matter}\n---\nHello there.\n").facts
    assert facts in {Facts(), Facts(title="A")}


def test_the_date_before_a_title_is_a_fact() -> None:
    assert read("# 2015-08-19 A meeting\n\n### Ann:\nHi.\n").facts.date == "2015-08-19"
    assert read("# 2015 was a year\n\nHi.\n").facts.date is None


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
        *(
            "[00:12] ",
            "\\\\[01:02\\\\] ",
            "(00:00:12):",
            "Ann (00:12):",
            "[Ann] ",
            "0:12\n",
            "Bob: 00:12:34\n",
            "-00:01",
        ),
        *(
            "### Ann：\n",
            "## Bob:\n",
            "# **Break:** [00:12] to [00:14]",
            "__Ann__: ",
            ">> ",
            ">> ANN: ",
            "> ",
            "(Ann) ",
        ),
        *(
            "Q - ",
            "A - ",
            "ann: ",
            "===\n",
            "---\n",
            "```\n",
            "&amp;",
            "&nbsp;",
            "&#39;",
            "\\\\[x\\\\]",
            "Ann Lee (AL)",
            "AL: ",
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
    for trap in ("a" + " " * 50_000 + "b: **c" + "*" * 20_000, "[12:34] " * 20_000, "**a" * 20_000, "((" * 20_000):
        assert read(f"{trap}\nwords\n").format == "unlabelled"
