"""What is compared of a text: stems, numbers, pairs of characters, each with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.tokens import fold_word, forms, is_paired, spans, stem_word, tokens

LANGS = ("en", "zh-Hans", "fr", "ja", "hi", "und", "xx")


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("", "en", []),
        ("the and of it", "en", []),
        ("Aligned models, aligning a model", "en", ["align", "model", "align", "model"]),
        ("fine-tuning Claude's", "en", ["fine", "tune", "claud"]),
        ("EIP-7702 EIP7702", "en", ["eip", "7702", "eip7702", "eip", "7702"]),
        ("1,000 and 3.5 and 4", "en", ["1000", "3.5", "4"]),
        ("Jérôme JEROME", "en", ["jerom", "jerom"]),
        ("ＡＩ　２０２５", "en", ["ai", "2025"]),
        ("l’alignement des modèles", "fr", ["align", "de", "model"]),
        ("los modelos", "es", ["los", "model"]),
        ("对齐问题", "zh-Hans", ["对齐", "齐问", "问题"]),
        ("我们的模型是 aligned models", "zh-Hans", ["模型", "型是", "align", "model"]),
        ("カナ", "ja", ["カナ"]),
        ("नमस्ते", "hi", ["नमस्त"]),
        ("शब्दों Worte", "xx", ["शब्दों", "worte"]),
    ],
)
def test_forms(text: str, lang: str, expected: list[str]) -> None:
    assert forms(text, lang) == expected


@given(st.text(), st.sampled_from(LANGS))
def test_a_token_stands_where_it_says(text: str, lang: str) -> None:
    places = list(spans(text))
    for token in tokens(text, lang):
        assert 0 <= token.start < token.end <= len(text)
        assert token.form
        start, end = places[token.place]
        assert start <= token.start < end


@given(st.text(), st.text(), st.sampled_from(LANGS))
def test_a_text_beside_another_is_compared_as_before(one: str, other: str, lang: str) -> None:
    assert forms(f"{one}\n{other}", lang) == forms(one, lang) + forms(other, lang)


def test_words_are_folded_alike() -> None:
    assert fold_word("Claude’s") == fold_word("CLAUDE'S") == "claude's"
    assert stem_word("Pretends", "en") == stem_word("pretending", "en-GB") == "pretend"
    assert is_paired("齐")
    assert not is_paired("a")
