"""How far a long piece of work is: a door decides how to show it, the work only says what it goes through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Track(Protocol):
    """Goes through items one by one and tells somebody how many are done."""

    def __call__(self, items: Sequence[Item], doing: str) -> Iterable[Item]:
        """Return the items in order; `doing` says in a word or two what is done with them."""
        ...


def untracked(items: Sequence[Item], doing: str) -> Iterable[Item]:  # noqa: ARG001  (told to nobody)
    """Go through items and tell nobody."""
    return items
