"""Patterns that are made when they are first needed: most talks need few of them, and a pattern is slow to make."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache


def when_needed(pattern: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """Return a function that compiles a pattern the first time it is called, and always returns it."""
    return cache(lambda: re.compile(pattern, flags))
