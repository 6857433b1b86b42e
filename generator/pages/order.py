"""The order of glossary terms: A to Z, with Chinese terms where their pinyin stands."""

from __future__ import annotations

import re
import unicodedata

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def sort_key(name: str) -> tuple[str, str]:
    """Return what a name is sorted by: its letters without accents and case, then the name itself."""
    return "".join(filter(str.isalnum, _unaccented(_romanised(name)))).casefold(), name


def initial(name: str) -> str:
    """Return the capital letter that a name is listed under, `#` for one without letters."""
    return next((char.upper() for char in sort_key(name)[0]), "#")


def _unaccented(name: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))


def _romanised(name: str) -> str:
    if not _HAN.search(name):
        return name
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  (a large table that few talks need)

    return "".join(lazy_pinyin(name, style=Style.NORMAL))
