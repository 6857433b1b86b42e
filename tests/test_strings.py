"""The interface words: every language has all of them, with the same places to fill in."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from pathlib import Path

import pytest

from generator.pages.strings import FALLBACK, LOCALE_PATH, available_langs, strings_for

PAGES_PATH = Path(__file__).parent.parent / "generator" / "pages"
_SCRIPT = {"zh": re.compile("[\u4e00-\u9fff]")}
"""What a translation into a language must hold."""
_SAME = frozenset({"sha256", "share"})
"""Keys whose words are the same in every language."""
OTHERS = [lang for lang in available_langs() if lang != FALLBACK]


def _table(lang: str) -> dict[str, str]:
    return tomllib.loads((LOCALE_PATH / f"{lang}.toml").read_text(encoding="utf-8"))


def _places(words: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(words) if name is not None)


def _called_keys() -> set[str]:
    """Return every key that a page writer names in full."""
    keys: set[str] = set()
    for path in PAGES_PATH.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"
            if called and node.args and isinstance(node.args[0], ast.Constant):  # type: ignore[attr-defined]
                keys.add(str(node.args[0].value))  # type: ignore[attr-defined]
    return keys


def test_there_are_two_languages_at_least() -> None:
    assert {FALLBACK, "zh-Hans"} <= set(available_langs())


@pytest.mark.parametrize("lang", OTHERS)
def test_keys_are_the_same_in_the_same_order(lang: str) -> None:
    assert list(_table(lang)) == list(_table(FALLBACK))


@pytest.mark.parametrize("lang", OTHERS)
def test_places_to_fill_in_are_the_same(lang: str) -> None:
    expected = {key: _places(words) for key, words in _table(FALLBACK).items()}
    assert {key: _places(words) for key, words in _table(lang).items()} == expected


@pytest.mark.parametrize("lang", OTHERS)
def test_everything_is_translated(lang: str) -> None:
    english = _table(FALLBACK)
    script = _SCRIPT.get(lang.partition("-")[0])
    for key, words in _table(lang).items():
        plain = re.sub(r"\{\w+\}|[\W\d]", "", english[key])
        if key not in _SAME and plain:
            assert words != english[key], key
            assert script is None or script.search(words), key


@pytest.mark.parametrize("lang", available_langs())
def test_words_are_whole(lang: str) -> None:
    for key, words in _table(lang).items():
        assert words == words.strip(), key
        assert words, key
        # Interface words go through the same escapes as everything else; markup in them would show.
        assert not re.search(r"<\w|&\w+;|\*\*|\]\(", words), key


def test_every_key_that_pages_ask_for_is_there() -> None:
    assert _called_keys() - set(_table(FALLBACK)) == set()


@pytest.mark.parametrize(
    ("wanted", "given"),
    [("en", "en"), ("en-GB", "en"), ("zh", "zh-Hans"), ("zh-Hant", "zh-Hans"), ("fr", "en"), ("und", "en")],
)
def test_nearest_language_is_taken(wanted: str, given: str) -> None:
    assert strings_for(wanted).lang == given


def test_values_are_filled_in_and_grouped() -> None:
    say = strings_for("en")
    assert say("turns_of", count=12, words=12345) == "12 turns, 12,345 words"
    assert say("page_title", page="{talk}", talk="{x}") == "{talk} · {x}"
    with pytest.raises(KeyError):
        say("no such key")
