"""Values that a talk has by the thousand: as frozen as all others to the type checker, and quick to make."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:
    from dataclasses import dataclass

    def value(*, frozen: bool, slots: bool, kw_only: bool = False) -> object:
        """Make a class a dataclass whose fields only the type checker guards.

        One that guards them by itself sets each with a call of its own: a third of the time that reading takes.
        """
        return dataclass(slots=slots, kw_only=kw_only, unsafe_hash=frozen)


__all__ = ["value"]
