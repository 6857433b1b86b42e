"""Lists from A to Z: how names are ordered, Chinese ones where their pinyin stands, and under which letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from generator import anchors

Item = TypeVar("Item")

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


# The lists of one build ask for each name several times.
@lru_cache(maxsize=1 << 15)
def sort_key(name: str) -> tuple[str, str]:
    """Return what a name is sorted by: its letters without accents and case, then the name itself."""
    plain = name if name.isascii() else _unaccented(_romanised(name))
    return "".join(filter(str.isalnum, plain)).casefold(), name


def initial(name: str) -> str:
    """Return the capital letter that a name is listed under, `#` for one without letters."""
    return next((char.upper() for char in sort_key(name)[0]), "#")


def by_letter(items: Iterable[Item], name_of: Callable[[Item], str]) -> list[tuple[str, list[Item]]]:
    """Return the items in the order of their names, under the letters they begin with."""
    groups: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda item: sort_key(name_of(item))):
        groups.setdefault(initial(name_of(item)), []).append(item)
    # Letters that make one anchor are one: the `I` of English and that of Turkish, which are sorted apart.
    joined: dict[str, tuple[str, list[Item]]] = {}
    for letter, group in groups.items():
        joined.setdefault(anchors.letter(letter), (letter, []))[1].extend(group)
    return list(joined.values())


def _unaccented(name: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))


def _romanised(name: str) -> str:
    if not _HAN.search(name):
        return name
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  (a large table that few talks need)

    return "".join(lazy_pinyin(name, style=Style.NORMAL))
