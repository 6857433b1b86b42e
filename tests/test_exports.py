"""What is made of a talk for other programs: small talks as they must be, and what others read from them."""

from __future__ import annotations

import html
import io
import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import markdown
import pysubs2
import pytest
import webvtt
from bs4 import BeautifulSoup
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.assemble import load_talk
from generator.columns import split_words, width
from generator.errors import ProblemsError, SettingsError
from generator.exporting import ExportOptions, export_talks
from generator.exports import EXPORTS, exports_of
from generator.exports.cues import LINE_COLUMNS, Cue, cue_lines, make_cues
from generator.exports.timing import timed_transcript
from generator.formats import read_document
from generator.model import Chapter, Document, Kind, Side, Speaker, Talk, Transcript, Turn
from generator.origin import Excerpt, Piece, Source, join_excerpts
from generator.pages.strings import strings_for
from generator.sources import find_talks
from generator.timecode import TimeSpan
from generator.verify.expected import expected_pages
from generator.verify.plain_text import check_plain_text
from generator.words import folded, visible
from tests.cases import CASES_PATH, Case, cases
from tests.hazards import SHOWN_SEEDS, lines
from tests.site_fixtures import ROOT, SAMPLE, BuiltSite

CASES = cases("exports")
FOLDERS = sorted(path for path in CASES_PATH.joinpath("exports").iterdir() if path.is_dir())
SCHEMA = json.loads((ROOT / "docs/reference/talk.schema.json").read_text(encoding="utf-8"))
TEI = "{http://www.tei-c.org/ns/1.0}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def talk_in(folder: Path) -> Talk:
    (found,) = find_talks(folder / "talks", shown="talks").folders
    return load_talk(found)


def talks() -> list[Talk]:
    """Return the talks of the cases and the sample of the repository."""
    sample = next(it for it in find_talks(ROOT / "talks", shown="talks").folders if it.slug == SAMPLE)
    return [*map(talk_in, FOLDERS), load_talk(sample)]


def files(talk: Talk, *names: str) -> dict[str, bytes]:
    return {file.uri.partition("/")[2]: file.content for file in exports_of(talk, strings_for(talk.lang), names)}


def one(talk: Talk, name: str) -> str:
    (content,) = files(talk, name).values()
    return content.decode()


