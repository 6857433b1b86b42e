"""One pass over the blocks of a page, which blank lines part."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from generator.fastpath.attributes import RefusedError, escaped, list_attributes, tag_attributes
from generator.fastpath.grammar import COMMENT, ENDS, HEADING, ITEMS, LINK, OPENING, PARAGRAPH, RAW_START, SCRIPT
from generator.fastpath.raw import raw_html

Rewrite = Callable[[str], str | None]
"""Turns a link to a page into a link to its HTML; None refuses the whole page."""

_CONTAINS_MARKDOWN = (' markdown="1">', ' markdown="block">')
_SPAN = ' markdown="span">'


def to_html(markdown: str, rewrite_link: Rewrite) -> str | None:
    """Return the body of a page, without front matter, as HTML.

    None where the page is not wholly in our dialect, or `rewrite_link` does not know where a link leads: then the
    page is for Python-Markdown. The bytes may differ from its own in the order of attributes and in white space
    between blocks.
    """
    try:
        return "\n".join(_Page(rewrite_link).read(markdown))
    except RefusedError:
        return None


class _Page:
    """A page that is being read; every method raises RefusedError for what is not ours."""

    def __init__(self, rewrite_link: Rewrite) -> None:
        self._rewrite_link = rewrite_link
        self._open: list[str] = []

    def read(self, markdown: str) -> list[str]:
        """Return the HTML of each block."""
        readers = {"<": self._tagged, "#": self._heading}
        blocks = markdown.strip("\n").split("\n\n")
        written = [readers.get(block[0], self._paragraph)(block) for block in blocks if block]
        if self._open:
            raise RefusedError(self._open[-1])
        return written

    def _tagged(self, block: str) -> str:
        if block in ENDS:
            if not self._open or self._open.pop() != ENDS[block]:
                raise RefusedError(block)
            return block
        if block.endswith(_CONTAINS_MARKDOWN):
            return self._opening(block)
        if RAW_START.match(block):
            if not self._open:  # Python-Markdown would leave a `markdown` attribute there.
                raise RefusedError(block)
            return self._items(block) if _SPAN in block else raw_html(block)
        if COMMENT.fullmatch(block) or (SCRIPT.fullmatch(block) and not self._open):
            return block
        return self._paragraph(block)

    def _opening(self, block: str) -> str:
        name, found, rest = block.partition(' id="')
        id_, _, others = rest.partition('"')
        # Ids are many, what stands beside them is nearly always the same.
        if found and name[1:].isalpha() and id_.replace("-", "").isalnum():
            tag, attributes = _opened(name + others)
            if ' id="' in attributes:
                raise RefusedError(block)
            attributes = f' id="{id_}"{attributes}'
        else:
            tag, attributes = _opened(block)
        self._open.append(tag)
        return f"<{tag}{attributes}>"

    def _items(self, block: str) -> str:
        if not ITEMS.fullmatch(block):
            raise RefusedError(block)
        return "\n".join([self._item(line) for line in block.split("\n")])

    def _item(self, line: str) -> str:
        attributes, _, words = line.removeprefix("<li").partition(_SPAN)
        return f"<li{tag_attributes(attributes)}>{self._inline(words)}"

    def _heading(self, block: str) -> str:
        match = HEADING.fullmatch(block)
        if not match:
            raise RefusedError(block)
        marks, title, attribute_list = match.groups()
        level = len(marks)
        return f"<h{level}{list_attributes(attribute_list)}>{self._inline(title.rstrip(' '))}</h{level}>"

    def _paragraph(self, block: str) -> str:
        match = PARAGRAPH.fullmatch(block)
        if not match:
            raise RefusedError(block)
        words, attribute_list = match.groups()
        return f"<p{list_attributes(attribute_list) if attribute_list else ''}>{self._inline(words)}</p>"

    def _inline(self, words: str) -> str:
        return LINK.sub(self._link, words) if "[" in words else words

    def _link(self, match: re.Match[str]) -> str:
        label, href, attribute_list = match.groups()
        target = self._rewrite_link(href)
        if target is None:
            raise RefusedError(href)
        attributes = list_attributes(attribute_list) if attribute_list else ""
        return f'<a href="{escaped(target)}"{attributes}>{label}</a>'


@lru_cache(1024)
def _opened(start_tag: str) -> tuple[str, str]:
    """Return name and attributes of the start tag of an element whose content is Markdown."""
    match = OPENING.fullmatch(start_tag)
    # In any other mode the content would be read otherwise.
    if match is None or (match["tag"] == "li") is not (match["mode"] == "block"):
        raise RefusedError(start_tag)
    return match["tag"], tag_attributes(match["attributes"])
