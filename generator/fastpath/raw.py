"""Blocks that no Markdown is read in. Inside a container md_in_html takes them apart all the same.

It treats a tag as a block only at the start of a line, or where nothing but such tags stands before it in its
parent. A tag elsewhere is text to it, but its end tag is none: then elements end where they should not.
"""

from __future__ import annotations

from generator.fastpath.attributes import RefusedError, tag_attributes
from generator.fastpath.grammar import RAW


def raw_html(block: str) -> str:
    """Return a block as it is written; raises RefusedError where it would not come out as it went in."""
    name, mode, rest = block.partition(' markdown="0"')
    if mode and name[1:].isalpha():
        block = name + rest
    elements = _Elements(block)
    written: list[str] = []
    for match in RAW.finditer(block):
        kind, piece = match.lastgroup, match[0]
        if kind == "flow":
            elements.flow()
        elif kind == "rows":
            elements.rows(match.start())
        elif kind == "end":
            elements.end(match["end"])
        elif kind == "attributes":
            tag, attributes = match["tag"], match["attributes"]
            elements.begin(tag, match.start())
            piece = f"<{tag}{tag_attributes(attributes)}>"
        else:
            raise RefusedError(block)
        written.append(piece)
    if elements.open:
        raise RefusedError(block)
    return "".join(written)


class _Elements:
    """The elements that are open at a place in a block; every method raises RefusedError."""

    def __init__(self, block: str) -> None:
        self.open: list[str] = []
        self._block = block
        self._only_blocks: list[bool] = []

    def flow(self) -> None:
        """Pass text or inline elements."""
        if not self.open:
            raise RefusedError(self._block)
        self._only_blocks[-1] = False

    def rows(self, place: int) -> None:
        """Pass whole rows of a table, and the ends of their lines."""
        self.begin("tr", place)
        self.end("tr")
        self.flow()

    def begin(self, tag: str, place: int) -> None:
        """Pass a start tag."""
        at_line_start = self._block[place - 1] == "\n" if place else True
        # Any block ends a `p`, and there is one root.
        if "p" in self.open or bool(self.open) is not bool(place):
            raise RefusedError(self._block)
        if not at_line_start and not self._only_blocks[-1]:
            raise RefusedError(self._block)
        self.open.append(tag)
        self._only_blocks.append(True)

    def end(self, tag: str) -> None:
        """Pass an end tag."""
        if not self.open or self.open.pop() != tag:
            raise RefusedError(self._block)
        self._only_blocks.pop()
