"""JSON and the formats of engines: places, escapes, spacing, speakers, what is said twice, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import ProblemsError
from generator.formats import read_document
from generator.formats.json_text import Json, Value, read_json
from generator.model import Document, LabelPlace, Role
from generator.origin import Source
from generator.words import visible
from tests.accounting import unaccounted
from tests.cases import CASES_PATH


def source(text: str, path: str = "talk.json") -> Source:
    return Source(path=path, text=text, sha256="")


def read(text: str, path: str = "talk.json") -> Document:
    document = read_document(source(text, path))
    assert unaccounted(document) == []
    return document


def podcast(*segments: dict[str, Any], ensure_ascii: bool = True) -> Document:
    return read(json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=ensure_ascii))


def whisper(*segments: dict[str, Any], **more: Any) -> Document:
    return read(json.dumps({"segments": segments, **more}))


def said(document: Document) -> list[tuple[str | None, list[str]]]:
    return [
        (item.label.text if item.label else None, [paragraph.text for paragraph in item.paragraphs])
        for item in document.utterances
    ]


def text(document: Document) -> str:
    return " ".join(paragraph.text for item in document.utterances for paragraph in item.paragraphs)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)


def loaded(file: Json, value: Value) -> Any:
    """Return what a tree with places says, to be held against `json.loads`."""
    if isinstance(value, dict):
        return {name: loaded(file, inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [loaded(file, inner) for inner in value]
    return json.loads(file.raw(value), strict=False)


@given(st.lists(VALUES) | st.dictionaries(st.text(max_size=4), VALUES), st.booleans(), st.sampled_from([None, 1]))
def test_a_tree_with_places_says_what_json_says(value: Any, escaped: bool, indent: int | None) -> None:
    written = json.dumps(value, ensure_ascii=escaped, indent=indent)
    file = read_json(source("\ufeff" + written))
    if not value or isinstance(value, dict) or isinstance(value[0], (dict, list, str)):
        assert json.dumps(loaded(file, file.root)) == json.dumps(json.loads(written))


BODIES = st.text(max_size=12) | st.lists(
    st.sampled_from([*'a \n"\\/é😀\ud83d\x00字。,.(\u2028', "&amp;", "<b>"]),
    max_size=8,
).map("".join)
TIMES = st.none() | st.floats() | st.integers() | st.sampled_from(["00:00:01.5", "2.5", "soon", True])


@given(
    st.lists(
        st.fixed_dictionaries(
            {"startTime": TIMES, "body": BODIES},
            optional={"speaker": BODIES | st.none() | st.integers(), "endTime": TIMES, "words": VALUES},
        ),
        min_size=1,
        max_size=8,
    ),
    st.booleans(),
    st.sampled_from([None, 2]),
)
def test_every_character_of_podcast_json_is_accounted_for(
    segments: list[dict[str, Any]], escaped: bool, indent: int | None
) -> None:
    written = json.dumps({"segments": segments}, ensure_ascii=escaped, indent=indent)
    written = written.encode(errors="backslashreplace").decode()  # Half a character cannot stand in a file.
    try:
        document = read_document(source(written))
    except ProblemsError:
        assert not any(visible(segment["body"]) for segment in segments)
        return
    assert unaccounted(document) == []
    assert visible(text(document)) == visible("".join(map(shown, segments)))


def shown(segment: dict[str, Any]) -> str:
    """Return a body as it is shown: half a character stays the escape that it is in the file."""
    return "".join(f"\\u{ord(char):x}" if "\ud800" <= char <= "\udfff" else char for char in segment["body"])


WORDS = st.lists(
    st.fixed_dictionaries(
        {"word": st.sampled_from(["a", " b", "c.", "字", "", " "])},
        optional={"start": st.floats(0, 9), "speaker": st.sampled_from(["S0", "S1", ""])},
    ),
    max_size=5,
)


@given(
    st.lists(
        st.fixed_dictionaries(
            {"text": st.sampled_from(["", " a b", "ac.", "a b c."])},
            optional={"words": WORDS, "speaker": st.sampled_from(["S0", "S1"])},
        ),
        min_size=1,
        max_size=6,
    ),
    st.booleans(),
)
def test_every_character_of_whisper_json_is_accounted_for(segments: list[dict[str, Any]], twice: bool) -> None:
    again = {"text": "".join(str(segment["text"]) for segment in segments)} if twice else {}
    try:
        document = read_document(source(json.dumps({**again, "segments": segments})))
    except ProblemsError:
        return
    assert unaccounted(document) == []


def test_each_word_knows_its_place_and_its_time() -> None:
    document = read('{"segments": [\n{"body": "caf\\u00e9 \\"x\\"", "startTime": 1, "endTime": 2.5}]}')
    [paragraph] = document.utterances[0].paragraphs
    assert paragraph.text == 'café "x"'
    assert paragraph.line == 2
    assert [(piece.text, document.source.text[piece.start : piece.end]) for piece in paragraph.pieces] == [
        *(("caf", "caf"), ("é", "\\u00e9"), (" ", " "), ('"', '\\"'), ("x", "x"), ('"', '\\"')),
    ]
    assert paragraph.time is not None
    assert (paragraph.time.start_ms, paragraph.time.end_ms) == (1000, 2500)


def test_the_two_halves_of_a_character_are_one_piece() -> None:
    [paragraph] = read('{"segments": [{"body": "\\ud83d\\ude00"}]}').utterances[0].paragraphs
    assert [piece.text for piece in paragraph.pieces] == ["😀"]


@pytest.mark.parametrize(
    ("bodies", "joined"),
    [
        (["Hello", ",", "all", "."], "Hello, all."),
        (["He said", "“yes", "”", "(once", ")"], "He said “yes” (once)"),
        (["我们", "今天", "谈", "AI", "。"], "我们今天谈 AI。"),
        (["A", " B ", "C"], "A B C"),
        ([" un", "believ", "able", " what", " they", " do", "."], "unbelievable what they do."),
        ([".NET", "is", "...", "fine"], ".NET is... fine"),
        (["use", ".NET"], "use .NET"),
        (["これ", "は", "「", "本", "」", "です"], "これは「本」です"),
    ],
)
def test_white_space_between_bodies_is_what_people_write(bodies: list[str], joined: str) -> None:
    document = podcast(*({"speaker": "Ann", "startTime": place, "body": body} for place, body in enumerate(bodies)))
    assert said(document) == [("Ann", [joined])]


def test_neighbours_of_one_speaker_are_one_utterance() -> None:
    document = podcast(
        {"speaker": "Ann", "body": "One."},
        {"speaker": "Ann", "body": "Two."},
        {"body": "Nobody."},
        {"speaker": "Bob", "body": "Three."},
        {"speaker": "Ann", "body": "Four."},
    )
    assert said(document) == [("Ann", ["One. Two."]), (None, ["Nobody."]), ("Bob", ["Three."]), ("Ann", ["Four."])]
    assert [label.text for label in document.utterances[0].again] == ["Ann"]


def test_a_long_speech_is_cut_at_sentences_and_pauses() -> None:
    words = [("word." if place % 10 == 9 else "word") for place in range(400)]
    document = podcast(*({"speaker": "Ann", "startTime": place, "body": body} for place, body in enumerate(words)))
    lengths = [len(paragraph.text.split()) for paragraph in document.utterances[0].paragraphs]
    assert lengths == [60, 60, 60, 60, 60, 60, 40]
    rested = [{"startTime": place * 30, "endTime": place * 30 + 1, "body": "Word."} for place in range(3)]
    assert said(podcast(*rested)) == [(None, ["Word."] * 3)]


def test_a_mark_is_never_torn_from_its_word() -> None:
    words = [{"body": "word"}] * 130 + [{"body": "."}] + [{"body": "word"}] * 60
    paragraphs = podcast(*words).utterances[0].paragraphs
    assert paragraphs[0].text.endswith("word.")


def test_words_are_kept_and_their_text_is_a_copy() -> None:
    words = [{"word": "Five", "start": 1, "end": 2, "speaker": "S1"}, {"word": "apples."}]
    document = whisper({"start": 1, "text": " Five apples.", "words": words, "speaker": "S1"}, text=" Five apples.")
    assert said(document) == [("S1", ["Five apples."])]
    assert [item.repeats for item in document.skipped if item.role is Role.REPEATED] == [1, 1]
    assert document.labels_at is LabelPlace.AFTER
    assert document.problems == ()


def test_a_text_that_its_words_do_not_make_is_kept_and_flagged() -> None:
    document = whisper({"start": 1, "text": "Five apples.", "words": [{"word": "Five"}], "speaker": "S1"})
    assert said(document) == [("S1", ["Five apples."])]
    assert [problem.fatal for problem in document.problems] == [False]
    assert "“Five apples.” is not what its words say" in str(document.problems[0])


def test_words_of_several_speakers_split_a_segment() -> None:
    words = [
        {"word": "Ready?", "speaker": "SPEAKER_00"},
        {"word": "In"},
        {"word": "2024", "speaker": "SPEAKER_01"},
        {"word": "yes."},
    ]
    document = whisper({"text": "Ready? In 2024 yes.", "words": words, "speaker": "SPEAKER_01"})
    assert said(document) == [("SPEAKER_00", ["Ready?"]), ("SPEAKER_01", ["In 2024 yes."])]
    assert document.labels_at is LabelPlace.AFTER


def test_times_that_go_back_are_one_warning() -> None:
    document = podcast(*({"startTime": start, "body": "x"} for start in (5, 3, 4, 2)))
    [problem] = document.problems
    assert not problem.fatal
    assert "the time goes back to 0:03 at “x”, and 1 more like it" in str(problem)


@pytest.mark.parametrize("start", ["-1", "1e99", "NaN", "Infinity", '"soon"', "null", "true", "[1]", "{}", '""'])
def test_what_is_no_time_is_no_time(start: str) -> None:
    document = read(f'{{"segments": [{{"startTime": {start}, "body": "Hello"}}]}}')
    assert document.utterances[0].paragraphs[0].time is None


def test_a_language_that_is_stated_is_believed_of_latin_letters_only() -> None:
    german = whisper({"text": " Hallo."}, language="de")
    chinese = whisper({"text": " Hello there."}, {"text": "我们说", "speaker": "A"}, language="zh")
    assert [item.lang for item in german.utterances] == ["de"]
    assert [item.lang for item in chinese.utterances] == ["en", "zh-Hans"]


@pytest.mark.parametrize("start", [90, 90_000, "00:01:30", "90"])
def test_podlove_times_are_clock_times_seconds_or_milliseconds(start: int | str) -> None:
    rows = [{"start": 0, "text": "a"}, {"start": start, "text": "b", "speaker": "1", "voice": "Ann"}]
    document = read(json.dumps(rows))
    [paragraph] = document.utterances[1].paragraphs
    assert paragraph.time is not None
    assert paragraph.time.start_ms == 90_000
    assert said(document)[1] == ("Ann", ["b"])


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('{"segments": [\n{"body": "x",}]}', "talk.json:2: is not JSON: "),
        ('{"segments": [', "talk.json:1: is not JSON: "),
        ("Hello", "talk.json:1: is not JSON: "),
        ("[" * 100_000, "talk.json:1: is "),
        ('{"a": ' + "1" * 5000 + "}", "talk.json:1: is JSON too deep or with numbers too long"),
        ('{"a": 1}', "talk.json:1: is JSON, but holds no transcript in a form that is known; save it as "),
        ("[]", "talk.json:1: is JSON, but holds no transcript"),
        ('{"segments": [{"body": " "}]}', "talk.json:1: holds no words (podcast-json)"),
    ],
)
def test_json_that_cannot_be_read_is_one_problem(written: str, message: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        read(written)
    [problem] = caught.value.problems
    assert str(problem).startswith(message)
    assert "; " in str(problem)


def test_json_is_known_whatever_the_name_and_other_texts_are_left_alone() -> None:
    assert podcast({"body": "Hello"}).format == "podcast-json"
    assert read('\ufeff \n{"segments": [{"body": "Hello"}]}', "talk.txt").format == "podcast-json"
    assert read("[00:11] Hello there, this is no JSON\n", "talk.txt").format == "unlabelled"
    assert read('{"note: a brace that opens a text', "talk.txt").format == "unlabelled"
    with pytest.raises(ProblemsError):
        read('{"a": [1]}', "talk.txt")


def test_marks_and_halves_of_words_of_rev_ai_stand_as_they_are_said() -> None:
    values = ["Hello", ", ", "well", "-", "known", " ", "man", "."]
    elements = [{"type": "text" if value.isalpha() else "punct", "value": value} for value in values]
    document = read(json.dumps({"monologues": [{"speaker": 0, "elements": elements}]}))
    assert said(document) == [("0", ["Hello, well-known man."])]


def test_line_ends_in_strings_are_forgiven() -> None:
    document = read('{"segments": [{"body": "one\ntwo \\u00e9"}, {"body": "three"}]}')
    assert said(document) == [(None, ["one\ntwo é three"])]


def test_large_files_are_read_in_reasonable_time() -> None:
    words = [{"word": f" word{place}", "start": place, "end": place + 1} for place in range(20)]
    segment = {"text": "".join(str(word["word"]) for word in words), "words": words}
    document = read_document(source(json.dumps({"segments": [segment] * 1000})))
    assert sum(len(paragraph.text.split()) for paragraph in document.utterances[0].paragraphs) == 20_000
    assert read_document(source('{"segments": [{"body": "' + "\\\\" * 100_000 + 'x"}]}')).utterances


ENGINES = sorted(CASES_PATH.glob("formats/json-*/input.json"))
ODD: tuple[Any, ...] = (
    *(None, True, "", "x", " 字 ", "1.5s", -1, 1e99),
    *([], {}, [1, 2], ["x"], [{}], {"text": "x"}, [[None]]),
)


@given(st.data())
def test_an_engine_that_writes_otherwise_loses_nothing(data: st.DataObject) -> None:
    """Put something odd in the place of any value of a real file."""
    path = data.draw(st.sampled_from(ENGINES))
    root = json.loads(path.read_text(encoding="utf-8"))
    places = list(walk(root))
    for _ in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(places))
        holder[key] = data.draw(st.sampled_from(ODD))
    try:
        document = read_document(source(json.dumps(root)))
    except ProblemsError:
        return
    assert unaccounted(document) == []


def walk(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place of a tree as what holds it and its name or number there."""
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], (dict, list)):
            yield from walk(value[key])


def test_seconds_with_all_the_figures_of_a_float_are_times() -> None:
    table = "token|speaker|ts|endTs|punctuation\nthe|1|1.7000000000000002|1.9|.\n"
    [paragraph] = read(table, "talk.nlp").utterances[0].paragraphs
    assert paragraph.time is not None
    assert (paragraph.time.start_ms, paragraph.time.end_ms) == (1700, 1900)


CELLS = st.sampled_from(["", "a", "b.", "字", " c ", "1", "2.5", "<laugh>", ",", "x y", "\u00a0"])


@given(st.lists(st.lists(CELLS, max_size=9), max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_every_character_of_a_table_of_words_is_accounted_for(rows: list[list[str]], end: str) -> None:
    table = end.join(["token|speaker|ts|endTs|punctuation|case|tags", *("|".join(row) for row in rows), ""])
    try:
        document = read_document(source(table, "talk.nlp"))
    except ProblemsError:
        return
    assert unaccounted(document) == []
    assert document.format == "rev-nlp"
