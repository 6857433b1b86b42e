"""Any HTML there is, as BeautifulSoup reads it: for pages that are not written as ours are."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, RubyParenthesisString, RubyTextString
from bs4.element import Tag as SoupTag

from generator.verify.tree import ASKED, NO_TAG, Tag, Tree, make_tag

_TEXTS = frozenset({NavigableString, RubyTextString, RubyParenthesisString})
"""Strings that a reader sees. Comments and the like are strings to BeautifulSoup as well, and so is code."""


def any_tree(html: str) -> Tree:
    """Return the elements and texts of a page."""
    return soup_tree(BeautifulSoup(html, "html.parser"))


def soup_tree(soup: BeautifulSoup) -> Tree:
    """Return the elements and texts of a page that BeautifulSoup has parsed."""
    tags, parents, ends, texts = [NO_TAG], [-1], [0], [""]
    around = [-1]
    for event in _events(soup):
        if event is None:
            ends[around.pop()] = len(tags)
        ends.append(len(tags))
        tags.append(event if isinstance(event, Tag) else NO_TAG)
        parents.append(around[-1])
        texts.append(event if isinstance(event, str) else "")
        if isinstance(event, Tag):
            around.append(len(tags) - 1)
    return Tree(tags=tags, parents=parents, ends=ends, texts=texts)


def _events(soup: BeautifulSoup) -> Iterator[Tag | str | None]:
    """Yield each element where it begins, each text, and None where an element ends."""
    around: list[SoupTag] = [soup]
    for node in soup.descendants:
        while around[-1] is not node.parent:
            around.pop()
            yield None
        if isinstance(node, SoupTag):
            around.append(node)
            yield _tag(node)
        elif type(node) in _TEXTS:
            yield str(node)
    yield from (None for _ in around[1:])


def _tag(tag: SoupTag) -> Tag:
    """Return what an element says of itself; BeautifulSoup makes lists of the words of some attributes."""
    if tag.name == "script":
        return make_tag("script")
    asked = [(key, value) for key, value in tag.attrs.items() if key in ASKED]
    return make_tag(tag.name, tuple((key, " ".join(it) if isinstance(it, list) else str(it)) for key, it in asked))
