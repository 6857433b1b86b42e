"""Long lines in paragraphs: word for word, of a readable length, cut at the best place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.origin import Excerpt, Source
from generator.paragraphs import KEPT_WHOLE, split_paragraphs
from generator.words import count_words, visible, words


def line(text: str) -> Excerpt:
    [excerpt] = Source(path="talk.txt", text=f"\n  {text}", sha256="").lines()
    return excerpt


def split(text: str) -> list[str]:
    return [paragraph.text for paragraph in split_paragraphs(line(text))]


def test_a_line_of_up_to_150_words_stays_whole() -> None:
    assert len(split("one two. " * 75)) == 1
    assert len(split("one two. " * 76)) > 1


def test_paragraphs_have_60_to_130_words() -> None:
    for text in ("over the bridge " * 900, "so it went. " * 900, "这座桥很老，也很美。" * 300):
        sizes = [count_words(paragraph) for paragraph in split(text)]
        assert all(60 <= size <= 130 for size in sizes[:-1])
        assert 20 <= sizes[-1] <= KEPT_WHOLE


def test_the_end_of_a_sentence_is_the_best_place() -> None:
    before, after = "and so we went " * 20, "But there were words " * 40
    first, *_ = split(f"{before}to the end. {after}")
    assert first.endswith("to the end.")


def test_an_abbreviation_is_no_end() -> None:
    first, *_ = split("word " * 90 + "with Dr. Jones and J. Smith " + "word " * 20 + "there. Here " + "word " * 100)
    assert first.endswith("there.")


def test_a_word_that_opens_a_thought_comes_next() -> None:
    first, second, *_ = split("word " * 80 + "And then " + "word " * 10 + "so it " + "word " * 100)
    assert (count_words(first), second.split()[0]) == (80, "And")
    first, second, *_ = split("word " * 80 + "so it " + "word " * 100)
    assert (count_words(first), second.split()[0]) == (80, "so")


def test_text_without_spaces_is_cut_behind_its_punctuation() -> None:
    paragraphs = split("他说“这座桥很老。”然后就走了，走得很远" * 20)
    assert len(paragraphs) > 1
    assert all(paragraph[-1] in "。”，" for paragraph in paragraphs[:-1])
    assert all(paragraph[0] not in "。”，" for paragraph in paragraphs)
    assert len(split("字" * 400)) == 1


@given(
    st.lists(
        st.sampled_from(["word ", "And ", "end. ", "字", "。", "，", "”", "?", ",", "'", "-", " ", "e"]),
        max_size=900,
    )
)
def test_no_character_and_no_word_is_lost(pieces: list[str]) -> None:
    text = "".join(pieces).strip() or "x"
    whole = line(text)
    paragraphs = split_paragraphs(whole)
    assert "".join(visible(paragraph.text) for paragraph in paragraphs) == visible(text)
    assert [word for paragraph in paragraphs for word in words(paragraph.text)] == words(text)
    assert all(paragraph.text for paragraph in paragraphs)
    for paragraph in paragraphs:
        assert whole.text[paragraph.start - whole.start : paragraph.end - whole.start] == paragraph.text
        assert paragraph.line == whole.line
