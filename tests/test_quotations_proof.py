"""The proof of quotations and of names is tested by damage: what is not said, or not so, is named by its place."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag

from generator import anchors
from generator.model import Document, Role, Skipped
from generator.origin import Excerpt, Source
from generator.verify import built_page, verify_talk
from generator.verify.compare import Loss
from generator.verify.named import find_misnamed
from generator.verify.quotations import CLAIM_PAGES, find_misquoted
from generator.verify.soup import soup_tree
from generator.verify.tree import Tree
from generator.words import visible
from tests.site_fixtures import BuiltSite

Soups = dict[str, BeautifulSoup | None]
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")


@pytest.fixture(scope="module")
def whole(sample_site: BuiltSite) -> Soups:
    """Return the pages that the proof of quotations reads, undamaged."""
    uris = (*CLAIM_PAGES, anchors.TRANSCRIPT_URI)
    pages = {uri: built_page(sample_site.folder, uri).read_text(encoding="utf-8") for uri in uris}
    return {uri: BeautifulSoup(page, "html.parser") for uri, page in pages.items()}


def _trees(soups: Soups) -> dict[str, Tree | None]:
    return {uri: None if soup is None else soup_tree(soup) for uri, soup in soups.items()}


def _page(soups: Soups, uri: str) -> BeautifulSoup:
    page = soups[uri]
    assert page is not None
    return page


def _passages(soups: Soups) -> Iterator[tuple[str, int, Tag, str]]:
    """Yield every passage: its page, its place there, itself, and the anchor of its claim."""
    for uri in CLAIM_PAGES:
        for place, passage in enumerate(_page(soups, uri).select(".passage")):
            claim = passage.find_parent(class_=["point", "takeaway"])
            assert isinstance(claim, Tag)
            yield uri, place, passage, str(claim["id"])


def _damaged(soups: Soups, uri: str, place: int) -> tuple[Soups, Tag]:
    """Return the pages with a copy of one in which a passage may be damaged, and the passage."""
    page = copy.copy(_page(soups, uri))
    return {**soups, uri: page}, page.select(".passage")[place]


def _part(passage: Tag, selector: str) -> Tag:
    part = passage.select_one(selector)
    assert part is not None
    return part


def _assert_named(site: BuiltSite, soups: Soups, uri: str, claim: str) -> None:
    """One loss, and it names the page and the claim."""
    losses = list(find_misquoted(site.talk, _trees(soups)))
    assert [(loss.page, loss.anchor) for loss in losses] == [(uri, claim)]
    assert str(losses[0]).endswith(f"#{claim}")


def test_whole_pages_quote_what_was_said(sample_site: BuiltSite, whole: Soups) -> None:
    claims = {claim for _, _, _, claim in _passages(whole)}
    assert len(claims) > 5
    assert {claim.partition("-")[0] for claim in claims} == {"summary", "takeaway"}
    assert list(find_misquoted(sample_site.talk, _trees(whole))) == []


@pytest.mark.parametrize("change", ["never", ""], ids=["another word", "no word"])
def test_any_word_changed_is_named(sample_site: BuiltSite, whole: Soups, change: str) -> None:
    """Any word but a whole one off either end: a shorter quotation is one as well."""
    for uri, place, passage, claim in _passages(whole):
        said = _part(passage, "q").get_text()
        words = list(_WORD.finditer(said))
        for number, word in enumerate(words):
            if not change and 1 in (_kinds(words[: number + 1]), _kinds(words[number:])):
                continue
            changed = f"{said[: word.start()]}{change}{said[word.end() :]}"
            soups, damaged = _one(passage, whole, uri)
            _part(damaged, "q").string = changed
            losses = list(find_misquoted(sample_site.talk, _trees(soups)))
            assert [(loss.page, loss.anchor) for loss in losses] == [(uri, claim)], (place, changed)


def _kinds(words: list[re.Match[str]]) -> int:
    """Return how many different words there are: one alone is the end of a quotation, be it said twice."""
    return len({word[0] for word in words})


def _one(passage: Tag, whole: Soups, uri: str) -> tuple[Soups, Tag]:
    """Return the pages with only one passage in its claim: the proof of it takes a hundredth of the time."""
    claim = passage.find_parent(class_=["point", "takeaway"])
    assert isinstance(claim, Tag)
    classes = " ".join(claim.get_attribute_list("class"))
    page = BeautifulSoup(f'<div class="{classes}" id="{claim["id"]}">{passage}</div>', "html.parser")
    anchor = str(_part(passage, "a.evidence")["href"]).partition("#")[2]
    transcript = BeautifulSoup(str(_page(whole, anchors.TRANSCRIPT_URI).find(id=anchor)), "html.parser")
    alone: Soups = {**dict.fromkeys(CLAIM_PAGES), uri: page, anchors.TRANSCRIPT_URI: transcript}
    return alone, _part(page, ".passage")


@pytest.mark.parametrize("anchor", ["t46-p1", "t1-p1-zh-Hans", "t999-p1", "", "title"])
def test_link_to_another_place_is_named(sample_site: BuiltSite, whole: Soups, anchor: str) -> None:
    for uri, place, _, claim in _passages(whole):
        soups, passage = _damaged(whole, uri, place)
        link = _part(passage, "a.evidence")
        if link["href"] == f"transcript.html#{anchor}":
            continue
        link["href"] = f"transcript.html#{anchor}"
        _assert_named(sample_site, soups, uri, claim)


@pytest.mark.parametrize("selector", ["q", "a.evidence"])
def test_missing_part_is_named(sample_site: BuiltSite, whole: Soups, selector: str) -> None:
    for uri, place, _, claim in _passages(whole):
        soups, passage = _damaged(whole, uri, place)
        _part(passage, selector).decompose()
        _assert_named(sample_site, soups, uri, claim)


def test_link_of_another_class_is_no_evidence(sample_site: BuiltSite, whole: Soups) -> None:
    uri, place, _, claim = next(_passages(whole))
    soups, passage = _damaged(whole, uri, place)
    del _part(passage, "a.evidence")["class"]
    _assert_named(sample_site, soups, uri, claim)


def test_paragraph_that_changed_or_left_is_named(sample_site: BuiltSite, whole: Soups) -> None:
    for harm in ("other words", "gone"):
        for uri, _, passage, claim in _passages(whole):
            soups, _ = _one(passage, whole, uri)
            paragraph = _page(soups, anchors.TRANSCRIPT_URI).find(id=True)
            assert isinstance(paragraph, Tag)
            if harm == "gone":
                paragraph.decompose()
            else:
                paragraph.string = "Never said."
            _assert_named(sample_site, soups, uri, claim)


def test_whole_proof_names_a_misquotation(
    sample_site: BuiltSite, whole: Soups, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the proof of quotations finds is among the losses of the talk, for which nothing is published."""
    uri, place, _, claim = next(_passages(whole))
    soups, passage = _damaged(whole, uri, place)
    _part(passage, "q").string = "It was never said."
    monkeypatch.setattr("generator.verify.find_misquoted", lambda talk, _: find_misquoted(talk, _trees(soups)))
    lines = [str(loss) for loss in verify_talk(sample_site.talk, sample_site.folder)[1]]
    assert [line.endswith(f"#{claim}") for line in lines] == [True]


