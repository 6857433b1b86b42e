"""Words and the characters that show, over all of Unicode."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.words import count_words, folded, is_blank, visible, words


def test_what_is_blank_is_not_visible_over_all_of_unicode() -> None:
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        assert visible(char) == ("" if is_blank(char) else char), f"U+{code:04X}"
        assert folded(f"a{char}a") == ("a a" if is_blank(char) else f"a{char}a"), f"U+{code:04X}"


def test_no_word_holds_a_blank() -> None:
    for code in range(sys.maxunicode + 1):
        assert not is_blank(chr(code)) or not words(chr(code)), f"U+{code:04X}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("?! — …", []),
        ("Hello, world.", ["Hello", "world"]),
        ("don't stop, it’s well-known", ["don't", "stop", "it’s", "well-known"]),
        ("3.5 and 1,000", ["3", "5", "and", "1", "000"]),
        ("对齐是 AI 的问题", ["对", "齐", "是", "AI", "的", "问", "题"]),
        ("snake_case", ["snake", "case"]),
        ("Jérôme Körbes", ["Jérôme", "Körbes"]),
        ("שלום עולם", ["שלום", "עולם"]),
        ("한국어 말", ["한국어", "말"]),
        ("カナ", ["カ", "ナ"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_counting_agrees_with_listing(text: str) -> None:
    assert count_words(text) == len(words(text))


@given(st.text())
def test_folding_changes_nothing_that_shows(text: str) -> None:
    assert visible(folded(text)) == visible(text)
    assert folded(folded(text)) == folded(text)


@given(st.text(), st.text())
def test_what_shows_of_two_texts_is_what_shows_of_each(one: str, other: str) -> None:
    assert visible(one + other) == visible(one) + visible(other)
