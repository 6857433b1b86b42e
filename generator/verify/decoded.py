"""Text of a source behind its escapes, read a second time: JSON and HTML write some characters in another way."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator

from generator.origin import Excerpt, Piece, Source
from generator.words import visible


def decoded(source: Source, excerpt: Excerpt) -> str:
    """Return the text of an excerpt from the characters of the source, not from the model's copy."""
    if not excerpt.pieces:
        return source.text[excerpt.start : excerpt.end]
    text = source.text
    return "".join(
        [
            raw if (raw := text[piece.start : piece.end]) == piece.text else decode_piece(source, piece)
            for piece in excerpt.pieces
        ]
    )


def spans_of(excerpts: Iterable[Excerpt]) -> list[tuple[int, int]]:
    """Return the stretches of the source that some excerpts take, in any order."""
    whole: list[tuple[int, int]] = []
    torn: list[Excerpt] = []
    for one in excerpts:
        if one.pieces:
            torn.append(one)
        else:
            whole.append((one.start, one.end))
    return whole + [span for one in torn for span in one.spans()]


def raw_size(source: Source, excerpts: Iterable[Excerpt]) -> int:
    """Return how many visible characters of the source some excerpts take."""
    return len(visible("".join([source.text[start:end] for start, end in spans_of(excerpts)])))


def decode_piece(source: Source, piece: Piece) -> str:
    """Return what the source means by a piece: itself, or the one of its readings that the model took."""
    raw = source.text[piece.start : piece.end]
    if raw == piece.text or (not raw and piece.text.isspace()):
        return piece.text
    return next((reading for reading in _readings(raw) if reading == piece.text), raw)


def _readings(raw: str) -> Iterator[str]:
    plain = html.unescape(raw)
    yield plain
    yield html.unescape(plain)  # YouTube escapes what is escaped already.
    if raw.startswith("\\"):
        try:
            yield str(json.loads(f'"{raw}"'))
        except ValueError:
            return
