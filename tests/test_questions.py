"""Questions are found where they are asked, in either language, and hardly anywhere else."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.questions import MARK, PARTICLE, WORDS, Question, find_questions
from generator.model import Kind, Side, Talk, Transcript, Turn
from generator.origin import Excerpt, Source
from tests.cases import CASES_PATH
from tests.loaded import load_talks

ROOT = Path(__file__).parent.parent
SAMPLE = "how-difficult-is-ai-alignment"


def talk(*said: str, lang: str = "en") -> Talk:
    """Return a talk of the turns `A: words`, all in one language."""
    turns = []
    for number, line in enumerate(said, start=1):
        speaker, _, text = line.partition(": ")
        side = Side(lang=lang, label=None, paragraphs=(Excerpt(text, 0, len(text), number),))
        turns.append(Turn(number=number, speaker=None if speaker == "?" else speaker, sides=(side,)))
    source = Source(path="t.md", text="", sha256="")
    transcript = Transcript(kind=Kind.LABELLED, source=source, langs=(lang,), turns=tuple(turns))
    return Talk(slug="t", title="T", lang=lang, transcripts=(transcript,))


def asked(of: Talk, question: Question) -> str:
    """Return the words of a question."""
    side = of.transcripts[0].turns[question.turn - 1].side(question.lang)
    assert side
    return side.paragraphs[question.paragraph - 1].text[question.start : question.end]


@pytest.fixture(scope="module")
def sample() -> Talk:
    return sample_talk()


def sample_talk() -> Talk:
    """Return the talk that the repository publishes."""
    (found,) = (it for it in load_talks(ROOT).talks if it.slug == SAMPLE)
    return found


@pytest.fixture(scope="module")
def truth() -> list[dict[str, Any]]:
    questions: list[dict[str, Any]] = tomllib.loads(
        (CASES_PATH / "questions/sample.toml").read_text(encoding="utf-8")
    )["question"]
    return questions


def score(of: Talk, truth: list[dict[str, Any]], lang: str) -> tuple[float, float]:
    """Return how many of the detected questions are some, and how many of the true ones are detected."""
    true = [(entry["turn"], entry[lang]) for entry in truth if lang in entry]
    found = [(question.turn, asked(of, question)) for question in find_questions(of)]
    right = [any(turn == there and _overlap(words, said) for there, words in true) for turn, said in found]
    met = [any(turn == there and _overlap(words, said) for there, said in found) for turn, words in true]
    return sum(right) / len(found), sum(met) / len(true)


def _overlap(words: str, said: str) -> bool:
    return words in said or said in words


def one_language(of: Talk, lang: str) -> Talk:
    """Return the talk as if it had been recorded in one language only."""
    transcript = of.transcripts[0]
    turns = tuple(
        replace(turn, sides=tuple(side for side in turn.sides if side.lang == lang)) for turn in transcript.turns
    )
    return replace(of, transcripts=(replace(transcript, langs=(lang,), turns=turns),))


def test_the_side_with_punctuation_tells_what_the_sample_asks(sample: Talk, truth: list[dict[str, Any]]) -> None:
    precision, recall = score(sample, truth, "zh-Hans")
    assert {question.lang for question in find_questions(sample)} == {"zh-Hans"}
    assert precision == 1.0
    assert recall >= 0.93


def test_speech_without_punctuation_shows_questions_by_their_words(
    sample: Talk, truth: list[dict[str, Any]]
) -> None:
    precision, recall = score(one_language(sample, "en"), truth, "en")
    assert precision >= 0.95
    assert recall >= 0.75


def test_counterparts_are_verbatim_and_mostly_the_same_question(sample: Talk, truth: list[dict[str, Any]]) -> None:
    pairs = []
    for question in find_questions(sample):
        there = question.counterpart
        if there:
            side = sample.transcripts[0].turns[question.turn - 1].side(there.lang)
            assert side
            text = side.paragraphs[question.paragraph - 1].text
            assert 0 <= there.start < there.end <= len(text)
            pairs.append((question.turn, asked(sample, question), text[there.start : there.end]))
    known = [entry for entry in truth if "en" in entry and "zh-Hans" in entry]
    right = [
        any(
            turn == entry["turn"] and _overlap(entry["zh-Hans"], said) and _overlap(entry["en"], other)
            for entry in known
        )
        for turn, said, other in pairs
    ]
    assert len(pairs) >= 40
    assert sum(right) / len(pairs) >= 0.95


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("I came. Why did you leave? I stayed. And then some more words.", [("Why did you leave?", MARK)]),
        ("Fine words. He asked “What now?” and left. Then silence fell.", [("What now?", MARK)]),
        ("This works, right? It does. I think it does. Yes.", []),
        ("Is that right? Dr. Smith says so. He says it often.", [("Is that right?", MARK)]),
        ("See https://x.org/?id=7 for it. It is there. All of it.", []),
        ("He said [?] and left. We stayed. They did not.", []),
    ],
)
def test_marks(said: str, expected: list[tuple[str, str]]) -> None:
    of = talk(f"A: {said}")
    assert [(asked(of, question), question.how) for question in find_questions(of)] == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("你怎么看？我不知道。他说了什么。", [("你怎么看？", MARK)]),
        ("你来吗。我不来。", [("你来吗", PARTICLE)]),
        ("这样对吧？我想是的。", []),
        ("他问“能行吗”，我说行。", [("能行吗", PARTICLE)]),
        ("我想请你谈谈这意味着什么。好的。", [("我想请你谈谈这意味着什么。", WORDS)]),
        ("我觉得可以 你们怎么想 我们再看看", [("你们怎么想", WORDS)]),
    ],
)
def test_chinese(said: str, expected: list[tuple[str, str]]) -> None:
    of = talk(f"A: {said}", lang="zh-Hans")
    assert [(asked(of, question), question.how) for question in find_questions(of)] == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("okay um how do you see it you know I was thinking", ["how do you see it"]),
        ("so what if it breaks", ["what if it breaks"]),
        ("that is what we do as humans and how the model should behave", []),
        ("you know it works right and so do we you know", []),
        ("if you could do that it would answer the question", []),
        ("well is it safe um I think it is", ["is it safe"]),
    ],
)
def test_words(said: str, expected: list[str]) -> None:
    of = talk(f"A: {said}")
    assert [asked(of, question) for question in find_questions(of)] == expected


def test_the_next_other_person_answers() -> None:
    of = talk("A: Who is it? Let me think about that again.", "A: Is it you?", "?: …", "B: Yes.", "A: And he?")
    assert [(question.turn, question.speaker, question.answered_by) for question in find_questions(of)] == [
        (1, "A", 4),
        (2, "A", 4),
        (5, "A", None),
    ]
    assert [question.words_after for question in find_questions(of)] == [6, 0, 0]


def test_nobody_answers_where_nobody_is_named() -> None:
    assert [question.answered_by for question in find_questions(talk("?: Who?", "?: Me."))] == [None]


PIECES = st.sampled_from(
    ["how do you", "what", "?", "？", ". ", "。", '"', "“", "”", "吗", "呢", " like ", "是", "\n", " um "]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["en", "zh-Hans", "fr"]))
def test_questions_stand_in_order_and_have_words(text: str, lang: str) -> None:
    of = talk(f"A: {text}", lang=lang)
    done = 0
    for question in find_questions(of):
        assert done <= question.start < question.end <= len(text)
        assert asked(of, question).strip()
        done = question.end
