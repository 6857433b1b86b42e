"""Lists from A to Z: the letters, and the row of links to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import TypeVar

from generator import anchors
from generator.pages.markup import Markdown, container, join, link, text
from generator.pages.order import initial, sort_key

Item = TypeVar("Item")


def by_letter(items: Iterable[Item], name_of: Callable[[Item], str]) -> list[tuple[str, list[Item]]]:
    """Return the items in the order of their names, under the letters they begin with."""
    ordered = sorted(items, key=lambda item: sort_key(name_of(item)))
    return [(letter, list(group)) for letter, group in groupby(ordered, key=lambda item: initial(name_of(item)))]


def letter_row(letters: Sequence[str]) -> Markdown | None:
    """Write the links to the letters; nothing where all names begin with one."""
    if len(letters) < 2:
        return None
    links = join((link(text(letter), f"#{letter_id(letter)}") for letter in letters), "\n")
    return container("nav", links, class_="letters", aria_label="A–Z")


def letter_id(letter: str) -> str:
    """Return the anchor of a letter: `letter-k`."""
    return f"letter-{anchors.slug(letter)}"
