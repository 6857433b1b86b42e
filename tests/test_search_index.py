"""The sharded search: what is written can be read again, is complete, and is the same whatever came first."""

from __future__ import annotations

import json
import math
import pickle
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Kind, Recap, Side, Speaker, Takeaway, Talk, Term, Transcript, Turn
from generator.origin import Excerpt, Piece, Source
from generator.search.files import BIG_CHARS, index_files
from generator.search.numbers import ALPHABET, HALF, numbers
from generator.search.postings import TalkIndex, index_talk
from generator.search.scripts import call, json_text
from generator.search.segments import merge_segment, segment_count, segment_of, text_files
from generator.search.terms import APOSTROPHES, MARKS, SEPARATORS, UNSPACED, fold, terms_of
from generator.search.units import units_of
from generator.timecode import TimeSpan
from tests.search_reader import Index, Numbers

CASES = Path(__file__).parent / "cases" / "search"
SOURCE = Source(path="talks/x/x.md", text="", sha256="")
# What breaks a script, a string of JSON, a line, a pair of surrogates.
NASTY = '</script><!-- "\\ \u2028\u2029 \u0000\u007f \ud800 \ufeff 😀 ${x} `'
WORDS = [
    *(
        "the",
        "a",
        "of",
        "and",
        "model",
        "models",
        "gradient",
        "don't",
        "C++",
        "C#",
        "café",
        "3.14",
        "GPT-4",
        "naïve",
    ),
    *("Ünïted", "可解释性", "模型", "人工智能", "ภาษา", "한국어"),
    *("“quoted”", "it’s", "，：（好）！", "é++", "Ｃ＋＋", "naïve#"),
    *(NASTY, "𠮷野家", "-", "…", "x" * 60, "ß", "İ"),
]


def excerpt(text: str, start_ms: int | None = None) -> Excerpt:
    pieces = () if start_ms is None else (Piece(text, 0, len(text), 1, TimeSpan(start_ms=start_ms)),)
    return Excerpt(text, 0, len(text), 1, pieces)


def make_talk(
    slug: str, turns: Sequence[Sequence[str]], *, speakers: Sequence[str] = ("Ann Lee", "Bo Chen"), date: str = ""
) -> Talk:
    """Return a talk of turns, each a text or one in each of two languages."""
    langs = ("en", "zh-Hans")
    made = tuple(
        Turn(
            number=number,
            speaker=f"s{number % len(speakers)}" if speakers else None,
            sides=tuple(
                Side(lang=lang, label=None, paragraphs=tuple(map(excerpt, text.split("\n"))))
                for lang, text in zip(langs, texts, strict=False)
            ),
        )
        for number, texts in enumerate(turns, start=1)
    )
    return Talk(
        slug=slug,
        title=f"Talk {slug}",
        title_lang="en",
        date=date or None,
        lang="en",
        speakers=tuple(Speaker(id=f"s{place}", name=name) for place, name in enumerate(speakers)),
        transcripts=(Transcript(kind=Kind.LABELLED, source=SOURCE, langs=langs, turns=made),),
    )


def files_of(
    talks: Sequence[Talk], segments: int | None = None, *, cached: bool = False, big_chars: int = BIG_CHARS
) -> dict[str, bytes]:
    """Return all files of the index of some talks, as a build makes them."""
    count = segments or segment_count(len(talks))
    groups: dict[int, list[TalkIndex]] = {number: [] for number in range(count)}
    for talk in talks:
        index = index_talk(talk)
        groups[segment_of(talk.slug, count)].append(pickle.loads(pickle.dumps(index)) if cached else index)
    merged = [merge_segment(number, group) for number, group in groups.items()]
    files = dict(index_files(pickle.loads(pickle.dumps(merged)) if cached else reversed(merged), big_chars))
    for number, group in groups.items():
        texts = dict(text_files(number, group))
        assert list(texts) == [f"text-{number}-{place}.js" for place in range(merged[number].texts)]
        files |= texts
    return files


