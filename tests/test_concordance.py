"""The concordance counts what is said, tells misspelt from never said, and quotes verbatim."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.concordance import CONTEXTS, Entry, make_concordance
from generator.analysis.mentions import find_mentions
from generator.model import Talk
from tests.loaded import load_talks
from tests.test_mentions import talk, text_of

ROOT = Path(__file__).parent.parent
SAMPLE = "how-difficult-is-ai-alignment"


@pytest.fixture(scope="module")
def sample() -> Talk:
    (found,) = (it for it in load_talks(ROOT).talks if it.slug == SAMPLE)
    return found


@pytest.fixture(scope="module")
def entries(sample: Talk) -> dict[str, Entry]:
    made = make_concordance(sample, find_mentions(sample), {7: [("corageability", 50)]})
    return {term.name.text: entry for term, entry in zip(sample.recap.terms, made, strict=True)}


def test_counts_by_speaker_add_up(entries: dict[str, Entry]) -> None:
    for entry in entries.values():
        assert sum(times for _, times in entry.by_speaker) == entry.total
        assert (entry.first is None) == (entry.total == 0)
    assert entries["Alignment"].total == 26
    assert entries["Alignment"].by_speaker[0] == ("moderator", 9)


@pytest.mark.parametrize(("terms", "places"), [(1, 5), (50, 5), (60, 4), (125, 2), (400, 1)])
def test_a_long_glossary_shows_fewer_places_of_each_term(terms: int, places: int) -> None:
    of = talk([f"Term{number}" for number in range(terms)], *["We speak about Term0 all day long."] * 9)
    first, *others = make_concordance(of, find_mentions(of), {})
    assert len(first.contexts) == places
    assert not any(entry.contexts for entry in others)


def test_never_said_misspelt_and_said_are_three_things(entries: dict[str, Entry]) -> None:
    assert entries["Iterative alignment"].never_said
    assert not entries["Iterative alignment"].contexts
    corrigibility = entries["Corrigibility"]
    assert corrigibility.said
    assert not corrigibility.never_said
    assert [(found.spelling, found.turn) for found in corrigibility.misspelt] == [("corageability", 50)]


def test_only_misspelt_is_neither_said_nor_never_said() -> None:
    of = talk(["Corrigibility"], "a notion of corageability")
    (entry,) = make_concordance(of, find_mentions(of), {0: [("corageability", 1)]})
    assert not entry.said
    assert not entry.never_said


def test_other_languages_and_witnesses_are_counted_apart(entries: dict[str, Entry]) -> None:
    elsewhere = {(found.transcript, found.lang): found.times for found in entries["Chain of thought"].elsewhere}
    # 思维链(Chain of Thought) is said once.
    assert elsewhere == {(0, "zh-Hans"): 4, (1, "en"): 3}


def test_contexts_are_by_different_people_and_verbatim(sample: Talk, entries: dict[str, Entry]) -> None:
    speakers = [context.speaker for context in entries["Alignment"].contexts]
    assert len(set(speakers)) == CONTEXTS
    for entry in entries.values():
        for context in entry.contexts:
            text = text_of(sample, context.mention)
            assert context.left + context.match + context.right == text[context.start : context.end]
            assert context.start + len(context.left) == context.mention.start


def test_contexts_end_with_sentences_where_they_can() -> None:
    of = talk(["Model"], "One thing. Then the model came. Another thing.")
    (entry,) = make_concordance(of, find_mentions(of))
    (context,) = entry.contexts
    assert (context.left, context.match, context.right) == ("Then the ", "model", " came.")


@given(st.text(alphabet="ab model.。？?\n模型，_", max_size=300))
def test_contexts_cut_no_word(text: str) -> None:
    of = talk(["model", "模型"], text)
    for entry in make_concordance(of, find_mentions(of)):
        for context in entry.contexts:
            assert 0 <= context.start <= context.mention.start
            assert context.mention.end <= context.end <= len(text)
            left, first = text[: context.start][-1:], text[context.start : context.start + 1]
            if context.start < context.mention.start and (left + first).isascii():
                assert not (left.isalnum() and first.isalnum())