def unpacked(book: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


# Said is a speaker, and what is said with its time, if any: a part for each time.
Said = tuple[str | None, Sequence[tuple[str, TimeSpan | None]]]


def talk_of(*said: Said, lang: str = "en") -> Talk:
    """Return a talk in which somebody says something; each speech is a paragraph and a turn."""
    names = list(dict.fromkeys(name for name, _ in said if name))
    ids = {name: f"s{number}" for number, name in enumerate(names)}
    text = "\n".join(part for _, parts in said for part, _ in parts)
    source = Source(path="talks/x/transcript.md", text=text, sha256="0" * 64)
    turns: list[Turn] = []
    at = 0
    for number, (name, parts) in enumerate(said, start=1):
        excerpts: list[Excerpt] = []
        for part, time in parts:
            excerpts.append(Excerpt(part, at, at + len(part), number).timed(time))
            at += len(part) + 1
        side = Side(
            lang=lang, label=None, paragraphs=(join_excerpts(excerpts) if len(excerpts) > 1 else excerpts[0],)
        )
        turns.append(Turn(number=number, speaker=ids[name] if name else None, sides=(side,)))
    transcript = Transcript(kind=Kind.LABELLED, source=source, langs=(lang,), turns=tuple(turns))
    return Talk(
        slug="x",
        title="X",
        lang=lang,
        speakers=tuple(Speaker(id=ids[name], name=name) for name in names),
        transcripts=(transcript,),
        documents=(Document(source=source, format="labelled"),),
    )


def span(start_ms: int, end_ms: int | None = None) -> TimeSpan:
    return TimeSpan(start_ms=start_ms, end_ms=end_ms)


def cues(talk: Talk, lang: str = "en") -> tuple[Cue, ...]:
    transcript = timed_transcript(talk)
    return make_cues(talk, transcript, lang) if transcript else ()


def said_in(talk: Talk) -> list[str]:
    """Return every paragraph of the main transcript as one line each."""
    return [folded(excerpt.text) for turn in talk.transcripts[0].turns for _, _, excerpt in turn.in_order()]


def allowed(text: str) -> str:
    """Return a text as XML can hold it."""
    return re.sub("[\ufffe\uffff]", "\ufffd", folded(text))


# The cases.


@pytest.mark.parametrize("case", CASES, indirect=True)
def test_exports(case: Case) -> None:
    made: dict[str, str] = {}
    for name, content in files(talk_in(case.folder)).items():
        if name.endswith(".epub"):
            made |= {f"epub/{inner}": text for inner, text in unpacked(content).items()}
        else:
            made[name] = content.decode()
    expected = case.folder / "expected"
    if case.update:
        shutil.rmtree(expected, ignore_errors=True)
        for name in made:
            (expected / name).parent.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        case.expect(f"expected/{name}", text)
    assert {path.relative_to(expected).as_posix() for path in expected.rglob("*") if path.is_file()} == set(made)


def test_the_same_talk_gives_the_same_bytes() -> None:
    for talk in talks():
        assert files(talk) == files(talk)


def test_what_has_nothing_to_say_is_not_made() -> None:
    made = {path.name: set(files(talk_in(path))) for path in FOLDERS}
    assert made["recap_only"] == {"transcript.txt", "soup.epub", "talk.json"}
    assert made["no_times"] == made["recap_only"] - {"soup.epub"} | {
        "bees.epub",
        "transcript.md.txt",
        "transcript.tei.xml",
    }
    assert {"captions.en.vtt", "captions.zh-Hans.vtt", "chapters.json"} <= made["timed_bilingual"]


def test_only_what_is_asked_for_is_made() -> None:
    talk = talk_in(CASES_PATH / "exports/timed_bilingual")
    for export in EXPORTS:
        assert files(talk, export.name).items() <= files(talk).items()


# Captions.


def test_captions_of_the_source_stay_as_they_are() -> None:
    talk = talk_of(("Ann", [("Hello there.", span(1000, 2500)), ("How are you?", span(2500, 12_000))]))
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in cues(talk)] == [
        (1000, 2500, "Hello there."),
        (2500, 12_000, "How are you?"),
    ]


def test_words_with_times_become_captions() -> None:
    text = (
        "One two three, four five six seven eight nine ten eleven twelve. And so on and on it goes to the very end"
    )
    times = [(word, span(place * 400, place * 400 + 300)) for place, word in enumerate(text.split())]
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in cues(talk_of(("Ann", times)))] == [
        (0, 4700, "One two three, four five six seven eight nine ten eleven twelve."),
        (4800, 9100, "And so on and on it goes to the very end"),
    ]


def test_a_silence_ends_a_caption_of_words() -> None:
    times = [("a", span(0, 200)), ("b", span(300, 400)), ("c", span(3000, 3200))]
    assert [cue.text for cue in cues(talk_of(("Ann", times)))] == ["a b", "c"]


def test_words_are_spread_until_the_next_known_time() -> None:
    long = " ".join(["words"] * 40)
    found = cues(
        talk_of(("Ann", [(long, span(10_000))]), ("Ben", [("No.", span(30_000))]), (None, [("Ah.", None)]))
    )
    ann = [cue for cue in found if cue.turn == 1]
    assert ann[0].start_ms == 10_000
    assert ann[-1].end_ms == 30_000
    assert all(one.end_ms == two.start_ms for one, two in pairwise(ann))
    assert [(cue.speaker, cue.start_ms, cue.text) for cue in found[len(ann) :]] == [
        ("Ben", 30_000, "No."),
        ("", found[-1].start_ms, "Ah."),
    ]
    assert found[-1].start_ms > 30_000


