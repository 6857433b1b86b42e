"""What the cache keeps comes back as it was, whatever a talk is made of."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.analysis import analyse
from generator.model import Document, LabelPlace, Role, Skipped
from generator.origin import Excerpt, Piece, Source
from generator.packing import pack, unpack
from generator.speech import Utterance
from generator.timecode import TimeSpan
from tests.cases import CASES_PATH
from tests.loaded import load_talks

TEXT = "Ann: it &amp; that\nAnn: 很好"
SOURCE = Source(path="talks/a/talk.md", text=TEXT, sha256="")


def folders() -> Iterator[Path]:
    """Yield the cases that are whole sites."""
    yield from (folder for kind in ("pages", "exports") for folder in sorted((CASES_PATH / kind).iterdir()))


def shown(value: object) -> str:
    """Return all fields of a value, also those that do not count when two are compared."""
    return repr(unpack(pack(value)))


@pytest.mark.parametrize("folder", list(folders()), ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_talks_come_back_as_they_were(folder: Path) -> None:
    known = [(talk, analyse(talk)) for talk in load_talks(folder).talks]
    assert known
    assert shown(known) == repr(known)


def test_rows_keep_what_differs_from_one_to_the_next() -> None:
    label = Excerpt("Ann", 0, 3, 1)
    skipped = tuple(
        Skipped(excerpt=Excerpt(":", at, at + 1, line), role=role, reason="mark", repeats=repeats)
        for at, line, role, repeats in ((3, 1, Role.STRUCTURE, None), (22, 2, Role.REPEATED, 1))
    )
    said = (
        Utterance(label=label, paragraphs=(Excerpt("it & that", 5, 18, 1),), lang="en"),
        Utterance(label=None, paragraphs=(), lang="zh", again=(label,)),
    )
    document = Document(source=SOURCE, format="plain", utterances=said, skipped=skipped, labels_at=LabelPlace.AFTER)
    assert shown(document) == repr(document)


@pytest.mark.parametrize(
    "excerpt",
    [
        Excerpt("it ", 5, 8, 1),
        Excerpt("很好", 24, 26, 2),
        # Nothing of the kind stands in the source.
        Excerpt("at", 5, 7, 1),
        Excerpt("it", 5, 99, 1),
        Excerpt("", 99, 99, 9),
        Excerpt("it & that", 5, 18, 1, (Piece("it ", 5, 8, 1), Piece("&", 8, 13, 1, TimeSpan(start_ms=1)))),
    ],
)
def test_excerpts_are_read_from_the_source_only_where_it_says_the_same(excerpt: Excerpt) -> None:
    assert shown((SOURCE, excerpt)) == repr((SOURCE, excerpt))
    assert shown(excerpt) == repr(excerpt)


def test_what_is_one_value_stays_one() -> None:
    label = Excerpt("Ann", 0, 3, 1)
    first, again = unpack(pack((label, label)))
    assert first is again


def test_a_talk_takes_less_room_than_it_is_given_by_pickle() -> None:
    talk = load_talks(Path(__file__).parent.parent).talks[0]
    assert len(pack(talk)) < 0.7 * len(pickle.dumps(talk, pickle.HIGHEST_PROTOCOL))
