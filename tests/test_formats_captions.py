"""Captions: WebVTT, SubRip and SubViewer, as the standards and the hosts write them; other readers as witnesses."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.errors import ProblemsError
from generator.formats import read_document, sbv, srt, webvtt
from generator.model import Document, Role
from generator.origin import Source
from generator.timecode import format_clock, read_clock
from generator.verify.named import find_misnamed
from generator.words import visible, words
from tests.accounting import unaccounted

CASES = Path(__file__).parent / "cases/formats"


def source(text: str, path: str = "talk.vtt") -> Source:
    return Source(path=path, text=text, sha256="")


def read(text: str, path: str = "talk.vtt") -> Document:
    document = read_document(source(text, path))
    assert unaccounted(document) == []
    assert misnamed(document) == []
    return document


def misnamed(document: Document) -> list[str]:
    return [loss.matter for loss in find_misnamed(document)]


def cues(*texts: str, suffix: str = "vtt", seconds: int = 2) -> str:
    """Return a caption file with one cue of so many seconds for each text."""
    blocks = ["WEBVTT"] if suffix == "vtt" else []
    for number, text in enumerate(texts):
        mark = "." if suffix == "vtt" else ","
        start, end = (format_clock(ms, mark) for ms in (number * 1000 * seconds, (number + 1) * 1000 * seconds))
        blocks.append(f"{number + 1}\n{start} --> {end}\n{text}")
    return "\n\n".join(blocks) + "\n"


def said(document: Document) -> list[tuple[str | None, str]]:
    return [
        (item.label.text if item.label else None, " ".join(part.text for part in item.paragraphs))
        for item in document.utterances
    ]


def labels(text: str) -> list[str | None]:
    return [label for label, _ in said(read(text))]


def warnings(text: str) -> list[tuple[int, str]]:
    problems = read(text).problems
    assert not any(problem.fatal for problem in problems)
    return [(problem.origin.line, problem.wrong) for problem in problems]


# What is a caption file.


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n", "webvtt"),
        ("WEBVTT - with a title\r\n\r\n00:01.000 --> 00:02.000\r\nHello\r\n", "webvtt"),
        ("WEBVTT\n00:01.000 --> 00:02.000\nHello\n", "webvtt"),
        ("WEBVTT\n\n0.860 --> 7.380\nHello\n", "webvtt"),
        ("1\n00:00:01,000 --> 00:00:02,000\nHello\n", "srt"),
        ("00:00:01.000 --> 00:00:02.000\nHello\n", "srt"),
        ("Subtitles by Ann\n\n1\n00:00:01,000 --> 00:00:02,000\nHello\n", "srt"),
        ("0:00:01.000,0:00:02.000\nHello\n", "sbv"),
        ("WEBVTT is a format.\nIt has cues.\n", "unlabelled"),
        ("1\n", "unlabelled"),
        ("well -> well\nso --> so\n1 --> 2\nand on\n", "unlabelled"),
        ("1,2\n0:00:01,0:00:02\nHello\n", "unlabelled"),
        ("We met.\n" * 9 + "00:00:01.000 --> 00:00:02.000\nHello\n", "unlabelled"),
    ],
)
def test_a_caption_file_is_known_by_its_first_lines(text: str, name: str) -> None:
    assert read(text).format == name


def test_a_front_matter_stands_above_captions() -> None:
    document = read("---\ntitle: A talk\n---\n\n" + cues("Hello"))
    assert document.title
    assert (document.title.text, document.format) == ("A talk", "webvtt")


@pytest.mark.parametrize("text", ["WEBVTT\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n", cues("&nbsp;", "<i></i>")])
def test_captions_without_text_are_a_problem(text: str) -> None:
    with pytest.raises(ProblemsError, match=r"talk\.vtt:1: no cue has any text"):
        read_document(source(text))


@pytest.mark.parametrize("path", ["chapters.vtt", "talk.chapters.vtt", "talk-chapters.en.vtt"])
def test_a_file_of_chapters_is_known_by_its_name(path: str) -> None:
    document = read(cues("How it began", "How it ends"), path)
    assert [(chapter.title.text, chapter.start_ms) for chapter in document.chapters] == [
        ("How it began", 0),
        ("How it ends", 2000),
    ]
    assert not document.utterances


# Who speaks.


def test_a_name_in_every_cue_may_be_any_name() -> None:
    names = ["Felix (Geth)", "milen | Erigon", "Sebastian B [Gnosis/HOPR]", "nflaig", "Boma’s iPhone ", "@siladu"]
    text = cues(*(f"{name}: What it is: a game" for name in names), f"{names[0]}: Bye")
    assert labels(text) == [*(name.strip() for name in names), names[0]]


def test_cues_of_one_speaker_are_one_utterance() -> None:
    document = read(cues("Ann: One", "Ann: two.", "Bob: Three", "Ann: Four"))
    assert said(document) == [("Ann", "One two."), ("Bob", "Three"), ("Ann", "Four")]
    assert [len(item.again) for item in document.utterances] == [1, 0, 0]


def test_a_name_that_comes_when_it_changes_holds_on() -> None:
    talk = ["Ann: One", "two", "Bob: three", "That's what it is:\nfour", "Ann: five", "six", "Bob: seven"] * 2
    assert labels(cues(*talk, suffix="srt")) == ["Ann", "Bob"] * 4
    # Whoever is named in the first cue needs no second turn, if others have theirs.
    assert labels(cues("Host: Hi", "you", "Ann: one", "a", "b", "Ann: two", "c", suffix="srt")) == ["Host", "Ann"]


@pytest.mark.parametrize(
    "texts",
    [
        ("And so what is mining? The basics:", "a ledger", "and more", "of it"),
        ("Remember: this", "and that", "So: what", "then", "Remember: this", "So: that", "and on"),
        ("The basics: blocks", "and", "In short: chains", "and", "so on"),
        ("See https://example.org", "at 10:30", "or 10:45: late"),
        ("Note: one", "Note: two", "three", *["a line"] * 9),
        *[(*["a line"] * 600, "Alice Smith: once", "a", "Alice Smith: twice", "b", "Eve Fox: 1", "Eve Fox: 2")],
    ],
)
def test_a_colon_alone_makes_no_speaker(texts: tuple[str, ...]) -> None:
    assert set(labels(cues(*texts, suffix="srt"))) == {None}


def test_names_in_brackets_lose_them() -> None:
    assert labels(cues("[SPEAKER_00]: Hi", "[SPEAKER_01]: Hello", "[SPEAKER_00]: Bye")) == [
        *("SPEAKER_00", "SPEAKER_01", "SPEAKER_00")
    ]


def test_arrows_and_dashes_change_the_speaker() -> None:
    assert said(read(cues("- Who?\n- Me.", "and I", ">> ANN: Yes. >> No.", "x >> 2 and -5"))) == [
        (None, "Who?"),
        (None, "Me. and I"),
        ("ANN", "Yes."),
        (None, "No. x >> 2 and -5"),
    ]
    assert said(read(cues("&gt;&gt; One.", "&gt;&gt; Two."))) == [(None, "One."), (None, "Two.")]


def test_a_voice_in_most_cues_does_not_hold_on() -> None:
    assert labels(cues("<v Ann>One", "[bell]", "<v Ann>Two", "<v Bob>Three")) == ["Ann", None, "Ann", "Bob"]
    assert labels(cues("<v Ann>One", "two", "three", "<v Bob>four", "five")) == ["Ann", "Bob"]


def test_a_voice_may_hold_several_lines_and_a_cue_several_voices() -> None:
    text = cues("<v Ann>One\ntwo</v>\n<v.loud Bob &amp; Co>Three</v>", "<v Ann></v>")
    assert said(read(text)) == [("Ann", "One two"), ("Bob & Co", "Three"), ("Ann", "")]


# Times.


def test_words_bear_the_times_of_their_cues() -> None:
    document = read(cues("Ann: One\ntwo", "Ann: three"))
    (paragraph,) = document.utterances[0].paragraphs
    assert paragraph.text == "One two three"
    times = [(piece.text, piece.time.start_ms, piece.time.end_ms) for piece in paragraph.pieces if piece.time]
    assert times[0] == ("One", 0, 2000)
    assert times[-1] == ("three", 2000, 4000)


def test_words_may_have_times_of_their_own() -> None:
    document = read(cues("Hello<00:00:00.500><c> big</c><00:01.000><c.red> wide</c> world", "<00:00:03.000>Bye"))
    (paragraph,) = document.utterances[0].paragraphs
    assert paragraph.text == "Hello big wide world Bye"
    times = [(piece.text, piece.time.start_ms, piece.time.end_ms) for piece in paragraph.pieces if piece.time]
    assert times == [
        *(("Hello", 0, 500), (" big", 500, 1000), (" wide", 1000, 2000), (" world", 1000, 2000)),
        *((" ", 1000, 2000), ("Bye", 3000, 4000)),
    ]


def test_a_number_in_angle_brackets_is_no_time() -> None:
    assert said(read(cues("2<3>1 and 2<3:5>1 <c.x>x</c>"))) == [(None, "2<3>1 and 21 x")]


def test_each_kind_of_trouble_is_told_once() -> None:
    text = "WEBVTT\n\n00:05.000 --> 00:05.000\na\n\n00:03.000 --> 00:02.000\nb\n\n00:01.000 --> 00:02.000\nc\n"
    assert warnings(text) == [
        (6, "the time goes back, and so in 1 more places below"),
        (3, "the cue does not end after it begins, and so in 1 more places below"),
    ]
    first = read(text).utterances[0].paragraphs[0].pieces[0].time
    assert first
    assert (first.start_ms, first.end_ms) == (5000, None)


def test_text_outside_the_cues_is_kept_and_told() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\na\n\nNobody's\nline\n\n00:03.000 --> 00:0x.000\nb\n"
    assert said(read(text)) == [(None, "a Nobody's line b")]
    assert warnings(text) == [(9, "the times cannot be read"), (6, "the text is in no cue")]


def test_an_empty_line_may_stand_in_a_cue_of_subrip() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\na\n\nb\n\n1984\n2\n00:00:02,000 --> 00:00:03,000\nc\n"
    assert said(read(text)) == [(None, "a b 1984 c")]
    assert warnings(text) == []


# Captions that roll.


def rolling(*lines: str) -> str:
    shown = ["", *lines]
    return cues(*(f"{above}\n{line}".strip() for above, line in zip(shown, lines, strict=False)))


def test_a_line_that_rolls_on_is_said_once() -> None:
    document = read(rolling("welcome to", "the show", "yeah", "yeah", "goodbye"))
    assert said(document) == [(None, "welcome to the show yeah yeah goodbye")]
    copies = [(item.excerpt.text, item.repeats) for item in document.skipped if item.role is Role.REPEATED]
    assert copies == [("welcome to", 5), ("the show", 10), ("yeah", 15), ("yeah", 20)]


@pytest.mark.parametrize(
    "texts", [("No.", "No.", "No."), ("No.", "No.\nNo.", "Yes.", "Yes.", "a", "b", "c"), ("a\nb", "a\nb", "a\nb")]
)
def test_what_is_said_again_is_no_copy(texts: tuple[str, ...]) -> None:
    document = read(cues(*texts))
    assert said(document) == [(None, " ".join(texts).replace("\n", " "))]


# Paragraphs.


def test_a_long_speech_is_broken_after_sentences_and_at_pauses() -> None:
    text = cues(*["and so it went on and on", "until the end. Then it"] * 60)
    (utterance,) = read(text).utterances
    sizes = [len(words(paragraph.text)) for paragraph in utterance.paragraphs]
    assert len(sizes) > 5
    assert all(55 <= size <= 130 for size in sizes[:-1])
    assert all(paragraph.text.endswith("end.") for paragraph in utterance.paragraphs[:-1])
    late = cues(*["and so it went on and on"] * 6) + "\n1:00:00.000 --> 1:00:02.000\nMuch later.\n"
    assert read(late).utterances[0].paragraphs[-1].text == "Much later."
    soon = late.replace("1:00:0", "00:00:1")
    assert len(read(soon).utterances[0].paragraphs) == 1


def test_a_cue_as_long_as_an_hour_is_broken_too() -> None:
    (utterance,) = read(cues("and so it went on. " * 400)).utterances
    assert len(utterance.paragraphs) > 10


def test_the_language_of_the_header_counts_for_latin_script() -> None:
    text = "WEBVTT\nKind: captions\nLanguage: {}\n\n00:01.000 --> 00:02.000\n{}\n"
    found = [
        read(text.format(lang, words)).utterances[0].lang
        for lang, words in (("es", "hola"), ("es", "你好"), ("english", "hello"), ("pt-BR", "sim"))
    ]
    assert found == ["es", "zh", "en", "pt-BR"]


# Two other readers, which know no speakers.


def heard(document: Document) -> dict[int, list[str]]:
    """Return the words of a document by the time they begin."""
    found: dict[int, list[str]] = {}
    for utterance in document.utterances:
        for piece in (piece for paragraph in utterance.paragraphs for piece in paragraph.pieces):
            if piece.time and piece.text.strip():
                found.setdefault(piece.time.start_ms, []).extend(words(piece.text))
    return found


def unnamed(text: str, document: Document) -> list[str]:
    """Return the words of a cue without the names that our reader made labels of."""
    for label, _ in said(document):
        text = re.sub(rf"{re.escape(label)}\s*:", " ", text) if label else text
    return words(text)


def extract(name: str) -> tuple[str, str]:
    """Return a case and its kind, without what the other readers do not know: escapes, CR, a late begin."""
    (path,) = (CASES / name).glob("input.*")
    text = path.read_bytes().decode().replace("&amp;", "&").replace("[br]", " ").replace("\r", "")
    return text.replace(",0:00:06.100", ",0:00:07.000"), path.suffix[1:]


@pytest.mark.parametrize("name", ["webvtt-voices", "webvtt-zoom", "srt-name-when-it-changes", "sbv-youtube"])
def test_webvtt_py_reads_the_same_words_at_the_same_times(name: str) -> None:
    library: Any = pytest.importorskip("webvtt")
    text, kind = extract(name)
    document = read(text)
    captions = library.from_buffer(StringIO(text), format=kind)
    theirs = {read_clock(caption.start): unnamed(caption.text, document) for caption in captions}
    assert heard(document) == {start: found for start, found in theirs.items() if found}


@pytest.mark.parametrize("name", ["webvtt-voices", "webvtt-zoom", "srt-name-when-it-changes"])
def test_pysubs2_reads_the_same_words_at_the_same_times(name: str) -> None:
    library: Any = pytest.importorskip("pysubs2")
    text, kind = extract(name)
    document = read(text)
    events = library.SSAFile.from_string(text, format_=kind)
    theirs = {event.start: unnamed(event.plaintext, document) for event in events}
    assert heard(document) == {start: found for start, found in theirs.items() if found}


# Whatever is read, nothing is lost.

PIECES = st.sampled_from(
    [
        *(
            "WEBVTT\n",
            "WEBVTT\n\n",
            "Kind: captions\n",
            "NOTE\n",
            "NOTE a\n",
            "STYLE\n",
            "REGION\n",
            "\n",
            "\n",
            "\n\n",
        ),
        *("\r\n", " \n", "1\n", "2\n", "3\n", "id\n", "00:01.000 --> 00:02.000\n", "00:03.000 --> 00:02.000\n"),
        *("00:00:01,000 --> 00:00:02,000 align:start\n", "0:00:01.000,0:00:02.000\n", "00:04.0 --> x\n", "-->\n"),
        *(
            "<v Ann>",
            "</v>",
            "<v >",
            "<v.a B &amp; C>",
            "<c>",
            "</c>",
            "<00:01.500>",
            "<i>",
            "<unk>",
            "{\\an8}",
            "[br]",
        ),
        *("&amp;", "&nbsp;", "&gt;&gt; ", "&#10;", "&#1;", "&foo;", "<br>", ">> ", "- ", "Ann: ", "Bob: ", "[X]: "),
        *(
            "hello there. ",
            "hello there\n",
            "你好。",
            ":",
            "：",
            "[Music]",
            "word " * 70,
            "\u200b",
            "\x00",
            "\x1c",
            "<",
            "&",
        ),
    ]
)


@given(
    st.sampled_from(["", "WEBVTT\n\n", "1\n00:00:01,000 --> 00:00:02,000\n", "0:00:01.000,0:00:02.000\n"]),
    st.data(),
)
@example("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann> &nbsp;</v> - &gt;&gt; [X]: a", None)
def test_every_character_is_accounted_for_once(begin: str, data: st.DataObject | None) -> None:
    text = begin + ("".join(data.draw(st.lists(PIECES, max_size=40))) if data else "")
    file = source(text)
    lines = [line for line in file.lines() if visible(line.text)]
    for form in (webvtt, srt, sbv):
        if form.sniff(file, lines):
            try:
                document = form.read(file, lines)
            except ProblemsError:
                continue
            assert unaccounted(document) == []
            assert misnamed(document) == []


def test_a_file_of_many_cues_is_read_in_reasonable_time() -> None:
    assert len(read(cues(*["Ann: Hi", "Bob: you"] * 5000)).utterances) == 10_000
    assert len(read(cues(*["and so it went on."] * 10_000)).utterances[0].paragraphs) > 500
    assert read(cues("<v " + "a " * 20_000, "&" * 20_000, "<c" * 20_000, ">> " * 5000 + "x")).format == "webvtt"
