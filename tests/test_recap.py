"""The recap reader: however a recap is written, it is the same recap."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.formats import read_document
from generator.model import Document, Role
from generator.origin import Source
from generator.recap_headings import NAMES, Section, find_section
from tests.accounting import unaccounted

SAMPLE = (Path(__file__).parents[1] / "talks/how-difficult-is-ai-alignment/recap.txt").read_text(encoding="utf-8")
LINES = SAMPLE.split("\n")
BARE, HEADED = LINES[:23], LINES[23:]
HEADINGS = ("TL;DR", "Takeaways", "Vocabulary", "Transcript")


def read(text: str) -> Document:
    document = read_document(Source(path="recap.txt", text=text, sha256=""))
    assert unaccounted(document) == []
    return document


@pytest.fixture(scope="module")
def whole() -> Document:
    return read(SAMPLE)


def test_the_sample_holds_everything_once(whole: Document) -> None:
    assert whole.format == "recap"
    assert whole.title
    assert whole.title.text == "How difficult is AI alignment? | Anthropic Research Salon"
    assert (len(whole.recap.summary), len(whole.recap.takeaways), len(whole.recap.terms)) == (3, 9, 9)
    assert all(takeaway.label for takeaway in whole.recap.takeaways)
    assert whole.recap.terms[8].name.text == "Red team/Blue team"
    assert not whole.labelled
    assert " ".join(part.text for part in whole.utterances[0].paragraphs) == LINES[22].strip()


def test_the_copy_is_named_as_a_repetition(whole: Document) -> None:
    copies = [part for part in whole.skipped if part.role is Role.REPEATED]
    assert len(copies) == 3 + 9 + 9 + 1
    assert {part.repeats for part in copies} == {*range(1, 24)} - {4}
    assert {part.reason for part in whole.skipped if part.role is Role.STRUCTURE} == {
        *("bullet", "colon", "dash", "section heading")
    }


def with_headings(form: str, names: tuple[str, ...] = HEADINGS) -> list[str]:
    written = dict(zip(HEADINGS, names, strict=True))
    return [form.format(written[line]) if line in written else line for line in HEADED]


def with_bullets(lines: list[str], bullet: str) -> list[str]:
    return [f"{bullet}{line[2:]}" if line.startswith("- ") else line for line in lines]


def numbered(lines: list[str]) -> list[str]:
    return [f"{number}. {line[2:]}" if line.startswith("- ") else line for number, line in enumerate(lines)]


def with_terms(lines: list[str], form: str) -> list[str]:
    return [re.sub(r"^([A-Z][\w /-]{3,30}) — (.*)$", form, line) for line in lines]


def with_labels(lines: list[str], form: str) -> list[str]:
    return [re.sub(r"^- ([A-Z][\w /-]{3,60}): (.*)$", form, line) for line in lines]


BOTH_FORMS = {
    "bare": "{}",
    "markdown": "## {}",
    "markdown-6": "###### {} ######",
    "bold": "**{}**",
    "bold-colon": "**{}:**",
    "colon": "{}:",
    "full-width colon": "{}：",
    "markdown in bold": "**### {}**",
    "bold in markdown": "# **{}**",
    "number and picture": "## 📝 1. {}",
    "upper case in space": "   {}   ",
}
OTHER_NAMES = {
    "english": ("Executive Summary", "Key Takeaways", "Glossary", "Full transcript"),
    "shouted": ("SUMMARY", "HIGHLIGHTS", "KEY TERMS", "TRANSCRIPT"),
    "simplified": ("一句话总结", "核心要点", "关键概念", "文字稿"),
    "traditional": ("內容摘要", "重點", "詞彙表", "逐字稿"),
}
DIALECTS: dict[str, Callable[[list[str]], list[str]]] = {
    "stars": lambda lines: with_bullets(lines, "* "),
    "wide stars": lambda lines: with_bullets(lines, "*   "),
    "dots": lambda lines: with_bullets(lines, "• "),
    "tight dots": lambda lines: with_bullets(lines, "•"),
    "indented": lambda lines: with_bullets(lines, "  - "),
    "numbers": numbered,
    "en dash": lambda lines: with_terms(lines, r"\1 – \2"),
    "hyphen": lambda lines: with_terms(lines, r"\1 - \2"),
}
HEADED_DIALECTS: dict[str, Callable[[list[str]], list[str]]] = {
    **DIALECTS,
    "no bullets": lambda lines: with_bullets(lines, ""),
    "bold terms": lambda lines: with_terms(lines, r"**\1**: \2"),
    "bold terms, colon inside": lambda lines: with_terms(lines, r"**\1:** \2"),
    "bold terms, dash": lambda lines: with_terms(lines, r"- **\1** — \2"),
    "listed bold terms": lambda lines: with_terms(lines, r"*   **\1**: \2"),
    "colon terms": lambda lines: with_terms(lines, r"\1: \2"),
    "two-line terms": lambda lines: with_terms(lines, "\\1\n:   \\2"),
    "terms as headings": lambda lines: with_terms(
        [f"## {x}" if x in HEADINGS else x for x in lines], "### \\1\n\n\\2"
    ),
    "bold labels": lambda lines: with_labels(lines, r"- **\1:** \2"),
    "bold labels, colon outside": lambda lines: with_labels(lines, r"- **\1**: \2"),
    "bold numbers": lambda lines: with_labels(lines, r"**1. \1:** \2"),
    "labels as headings": lambda lines: with_labels(
        [f"## {x}" if x in HEADINGS else x for x in lines], "### 1. \\1\n\\2"
    ),
}


def same(text: str, whole: Document, *, titled: bool = True) -> None:
    for written in (
        text,
        text + "\n",
        text.replace("\n", "\r\n"),
        text.replace("\n", "\n\n"),
        text.replace("\n", "\r"),
    ):
        document = read(written)
        assert document.recap == whole.recap
        assert document.utterances == whole.utterances
        assert document.title == (whole.title if titled else None)


@pytest.mark.parametrize("form", BOTH_FORMS.values(), ids=BOTH_FORMS)
def test_headings_are_known_in_every_form(form: str, whole: Document) -> None:
    headed = "\n".join(with_headings(form))
    same("\n".join(BARE) + "\n" + headed, whole)
    same(headed, whole, titled=False)


@pytest.mark.parametrize("names", OTHER_NAMES.values(), ids=OTHER_NAMES)
def test_sections_are_known_by_other_names(names: tuple[str, ...], whole: Document) -> None:
    for form in BOTH_FORMS.values():
        same("\n".join(with_headings(form, names)), whole, titled=False)


def test_either_half_is_enough(whole: Document) -> None:
    same("\n".join(BARE), whole)
    same("\n".join(HEADED), whole, titled=False)


@pytest.mark.parametrize("form", ["{}", "# {}", "## {}", "**{}**", "# **{}**", "**# {}**"])
def test_the_title_may_stand_first(form: str, whole: Document) -> None:
    title = form.format(LINES[3])
    same("\n".join([title, *HEADED]), whole)
    same("\n".join([title, *BARE[:3], *BARE[4:]]), whole)
    same("\n".join([*BARE[:3], title, *BARE[4:], title, *HEADED]), whole)


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_dialects_are_understood_without_headings(
    dialect: Callable[[list[str]], list[str]], whole: Document
) -> None:
    same("\n".join(dialect(BARE)), whole)
    same("\n".join(dialect(BARE) + HEADED), whole)


@pytest.mark.parametrize("dialect", HEADED_DIALECTS.values(), ids=HEADED_DIALECTS)
def test_dialects_are_understood_under_headings(dialect: Callable[[list[str]], list[str]], whole: Document) -> None:
    same("\n".join(dialect(HEADED)), whole, titled=False)
    same("\n".join(BARE + dialect(HEADED)), whole)


def test_what_the_second_half_adds_is_kept(whole: Document) -> None:
    extra = [*HEADED[:2], "- One point more.", *HEADED[2:-1], HEADED[-1] + " and then some"]
    document = read("\n".join(BARE + extra))
    assert [point.text for point in document.recap.summary] == [
        *(point.text for point in whole.recap.summary),
        "One point more.",
    ]
    assert document.recap.takeaways == whole.recap.takeaways
    said = [part.text for said in document.utterances for part in said.paragraphs]
    assert said[-1].endswith("and then some")


def test_a_transcript_below_may_name_its_speakers() -> None:
    document = read(
        "## TL;DR\n- One.\n\n## Transcript\n\n**Ann:** Hi.\n\n## Part two\n\n**Bob:** Summary\n\nSummary\n"
    )
    assert [said.label.text for said in document.utterances if said.label] == ["Ann", "Bob"]
    assert [part.text for part in document.utterances[1].paragraphs] == ["Summary", "Summary"]


def test_a_conversation_under_a_strange_heading_is_spoken() -> None:
    document = read("## Summary\nWe met.\n## The interview\n**Ann:** Hi.\n**Bob:** Hi.\n**Ann:** Bye.\n")
    assert [said.label.text for said in document.utterances if said.label] == ["Ann", "Bob", "Ann"]
    assert not document.recap.takeaways


def test_repeated_words_within_one_transcript_are_no_copy() -> None:
    document = read("TL;DR\n- One.\n- Two.\nTranscript\nYes.\nNo.\nYes.\nYes.\n")
    assert [part.text for part in document.utterances[0].paragraphs] == ["Yes.", "No.", "Yes.", "Yes."]


def test_no_name_of_a_section_is_given_twice() -> None:
    names = [name for group in NAMES.values() for name in group]
    assert len(set(names)) == len(names)
    for section, group in NAMES.items():
        assert all(find_section(name) is section for name in group)
        assert all(find_section(f"1. {name.upper()}:", decorated=True) is section for name in group)
    assert find_section("Decisions") is None
    assert find_section("重點：") is Section.TAKEAWAYS


def test_equality_of_a_recap_is_about_its_words(whole: Document) -> None:
    changed = replace(whole.recap, summary=whole.recap.summary[1:])
    assert changed != whole.recap


@pytest.mark.parametrize(
    "text",
    [
        "- Hello.\n- Hi.\n- How are you?\n- Fine.\n- Good.\n- Yes.\n",
        "Text.\n\n## Notes\n\n- one\n- two\n\nMore of it in prose, at length.\n\n## Others\n\nAnd prose.\n",
        "# A talk\n\nProse that goes on.\n\n## Conclusion\n\nProse that goes on and on.\n",
    ],
)
def test_prose_and_dialogue_are_no_recap(text: str) -> None:
    assert read(text).format != "recap"


def test_a_chapter_of_a_transcript_is_a_list_of_takeaways_only_if_it_is_a_list() -> None:
    turns = "Ann: One.\n\nBob: Two.\n\nAnn: Three.\n\nBob: Four.\n"
    prose = read(f"{turns}\n### Conclusion\n\nAnd so it ends.\n")
    assert not prose.recap
    listed = read(f"{turns}\n### Conclusion\n\n- It ends\n  here\n\nAnn: Five.\n\n## More\n\nBob: Six.\n")
    assert [takeaway.text.text for takeaway in listed.recap.takeaways] == ["It ends\n  here"]
    assert [said.label.text for said in listed.utterances if said.label] == ["Ann", "Bob"] * 3


def test_time_references_are_text() -> None:
    document = read("## TL;DR\n\n- [12:34] One thing\n\n## Takeaways\n\n- Two (00:12:34)\n- (1:02) Three: four\n")
    assert [point.text for point in document.recap.summary] == ["[12:34] One thing"]
    assert document.recap.takeaways[0].text.text == "Two (00:12:34)"
    assert "(1:02)" in str(document.recap.takeaways[1])
