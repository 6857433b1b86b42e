"""Whole numbers as printable characters, small ones as one: what the lists of places are written in.

A number is written with the little end first, to the base 46. Its last digit is from the first half of an alphabet
of 92 characters, every digit before that from the second half: so a number ends itself. The characters are the
space and those of ASCII that show, without `"`, `<` and the backslash: so a list can stand in a script as it is.
"""

from __future__ import annotations

from functools import cache

ALPHABET = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"<\\')
"""The digits, in the order of their codes."""
HALF = len(ALPHABET) // 2
"""The base; digits from here on are followed by another one."""


class Numbers(dict[int, str]):
    """Every number as it is written, made when it is first asked for."""

    def __missing__(self, value: int) -> str:
        written = ALPHABET[value] if value < HALF else ALPHABET[HALF + value % HALF] + self[value // HALF]
        # A list of places needs small ones; a talk of a million units would need many that come once.
        if value < _REMEMBERED:
            self[value] = written
        return written


@cache
def numbers() -> Numbers:
    """Return the numbers as they are written, by their values."""
    return Numbers()


_REMEMBERED = 1 << 16