texts = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=40).map(" ".join)
sides = st.lists(texts, min_size=1, max_size=2)
many_talks = st.lists(st.lists(sides, max_size=30), min_size=1, max_size=6).map(
    lambda turns: [
        make_talk(f"talk-{number}", each, date=f"20{10 + number % 3}-01-02") for number, each in enumerate(turns)
    ]
)


def naive(talks: Sequence[Talk]) -> dict[tuple[str, str, int], Counter[str]]:
    """Return how often each term occurs in each unit: by talk, anchor and place among the units of the talk."""
    return {
        (talk.slug, unit.anchor, place): Counter(term for _, text in unit.texts for term in terms_of(text))
        for talk in talks
        for place, unit in enumerate(units_of(talk))
    }


@settings(max_examples=60)
@given(many_talks, st.sampled_from([1, 2, 4]))
def test_what_is_read_again_is_a_naive_index(talks: list[Talk], segments: int) -> None:
    index = Index(files_of(talks, segments))
    known = naive(talks)
    places: Counter[str] = Counter()
    read: dict[tuple[str, str, int], set[str]] = {}
    for number, found in enumerate(index.units):
        place = places[found.talk[0]]
        places[found.talk[0]] += 1
        read[found.talk[0], found.anchor, place] = {
            term for term in index.lists if number in index.places(term) and not term.startswith("\u0001")
        }
    assert read == {key: set(terms) for key, terms in known.items()}
    for talk in talks:
        for unit in units_of(talk):
            there = next(it for it in index.units if it.talk[0] == talk.slug and it.anchor == unit.anchor)
            assert there.texts == tuple((lang, _writable(text)) for lang, text in unit.texts)


def _writable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


@settings(max_examples=40)
@given(many_talks, st.randoms(use_true_random=False))
def test_bytes_depend_on_the_talks_alone(talks: list[Talk], chance: random.Random) -> None:
    mixed = chance.sample(talks, len(talks))
    assert files_of(talks, 2) == files_of(mixed, 2, cached=True)


@settings(max_examples=40)
@given(many_talks)
def test_filters_let_through_what_they_say(talks: list[Talk]) -> None:
    files = files_of(talks, 2)
    index = Index(files)
    for number, unit in enumerate(index.units):
        let_through = {term for term in index.lists if term.startswith("\u0001") and number in index.filtered(term)}
        slug, _, _, date, _ = unit.talk
        langs = {f"\u0001l:{lang.split('-')[0]}" for lang, _ in unit.texts if lang != "und"}
        speakers = {f"\u0001s:{unit.label.lower()}"} if unit.label else set()
        assert let_through == {f"\u0001t:{slug}", f"\u0001y:{date[:4]}", *langs, *speakers}


def test_the_table_of_terms() -> None:
    for text, terms in json.loads((CASES / "terms.json").read_text(encoding="utf-8")):
        assert terms_of(text) == terms, text


@given(st.text() | texts)
def test_the_short_way_to_terms_is_the_long_one(text: str) -> None:
    """English prose is cut by a table of bytes, everything else by the expression that the browser has too."""
    long_way = [term for char_or_word in _tokens(text) for term in _terms_of_token(char_or_word)]
    assert terms_of(text) == long_way


def _tokens(text: str) -> list[str]:
    pattern = rf"[a-z]+\+\+|[a-z]#(?![a-z0-9])|[{UNSPACED}]+|[^{SEPARATORS}{UNSPACED}]+"
    return re.findall(pattern, fold(text))


def _terms_of_token(token: str) -> list[str]:
    if re.match(f"[{UNSPACED}]", token):
        return [*(token[at : at + 2] for at in range(len(token) - 1)), token[-1]]
    return terms_of(token)


def test_classes_of_characters_do_not_overlap_and_leave_no_letter_out() -> None:
    separator, unspaced = re.compile(f"[{SEPARATORS}]"), re.compile(f"[{UNSPACED}]")
    for code in range(0x110000):
        char = chr(code)
        assert not (separator.match(char) and unspaced.match(char)), hex(code)
        if unicodedata.category(char) in {"Ll", "Lo", "Nd"} and fold(char) == char:
            assert not separator.match(char) or char in "ⅎↄ", hex(code)
    assert not set(MARKS) & set(APOSTROPHES)