def test_no_captions_where_times_are_missing_or_too_far_apart() -> None:
    assert cues(talk_of(("Ann", [("Hello.", None)]))) == ()
    assert cues(talk_of(("Ann", [("word " * 2000, span(0))]))) == ()
    assert not [name for name in files(talk_of(("Ann", [("Hello.", None)]))) if "captions" in name]


def test_a_time_that_goes_back_keeps_captions_in_order() -> None:
    talk = talk_of(("Ann", [("Late.", span(90_000, 91_000))]), ("Ben", [("Early.", span(1000, 2000))]))
    assert [cue.text for cue in cues(talk)] == ["Early.", "Late."]


def test_a_translation_has_the_times_of_the_original() -> None:
    talk = talk_in(CASES_PATH / "exports/timed_bilingual")
    chinese = cues(talk, "zh-Hans")
    starts = {turn: min(cue.start_ms for cue in chinese if cue.turn == turn) for turn in (1, 2, 3, 4)}
    assert starts == {1: 4000, 2: 19_000, 3: 24_000, 4: 3_640_000}
    # What nobody has translated is shown as it was said.
    assert chinese[-1].text == "Nobody knows."


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hello, world", ["Hello,", "world"]),
        ("谈谈电梯，好。", ["谈", "谈", "电", "梯，", "好。"]),
        ("问 Claude怎么想", ["问", "Claude", "怎", "么", "想"]),
        ("“你好”（笑）", ["“你", "好”", "（笑）"]),
        ("有些,有些", ["有", "些,", "有", "些"]),
        ("  한국어 조합  ", ["한국어", "조합"]),
        ("", []),
    ],
)
def test_where_a_text_may_be_broken(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in split_words(text)] == parts


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("short", ("short",)),
        (
            "Tonight we talk about the lift, and about the people",
            ("Tonight we talk about the lift,", "and about the people"),
        ),
        ("x" * 60, ("x" * 60,)),
        (f"{'x' * 60} y", (f"{'x' * 60} y",)),
    ],
)
def test_lines_of_a_caption(text: str, broken: tuple[str, ...]) -> None:
    assert cue_lines(text) == broken


@pytest.mark.parametrize(
    ("text", "columns"), [("a b", 3), ("ü b", 3), ("u\u0308 b", 3), ("中 b", 4), ("a\u200bb", 2)]
)
def test_width_of_a_text(text: str, columns: int) -> None:
    assert width(text) == columns


def spans() -> st.SearchStrategy[TimeSpan | None]:
    ends = st.one_of(st.none(), st.integers(0, 9000))
    timed = st.builds(
        lambda start, length: span(start, None if length is None else start + length), st.integers(0, 60_000), ends
    )
    return st.one_of(st.none(), timed)


def speeches() -> st.SearchStrategy[list[Said]]:
    parts = st.lists(st.tuples(lines().map(str.strip).filter(visible), spans()), min_size=1, max_size=4)
    return st.lists(st.tuples(st.sampled_from([None, "Ann", 'B & "C" <d>', "艾达"]), parts), min_size=1, max_size=4)


@given(speeches())
def test_captions_lose_no_word_and_can_be_read(said: list[Said]) -> None:
    talk = talk_of((None, [("Begin.", span(0, 900))]), *said)
    assume(cues(talk))
    for cue in cues(talk):
        assert cue.start_ms < cue.end_ms
        assert cue.text == folded(cue.text)
        assert cue.text
        rows = cue_lines(cue.text)
        assert visible("".join(rows)) == visible(cue.text)
        # Only a word that has no place to break is longer than a line.
        assert max(map(width, rows)) <= LINE_COLUMNS or len(list(split_words(cue.text))) == 1
    by_turn = {
        turn: "".join(cue.text for cue in cues(talk) if cue.turn == turn) for turn in range(1, len(said) + 2)
    }
    for turn in talk.transcripts[0].turns:
        assert sorted(visible(by_turn[turn.number])) == sorted(visible(turn.main.paragraphs[0].text))


