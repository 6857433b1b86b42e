"""Text of a source behind its escapes, read a second time: JSON and HTML write some characters in another way."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator

from generator.origin import Excerpt, Piece, Source


def decoded(source: Source, excerpt: Excerpt) -> str:
    """Return the text of an excerpt from the characters of the source, not from the model's copy."""
    if not excerpt.pieces:
        return source.text[excerpt.start : excerpt.end]
    return "".join(decode_piece(source, piece) for piece in excerpt.pieces)


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
