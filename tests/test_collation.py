"""Collation: every word in one place, differences as a reader would see them, names carried over without a loss."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis import Findings
from generator.analysis.collation import Collation, collate, collate_talk
from generator.analysis.collation_align import Stretch, align
from generator.analysis.collation_kinds import Matter, classify
from generator.analysis.collation_terms import Side, misspellings
from generator.analysis.room import LIMITS
from generator.analysis.witnessing import Attribution, attribute
from generator.anchors import slug
from generator.formats import read_document
from generator.model import Kind, Talk, Transcript
from generator.origin import Source
from generator.pages.collation import collation_kinds, render_collation
from generator.pages.strings import Strings
from generator.turns import make_turns
from generator.words import count_words, visible
from tests.bench.collation import best_matching, make_witness, sample_talk
from tests.cases import Case, cases

ROOT = Path(__file__).parent.parent
# Few words, so that chance makes every sort of likeness; one filler, one hyphen, one pair written apart.
WORDS = ["a", "b", "c", "um", "fine-tuning", "fine", "tuning", "it's", "end.", "“So", "—", "3.5"]
speeches = st.lists(
    st.tuples(st.sampled_from(["ann", "bob", "eve"]), st.lists(st.sampled_from(WORDS), min_size=1, max_size=12)),
    max_size=6,
)


@cache
def sample() -> Talk:
    return sample_talk()


@cache
def sample_collation() -> Collation:
    base, other = sample().transcripts
    return collate(base, other, "en")


def witness(*said: tuple[str | None, str]) -> Transcript:
    return make_witness(said)


def machine(*lines: str) -> Transcript:
    return make_witness([(None, line) for line in lines], Kind.MACHINE, "b.txt")


def text_of(transcript: Transcript) -> str:
    return "".join(
        visible(excerpt.text) for turn in transcript.turns for side in turn.sides for excerpt in side.paragraphs
    )


def shown(collation: Collation) -> list[tuple[str, str, str]]:
    """Return the differences as kind, words of the base, words of the other witness."""
    return [
        (it.matter.value, " ".join(w.text for w in it.base), " ".join(w.text for w in it.other))
        for it in collation.differences
    ]


def turns_of(attribution: Attribution) -> list[tuple[str | None, str]]:
    return [
        (turn.speaker, " | ".join(excerpt.text for excerpt in turn.main.paragraphs))
        for turn in attribution.transcript.turns
    ]


@pytest.mark.parametrize("case", cases("collation"), indirect=True)
def test_cases(case: Case) -> None:
    base, other = (_read_case(case.folder / name) for name in ("base.md", "other.txt"))
    case.expect("expected.txt", "\n".join(_dump(collate(base, other, base.langs[0]))) + "\n")


def _read_case(path: Path) -> Transcript:
    source = Source(path=path.name, text=path.read_text(encoding="utf-8"), sha256="")
    document = read_document(source)
    lang = document.utterances[0].lang
    turns = make_turns(document.utterances, [lang], slug)
    kind = Kind.LABELLED if document.labelled else Kind.MACHINE
    return Transcript(kind=kind, source=source, langs=(lang,), turns=turns)


def _dump(collation: Collation) -> list[str]:
    lines = [f"same talk: {'yes' if collation.same_talk else 'no'}, {collation.total.agreement:.1%}"]
    lines += [f"{one.speaker or '-'}: {one.agreement:.1%}, {one.places} places" for one in collation.tallies]
    lines += [f"again: {it.base} -> {it.other} x{len(it.places)}" for it in collation.groups]
    lines += [f"{kind}: [{base}] [{other}]" for kind, base, other in shown(collation)]
    attribution = attribute(collation.other, collation)
    for turn, base_turn in zip(attribution.transcript.turns, attribution.base_turns, strict=True):
        lines.append(f"{turn.number} = {base_turn or '-'} {turn.speaker or '-'}")
        lines += [f"    {excerpt.text}" for excerpt in turn.main.paragraphs]
    return lines


def test_sample_agreement() -> None:
    collation = sample_collation()
    assert 0.95 < collation.total.agreement < 0.96
    assert 150 < len(collation.of(Matter.SUBSTITUTION)) < 170
    assert collation.total.places < 250
    assert collation.same_talk


def test_sample_tallies_add_up() -> None:
    collation = sample_collation()
    fillers = collation.of(Matter.FILLER)
    counted = collation.total.base_words + sum(len(difference.base) for difference in fillers)
    assert counted == len(collation.base_words)
    counted = collation.total.other_words + sum(len(difference.other) for difference in fillers)
    assert counted == len(collation.other_words)
    assert collation.total.places == len(collation.differences) - len(fillers)


@pytest.mark.parametrize(
    ("base", "other"),
    [
        ("Claude", "clawed"),
        ("interpretability", "Interoperability"),
        ("boobs drop", "bootstrap"),
        ("GPT-4", "GPD For"),
        ("corrigibility", "corageability"),
    ],
)
def test_sample_names_known_differences(base: str, other: str) -> None:
    assert ("substitution", base, other) in shown(sample_collation())


def test_sample_recurrent_differences() -> None:
    groups = {(group.base, group.other): len(group.places) for group in sample_collation().groups}
    assert groups["Base64", "basic 64"] == 4
    assert groups["corrigible", "corageable"] == 3


def test_sample_speakers() -> None:
    attribution = attribute(sample().transcripts[1], sample_collation())
    assert attribution.given == attribution.words
    # Turn 5 of the labelled witness is an aside that the machine did not hear.
    assert attribution.base_turns == tuple(number for number in range(1, 47) if number != 5)
    assert attribution.turns_of(5) == ()
    assert attribution.turns_of(6) == (5,)
    openings = {turn.number: turn.main.paragraphs[0].text for turn in attribution.transcript.turns}
    assert openings[4].startswith("Yeah, imagine if everyone")
    assert openings[45].startswith("all right I think we are going to wrap up")


def test_sample_collated_again_after_the_names_are_carried_over() -> None:
    base, other = sample().transcripts
    named = attribute(other, sample_collation()).transcript
    assert text_of(named) == text_of(other)
    again = collate_talk(replace(sample(), transcripts=(base, named)))
    assert [collation.tallies for collation in again] == [sample_collation().tallies]


def test_sample_misspelt_terms() -> None:
    names = [term.name.text.split("/") for term in sample().recap.terms]
    found = misspellings(sample_collation(), names)
    by_name = {names[index][0]: {(it.side, it.spelling) for it in items} for index, items in found.items()}
    assert by_name["Corrigibility"] == {(Side.OTHER, "corageability")}
    assert by_name["Model organisms"] == {(Side.BASE, "modal organisms")}
    assert by_name["Interpretability"] == {(Side.OTHER, "Interoperability")}


@given(speeches)
def test_aligned_with_itself_all_is_equal(said: list[tuple[str, list[str]]]) -> None:
    one = witness(*((speaker, " ".join(words)) for speaker, words in said))
    collation = collate(one, one, "en")
    assert all(place.matter is Matter.EQUAL for place in collation.places)
    assert collation.total.agreement == (1.0 if collation.base_words else 0.0)
    owners = [owner.anchor if owner else None for owner in collation.owners]
    assert owners == [word.passage.anchor for word in collation.base_words]


def is_whole(stretches: Sequence[Stretch], base_size: int, other_size: int) -> bool:
    """Tell whether stretches cover both sequences once and in order."""
    ends = [Stretch(False, 0, 0, 0, 0), *stretches, Stretch(False, base_size, base_size, other_size, other_size)]
    return all((one.base_end, one.other_end) == (two.base_start, two.other_start) for one, two in pairwise(ends))


@given(st.lists(st.sampled_from("abcd~")), st.lists(st.sampled_from("abcd~")))
def test_every_word_is_in_one_place_and_order_is_kept(base: list[str], other: list[str]) -> None:
    stretches = align(base, other)
    assert is_whole(stretches, len(base), len(other))
    places = list(classify(base, other, stretches))
    assert is_whole([place.stretch for place in places], len(base), len(other))
    for matter, stretch in places:
        if matter is Matter.EQUAL:
            here = base[stretch.base_start : stretch.base_end]
            assert "".join(here) == "".join(other[stretch.other_start : stretch.other_end])


@given(speeches, st.lists(st.lists(st.sampled_from(WORDS), max_size=20), max_size=4))
def test_names_are_carried_over_without_a_loss(said: list[tuple[str, list[str]]], lines: list[list[str]]) -> None:
    base = witness(*((speaker, " ".join(words)) for speaker, words in said))
    _carry_over(base, machine(*(" ".join(line) for line in lines)))


@given(speeches, st.randoms(use_true_random=False), st.sampled_from([" ", "\n", ""]))
def test_names_are_carried_over_to_a_noisy_witness(
    said: list[tuple[str, list[str]]], chance: random.Random, between: str
) -> None:
    heard = [word for _, words in said for word in words if chance.random() < 0.8]
    base = witness(*((speaker, " ".join(words)) for speaker, words in said))
    _carry_over(base, machine(between.join(heard)))


def _carry_over(base: Transcript, other: Transcript) -> None:
    # Chance may make two texts that are not of one talk; the rules must hold for them too.
    collation = replace(collate(base, other, "en"), kinship=1.0)
    attribution = attribute(other, collation)
    turns = attribution.transcript.turns
    assert text_of(attribution.transcript) == text_of(other)
    assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))
    assert len(attribution.base_turns) == len(turns)
    by_number = {turn.number: turn.speaker for turn in base.turns}
    for turn, base_turn in zip(turns, attribution.base_turns, strict=True):
        assert turn.speaker == (by_number[base_turn] if base_turn else None)
    named = [base_turn for base_turn in attribution.base_turns if base_turn]
    assert named == sorted(set(named))
    excerpts = [excerpt for turn in turns for excerpt in turn.main.paragraphs]
    assert all(one.end <= two.start for one, two in pairwise(excerpts))
    assert all(other.source.text[it.start : it.end] == it.text for it in excerpts)
    cut_words = sum(count_words(excerpt.text) for excerpt in excerpts)
    assert cut_words == sum(count_words(it.text) for turn in other.turns for it in turn.main.paragraphs)


def test_blocks_align_like_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)
    base = [str(chance.randrange(400)) for _ in range(6000)]
    other = [word for word in base if chance.random() < 0.9]
    whole = align(base, other)
    monkeypatch.setattr("generator.analysis.collation_align._WHOLE", 1000)
    monkeypatch.setattr("generator.analysis.collation_align._BLOCK", 500)
    blocked = align(base, other)
    assert is_whole(blocked, len(base), len(other))
    matched = [sum(it.base_size for it in stretches if it.equal) for stretches in (whole, blocked)]
    assert matched[0] == pytest.approx(matched[1], rel=0.001)


def test_different_talks_are_not_the_same() -> None:
    changes = (ROOT / "README.md").read_text(encoding="utf-8")
    collation = collate(sample().transcripts[0], machine(changes.replace("\n", " ")), "en")
    assert not collation.same_talk
    assert all(turn.speaker is None for turn in attribute(collation.other, collation).transcript.turns)


@pytest.mark.parametrize("right", [0.9, 0.75, 0.6])
def test_a_bad_witness_is_still_of_the_same_talk(right: float) -> None:
    chance = random.Random(3)
    said = [word.text for word in sample_collation().base_words]
    heard = [word if chance.random() < right else chance.choice(said) for word in said]
    collation = collate(sample().transcripts[0], machine(" ".join(heard)), "en")
    assert right - 0.03 < collation.total.agreement < right + 0.03
    assert collation.same_talk
    attribution = attribute(collation.other, collation)
    assert attribution.given / attribution.words > 0.97


def test_a_tenth_of_a_talk_is_of_the_same_talk() -> None:
    said = [word.text for word in sample_collation().base_words[2000:2500]]
    assert collate(sample().transcripts[0], machine(" ".join(said)), "en").same_talk


@pytest.mark.parametrize("empty", [(), ("…",)])
def test_an_empty_side(empty: Sequence[str]) -> None:
    full = witness(("ann", "So this is it."))
    for base, other in ((full, machine(*empty)), (machine(*empty), full), (machine(*empty), machine(*empty))):
        collation = collate(base, other, "en")
        assert not collation.same_talk
        assert text_of(attribute(other, collation).transcript) == text_of(other)


def test_one_speaker_says_it_all() -> None:
    base = witness(("ann", "First we build it.\nThen we test it well."))
    other = machine("first we build it then we test it well")
    attribution = attribute(other, collate(base, other, "en"))
    assert turns_of(attribution) == [("ann", "first we build it | then we test it well")]


def test_a_witness_with_names_keeps_them() -> None:
    base = witness(("ann", "one two three"), ("bob", "four five six"))
    attribution = attribute(base, collate(base, base, "en"))
    assert attribution.transcript == base


def test_the_best_matching_is_one_to_one() -> None:
    votes: Counter[tuple[str | None, str | None]] = Counter({("a", "1"): 9, ("b", "1"): 8, ("a", "2"): 7})
    assert best_matching(votes) == 15


class Keys(dict[str, str]):
    """A table of interface words in which a key that is missing stands for itself."""

    def __missing__(self, key: str) -> str:
        return key


SAY = Strings(
    "en",
    Keys(
        share="{percent}%",
        collation_summary="{base} and {other}: {agreement}",
        collation_strangers="{base} is not {other}",
    ),
)


def rendered(*transcripts: Transcript, room: int = LIMITS.page_bytes) -> BeautifulSoup:
    """Return the page of some witnesses as HTML."""
    talk = replace(sample(), transcripts=transcripts)
    findings = cast(Findings, SimpleNamespace(collations=collate_talk(talk)))
    return html("\n\n".join(render_collation(talk, findings, SAY, room)))


def html(page: str) -> BeautifulSoup:
    """Return a page as MkDocs would have it."""
    return BeautifulSoup(markdown.markdown(page, extensions=["attr_list", "md_in_html"]), "html.parser")


def test_page_shows_each_difference_with_both_places() -> None:
    base, other = sample().transcripts
    page = rendered(base, attribute(other, sample_collation()).transcript)
    rows = page.select("ol.differences > li")
    assert len(rows) == len(sample_collation().differences)
    row = next(row for row in rows if "Interoperability" in row.text)
    links = [(str(link["href"]), link.text) for link in row.select("a.reading")]
    assert links[0] == ("transcript.md#t18-p1", "witness_labelled interpretability")
    assert links[1] == ("transcript-machine.md#t17-p1", "witness_machine Interoperability")
    assert [row.text.split()[0] for row in page.select("ol.recurrent > li")][:2] == ["going", "Base64"]


def heard(said: str, chance: random.Random) -> str:
    """Return words as a poor machine would hear them: every seventh is another one."""
    return " ".join("xyz"[chance.randrange(3)] * 9 if chance.random() < 0.15 else word for word in said.split())


def test_a_collation_goes_on_on_further_pages() -> None:
    # Corpus, c0583: six transcripts of one talk made a page of 1.2 MB.
    chance = random.Random(5)
    said = " ".join(chance.choice(WORDS[4:]) + str(chance.randrange(99)) for _ in range(9_000))
    others = [make_witness([(None, heard(said, chance))], Kind.MACHINE, path) for path in ("b.txt", "c.txt")]
    talk = replace(sample(), transcripts=(witness(("josh", said)), *others))
    findings = cast(Findings, SimpleNamespace(collations=collate_talk(talk)))
    kinds = collation_kinds(talk, findings, SAY)
    assert len(kinds) > 3
    assert [kind.uri for kind in kinds[:3]] == ["collation.md", "collation-2.md", "collation-3.md"]
    assert [kind.in_row for kind in kinds[:3]] == [True, False, False]
    pages = [html(kind.render(talk, findings, SAY) or "") for kind in kinds]
    assert all(len(str(page).encode()) < 130_000 for page in pages)
    whole = rendered(*talk.transcripts, room=10**9)
    rows = "ol > li"
    assert [str(row) for page in pages for row in page.select(rows)] == [str(row) for row in whole.select(rows)]
    for number, page in enumerate(pages, start=1):
        # Each says of which transcript it speaks, and every list stands under its heading.
        assert page.select("h3")[0].find_previous() is None
        for listed in page.select("ol"):
            before = listed.find_previous_sibling()
            assert before
            assert before.name == "h4"
        ways = page.select("nav a")
        assert [link["href"] for link in ways] == [kind.uri for kind in kinds]
        assert [link.text for link in ways if link.get("aria-current") == "page"] == [str(number)]
        anchors = [str(tag["id"]) for tag in page.select("[id]")]
        assert len(anchors) == len(set(anchors))


def test_a_substitution_with_very_many_places_leads_to_the_first() -> None:
    said = ["we are going to build it and then some more words follow"] * 80
    other = [line.replace("going to", "gonna") for line in said]
    page = rendered(witness(("josh", " ".join(said))), machine(" ".join(other)))
    (row,) = page.select("ol.recurrent > li")
    assert row.select_one("small")
    assert "×80" in row.text
    assert len(row.select("a")) == 50
    assert row.text.endswith("…")


def test_page_says_that_two_files_are_not_of_one_talk() -> None:
    page = rendered(
        sample().transcripts[0], machine("The committee will come to order and the clerk shall read it.")
    )
    assert page.text.strip() == "page_transcript is not page_transcript_machine"
    assert not page.select("ol, table")


def test_page_is_not_made_where_there_is_one_witness() -> None:
    findings = cast(Findings, SimpleNamespace(collations=()))
    assert render_collation(sample(), findings, SAY) == ()


def test_page_takes_strange_words_for_words() -> None:
    said = "so <b>this</b> is *it* and {{ that }} is [it](x) or `not` at all you know"
    page = rendered(witness(("josh", said)), machine(said.replace("this", "these").replace("that", "{% x %}")))
    first, second = (row.select_one(".context") for row in page.select("ol.differences > li"))
    assert first
    assert second
    assert first.text == "… so <b witness_labelled this witness_machine these b> is *it* and {{ that }} is …"
    assert second.text.endswith("witness_labelled that witness_machine x is [it](x) or `not` at …")
    assert not page.select(".differences :is(b, em, code)")
