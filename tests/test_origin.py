"""Sources, their lines, and excerpts that know where they stand."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.origin import Excerpt, Origin, Source
from generator.words import visible

TEXTS = st.lists(
    st.one_of(
        st.sampled_from(["\n", "\r\n", "\r", " ", "\t", "\x1d", "\x85", "\u2028", "a b"]), st.text(max_size=3)
    )
).map("".join)


def source(text: str) -> Source:
    return Source(path="talks/a/talk.md", text=text, sha256="")


def test_lines_are_numbered_as_an_editor_shows_them() -> None:
    found = source("one\r\n\r\n  two \rthree\n\x1d\nfo\u2028ur\x85").lines()
    assert [(line.line, line.text) for line in found] == [(1, "one"), (3, "two"), (4, "three"), (6, "fo\u2028ur")]


def test_excerpts_are_equal_when_their_text_is() -> None:
    one, other = source("same\nsame").lines()
    assert one == other
    assert (one.start, one.line) != (other.start, other.line)


def test_a_part_knows_its_place() -> None:
    [first, *_, last] = source(" a b\r\nc\r\n d e ").lines()
    whole = source(" a b\r\nc\r\n d e ").between(first, last)
    assert whole.text == "a b\r\nc\r\n d e"
    part = whole.part(3, 9)
    assert (part.text, part.start, part.end, part.line) == ("c", 6, 7, 2)
    assert last.part(1, 3) == Excerpt("e", 0, 0, 0)
    assert last.part(1, 3).line == 3


def test_an_origin_is_written_as_path_and_line() -> None:
    assert str(source("").origin(3)) == "talks/a/talk.md:3"
    assert source("").origin(3) == Origin(path="talks/a/talk.md", line=3)


@given(TEXTS)
def test_lines_hold_every_character_that_shows(text: str) -> None:
    lines = source(text).lines()
    assert "".join(visible(line.text) for line in lines) == visible(text)
    assert all(text[line.start : line.end] == line.text == line.text.strip() != "" for line in lines)
    assert all(one.end < other.start and one.line < other.line for one, other in pairwise(lines))


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_every_part_stands_where_it_says(text: str, start: int, end: int) -> None:
    whole = Excerpt(text, 0, len(text), 1)
    part = whole.part(min(start, len(text)), min(max(start, end), len(text)))
    assert text[part.start : part.end] == part.text
