"""Interface words in the reader's language, from one table for each language in `generator/locale/`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.languages import same_language

LOCALE_PATH = Path(__file__).parent.parent / "locale"
FALLBACK = "en"
"""The table for languages that have none."""


@dataclass(frozen=True, slots=True)
class Strings:
    """The interface words of one language."""

    lang: str
    """Language tag of the table."""
    table: Mapping[str, str]
    """Key to words; words in braces are filled in."""

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of a key with the values filled in; integers are grouped by thousands.

        Where `count` is 1 and the key has words for one, those are used: `on_takeaways_one`.
        """
        if values.get("count") == 1 and f"{key}_one" in self.table:
            key = f"{key}_one"
        for name, value in values.items():
            if isinstance(value, int):
                values[name] = f"{value:,}"
        return self.table[key].format_map(values)


def available_langs() -> tuple[str, ...]:
    """Return the languages that have a table."""
    return tuple(sorted(path.stem for path in LOCALE_PATH.glob("*.toml")))


@cache
def strings_for(lang: str) -> Strings:
    """Return the interface words of the language nearest to the one wanted, English where there is none."""
    langs = available_langs()
    nearest = next((tag for tag in langs if tag == lang), None)
    nearest = nearest or next((tag for tag in langs if same_language(tag, lang)), FALLBACK)
    table: dict[str, str] = tomllib.loads((LOCALE_PATH / f"{nearest}.toml").read_text(encoding="utf-8"))
    return Strings(nearest, table)
