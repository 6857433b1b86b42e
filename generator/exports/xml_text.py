"""Text as XML: nothing in it is markup, and no character that XML forbids is left."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from generator.words import folded

# https://www.w3.org/TR/xml/#charsets, beside the control characters that `folded` makes spaces of.
_FORBIDDEN = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")

_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def xml_text(text: str) -> str:
    """Return a text for an element, on one line; a character that XML forbids becomes U+FFFD."""
    return escape(_FORBIDDEN.sub("\ufffd", folded(text)))


def xml_attributes(values: Mapping[str, str | None]) -> str:
    """Return attributes, each after a space; what is None is left out."""
    pairs = ((name, _FORBIDDEN.sub("\ufffd", folded(value))) for name, value in values.items() if value is not None)
    return "".join(f" {name}={quoteattr(value)}" for name, value in pairs)


def xml_element(tag: str, content: str, **values: str | None) -> str:
    """Return an element around XML; `lang` and `id` are written as `xml_lang` and `xml_id` where XML has them."""
    named = {name.replace("xml_", "xml:").rstrip("_"): value for name, value in values.items()}
    attributes = xml_attributes(named)
    return f"<{tag}{attributes}>{content}</{tag}>" if content else f"<{tag}{attributes}/>"


def direction(lang: str) -> str | None:
    """Return `rtl` for a language that is written from right to left, None for all others."""
    return "rtl" if lang.partition("-")[0] in _RIGHT_TO_LEFT else None
