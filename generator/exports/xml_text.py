"""Text as XML: nothing in it is markup, and no character that XML forbids is left."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.words import folded

# https://www.w3.org/TR/xml/#charsets, beside the control characters that `folded` makes spaces of.
_FORBIDDEN = re.compile("[\ud800-\udfff\ufffe\uffff]")

_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def xml_text(text: str) -> str:
    """Return a text for an element, on one line; a character that XML forbids becomes U+FFFD."""
    return xml_line(folded(text))


def xml_line(line: str) -> str:
    """Return a text that is on one line already for an element."""
    if not line.isprintable():  # as nearly every line is
        line = _FORBIDDEN.sub("\ufffd", line)
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def xml_element(tag: str, content: str, **values: str | None) -> str:
    """Return an element around XML; `lang` and `id` are written as `xml_lang` and `xml_id` where XML has them.

    An attribute that is None is left out.
    """
    attributes = ""
    for name, value in values.items():
        if value is not None:
            attributes += _attribute(name, value)
    return f"<{tag}{attributes}>{content}</{tag}>" if content else f"<{tag}{attributes}/>"


# Nearly all are classes, languages and anchors, which come again and again.
@lru_cache(maxsize=4096)
def _attribute(name: str, value: str) -> str:
    named, safe = name.replace("xml_", "xml:").rstrip("_"), xml_text(value)
    if '"' in safe and "'" not in safe:
        return f" {named}='{safe}'"
    return f' {named}="{safe.replace(chr(34), "&quot;")}"'


def direction(lang: str) -> str | None:
    """Return `rtl` for a language that is written from right to left, None for all others."""
    return "rtl" if lang.partition("-")[0] in _RIGHT_TO_LEFT else None