@given(speeches())
def test_other_programs_read_our_captions(said: list[Said]) -> None:
    talk = talk_of((None, [("Begin.", span(0, 900))]), *said)
    made = cues(talk)
    assume(made)
    times = [(cue.start_ms, cue.end_ms) for cue in made]
    read = webvtt.from_string(one(talk, "webvtt"))
    assert [(it.start_time.in_milliseconds(), it.end_time.in_milliseconds()) for it in read.captions] == times
    assert [visible(html.unescape(it.text)) for it in read.captions] == [visible(cue.text) for cue in made]
    assert [html.unescape(it.voice or "") for it in read.captions] == [cue.speaker for cue in made]
    subtitles = pysubs2.SSAFile.from_string(one(talk, "srt"), format_="srt")
    assert [(event.start, event.end) for event in subtitles] == times
    segments = json.loads(one(talk, "podcast"))["segments"]
    assert [(it.get("speaker", ""), it["body"]) for it in segments] == [(cue.speaker, cue.text) for cue in made]


def test_other_programs_read_the_words_of_our_captions() -> None:
    talk = talk_in(CASES_PATH / "exports/captioned")
    subtitles = pysubs2.SSAFile.from_string(one(talk, "srt"), format_="srt")
    shown = [re.sub(r"^(Driver|Passenger): ", "", event.plaintext).replace("\n", " ") for event in subtitles]
    assert shown == [cue.text.replace("<b>", "") for cue in cues(talk)]


@pytest.mark.parametrize("name", ["webvtt", "srt", "podcast"])
def test_our_own_captions_are_read_again(name: str) -> None:
    talk = talk_in(CASES_PATH / "exports/captioned")
    again = document(f"captions.{'json' if name == 'podcast' else name}", one(talk, name))
    said = [(label(it.label), "".join(map(visible_text, it.paragraphs))) for it in again.utterances]
    # SubRip has no escapes: what looks like a tag is one.
    wanted = [(who, text.replace("<b>", "") if name == "srt" else text) for who, text in spoken(talk)]
    assert said == wanted
    starts = [it.paragraphs[0].time.start_ms for it in again.utterances if it.paragraphs[0].time]
    assert starts == [turn.time.start_ms for turn in talk.transcripts[0].turns if turn.time]


def spoken(talk: Talk) -> list[tuple[str, str]]:
    return [
        (talk.speaker(turn.speaker or "").name, visible("".join(it.text for _, _, it in turn.in_order())))
        for turn in talk.transcripts[0].turns
    ]


# Round trips.


def document(name: str, text: str) -> Document:
    return read_document(Source(path=f"talks/x/{name}", text=text, sha256="0" * 64))


def label(excerpt: Excerpt | None) -> str | None:
    return excerpt.text if excerpt else None


def visible_text(excerpt: Excerpt) -> str:
    return visible(excerpt.text)


def heard(talk: Talk) -> list[tuple[str | None, str, list[tuple[str, int | None]]]]:
    """Return who says what and when, turn by turn and language by language, as Markdown can hold it."""
    names: dict[str | None, str] = {speaker.id: speaker.name for speaker in talk.speakers}
    return [
        (
            names.get(turn.speaker),
            side.lang,
            [(folded(it.text), it.time.start_ms if it.time else None) for it in side.paragraphs],
        )
        for turn in talk.transcripts[0].turns
        for side in turn.sides
    ]


