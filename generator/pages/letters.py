"""Lists from A to Z: the letters, and the row of links to them."""

from __future__ import annotations

from collections.abc import Sequence

from generator import anchors
from generator.analysis.order import by_letter
from generator.pages.markup import Markdown, container, join, link, text

__all__ = ["by_letter", "letter_id", "letter_row"]


def letter_row(letters: Sequence[str]) -> Markdown | None:
    """Write the links to the letters; nothing where all names begin with one."""
    if len(letters) < 2:
        return None
    links = join((link(text(letter), f"#{letter_id(letter)}") for letter in letters), "\n")
    return container("nav", links, class_="letters", aria_label="A–Z")


def letter_id(letter: str) -> str:
    """Return the anchor of a letter: `letter-k`."""
    return f"letter-{anchors.letter(letter)}"
