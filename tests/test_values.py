"""Values that a talk has by the thousand are like any other frozen value."""

from __future__ import annotations

import pickle
from copy import deepcopy
from dataclasses import dataclass, field, fields, replace

from generator.origin import Excerpt
from generator.values import value


@value(frozen=True, slots=True, kw_only=True)
class Quick:
    """Made quickly."""

    text: str
    """What counts."""
    place: int = field(default=0, compare=False)
    """What does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """Made by `dataclasses` alone."""

    text: str
    """What counts."""
    place: int = field(default=0, compare=False)
    """What does not."""


def test_a_quick_value_is_compared_hashed_and_shown_as_a_guarded_one() -> None:
    quick, guarded = Quick(text="a", place=1), Guarded(text="a", place=1)
    assert repr(quick) == repr(guarded).replace("Guarded", "Quick")
    assert hash(quick) == hash(guarded)
    assert quick == Quick(text="a", place=2) != Quick(text="b", place=1)
    assert [one.name for one in fields(quick)] == [one.name for one in fields(guarded)]
    assert Quick.__slots__ == Guarded.__slots__


def test_a_quick_value_is_replaced_copied_and_kept() -> None:
    excerpt = Excerpt("words", 3, 8, 2)
    for copy in (replace(excerpt), deepcopy(excerpt), pickle.loads(pickle.dumps(excerpt))):
        assert repr(copy) == repr(excerpt)
    assert replace(excerpt, line=5).line == 5
    assert excerpt.line == 2