# --- What is named instead of shown ------------------------------------------------------------------------


def _misnamed(document: Document, *items: Skipped) -> list[Loss]:
    return list(find_misnamed(replace(document, skipped=items)))


def test_names_of_the_sample_are_true(sample_site: BuiltSite) -> None:
    roles = {item.role for document in sample_site.talk.documents for item in document.skipped}
    assert roles == {Role.STRUCTURE, Role.REPEATED}
    assert [loss for document in sample_site.talk.documents for loss in find_misnamed(document)] == []


@pytest.mark.parametrize("reason", ["bullet", "bold mark", "colon", "dash", "turn", ""])
def test_words_called_structure_are_named(sample_site: BuiltSite, reason: str) -> None:
    for document in sample_site.talk.documents:
        for utterance in document.utterances:
            for said in utterance.paragraphs:
                item = Skipped(excerpt=said, role=Role.STRUCTURE, reason=reason)
                (loss,) = _misnamed(document, item)
                assert str(loss).startswith(f"{document.source.path}:{said.line}: ")
                assert f"is called {reason} and is not" in loss.matter
                assert loss.lost == len(visible(said.text))


@pytest.mark.parametrize("reason", ["bullet", "bold mark", "colon", "dash"])
def test_one_word_called_structure_is_named(sample_site: BuiltSite, reason: str) -> None:
    for document in sample_site.talk.documents:
        said = document.utterances[0].paragraphs[0]
        word = _WORD.search(said.text)
        assert word is not None
        item = Skipped(excerpt=said.part(word.start(), word.end()), role=Role.STRUCTURE, reason=reason)
        assert [loss.origin.line for loss in _misnamed(document, item)] == [said.line]


def test_number_is_structure_only_before_a_list_item() -> None:
    document, lines = _document("1. One\n42\n")
    number = lines[0].part(0, 2)
    assert _misnamed(document, Skipped(excerpt=number, role=Role.STRUCTURE, reason="bullet")) == []
    for reason in ("colon", "dash"):
        assert len(_misnamed(document, Skipped(excerpt=lines[1], role=Role.STRUCTURE, reason=reason))) == 1


_TWICE = """\
- Kindness: it is not a constraint.
1. Kindness: it is not a constraint.
Kindness: it is no constraint.
Kindness: it is not a constraint. Or is it?
"""


@pytest.mark.parametrize(
    ("line", "repeats", "true"),
    [
        pytest.param(2, 1, True, id="a copy behind a number"),
        pytest.param(3, 1, False, id="another word"),
        pytest.param(4, 1, False, id="more than there was"),
        pytest.param(2, None, False, id="a copy of nothing"),
        pytest.param(1, 1, False, id="a copy of itself"),
        pytest.param(1, 2, False, id="a copy of what comes later"),
        pytest.param(2, 9, False, id="a copy of a line that is not there"),
    ],
)
def test_copy_is_held_to_its_original(line: int, repeats: int | None, true: bool) -> None:
    document, lines = _document(_TWICE)
    words = lines[line - 1].part(lines[line - 1].text.index("Kindness"), len(lines[line - 1].text))
    losses = _misnamed(document, Skipped(excerpt=words, role=Role.REPEATED, reason="copy", repeats=repeats))
    assert [str(loss).startswith(f"notes.txt:{line}: ") for loss in losses] == ([] if true else [True])


def test_any_copy_of_the_sample_given_another_original_is_named(sample_site: BuiltSite) -> None:
    """Every copy, said to repeat every line that a copy of other words repeats."""
    for document in sample_site.talk.documents:
        copies = [item for item in document.skipped if item.role is Role.REPEATED]
        for item in copies:
            for other in copies:
                wrong = replace(item, repeats=other.repeats)
                expected = [] if other.repeats == item.repeats else [item.excerpt.line]
                assert [loss.origin.line for loss in _misnamed(document, wrong)] == expected


def _document(text: str) -> tuple[Document, tuple[Excerpt, ...]]:
    source = Source(path="notes.txt", text=text, sha256="")
    return Document(source=source, format="test"), source.lines()
