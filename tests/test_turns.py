"""Utterances to turns: pairs keep together, nothing shifts, nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.languages import detect_lang
from generator.model import Kind, Transcript, Turn, Utterance
from generator.origin import Excerpt, Source
from generator.turns import label_key, make_speakers, make_turns, speaker_ids, unpaired

EN_ZH = ("en", "zh-Hans")
# One letter for each thing said: long and short, in each language and in none.
SAID = {
    "E": "this is said in English",
    "Z": "这句话是用中文说的",
    "e": "OK yes",
    "z": "好的",
    "u": "[…]",
    "-": "",
}


def utterances(script: str) -> list[Utterance]:
    """Return the utterances of a script such as `A:Z A:E B:Z`."""
    made: list[Utterance] = []
    for start, item in enumerate(script.split()):
        speaker, said = item.split(":")
        label = Excerpt(speaker, start * 100, start * 100 + 1, start + 1) if speaker != "?" else None
        paragraphs = tuple(
            Excerpt(SAID[char], start * 100 + 9 * n, start * 100 + 9 * n + 1, start + 1)
            for n, char in enumerate(said, start=1)
            if SAID[char]
        )
        lang = detect_lang("\n".join(paragraph.text for paragraph in paragraphs))
        made.append(Utterance(label=label, paragraphs=paragraphs, lang=lang))
    return made


def shape(turns: tuple[Turn, ...]) -> str:
    """Return the turns as `A(Z)`: speaker, and in the order of the source what stands on which side."""
    codes = {text: code for code, text in SAID.items()}
    lines: list[str] = []
    for turn in turns:
        sides = sorted(turn.sides, key=lambda side: (side.label or side.paragraphs[0]).start)
        said = [
            f"{side.lang[:2]}:" + "".join(codes[paragraph.text] for paragraph in side.paragraphs) for side in sides
        ]
        lines.append(f"{turn.speaker or '?'}({' '.join(said)})")
    return " ".join(lines)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param("A:Z A:E B:Z B:E", "A(zh:Z en:E) B(zh:Z en:E)", id="whole"),
        pytest.param("A:E A:Z B:E B:Z", "A(en:E zh:Z) B(en:E zh:Z)", id="the other order"),
        pytest.param(
            "A:Z A:E A:Z A:E B:Z B:E", "A(zh:Z en:E) A(zh:Z en:E) B(zh:Z en:E)", id="two turns of one speaker"
        ),
        pytest.param("A:Z A:E B:E C:Z C:E", "A(zh:Z en:E) B(en:E) C(zh:Z en:E)", id="Chinese missing"),
        pytest.param("A:Z A:E B:Z C:Z C:E", "A(zh:Z en:E) B(zh:Z) C(zh:Z en:E)", id="English missing"),
        pytest.param("A:Z A:E A:E A:Z A:E", "A(zh:Z en:E) A(en:E) A(zh:Z en:E)", id="Chinese missing, one speaker"),
        pytest.param("A:Z A:Z A:E A:Z A:E", "A(zh:Z) A(zh:Z en:E) A(zh:Z en:E)", id="English missing, one speaker"),
        pytest.param("A:E B:Z B:E C:Z C:E", "A(en:E) B(zh:Z en:E) C(zh:Z en:E)", id="missing at the start"),
        pytest.param("A:Z A:E B:Z B:E C:Z", "A(zh:Z en:E) B(zh:Z en:E) C(zh:Z)", id="missing at the end"),
        pytest.param("A:Z A:E B:u B:u C:Z C:E", "A(zh:Z en:E) B(zh:u en:u) C(zh:Z en:E)", id="no letters"),
        pytest.param(
            "A:Z A:E B:Z B:u C:Z C:E", "A(zh:Z en:E) B(zh:Z en:u) C(zh:Z en:E)", id="English side without letters"
        ),
        pytest.param(
            "A:Z A:E B:u B:E C:Z C:E", "A(zh:Z en:E) B(zh:u en:E) C(zh:Z en:E)", id="Chinese side without letters"
        ),
        pytest.param(
            "A:Z A:E B:- B:- C:Z C:E", "A(zh:Z en:E) B(zh: en:) C(zh:Z en:E)", id="labels with nothing said"
        ),
        pytest.param(
            "A:Z A:E B:e B:E C:Z C:E", "A(zh:Z en:E) B(zh:e en:E) C(zh:Z en:E)", id="Chinese side looks English"
        ),
        pytest.param(
            "A:Z A:E B:e B:e C:Z C:E", "A(zh:Z en:E) B(zh:e en:e) C(zh:Z en:E)", id="both sides look English"
        ),
        pytest.param(
            "A:E A:Z B:E B:e C:E C:Z", "A(en:E zh:Z) B(en:E zh:e) C(en:E zh:Z)", id="second side looks English"
        ),
        pytest.param("A:Z A:E B:e C:Z C:E", "A(zh:Z en:E) B(en:e) C(zh:Z en:E)", id="short and alone"),
        pytest.param(
            "A:Z A:E A:e A:Z A:E", "A(zh:Z en:E) A(en:e) A(zh:Z en:E)", id="short and alone between pairs"
        ),
        pytest.param("A:ZZ A:EE B:Z B:E", "A(zh:ZZ en:EE) B(zh:Z en:E)", id="several paragraphs"),
        pytest.param("?:ZEZE", "?(zh:Z en:E) ?(zh:Z en:E)", id="nobody named"),
        pytest.param("?:ZEEZE", "?(zh:Z en:E) ?(en:E) ?(zh:Z en:E)", id="nobody named, Chinese missing"),
        pytest.param("?:Z A:Z A:E", "?(zh:Z) A(zh:Z en:E)", id="nobody named before the first label"),
    ],
)
def test_two_languages(script: str, expected: str) -> None:
    assert shape(make_turns(utterances(script), EN_ZH, str)) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param("A:E A:EE B:E A:E", "A(en:EEE) B(en:E) A(en:E)", id="one speaker until the next"),
        pytest.param("?:EEE", "?(en:E) ?(en:E) ?(en:E)", id="nobody named: each paragraph"),
        pytest.param("A:E ?:EE A:E", "A(en:E) ?(en:E) ?(en:E) A(en:E)", id="nobody named in between"),
        pytest.param("A:E A:z A:u B:-", "A(en:Ezu) B(en:)", id="words of another language"),
    ],
)
def test_one_language(script: str, expected: str) -> None:
    assert shape(make_turns(utterances(script), ("en",), str)) == expected


def test_three_languages_stay_together() -> None:
    made = utterances("A:Z A:E A:E B:Z B:E B:E")
    langs = ["zh", "en", "fr", "zh", "en", "fr"]
    turns = make_turns(
        [
            Utterance(label=it.label, paragraphs=it.paragraphs, lang=lang)
            for it, lang in zip(made, langs, strict=True)
        ],
        ("en", "fr", "zh"),
        str,
    )
    assert [[side.lang for side in turn.sides] for turn in turns] == [["en", "fr", "zh"]] * 2


def test_latin_script_is_the_language_that_is_not_told_by_its_script() -> None:
    turns = make_turns(utterances("A:Z A:E B:Z B:E"), ("es", "zh"), str)
    assert [[side.lang for side in turn.sides] for turn in turns] == [["es", "zh"]] * 2


def test_main_language_comes_first_and_turns_are_counted_from_one() -> None:
    turns = make_turns(utterances("A:Z A:E B:Z B:E"), EN_ZH, str)
    assert [turn.number for turn in turns] == [1, 2]
    assert [side.lang for side in turns[0].sides] == list(EN_ZH)


def test_labels_of_one_speaker_pair_whatever_they_are() -> None:
    names = {"A": "amanda", "阿": "amanda"}
    assert shape(make_turns(utterances("阿:Z A:E"), EN_ZH, names.__getitem__)) == "amanda(zh:Z en:E)"


@given(
    st.lists(st.tuples(st.sampled_from("AB?"), st.text("EZezu-", min_size=1, max_size=4))),
    st.sampled_from([("en",), EN_ZH, ("zh", "en"), ("en", "fr", "zh"), ("th", "de")]),
)
def test_every_paragraph_is_kept_once_and_in_order(said: list[tuple[str, str]], langs: tuple[str, ...]) -> None:
    made = utterances(" ".join(":".join(item) for item in said))
    turns = make_turns(made, langs, str)
    starts = [paragraph.start for utterance in made for paragraph in utterance.paragraphs]
    by_turn = [sorted(p.start for side in turn.sides for p in side.paragraphs) for turn in turns]
    assert [start for turn in by_turn for start in turn] == starts
    for lang in langs:
        sides = [side for turn in turns if (side := turn.side(lang))]
        assert (kept := [p.start for side in sides for p in side.paragraphs]) == sorted(kept)
    assert all(side.lang in langs for turn in turns for side in turn.sides)
    assert all(len({side.lang for side in turn.sides}) == len(turn.sides) for turn in turns)


@given(st.lists(st.sampled_from("AB"), min_size=1), st.data())
def test_a_missing_side_shifts_nothing(speakers: list[str], data: st.DataObject) -> None:
    whole = [f"{speaker}:{said}" for speaker in ["C", "D", *speakers, "C", "D"] for said in "ZE"]
    lost = data.draw(st.integers(min_value=4, max_value=len(whole) - 5))
    kept = make_turns(utterances(" ".join(whole[:lost] + whole[lost + 1 :])), EN_ZH, str)
    assert len(kept) == len(whole) // 2
    assert [turn.number for turn in kept if len(turn.sides) == 1] == [lost // 2 + 1]


def test_unpaired_names_the_turns_that_lack_a_language() -> None:
    turns = make_turns(utterances("A:Z A:E B:E A:Z A:E B:u A:Z A:E"), EN_ZH, str)
    transcript = Transcript(
        kind=Kind.LABELLED, source=Source(path="a.md", text="", sha256=""), langs=EN_ZH, turns=turns
    )
    assert [turn.number for turn in unpaired(transcript)] == [2]


def test_speakers_are_found_by_name_and_alias_whatever_the_case() -> None:
    speakers = make_speakers(["Yan  Li", "yan li", "Yan-Li", "嘉宾"])
    assert [(speaker.id, speaker.name) for speaker in speakers] == [
        ("yan-li", "Yan Li"),
        ("yan-li-2", "Yan-Li"),
        ("嘉宾", "嘉宾"),
    ]
    assert speaker_ids(speakers)[label_key(" YAN\tli ")].id == "yan-li"