@pytest.mark.parametrize("name", ["timed_bilingual", "no_times", "captioned"])
def test_markdown_put_into_a_folder_is_the_same_transcript(name: str, tmp_path: Path) -> None:
    talk = talk_in(CASES_PATH / "exports" / name)
    folder = tmp_path / "talks" / talk.slug
    folder.mkdir(parents=True)
    (folder / "transcript.md").write_text(one(talk, "markdown"), encoding="utf-8")
    again = talk_in(tmp_path)
    assert heard(again) == heard(talk)
    assert one(again, "markdown") == one(talk, "markdown")
    chapters = [[(it.title.text, it.level) for it in turn.chapters] for turn in talk.transcripts[0].turns]
    assert [[(it.title.text, it.level) for it in turn.chapters] for turn in again.transcripts[0].turns] == chapters


def dialogue(*speeches: list[str]) -> Talk:
    """Return a talk in which two people speak by turns, in paragraphs."""
    talk = talk_of(*[("AB"[place % 2] + "nn", [(text, None)]) for place, (text, *_) in enumerate(speeches)])
    transcript = talk.transcripts[0]
    turns = (
        replace(turn, sides=(replace(turn.main, paragraphs=tuple(Excerpt(it, 0, len(it), 1) for it in texts)),))
        for turn, texts in zip(transcript.turns, speeches, strict=True)
    )
    return replace(talk, transcripts=(replace(transcript, turns=tuple(turns)),))


def reread(talk: Talk) -> list[tuple[str | None, list[str]]]:
    """Return who says what in the Markdown of a talk."""
    found = document("transcript.md", one(talk, "markdown")).utterances
    return [(label(it.label), [folded(excerpt.text) for excerpt in it.paragraphs]) for it in found]


def paragraphs() -> st.SearchStrategy[list[str]]:
    return st.lists(lines(), min_size=1, max_size=3)


@settings(max_examples=300)
@given(st.lists(paragraphs(), min_size=4, max_size=8))
def test_markdown_keeps_every_paragraph(speeches: list[list[str]]) -> None:
    talk = dialogue(["Begin."], ["Yes."], *speeches)
    names = ["Ann" if place % 2 == 0 else "Bnn" for place in range(len(speeches) + 2)]
    assert reread(talk) == [
        (name, list(map(folded, texts)))
        for name, texts in zip(names, [["Begin."], ["Yes."], *speeches], strict=True)
    ]


def test_markdown_keeps_every_hazard() -> None:
    pairs = [["Here.", seed] for seed in SHOWN_SEEDS]
    assert reread(dialogue(*pairs)) == [
        ("Bnn" if place % 2 else "Ann", list(map(folded, pair))) for place, pair in enumerate(pairs)
    ]


def test_markdown_shows_every_hazard_as_it_was_said() -> None:
    """In the Markdown of others too: what Python-Markdown makes of it has the same characters."""
    pairs = [["Here.", seed] for seed in SHOWN_SEEDS]
    page = markdown.markdown(one(dialogue(*pairs), "markdown"))
    shown = [visible(it.get_text()) for it in BeautifulSoup(page, "html.parser").find_all("p")]
    assert [text for text in shown if text not in ("Ann:Here.", "Bnn:Here.")] == [
        visible(seed) for seed in SHOWN_SEEDS
    ]


def test_markdown_gives_nobody_the_words_of_another() -> None:
    talk = talk_of(("Ann", [("One.", None)]), (None, [("Two.", None)]), ("Ann", [("Three.", None)]))
    text = "# X\n\n**Ann:** One.\n\n**Not attributed:** Two.\n\n**Ann:** Three.\n"
    assert one(talk, "markdown") == f"---\nmarkdown: escaped\n---\n\n{text}"


def test_data_is_as_the_schema_says() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    check = jsonschema.Draft202012Validator(SCHEMA)
    for talk in talks():
        data = json.loads(one(talk, "json"))
        assert sorted(error.message for error in check.iter_errors(data)) == []
        # And it knows what is wrong.
        assert list(check.iter_errors({**data, "titel": "x"}))


