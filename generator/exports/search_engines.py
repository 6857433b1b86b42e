"""The turns of a talk for search engines that run on a server: JSON lines, a document for each turn.

Three forms of the same documents, as the engines document them:

    OpenSearch    a line with the action, a line with the document; the last one ends with a line end too
                  (docs.opensearch.org, "Bulk API"; Elasticsearch reads the same)
    Typesense     a line for each document, with a string `id` that needs no encoding in an address
                  (typesense.org, "Documents", import)
    Meilisearch   the same; the `id` holds letters a to z, digits, hyphens and underscores, at most 511 bytes
                  (meilisearch.com, "Primary key")

So one id serves all of them, and files of several talks may be joined end to end.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from generator import anchors
from generator.exports.export import Material, speaker_name
from generator.model import Side, Talk, Turn
from generator.words import folded

INDEX = "talkbook"
"""The index of OpenSearch that the lines name."""
_LONGEST_ID = 400
"""Bytes of a slug that stay in an id: its number, and what an engine adds, find room below 511."""
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9_-]+")

Value = str | int | Sequence[str]
"""What a field holds."""
Document = Mapping[str, Value]
"""What an engine gets of a turn. What is not known is left out: not every engine takes null."""


def write_bulk(material: Material) -> str | None:
    """Write what `_bulk` of OpenSearch and Elasticsearch takes; None where nothing is said."""
    lines = (
        f"{_dump({'index': {'_index': INDEX, '_id': document['id']}})}\n{_dump(document)}\n"
        for document in turn_documents(material.talk)
    )
    return "".join(lines) or None


def write_lines(material: Material) -> str | None:
    """Write what the imports of Typesense and Meilisearch take; None where nothing is said."""
    return "".join(f"{_dump(document)}\n" for document in turn_documents(material.talk)) or None


def turn_documents(talk: Talk) -> Iterator[Document]:
    """Yield a document for each turn of the main transcript that has any words."""
    of_talk = _about_talk(talk)
    for turn in talk.transcripts[0].turns if talk.transcripts else ():
        texts = {side.lang: text for side in turn.sides if (text := _text(side))}
        if texts:
            fields = {text_field(lang): text for lang, text in texts.items()}
            about = {**of_talk, **_about_turn(talk, turn), "langs": [*texts]}
            yield {"id": turn_id(talk.slug, turn.number), **about, **fields}


def turn_id(slug: str, number: int) -> str:
    """Return the id of a turn that every engine takes: `first-lecture-t12`.

    A slug with other characters than an id may hold, or with too many, gets a part of its SHA-256 in their place.
    """
    plain = _NOT_IN_ID.sub("-", slug)[:_LONGEST_ID].strip("-")
    if plain != slug:
        plain = f"{plain}-{hashlib.sha256(slug.encode()).hexdigest()[:16]}".lstrip("-")
    return f"{plain}-{anchors.turn(number)}"


def text_field(lang: str) -> str:
    """Return the field of a text, one for each language, so that each can be cut into words in its own way."""
    return f"text_{lang.lower().replace('-', '_')}"


def _about_talk(talk: Talk) -> Document:
    known: dict[str, Value] = {"slug": talk.slug, "title": folded(talk.title), "lang": talk.lang}
    if talk.date:
        # The year as a number: not every engine can compare dates.
        known |= {"date": talk.date, "year": int(talk.date[:4])}
    if talk.event:
        known["event"] = folded(talk.event)
    if talk.tags:
        known["tags"] = [folded(tag) for tag in talk.tags]
    return known


def _about_turn(talk: Talk, turn: Turn) -> Document:
    page = anchors.TRANSCRIPT_URI.removesuffix(".md")
    url = f"talks/{quote(talk.slug)}/{page}.html#{anchors.turn(turn.number)}"
    known: dict[str, Value] = {"turn": turn.number, "url": url}
    if speaker := speaker_name(talk, turn.speaker):
        known["speaker"] = speaker
    if turn.time:
        known["start_ms"] = turn.time.start_ms
        if turn.time.end_ms is not None:
            known["end_ms"] = turn.time.end_ms
    return known


def _text(side: Side) -> str:
    """Return what is said in one language; a paragraph is a line."""
    return "\n".join(filter(None, (folded(paragraph.text) for paragraph in side.paragraphs)))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