@given(st.lists(st.integers(min_value=0, max_value=10**7)))
def test_numbers_end_themselves(values: list[int]) -> None:
    reader = Numbers("".join(numbers()[value] for value in values))
    assert [reader.next() for _ in values] == values
    assert not reader


def test_digits_can_stand_in_a_script() -> None:
    assert len(ALPHABET) == 2 * HALF == 92
    assert ALPHABET.isascii()
    assert ALPHABET.isprintable()
    assert not set(ALPHABET) & set('"\\<')
    assert json.loads(f'"{ALPHABET}"') == ALPHABET


def test_no_text_ends_the_script() -> None:
    files = files_of([make_talk(NASTY, [[NASTY]], speakers=[NASTY])])
    for name, content in files.items():
        assert b"<" not in content, name
        assert content.count(b"\n") == 1, name
        assert not {"\u2028", "\u2029"} & set(content.decode()), name
    assert _writable(NASTY) in dict(Index(files).units[1].texts).values()


def test_a_script_is_one_call() -> None:
    assert call("big", f"1,{json_text('</a>')}") == b'talkbookSearch.big(1,"\\u003c/a>");\n'


def test_recap_and_talk_are_units_with_their_pages() -> None:
    talk = make_talk("x", [["Hello there."]])
    recap = Recap(
        summary=(excerpt("A point."),),
        takeaways=(Takeaway(label=excerpt("Label"), text=excerpt("A claim.")),),
        terms=(
            Term(name=excerpt("Neuron/神经元"), definition=excerpt("A part.")),
            Term(name=excerpt("Neuron/神经元"), definition=excerpt("Again.")),
        ),
    )
    talk = replace(talk, recap=recap, recap_lang="en", event="An event", tags=("One", "Two"), date="2024-05-06")
    index = Index(files_of([talk]))
    assert [(unit.page, unit.anchor, unit.label) for unit in index.units] == [
        ("index", "", ""),
        ("index", "summary-1", ""),
        ("takeaways", "takeaway-1", ""),
        ("glossary", "term-neuron-神经元", ""),
        ("glossary", "term-neuron-神经元-2", ""),
        ("transcript", "t1", "Bo Chen"),
    ]
    assert index.units[0].texts == (("en", "Talk x"), ("und", "An event · One · Two · Ann Lee · Bo Chen"))
    assert index.units[2].texts == (("en", "Label\nA claim."),)
    assert json.loads(index.files["synonyms.js"][len("talkbookSearch.synonyms(") : -3]) == {
        "neuron": ["神经元"],
        "神经 经元 元": ["Neuron"],
    }


def test_a_unit_begins_when_its_first_words_are_heard() -> None:
    talk = make_talk("x", [["Hello."]])
    (turn,) = talk.transcripts[0].turns
    side = replace(turn.sides[0], paragraphs=(excerpt("Not timed."), excerpt("Timed.", 61_500)))
    talk = replace(talk, transcripts=(replace(talk.transcripts[0], turns=(replace(turn, sides=(side,)),)),))
    assert [unit.start_s for unit in units_of(talk)] == [None, 61]


def test_labels_that_name_nobody_are_shown_but_no_filter() -> None:
    index = Index(files_of([make_talk("x", [["One."]], speakers=["Speaker 1"])]))
    assert index.units[1].label == "Speaker 1"
    assert not [term for term in index.lists if term.startswith("\u0001s:")]


def test_long_talks_are_cut_and_a_long_turn_is_not() -> None:
    turns = [["word " * 100] for _ in range(100)] + [["long " * 10_000]]
    files = files_of([make_talk("x", turns)])
    sizes = {len(content) for name, content in files.items() if name.startswith("text-")}
    assert len(sizes - {max(sizes)}) > 1
    assert max(size for size in sizes if size < max(sizes)) < 10_000
    assert len(Index(files).units) == 102


