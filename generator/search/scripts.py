"""The files of the index: scripts that hand data to the page, because scripts are all that a folder can load."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

_ESCAPES = (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def json_text(value: Any) -> str:
    """Return a value as JSON that no text in it can turn into an end of the script or of a line of it."""
    written = _encoder().encode(value)
    for char, escape in _ESCAPES:
        if char in written:
            written = written.replace(char, escape)
    return written


@cache
def _encoder() -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def call(function: str, arguments: str) -> bytes:
    """Return the script that calls a function of the search page with arguments that are JSON already.

    Half a surrogate pair, which no file can hold, becomes a question mark.
    """
    return f"talkbookSearch.{function}({arguments});\n".encode("utf-8", "replace")
