"""The front matter of our own pages: strings, truths and lists of them, one entry a line."""

from __future__ import annotations

import re

Value = str | bool | list["Value"] | dict[str, "Value"]
"""What front matter holds."""

_ESCAPED = r'U(?!0000D[89A-F])00(?:0[0-9A-F]|10)[0-9A-F]{4}|u00[0-9a-f]{2}|["\\bfnrt]'
_SCALAR = rf'(?:"(?:[^"\\]++|\\(?:{_ESCAPED}))*+"|true|false)'
# Without the names that YAML takes for something else.
_NAME = r"(?!(?:true|false|yes|no|on|off|null):)[a-z]{2,}+(?:_[a-z]++)*+"
_ENTRY = rf"{_NAME}: {_SCALAR}"
_VALUE = rf"(?:{_SCALAR}|\[(?:{_SCALAR}(?:, {_SCALAR})*+)?+\]|\{{(?:{_ENTRY}(?:, {_ENTRY})*+)?+\}})"
_MATTER = re.compile(rf"---\n(?P<lines>(?:{_NAME}: {_VALUE}\n)++)---\n++")
_LINE = re.compile(rf"({_NAME}): (.*)\n")
_ITEM = re.compile(rf"(?:({_NAME}): )?+({_SCALAR})")
_ESCAPE = re.compile(rf"\\({_ESCAPED})")
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def split_front_matter(page: str) -> tuple[dict[str, Value], str] | None:
    """Return the values of a page's front matter, and its body; None where the front matter is not ours.

    It knows what `pages/markup.front_matter` writes. A double-quoted scalar of YAML is a JSON string, where
    characters that do not print have an escape of eight digits.
    """
    match = _MATTER.match(page)
    # A scalar holds nothing that does not print: YAML refuses it, or reads it as the end of the line.
    if not match or not match["lines"].replace("\n", "").isprintable():
        return None
    entries = _LINE.findall(match["lines"])
    found = {name: _value(text) for name, text in entries}
    return (found, page[match.end() :]) if len(found) == len(entries) else None


def _value(text: str) -> Value:
    if text[0] not in "[{":
        return _scalar(text)
    items = _ITEM.findall(text)
    if text[0] == "[":
        return [_scalar(item) for _, item in items]
    return {name: _scalar(item) for name, item in items}


def _scalar(text: str) -> str | bool:
    if text[0] != '"':
        return text == "true"
    return _ESCAPE.sub(_unescape, text[1:-1]) if "\\" in text else text[1:-1]


def _unescape(match: re.Match[str]) -> str:
    escape = match[1]
    return chr(int(escape[1:], 16)) if len(escape) > 1 else _SHORT.get(escape, escape)
