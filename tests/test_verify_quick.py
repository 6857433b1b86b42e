"""What the proof looks at only at a glance is held to the long way: quick looks may not let anything pass."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Document, Role, Skipped, Utterance
from generator.origin import Excerpt, Source
from generator.verify.compare import compare_page
from generator.verify.coverage import find_uncovered
from generator.verify.expected import Block, Container, ExpectedPage, Place, expected_pages
from generator.verify.found import FoundBlock, FoundContainer, FoundPage
from generator.verify.named import find_misnamed
from generator.words import count_words, folded, visible, words
from tests.site_fixtures import BuiltSite

_typed = st.lists(
    st.sampled_from(
        ["a", "b1", "7", "'", "’", "-", "--", " ", "  ", "\n", "\t", ".", "_", "é", "字", "\u00a0", "\u200b"]
    )
).map("".join)


@settings(max_examples=2000)
@given(_typed)
def test_words_are_counted_as_they_are_listed(text: str) -> None:
    assert count_words(text) == len(words(text))


@settings(max_examples=500)
@given(_typed)
def test_what_shows_of_a_folded_text_is_the_text_without_spaces(text: str) -> None:
    """Texts that are the same folded show the same: the proof compares only the one where it is the same."""
    assert folded(text).replace(" ", "") == visible(text)


# --- Texts of a page ------------------------------------------------------------------------------------------


def _differs(said: str, there: str, *, respaced: bool = False) -> bool:
    source = Source(path="a.md", text=said, sha256="")
    block = Block(said, "en", source, 1, ((0, len(said)),), respaced)
    wanted = Container(anchor="t1", name="turn 1", blocks=(block,), place=Place.TURN)
    found = FoundContainer(
        anchor="t1",
        place=Place.TURN,
        speaker=None,
        start_ms=None,
        blocks=(FoundBlock(there, "en"),),
        stray="",
        nested=False,
    )
    page = ExpectedPage(uri="transcript.md", source=source, containers=(wanted,))
    return bool(list(compare_page(page, FoundPage(path=Path("transcript.html"), exists=True, containers=(found,)))))


@given(_typed, _typed)
def test_texts_differ_where_what_shows_or_a_word_does(said: str, there: str) -> None:
    words_differ = words(folded(said)) != words(folded(there))
    assert _differs(said, there) == (visible(said) != visible(there) or words_differ)
    assert _differs(said, there, respaced=True) == (visible(said) != visible(there))


# --- Characters of a source -----------------------------------------------------------------------------------


@pytest.mark.parametrize("moved", [-1, 1])
def test_every_border_that_moves_is_named(sample_site: BuiltSite, moved: int) -> None:
    """A stretch that begins a character late leaves it out, one that begins a character early takes it twice."""
    talk, done = sample_site.talk, 0
    for document in talk.documents:
        text = document.source.text
        for place, item in enumerate(document.skipped):
            start = item.excerpt.start
            edge = text[start + min(moved, 0)] if start + moved >= 0 else " "
            if not visible(edge) or start + moved > item.excerpt.end or item.excerpt.pieces:
                continue
            other = replace(item, excerpt=replace(item.excerpt, start=start + moved))
            skipped = (*document.skipped[:place], other, *document.skipped[place + 1 :])
            changed = replace(document, skipped=skipped)
            documents = tuple(changed if one is document else one for one in talk.documents)
            lines = [str(loss) for loss in find_uncovered(replace(talk, documents=documents), expected_pages(talk))]
            assert any(("is on no page" if moved > 0 else "is claimed twice") in line for line in lines), item
            done += 1
    assert done > 20


# --- Copies and labels ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_copy_finds_its_line_whatever_ends_a_line(end: str) -> None:
    source = Source(
        path="a.md", text=end.join(["- One thing.", "- Another.", "One thing.", "Another thing."]), sha256=""
    )
    document = Document(source=source, format="test")
    lines = source.lines()

    def wrong(line: int, repeats: int) -> bool:
        item = Skipped(excerpt=lines[line - 1], role=Role.REPEATED, reason="copy", repeats=repeats)
        return bool(list(find_misnamed(replace(document, skipped=(item,)))))

    assert [wrong(3, repeats) for repeats in (1, 2)] == [False, True]
    assert [wrong(4, repeats) for repeats in (1, 2, 3)] == [True, True, True]


def _is_copy(line: str, copy: str) -> bool:
    source = Source(path="a.md", text=f"{line}\n{copy}\n", sha256="")
    start = len(line) + 1
    excerpt = Excerpt(copy, start, start + len(copy), 2)
    item = Skipped(excerpt=excerpt, role=Role.REPEATED, reason="copy", repeats=1)
    return not list(find_misnamed(Document(source=source, format="test", skipped=(item,))))


_line = st.lists(st.sampled_from(["on", "one", "or", "-", "'", " ", " ", ".", "字", "1"]), min_size=1).map("".join)


@settings(max_examples=2000)
@given(_line, _line)
def test_a_copy_has_the_words_that_its_line_begins_with(line: str, copy: str) -> None:
    wanted, there = words(copy), words(f"{line}\n"[: 2 * len(copy) + 80])
    if wanted:
        assert _is_copy(line, copy) == any(there[at : at + len(wanted)] == wanted for at in range(8))


@pytest.mark.parametrize(
    ("reason", "text", "named"),
    [
        ("time", "00:01:02,500 --> 00:01:04,000", False),
        ("time", "1h 2m 3s", False),
        ("cue number", "12", False),
        ("cue number", "12-13", True),
        ("cue number", "٣", False),
        ("cue number", "x²", True),
        ("bullet", "3rd", True),
        ("bullet", "a)", True),
        ("dash", "7", True),
        ("field", '"words": [', False),
    ],
)
def test_figures_are_structure_where_words_are_not(reason: str, text: str, named: bool) -> None:
    source = Source(path="a.srt", text=text, sha256="")
    item = Skipped(excerpt=Excerpt(text, 0, len(text), 1), role=Role.STRUCTURE, reason=reason)
    assert bool(list(find_misnamed(Document(source=source, format="test", skipped=(item,))))) is named


def test_labels_of_an_utterance() -> None:
    first, second = Excerpt("Ann", 0, 3, 1), Excerpt("Ann", 9, 12, 2)
    said = Utterance(label=first, paragraphs=(), lang="en")
    assert [label.start for label in said.labels] == [0]
    assert [label.start for label in replace(said, again=(second,)).labels] == [0, 9]
    assert replace(said, label=None).labels == ()
