"""Meetings of QMSum: a transcript with a recap, as researchers of summaries write them.

    {"topic_list": [{"topic": "Thesis proposal", "relevant_text_span": [["61", "153"]]}],
     "general_query_list": [{"query": "Summarize the meeting", "answer": "…"}],
     "specific_query_list": [{"query": "What's the thesis about?", "answer": "…"}],
     "meeting_transcripts": [{"speaker": "Grad A", "content": "It was a very early one ."}]}

The answers to general questions are the summary, those to specific ones are takeaways. A topic is a heading before
the first turn it is about. See https://github.com/Yale-LILY/QMSum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.errors import Problem
from generator.formats.json_text import Json, Value, items, members, objects, read_json
from generator.formats.segments import Row
from generator.formats.spoken import Said
from generator.formats.spoken_document import Found, make_document
from generator.marks import structure
from generator.model import Document, Recap, Takeaway
from generator.origin import Excerpt, Source
from generator.speech import Chapter

NAME = "qmsum"
"""Name of the format."""


def sniff(source: Source, _lines: Sequence[Excerpt]) -> bool:
    """Tell whether a file holds the transcript of a meeting."""
    return "meeting_transcripts" in members(read_json(source).root)


def read(source: Source, _lines: Sequence[Excerpt]) -> Document:
    """Return the meeting, its summary, the questions about it, and its topics."""
    file = read_json(source)
    root = members(file.root)
    general = objects(root.get("general_query_list"))
    summary = tuple(answer for row in general if (answer := file.excerpt(row.get("answer"))))
    queries = [query for row in general if (query := file.excerpt(row.get("query")))]
    specific = tuple(_takeaways(file, objects(root.get("specific_query_list"))))
    turns = objects(root.get("meeting_transcripts"))
    places, lost = _topics(file, objects(root.get("topic_list")), len(turns))
    found = Found(
        said=list(_said(file, turns, places)),
        recap=Recap(summary=summary, takeaways=specific),
        named=[structure(query, "section heading") for query in queries],
        problems=[*file.problems, *_lost(file, lost)],
    )
    return make_document(file.places, NAME, found)


def _takeaways(file: Json, rows: Sequence[Row]) -> Iterator[Takeaway]:
    for row in rows:
        if answer := file.excerpt(row.get("answer")):
            yield Takeaway(label=file.excerpt(row.get("query")), text=answer)


def _said(file: Json, rows: Sequence[Row], topics: dict[int, list[Chapter]]) -> Iterator[Said]:
    waiting: list[Chapter] = []
    for number, row in enumerate(rows):
        waiting += topics.get(number, [])
        if text := file.excerpt(row.get("content")):
            yield Said(text=text, label=file.excerpt(row.get("speaker")), chapters=tuple(waiting))
            waiting = []


def _topics(file: Json, rows: Sequence[Row], turns: int) -> tuple[dict[int, list[Chapter]], list[Excerpt]]:
    """Return the topics by the turn they stand before, and those that would break the order of the file.

    A topic that is taken up several times stands at the first of its places behind the topic before it.
    """
    places: dict[int, list[Chapter]] = {}
    lost: list[Excerpt] = []
    reached = 0
    for row in rows:
        title = file.excerpt(row.get("topic"))
        begins = sorted(_begins(file, row.get("relevant_text_span")))
        place = next((begin for begin in begins if reached <= begin < turns), None)
        if title and place is not None:
            places.setdefault(place, []).append(Chapter(title=title))
            reached = place
        elif title:
            lost.append(title)
    return places, lost


def _begins(file: Json, value: Value | None) -> Iterator[int]:
    for one in items(value):
        begin = file.string(next(iter(items(one)), None))
        if begin.isdecimal():
            yield int(begin)


def _lost(file: Json, titles: Sequence[Excerpt]) -> Iterator[Problem]:
    for title in titles:
        wrong = f"the topic “{title.text}” is left out: it has no place behind the topic before it"
        origin = file.places.source.origin(title.line)
        yield Problem(origin=origin, wrong=wrong, right="list the topics in the order of their turns", fatal=False)
