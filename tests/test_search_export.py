"""The lines for search engines, held against what the engines' documentation asks of an import.

OpenSearch    https://docs.opensearch.org/latest/api-reference/document-apis/bulk/ and .../index-apis/create-index/
Typesense     https://typesense.org/docs/30.1/api/documents.html and .../collections.html
Meilisearch   https://www.meilisearch.com/docs/resources/internals/primary_key and the specification of NDJSON
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assemble import load_talk
from generator.errors import SettingsError
from generator.exporting import ExportOptions, export_talks
from generator.exports import ENGINE_EXPORTS, EXPORTS, exports_of
from generator.exports.search_engines import text_field, turn_id
from generator.model import Side, Speaker, Talk
from generator.origin import Excerpt
from generator.pages.strings import strings_for
from generator.sources import find_talks
from generator.words import folded, visible
from tests.cases import CASES_PATH
from tests.hazards import SHOWN_SEEDS, lines
from tests.site_fixtures import ROOT, SAMPLE

Json = dict[str, Any]
REFERENCE = ROOT / "docs/reference/exports.md"
NAMES = tuple(export.name for export in ENGINE_EXPORTS)
FOLDERS = sorted(path for path in CASES_PATH.joinpath("exports").iterdir() if path.is_dir())
SPOKEN = [path for path in FOLDERS if path.name != "recap_only"]
SLUGS = ("the-lift", "a_b", "v1.2", "über-Brücken", "人工智能", "-x-", "talk-t3", "ж" * 200, "long" * 63, "😀")


def talk_in(folder: Path) -> Talk:
    (found,) = find_talks(folder / "talks", shown="talks").folders
    return load_talk(found)


def sample() -> Talk:
    return load_talk(next(it for it in find_talks(ROOT / "talks", shown="talks").folders if it.slug == SAMPLE))


def body(talk: Talk, name: str) -> bytes:
    """Return what would be sent to an engine."""
    (file,) = exports_of(talk, strings_for(talk.lang), [name])
    return file.content


def shown_schemas() -> tuple[Json, Json]:
    """Return the mapping and the collection that the reference tells users to create."""
    section = REFERENCE.read_text(encoding="utf-8").partition("## For search engines")[2].partition("\n## ")[0]
    mapping, collection = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", section, re.DOTALL))
    return mapping["mappings"]["properties"], {field["name"]: field for field in collection["fields"]}


# What the documentation asks for, engine by engine. Each returns the documents by their ids.


def read_lines(data: bytes) -> list[Json]:
    """Read newline-delimited JSON: UTF-8 without a mark, a value on each line, a line end behind the last."""
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\n")
    assert b"\r" not in data
    values = [json.loads(line, object_pairs_hook=unrepeated) for line in data.decode("utf-8")[:-1].split("\n")]
    assert all(isinstance(value, dict) for value in values)
    return values


def unrepeated(pairs: list[tuple[str, Any]]) -> Json:
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def once(documents: Iterable[tuple[str, Json]]) -> dict[str, Json]:
    pairs = list(documents)
    assert len({key for key, _ in pairs}) == len(pairs)
    return dict(pairs)


def as_opensearch(data: bytes) -> dict[str, Json]:
    values = read_lines(data)
    actions, documents = values[::2], values[1::2]
    assert len(actions) == len(documents)
    for action in actions:
        assert action.keys() == {"index"}
        assert action["index"].keys() == {"_index", "_id"}
        index = action["index"]["_index"]
        assert index == index.lower()
        assert not re.search(r'^[_\-]|[\s,:"*+/\\|?#<>]', index)
        assert 0 < len(action["index"]["_id"].encode()) <= 512
    mapping, _ = shown_schemas()
    for document in documents:
        for name, value in document.items():
            kind = mapping[name]["type"] if name in mapping else "text"
            assert name in mapping or name.startswith("text_"), name
            assert all(MAPPED[kind](one) for one in (value if isinstance(value, list) else [value])), (name, value)
    ids = (action["index"]["_id"] for action in actions)
    return once(zip(ids, documents, strict=True))


def is_integer(bits: int) -> Callable[[object], bool]:
    return lambda value: type(value) is int and -(2 ** (bits - 1)) <= value < 2 ** (bits - 1)


def is_text(value: object) -> bool:
    return isinstance(value, str)


def is_keyword(value: object) -> bool:
    # A term that Lucene can hold.
    return isinstance(value, str) and len(value.encode()) <= 32766


def is_date(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None


MAPPED: Mapping[str, Callable[[object], bool]] = {
    "keyword": is_keyword,
    "text": is_text,
    "date": is_date,
    "integer": is_integer(32),
    "long": is_integer(64),
}
COLLECTED: Mapping[str, Callable[[object], bool]] = {
    "string": is_text,
    "string[]": lambda value: isinstance(value, list) and all(map(is_text, value)),
    "int32": is_integer(32),
    "int64": is_integer(64),
}


def as_typesense(data: bytes) -> dict[str, Json]:
    documents = read_lines(data)
    _, fields = shown_schemas()
    needed = {name for name, field in fields.items() if not field.get("optional")}
    assert "id" not in fields
    for document in documents:
        # A string of characters that stand for themselves in an address (RFC 3986, unreserved).
        assert re.fullmatch(r"[A-Za-z0-9._~-]+", document["id"])
        assert needed <= document.keys()
        for name, value in document.items():
            if name != "id":
                assert COLLECTED[fields[name]["type"] if name in fields else "string"](value), (name, value)
                assert name in fields or name.startswith("text_"), name
    return once((document["id"], document) for document in documents)


def as_meilisearch(data: bytes) -> dict[str, Json]:
    documents = read_lines(data)
    for document in documents:
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,511}", document["id"])
        assert not any(name.startswith("_") for name in document)
        assert [name for name in document if name.lower().endswith("id")] == ["id"]
        assert len(document) <= 65_535
    return once((document["id"], document) for document in documents)


READERS: Mapping[str, Callable[[bytes], dict[str, Json]]] = {
    "opensearch": as_opensearch,
    "typesense": as_typesense,
    "meilisearch": as_meilisearch,
}


def documents(talk: Talk) -> dict[str, Json]:
    """Return the documents of a talk, after every engine has agreed to them."""
    read = [READERS[name](body(talk, name)) for name in NAMES]
    assert read[0] == read[1] == read[2]
    return read[0]


def with_texts(talk: Talk, texts: Iterable[str]) -> Talk:
    """Return a talk with other words, in its title, its speakers, its tags and its turns."""
    said = list(texts)
    transcript = talk.transcripts[0]
    turns = tuple(
        replace(
            transcript.turns[0],
            number=number,
            speaker="s",
            sides=(Side(lang="en", label=None, paragraphs=(Excerpt(text, 0, len(text), 1),)),),
        )
        for number, text in enumerate(said, start=1)
    )
    return replace(
        talk,
        title=said[0],
        event=said[-1],
        tags=tuple(said[:2]),
        speakers=(Speaker(id="s", name=said[0]),),
        transcripts=(replace(transcript, turns=turns),),
    )


# The documents.


@pytest.mark.parametrize("talk", [*map(talk_in, SPOKEN), sample()], ids=lambda talk: talk.slug)
def test_each_turn_is_a_document_with_all_that_is_said(talk: Talk) -> None:
    found = documents(talk)
    turns = [turn for turn in talk.transcripts[0].turns if any(visible(one.text) for _, _, one in turn.in_order())]
    assert [document["turn"] for document in found.values()] == [turn.number for turn in turns]
    for turn, (key, document) in zip(turns, found.items(), strict=True):
        assert key == document["id"] == turn_id(talk.slug, turn.number)
        said = {side.lang: [folded(one.text) for one in side.paragraphs] for side in turn.sides}
        assert {text_field(lang): document[text_field(lang)].split("\n") for lang in document["langs"]} == {
            text_field(lang): kept for lang, texts in said.items() if (kept := [text for text in texts if text])
        }
        if turn.time:
            assert (document["start_ms"], document.get("end_ms")) == (turn.time.start_ms, turn.time.end_ms)
        name = folded(talk.speaker(turn.speaker).name) if turn.speaker else None
        assert document.get("speaker") == name
        assert (document["slug"], document["title"]) == (talk.slug, folded(talk.title))


def test_a_document_reads_like_this() -> None:
    action, document = body(talk_in(CASES_PATH / "exports/timed_bilingual"), "opensearch").decode().split("\n")[:2]
    assert action == '{"index":{"_index":"talkbook","_id":"the-lift-t1"}}'
    assert document == (
        '{"id":"the-lift-t1","slug":"the-lift","title":"The lift | Evenings at the museum","lang":"en",'
        '"date":"2024-11-05","year":2024,"event":"Evenings at the museum","tags":["machines","ropes"],"turn":1,'
        '"url":"talks/the-lift/transcript.html#t1","speaker":"Ann Lee","start_ms":4000,"langs":["en","zh-Hans"],'
        '"text_en":"Good evening, everybody. Tonight we talk about the lift, and about the people who dare to step '
        'into it. [laughter]","text_zh_hans":"大家晚上好。今晚我们来谈谈电梯,还有那些敢走进去的人。[笑声]"}'
    )


@pytest.mark.parametrize(
    ("names", "right", "wrong"),
    [
        (NAMES, rb"\n\Z", b""),
        (NAMES, rb"\n", b"\r\n"),
        (NAMES, rb"\n\Z", b"\n\n"),
        (NAMES, rb'"(_id|id)":"the-lift-t2"', rb'"\1":"the-lift-t1"'),
        (NAMES, rb"the-lift", "l’ascenseur, 1".encode() * 40),
        # Meilisearch takes values of any type.
        (("opensearch", "typesense"), rb'"turn":2', b'"turn":"2"'),
        (("opensearch", "typesense"), rb'"speaker":"[^"]*"', b'"speaker":null'),
        (("opensearch",), rb"\A[^\n]*\n", b""),
        (("opensearch",), rb'"_index":"talkbook"', b'"_index":"_Talks"'),
    ],
)
def test_damage_does_not_pass_for_lines(names: Iterable[str], right: bytes, wrong: bytes) -> None:
    for name in names:
        whole = body(talk_in(CASES_PATH / "exports/timed_bilingual"), name)
        damaged = re.sub(right, wrong, whole)
        assert damaged != whole
        with pytest.raises((AssertionError, json.JSONDecodeError, KeyError)):
            READERS[name](damaged)


def test_hazards_are_plain_words_to_every_engine() -> None:
    talk = with_texts(talk_in(CASES_PATH / "exports/no_times"), SHOWN_SEEDS)
    texts = [document["text_en"] for document in documents(talk).values()]
    assert texts == [folded(seed) for seed in SHOWN_SEEDS]


@given(st.lists(lines(), min_size=1, max_size=5))
def test_any_text_is_a_line(texts: list[str]) -> None:
    talk = with_texts(talk_in(CASES_PATH / "exports/no_times"), texts)
    found = documents(talk)
    assert [document["text_en"] for document in found.values()] == list(map(folded, texts))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_slug_of_any_script_gives_an_id_and_an_address(slug: str) -> None:
    talk = replace(talk_in(CASES_PATH / "exports/no_times"), slug=slug)
    first = next(iter(documents(talk).values()))
    address = urlsplit(first["url"])
    assert address.path.isascii()
    assert unquote(address.path) == f"talks/{slug}/transcript.html"
    assert address.fragment == "t1"
    assert first["slug"] == slug


@given(st.lists(st.from_regex(r"[\w.\-]{1,300}", fullmatch=True), min_size=2, max_size=8, unique=True))
def test_no_two_turns_share_an_id(slugs: list[str]) -> None:
    pairs = [(slug, number) for slug in slugs for number in (1, 2, 12)]
    ids = [turn_id(slug, number) for slug, number in pairs]
    assert len(set(ids)) == len(pairs)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,511}", key) for key in ids)


def test_a_plain_slug_stays_as_it_is() -> None:
    assert turn_id("first-lecture_2", 12) == "first-lecture_2-t12"
    assert re.fullmatch(r"ber-Br-cken-[0-9a-f]{16}-t3", turn_id("über-Brücken", 3))
    assert re.fullmatch(r"[0-9a-f]{16}-t3", turn_id("人工智能", 3))


def test_a_turn_without_words_is_no_document() -> None:
    talk = with_texts(talk_in(CASES_PATH / "exports/no_times"), ["One.", " \u0007 ", "Three."])
    assert [document["turn"] for document in documents(talk).values()] == [1, 3]


def test_what_is_not_known_is_left_out() -> None:
    bare = with_texts(talk_in(CASES_PATH / "exports/no_times"), ["One."])
    turn = replace(bare.transcripts[0].turns[0], speaker=None)
    bare = replace(bare, tags=(), event=None, date=None, transcripts=(replace(bare.transcripts[0], turns=(turn,)),))
    (document,) = documents(bare).values()
    assert document.keys() == {"id", "slug", "title", "lang", "langs", "turn", "url", "text_en"}


# The command.


def test_files_of_several_talks_may_be_joined(tmp_path: Path) -> None:
    for name in ("timed_bilingual", "no_times", "hostile"):
        shutil.copytree(CASES_PATH / "exports" / name / "talks", tmp_path / "talks", dirs_exist_ok=True)
    told: list[str] = []
    export_talks(tmp_path, ExportOptions(formats=("opensearch",), folder=Path("out")), told.append)
    assert told == [f"out/{slug}/turns.opensearch.ndjson" for slug in ("bees", "odd-words", "the-lift")]
    joined = as_opensearch(b"".join((tmp_path / path).read_bytes() for path in told))
    assert {document["slug"] for document in joined.values()} == {"bees", "odd-words", "the-lift"}


def test_no_site_and_no_plain_export_has_them(tmp_path: Path) -> None:
    talk = talk_in(CASES_PATH / "exports/timed_bilingual")
    assert not {file.export.name for file in exports_of(talk, strings_for("en"))} & {*NAMES}
    assert not {export.name for export in EXPORTS} & {*NAMES}
    shutil.copytree(CASES_PATH / "exports/no_times/talks", tmp_path / "talks")
    told: list[str] = []
    export_talks(tmp_path, ExportOptions(folder=Path("out")), told.append)
    assert told
    assert not [path for path in told if "turns." in path]


def test_a_talk_that_nobody_wrote_down_has_none(tmp_path: Path) -> None:
    shutil.copytree(CASES_PATH / "exports/recap_only/talks", tmp_path / "talks")
    line = "typesense: nothing was written; this needs a transcript$"
    with pytest.raises(SettingsError, match=line):
        export_talks(tmp_path, ExportOptions(formats=("typesense",), folder=Path("out")), lambda _: None)


# The reference.


def test_every_engine_is_in_the_reference() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| `([^`]+)` \|$", text, re.MULTILINE)
    assert rows == [(export.name, export.file) for export in ENGINE_EXPORTS]


def test_the_reference_knows_every_field() -> None:
    fields = {
        name for talk in (*map(talk_in, SPOKEN), sample()) for one in documents(talk).values() for name in one
    }
    mapping, collection = shown_schemas()
    text = REFERENCE.read_text(encoding="utf-8").partition("| Field | What it holds |")[2].partition("\n\n")[0]
    told = {name for row in text.split("\n") for name in re.findall(r"`(\w+)`", row.split(" | ")[0])}
    named = {name for name in fields if not name.startswith("text_")} | {"text_en", "text_zh_hans", "tags"}
    assert named == told == mapping.keys() == collection.keys() | {"id"}
