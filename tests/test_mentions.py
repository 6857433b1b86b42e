"""Terms are found under all their names, whole, in every language, without touching a character."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.mentions import Mention, find_mentions, term_names
from generator.analysis.term_lexicon import Lexicon
from generator.analysis.term_names import printed_names
from generator.analysis.term_pairs import find_pairs
from generator.analysis.term_words import word_key
from generator.model import Kind, Recap, Side, Talk, Term, Transcript, Turn
from generator.origin import Excerpt, Source
from tests.cases import Case, cases
from tests.loaded import load_talks

ROOT = Path(__file__).parent.parent
SAMPLE = "how-difficult-is-ai-alignment"


def excerpt(text: str) -> Excerpt:
    return Excerpt(text, 0, len(text), 1)


def talk(terms: list[str], *paragraphs: str, lang: str = "en") -> Talk:
    """Return a talk of one turn with these terms."""
    side = Side(lang=lang, label=None, paragraphs=tuple(map(excerpt, paragraphs)))
    turn = Turn(number=1, speaker=None, sides=(side,))
    source = Source(path="t.md", text="", sha256="")
    transcript = Transcript(kind=Kind.LABELLED, source=source, langs=(lang,), turns=(turn,))
    vocabulary = tuple(Term(name=excerpt(name), definition=excerpt("…")) for name in terms)
    return Talk(slug="t", title="T", lang=lang, recap=Recap(terms=vocabulary), transcripts=(transcript,))


def words(of: Talk, mention: Mention) -> str:
    return text_of(of, mention)[mention.start : mention.end]


def text_of(of: Talk, mention: Mention) -> str:
    side = of.transcripts[mention.transcript].turns[mention.turn - 1].side(mention.lang)
    assert side
    return side.paragraphs[mention.paragraph - 1].text


def dump(of: Talk) -> str:
    """Return the mentions one on a line, in brackets between the words around them."""
    lines = []
    for mention in find_mentions(of):
        text = text_of(of, mention)
        around = (text[max(0, mention.start - 10) : mention.start], text[mention.end : mention.end + 10])
        place = f"{mention.turn} {mention.lang}{'' if mention.first_in_turn else ' again'}"
        name = of.recap.terms[mention.term].name.text
        lines.append(f"{place}: {name} | {around[0]}[{words(of, mention)}]{around[1]}".rstrip())
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", cases("mentions"), indirect=True)
def test_cases(case: Case) -> None:
    (of,) = load_talks(case.folder).talks
    case.expect("expected.txt", dump(of))


@pytest.fixture(scope="module")
def sample() -> Talk:
    (found,) = (it for it in load_talks(ROOT).talks if it.slug == SAMPLE)
    return found


def test_every_witness_and_language_of_the_sample(sample: Talk) -> None:
    said = {
        (sample.recap.terms[mention.term].name.text, mention.transcript, mention.lang)
        for mention in find_mentions(sample)
    }
    for name in ("Alignment", "Interpretability", "Super alignment problem", "Chain of thought", "Fine-tuning"):
        assert (name, 0, "en") in said
        assert (name, 0, "zh-Hans") in said
        assert (name, 1, "en") in said
    assert not any(name == "Iterative alignment" for name, _, _ in said)
    assert ("Corrigibility", 0, "en") in said
    assert ("Corrigibility", 1, "en") not in said


def test_the_names_of_the_sample_in_chinese(sample: Talk) -> None:
    texts = [
        paragraph.text
        for turn in sample.transcripts[0].turns
        for side in turn.sides
        for paragraph in side.paragraphs
    ]
    lexicon = Lexicon([printed_names(term.name.text) for term in sample.recap.terms])
    pairs = {(" ".join(pair.words), "".join(pair.name)) for pair in find_pairs(texts, lexicon)}
    assert pairs >= {
        ("super alignment", "超级对齐"),
        ("chain of thought", "思维链"),
        ("intent alignment", "意图对齐"),
        ("value alignment", "价值观对齐"),
    }
    names = {term.name.text: group for term, group in zip(sample.recap.terms, term_names(sample), strict=True)}
    assert tuple("对齐") in [name.keys for name in names["Alignment"]]
    assert tuple("可解释性") in [name.keys for name in names["Interpretability"]]
    assert tuple("可纠正性") in [name.keys for name in names["Corrigibility"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("models", "model"), ("Policies", "policy"), ("movies", "movie"), ("boxes", "box"), ("cases", "case"),
        ("biases", "bias"), ("processes", "process"), ("hypotheses", "hypothesis"), ("analyses", "analysis"),
        ("caches", "cache"), ("heroes", "hero"), ("AIs", "AI"), ("LLMs", "llm"), ("keys", "key"),
        ("ｍｏｄｅｌ", "model"), ("e\u0301t\u00e9", "\u00e9t\u00e9"),
        ("inter\u00adpretability", "interpretability"),
    ],
)  # fmt: skip
def test_number_and_case_are_folded(one: str, other: str) -> None:
    assert word_key(one) == word_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("aligned", "alignment"), ("has", "ha"), ("tuned", "tuning"), ("this", "thus"), ("new", "news" + "y")],
)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert word_key(one) != word_key(other)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Red/Blue team", ["red team", "blue team"]),
        ("TCP/IP", ["tcp ip"]),
        ("Pre/post-training", ["pre training", "post training"]),
        ("可解释性(interpretability)", ["可 解 释 性", "interpretabiliti"]),
        ("The banality of evil", ["banaliti of evil"]),
        ("超级对齐问题", ["超 级 对 齐"]),
        ("Chain of thought technique", ["chain of thought"]),
        ("Game theory", ["game theori"]),
    ],
)
def test_printed_names(printed: str, expected: list[str]) -> None:
    names = [" ".join(name.keys) for name in printed_names(printed)]
    assert set(expected) <= set(names)
    assert "game" not in names
    assert "ip" not in names


def test_the_longest_name_wins_and_none_stands_inside_another() -> None:
    of = talk(["Alignment", "Alignment research", "Research"], "alignment research and research on alignment")
    assert [words(of, mention) for mention in find_mentions(of)] == ["alignment research", "research", "alignment"]


def test_the_first_mention_is_told_for_each_turn_and_term() -> None:
    of = talk(["Model", "Test"], "A model, a test, the model.", "The test.")
    assert [mention.first_in_turn for mention in find_mentions(of)] == [True, True, False, False]


TERMS = ["Alignment", "Red team/Blue team", "Chain of thought", "对齐", "超级对齐", "IT", "아이", "Größe", "A"]
PIECES = st.sampled_from(
    [
        *("alignment", "Align", "super alignment", "red", "team", "blue", "team/", "chain", "of", "thoughts"),
        *("超级", "对齐", "不", "(", ")", "（", "）", " ", "-", "\n", "'s", "IT", "it", "아이는", "größe"),
        *("\u00ad", "\u0301", "_", ".", "，"),
    ]
)


@given(st.lists(st.lists(PIECES, max_size=30).map("".join), min_size=1, max_size=3), st.sampled_from(["en", "zh"]))
def test_mentions_are_verbatim_stretches_in_order(paragraphs: list[str], lang: str) -> None:
    of = talk(TERMS, *paragraphs, lang=lang)
    places = [(mention.paragraph, mention.start, mention.end) for mention in find_mentions(of)]
    assert places == sorted(places)
    for one, two in pairwise(places):
        assert one[0] < two[0] or one[2] <= two[1]
    for mention in find_mentions(of):
        said = words(of, mention)
        assert said == said.strip()
        assert said
        lexicon = Lexicon(term_names(of))
        assert [(found.start, found.end) for found in lexicon.find(said)] == [(0, len(said))]


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=5))
def test_whatever_is_typed_is_text(text: str, terms: list[str]) -> None:
    of = talk(terms, text)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in find_mentions(of))
    assert find_mentions(replace(of, transcripts=())) == ()
