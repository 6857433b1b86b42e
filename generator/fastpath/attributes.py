"""Attributes as Python-Markdown writes them: from attribute lists, and from tags that md_in_html reads."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from generator.fastpath.grammar import ATTRIBUTE, LIST_ENTRY

# An ampersand that begins a reference is left alone.
_AMPERSAND = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
_ACTIVE = re.compile(r'[&<>"]')
_TAKEN = frozenset({"class", "href", "id", "data-toc-label", "markdown"})
"""Names that mean more than themselves in an attribute list; we write none of them with a value."""


class RefusedError(Exception):
    """A page holds something that is not ours."""


def escaped(value: str) -> str:
    """Return the value of an attribute as it is written between quotation marks."""
    if not _ACTIVE.search(value):
        return value
    return _AMPERSAND.sub("&amp;", value).replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def list_attributes(attribute_list: str) -> str:
    """Return the attributes of a list such as `{#t1-p1 .note lang="en"}`, each after a space.

    Raises RefusedError where the list has several ids, or names what it must not.
    """
    if not attribute_list.startswith("{#"):
        return _entries(attribute_list[1:-1])
    id_, _, others = attribute_list[2:-1].partition(" ")
    # Ids are many, what stands beside them is nearly always the same.
    return f' id="{id_}"{_entries(others)}'


@lru_cache(1024)
def _entries(attribute_list: str) -> str:
    found: dict[str, str] = {}
    for class_, name, value in LIST_ENTRY.findall(attribute_list):
        if class_:
            found["class"] = f"{found['class']} {class_}" if "class" in found else class_
        elif name in _TAKEN or name in found:
            raise RefusedError(name)
        else:
            found[name] = value
    return "".join([f' {name}="{value}"' for name, value in found.items()])


@lru_cache(1024)
def tag_attributes(attributes: str) -> str:
    """Return the attributes of a tag as md_in_html writes them anew.

    A reference in a value is read once; `hidden` becomes `hidden="hidden"`. Raises RefusedError where a name is
    given twice, or asks for Markdown.
    """
    found = ATTRIBUTE.findall(attributes)
    names = {name for name, _, _ in found}
    if len(names) < len(found) or "markdown" in names:
        raise RefusedError(attributes)
    return "".join(
        [f' {name}="{escaped(html.unescape(value)) if equals else name}"' for name, equals, value in found]
    )
