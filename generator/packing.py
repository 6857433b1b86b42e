"""Values as bytes: what `pickle` makes of them, in half of the time and half of the room.

A talk is a thousand small values. Their fields are taken and given back here without the detour by which frozen
classes go; what a document or a transcript lists is kept as a row for each field; and what a source says is kept
once: of the excerpts that say it again, only their places.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from io import BytesIO
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.model import Document, Transcript
    from generator.origin import Excerpt, Piece, Source

_Reduced = tuple[Callable[..., Any], tuple[Any, ...]]
"""What makes a value anew, and out of what."""


def pack(value: object) -> bytes:
    """Return a value as bytes."""
    packed = BytesIO()
    pickler = pickle.Pickler(packed, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _Reducers()
    pickler.dump(value)
    return packed.getvalue()


def unpack(packed: bytes) -> Any:
    """Return the value that was packed."""
    return pickle.loads(packed)


class _Takers(dict[type, Callable[[Any], tuple[Any, ...]]]):
    """What gives all fields of a value, by its class."""

    def __missing__(self, kind: type) -> Callable[[Any], tuple[Any, ...]]:
        first, *others = _names(kind)
        take = attrgetter(first, *others) if others else lambda value: (getattr(value, first),)
        return self.setdefault(kind, take)


class _Givers(dict[type, tuple[Callable[[Any, Any], None], ...]]):
    """What sets each field of a value that is being made, by its class."""

    def __missing__(self, kind: type) -> tuple[Callable[[Any, Any], None], ...]:
        return self.setdefault(kind, tuple(getattr(kind, name).__set__ for name in _names(kind)))


_TAKERS = _Takers()
_GIVERS = _Givers()


class _Rows(tuple[Any, ...]):
    """Values of one class, none of which stands elsewhere as well."""

    __slots__ = ()


class _Reducers(dict[type, Callable[[Any], _Reduced]]):
    """What takes values apart, by their class."""

    def __init__(self) -> None:
        # Only who packs needs them: a build with nothing new unpacks a little, and is to start at once.
        from generator.model import Document, Transcript  # noqa: PLC0415
        from generator.origin import Excerpt, Piece, Source  # noqa: PLC0415

        super().__init__({_Rows: _rows, Document: _listing, Transcript: _listing, Source: self._source})
        self[Excerpt] = self[Piece] = self._said
        self._wholes: list[str] = []

    def __missing__(self, kind: type) -> Callable[[Any], _Reduced]:
        if not (is_dataclass(kind) and hasattr(kind, "__slots__")):
            raise KeyError(kind)
        self[kind] = _value
        return _value

    def _source(self, source: Source) -> _Reduced:
        self._wholes.append(source.text)
        return _value(source)

    def _said(self, one: Excerpt | Piece) -> _Reduced:
        """Take apart what a source may say in the very same characters."""
        text, start, end, *others = _TAKERS[type(one)](one)
        if len(text) == end - start:
            for whole in self._wholes:
                if whole.startswith(text, start):
                    return _cut, (type(one), whole, start, end, *others)
        return _value(one)


def _value(value: object) -> _Reduced:
    return _made, (type(value), *_TAKERS[type(value)](value))


def _listing(value: Document | Transcript) -> _Reduced:
    """Take a value apart that lists all there is of others: they need no name by which to be found again."""
    make, values = _value(value)
    return make, tuple(_row(it) if it and isinstance(it, tuple) else it for it in values)


def _rows(rows: _Rows) -> _Reduced:
    columns = zip(*map(_TAKERS[type(rows[0])], rows), strict=True)
    return _made_rows, (type(rows[0]), *map(_row, columns))


def _row(column: tuple[Any, ...]) -> tuple[Any, ...]:
    return _Rows(column) if is_dataclass(column[0]) and len(set(map(type, column))) == 1 else column


def _made(kind: type, *values: Any) -> Any:
    """Return a value from its fields; `__init__` of a frozen class would take longer."""
    made: Any = object.__new__(kind)
    for give, value in zip(_GIVERS[kind], values, strict=True):
        give(made, value)
    return made


def _made_rows(kind: type, *columns: Iterable[Any]) -> tuple[Any, ...]:
    """Return values of a class from the rows of their fields."""
    made: tuple[Any, ...] = ()
    for give, column in zip(_GIVERS[kind], columns, strict=True):
        made = made or tuple([object.__new__(kind) for _ in column])
        deque(map(give, made, column), maxlen=0)
    return made


def _cut(kind: type, whole: str, start: int, end: int, *others: Any) -> Any:
    return kind(whole[start:end], start, end, *others)


def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