def test_data_holds_the_turns_of_the_model() -> None:
    for talk in talks():
        data = json.loads(one(talk, "json"))
        for transcript, read in zip(talk.transcripts, data["transcripts"], strict=True):
            turns = tuple(map(turn_from, read["turns"]))
            assert turns == tuple(map(without_sources, transcript.turns))
            assert times_of(turns) == times_of(transcript.turns)


def turn_from(data: dict[str, Any]) -> Turn:
    """Return the turn that an object of the data stands for: what a program in another language would do."""
    return Turn(
        number=data["number"],
        speaker=data["speaker"],
        sides=tuple(
            Side(
                lang=side["lang"],
                label=excerpt_from(side["label"]) if side["label"] else None,
                paragraphs=tuple(map(excerpt_from, side["paragraphs"])),
            )
            for side in data["sides"]
        ),
        chapters=tuple(
            Chapter(title=excerpt_from(it["title"]), level=it["level"], start_ms=it["start_ms"])
            for it in data["chapters"]
        ),
        rows=tuple(tuple(row) for row in data["rows"]),
    )


def excerpt_from(data: dict[str, Any]) -> Excerpt:
    text, line = data["text"], data["line"]
    whole = Excerpt(text, 0, len(text), line)
    if "start_ms" not in data:
        return whole
    steps = data.get("times", [[0, data["start_ms"], data["end_ms"]]])
    ends = [*(step[0] for step in steps[1:]), len(text)]
    pieces = (
        Piece(text[at:end], at, end, line, TimeSpan(start_ms=start_ms, end_ms=end_ms))
        for (at, start_ms, end_ms), end in zip(steps, ends, strict=True)
    )
    return replace(whole, pieces=tuple(pieces))


def without_sources(turn: Turn) -> Turn:
    chapters = (replace(chapter, source=None) for chapter in turn.chapters)
    return replace(turn, sides=tuple(replace(it, source=None) for it in turn.sides), chapters=tuple(chapters))


def times_of(turns: Sequence[Turn]) -> list[TimeSpan | None]:
    return [excerpt.time for turn in turns for _, _, excerpt in turn.in_order()]


# XML.


@given(st.lists(lines(), min_size=1, max_size=5), lines())
def test_tei_is_well_formed_and_holds_every_word(texts: list[str], name: str) -> None:
    talk = talk_of(*[(name, [(text, span(1000))]) for text in texts])
    root = ElementTree.fromstring(one(talk, "tei"))
    segs = ["".join(seg.itertext()) for seg in root.iter(f"{TEI}seg")]
    assert segs == list(map(allowed, said_in(talk)))
    ids = [element.get("{http://www.w3.org/XML/1998/namespace}id") for element in root.iter()]
    assert [it for it in root.iter(f"{TEI}u") if str(it.get("who", "#"))[1:] not in ids and it.get("who")] == []
    assert len(set(filter(None, ids))) == len(list(filter(None, ids)))


@given(st.lists(lines(), min_size=1, max_size=5), lines())
def test_the_book_is_well_formed_and_holds_every_word(texts: list[str], name: str) -> None:
    talk = replace(talk_of(*[(name, [(text, None)]) for text in texts]), title=name)
    inner = unpacked(files(talk, "epub")["x.epub"])
    roots = {
        path: ElementTree.fromstring(text) for path, text in inner.items() if not path.endswith(("type", ".css"))
    }
    page = roots["EPUB/transcript-1.xhtml"]
    assert ["".join(it.itertext()) for it in page.iter(f"{XHTML}p")] == list(map(allowed, said_in(talk)))