def test_common_words_stand_apart_from_rare_ones() -> None:
    talks = [
        make_talk(f"talk-{number:03}", [[f"the often{turn % 4} rare{number}x{turn}"] for turn in range(40)])
        for number in range(140)
    ]
    files = files_of(talks, big_chars=1_000)
    bigs = [content for name, content in files.items() if name.startswith("big-")]
    assert all(len(content) > 1_000 for content in bigs)
    index = Index(files)
    assert len(bigs) == index.meta["bigs"] > 1
    assert len(index.places("the")) == 140 * 40
    assert all(len(content) < 2 * 24_000 for name, content in files.items() if name.startswith("terms-"))
    (hit,) = index.search("the rare17x3")
    assert (index.units[hit].talk[0], index.units[hit].anchor) == ("talk-017", "t4")


def test_one_edited_talk_leaves_the_other_segments_alone() -> None:
    talks = [make_talk(f"talk-{number}", [["Some words."] * 2] * 3) for number in range(200)]
    edited = [make_talk("talk-7", [["Other words."]]), *(talk for talk in talks if talk.slug != "talk-7")]
    before, after = files_of(talks), files_of(edited)
    number = segment_of("talk-7", segment_count(200))
    changed = {name for name in before if name.startswith("text-") and before[name] != after.get(name)}
    assert changed
    assert all(name.startswith(f"text-{number}-") for name in changed)
    assert before["meta.js"] != after["meta.js"]


@pytest.mark.parametrize(("talks", "segments"), [(0, 1), (1, 1), (64, 1), (65, 2), (2_000, 32), (2_049, 64)])
def test_so_many_talks_make_so_many_segments(talks: int, segments: int) -> None:
    assert segment_count(talks) == segments


def test_an_index_of_no_talks_has_no_units() -> None:
    index = Index(files_of([]))
    assert index.meta["units"] == 0
    assert index.search("anything") == []


def test_terms_are_in_the_order_of_javascript() -> None:
    index = Index(files_of([make_talk("x", [["\U00020bb7 \uf8ff \ue000 z 模 a"]])]))
    terms = [term for term in index.lists if not term.startswith("\u0001")]
    assert terms == sorted(terms, key=lambda term: term.encode("utf-16-be"))
    assert terms.index("\U00020bb7") < terms.index("\ue000")


@settings(max_examples=40)
@given(many_talks)
def test_levels_rise_with_what_a_term_counts(talks: list[Talk]) -> None:
    """Lists tell the weight of BM25 to the eighth; words that are everywhere in a talk, only on average."""
    index = Index(files_of(talks))
    for number, unit in enumerate(index.units):
        counts = Counter(term for _, text in unit.texts for term in terms_of(text))
        length = counts.total() / len(unit.texts)
        in_talk = [it for it in index.units if it.talk == unit.talk]
        for term, times in counts.items():
            if sum(term in {t for _, text in it.texts for t in terms_of(text)} for it in in_talk) * 3 <= len(
                in_talk
            ):
                weight = times * 2.2 / (times + 1.2 * (0.25 + 0.75 * length / 60))
                assert index.places(term)[number] == math.floor(weight / 2.2 * 8)


def test_words_phrases_and_letters_find_their_turn() -> None:
    turns = [
        ["We were running the models for a whole night."],
        ["The whole of the night was spent on a model.", "整个晚上都花在一个模型上。"],
        ["Nobody runs anything.", "可解释性是人工智能的一个问题。"],
    ]
    index = Index(files_of([make_talk("x", turns), make_talk("y", [["Night and day."]])]))

    def anchors_of(query: str) -> list[str]:
        return [index.units[unit].anchor for unit in index.search(query)]

    assert anchors_of("run model") == ["t1"]
    assert anchors_of('"whole night"') == ["t1"]
    assert sorted(anchors_of("whole night")) == ["t1", "t2"]
    assert anchors_of("人工智能") == ["t3"]
    assert anchors_of("「模型」 night") == ["t2"]
    assert anchors_of("模型 人工") == []