def test_every_hazard_is_a_turn_of_the_book_and_of_tei() -> None:
    talk = talk_of(*[(None, [(seed, None)]) for seed in SHOWN_SEEDS])
    page = ElementTree.fromstring(unpacked(files(talk, "epub")["x.epub"])["EPUB/transcript-1.xhtml"])
    wanted = list(map(allowed, said_in(talk)))
    assert ["".join(it.itertext()) for it in page.iter(f"{XHTML}p")] == wanted
    assert ["".join(it.itertext()) for it in ElementTree.fromstring(one(talk, "tei")).iter(f"{TEI}seg")] == wanted


def test_the_book_begins_with_what_it_is() -> None:
    """The specification wants `mimetype` first, as it is, with nothing before its bytes."""
    (book,) = files(talk_in(CASES_PATH / "exports/no_times"), "epub").values()
    assert book[:4] == b"PK\x03\x04"
    assert book[30:58] == b"mimetypeapplication/epub+zip"


def test_the_book_is_split_at_chapters() -> None:
    book = unpacked(files(talk_in(CASES_PATH / "exports/timed_bilingual"), "epub")["the-lift.epub"])
    assert {"EPUB/transcript-1.xhtml", "EPUB/transcript-2.xhtml"} <= set(book)
    assert 'href="transcript-2.xhtml#chapter-2">The rope</a>' in book["EPUB/nav.xhtml"]


def _epubcheck() -> list[str] | None:
    """Return how to run epubcheck: a command, or the jar that Debian puts in its place."""
    found = shutil.which("epubcheck")
    if not found:
        return None
    is_jar = Path(found).read_bytes()[:2] == b"PK"
    return ["java", "-jar", found] if is_jar else [found]


@pytest.mark.skipif(_epubcheck() is None, reason="there is no epubcheck")
def test_epubcheck_finds_nothing_wrong(tmp_path: Path) -> None:
    command = _epubcheck() or []
    hazards = replace(talk_of(*[("<b>&", [(seed, None)]) for seed in SHOWN_SEEDS]), title="</title>")
    for talk in (*(talk_in(CASES_PATH / "exports" / name) for name in ("timed_bilingual", "hostile")), hazards):
        path = tmp_path / f"{talk.slug}.epub"
        path.write_bytes(next(iter(files(talk, "epub").values())))
        done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "WARNING" not in done.stdout + done.stderr


# Plain text, and its proof.


def proved(talk: Talk, text: str, folder: Path) -> list[str]:
    (folder / "exports").mkdir(exist_ok=True)
    (folder / "exports/transcript.txt").write_text(text, encoding="utf-8")
    return [str(loss) for loss in check_plain_text(talk, expected_pages(talk), folder)]


def test_the_plain_text_is_proved(tmp_path: Path) -> None:
    for talk in talks():
        assert proved(talk, one(talk, "text"), tmp_path) == []


@given(speeches(), st.data())
def test_no_word_of_the_plain_text_can_be_lost(said: list[Said], data: st.DataObject) -> None:
    talk = talk_of(*said)
    text = one(talk, "text")
    with tempfile.TemporaryDirectory() as name:
        assert proved(talk, text, Path(name)) == []
        begin = text.index("Transcript\n==========\n\n") + len("Transcript\n==========\n\n")
        at = data.draw(st.integers(begin, len(text) - 1))
        damaged = text[:at] + text[at + 1 :]
        in_time = re.search(r"^\[[\d:]*$", text[:at].rpartition("\n")[2]) and text[at] in "0123456789:]["
        # Of a first paragraph that is a row of `=` the proof cannot tell the end of the heading's rule above it.
        if visible(damaged) != visible(text) and not in_time and text[at] not in "[=":
            assert proved(talk, damaged, Path(name))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("It has not fallen yet.", "It has fallen yet."),
        ("[0:24] Ann Lee", "[0:24] Bob"),
        ("还有那些敢走进去的人。", "还有那些敢走进去的人。!"),
        ("The rope\n--------", "The robe\n--------"),
    ],
)
def test_a_damaged_plain_text_is_found(right: str, wrong: str, tmp_path: Path) -> None:
    talk = talk_in(CASES_PATH / "exports/timed_bilingual")
    text = one(talk, "text")
    assert text.count(right) == 1
    (loss,) = proved(talk, text.replace(right, wrong), tmp_path)
    assert "the plain text to download" in loss


def test_a_plain_text_that_is_not_there_is_found(tmp_path: Path) -> None:
    talk = talk_in(CASES_PATH / "exports/timed_bilingual")
    (loss,) = check_plain_text(talk, expected_pages(talk), tmp_path)
    assert "missing" in str(loss)


# On the site, and on the command line.


def test_the_record_lists_every_export(sample_site: BuiltSite) -> None:
    soup = BeautifulSoup((sample_site.folder / "record.html").read_text(encoding="utf-8"), "html.parser")
    listed = [str(link["href"]) for link in soup.select("table a[href^='exports/']")]
    assert [unquote(href) for href in listed] == [it.uri for it in exports_of(sample_site.talk, strings_for("en"))]
    for href in listed:
        assert (sample_site.folder / unquote(href)).read_bytes() == (
            files(sample_site.talk)[unquote(href).partition("/")[2]]
        )


def test_the_summary_offers_what_readers_take_with_them(sample_site: BuiltSite) -> None:
    soup = BeautifulSoup((sample_site.folder / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert [link.get_text() for link in soup.select(".downloads a[href^='exports/']")] == [
        "Plain text",
        "Book (EPUB)",
    ]


def test_the_command_writes_what_was_asked_for(tmp_path: Path) -> None:
    shutil.copytree(CASES_PATH / "exports/timed_bilingual/talks", tmp_path / "talks")
    shutil.copytree(CASES_PATH / "exports/no_times/talks", tmp_path / "talks", dirs_exist_ok=True)
    told: list[str] = []
    options = ExportOptions(slugs=("the-lift",), formats=("webvtt", "text"), folder=Path("out"))
    export_talks(tmp_path, options, told.append)
    assert told == [
        f"out/the-lift/{name}" for name in ("transcript.txt", "captions.en.vtt", "captions.zh-Hans.vtt")
    ]
    assert all((tmp_path / path).is_file() for path in told)
    assert not (tmp_path / "out/bees").exists()


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (ExportOptions(formats=("epup",), folder=Path("out")), "epup: is no format; did you mean epub?"),
        (ExportOptions(slugs=("beas",), folder=Path("out")), "beas: is no talk; did you mean bees?"),
        (
            ExportOptions(formats=("srt",), folder=Path("out")),
            "srt: nothing was written; this needs a transcript with times",
        ),
    ],
)
def test_what_cannot_be_exported_is_one_line(options: ExportOptions, line: str, tmp_path: Path) -> None:
    shutil.copytree(CASES_PATH / "exports/no_times/talks", tmp_path / "talks")
    with pytest.raises(SettingsError, match=re.escape(line)):
        export_talks(tmp_path, options, lambda _: None)


def test_a_broken_talk_keeps_no_other_from_being_exported(tmp_path: Path) -> None:
    shutil.copytree(CASES_PATH / "exports/no_times/talks", tmp_path / "talks")
    (tmp_path / "talks/empty").mkdir()
    (tmp_path / "talks/empty/transcript.md").write_text("", encoding="utf-8")
    with pytest.raises(ProblemsError, match="the file is empty"):
        export_talks(tmp_path, ExportOptions(formats=("text",), folder=Path("out")), lambda _: None)
    assert (tmp_path / "out/bees/transcript.txt").is_file()
    export_talks(tmp_path, ExportOptions(slugs=("bees",), folder=Path("out")), lambda _: None)


def test_every_export_is_in_the_reference() -> None:
    text = (ROOT / "docs/reference/exports.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \| `(\w+)` \|", text, re.MULTILINE)
    assert rows == [(it.file.format(slug="<talk>", lang="en"), it.name) for it in EXPORTS]
