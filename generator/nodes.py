"""A YAML file as a tree of nodes, with a line for every problem.

Nodes, not values: text stays as it is written (`lang: no` is Norwegian, not false), and nothing in the
file can make an object.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from generator.errors import Problem, ProblemsError
from generator.origin import Excerpt, Source
from generator.words import folded

if TYPE_CHECKING:
    from yaml import Event, Node

_DEEPEST = 20
_NULL = "tag:yaml.org,2002:null"


class Tree:
    """The nodes of one YAML file, and the problems met in them so far."""

    def __init__(self, source: Source) -> None:
        self.source = source
        """The file."""
        self.problems: list[Problem] = []
        """What is wrong in it."""
        self.root = _compose(source)
        """The outermost node; None in an empty file."""

    def wrong(self, node: Node, wrong: str, right: str) -> None:
        """Note a problem at a node."""
        self.problems.append(Problem(origin=self.source.origin(line_of(node)), wrong=folded(wrong), right=right))

    def pairs(self, node: Node | None, wanted: str, right: str) -> list[tuple[Node, Node]]:
        """Return the keys and values of a mapping; keys without a value are left out."""
        import yaml  # noqa: PLC0415  only talks with settings need it

        if node is None or node.tag == _NULL:
            return []
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, f"{wanted} is not a list of keys and values", right)
            return []
        return [(key, value) for key, value in self._once(node, right) if value.tag != _NULL]

    def fields(self, node: Node | None, known: tuple[str, ...], wanted: str, right: str) -> dict[str, Node]:
        """Return the values of a mapping by key; every key that is not known is a problem."""
        fields: dict[str, Node] = {}
        for key, value in self.pairs(node, wanted, right):
            if key.value in known:
                fields[key.value] = value
            else:
                self.wrong(key, f"the key {key.value} is not known", nearest(key.value, known))
        return fields

    def items(self, node: Node | None, wanted: str, right: str) -> list[Node]:
        """Return the items of a list."""
        import yaml  # noqa: PLC0415

        if node is None or node.tag == _NULL:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(node, f"{wanted} is not a list", right)
            return []
        return list(node.value)

    def text(self, node: Node | None, wanted: str, right: str) -> str | None:
        """Return a text as it is written; None where there is none."""
        if node is None:
            return None
        if not is_text(node) or not node.value.strip():
            self.wrong(node, f"{wanted} is not a text", right)
            return None
        return str(node.value).strip()

    def _once(self, node: Any, right: str) -> Iterator[tuple[Node, Node]]:
        seen: dict[str, int] = {}
        for key, value in node.value:
            if not is_text(key):
                self.wrong(key, "a key is not a text", right)
            elif key.value in seen:
                self.wrong(
                    key, f"the key {key.value} stands in line {seen[key.value]} already", "keep one of the two"
                )
            else:
                seen[key.value] = line_of(key)
                yield key, value


def line_of(node: Node) -> int:
    """Return the line a node begins on, counted from 1."""
    return int(node.start_mark.line) + 1


def is_text(node: Node) -> bool:
    """Tell whether a node is a text, not a list, a mapping or nothing."""
    return isinstance(node.value, str) and node.tag != _NULL


def nearest(word: str, known: Iterable[str]) -> str:
    """Return what to write in place of an unknown word: the nearest known one, or the list of all."""
    names = list(known)
    by_fold = {name.casefold(): name for name in reversed(names)}
    close = difflib.get_close_matches(word.casefold(), by_fold, n=1)
    return f"did you mean {by_fold[close[0]]}?" if close else f"known are {', '.join(names)}"


def _compose(source: Source) -> Node | None:
    import yaml  # noqa: PLC0415

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _check_depth(source, yaml.parse(source.text, Loader=loader))
        node: Node | None = yaml.compose(source.text, Loader=loader)
    except yaml.YAMLError as error:
        origin = source.origin(_line_of_error(error, source))
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it breaks off"
        right = "write `key: value` lines, with text that holds a colon in quotation marks"
        raise ProblemsError([Problem(origin=origin, wrong=f"is no YAML ({problem})", right=right)]) from error
    return node


def _check_depth(source: Source, events: Iterable[Event]) -> None:
    """Refuse lists in lists in lists: the C loader ends the whole process where they are too many for the stack."""
    from yaml.events import CollectionEndEvent, CollectionStartEvent  # noqa: PLC0415

    depth = 0
    for event in events:
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEEPEST:
            origin = source.origin(event.start_mark.line + 1 if event.start_mark else 1)
            right = "write `key: value` lines and lists"
            raise ProblemsError([Problem(origin=origin, wrong="is nested too deeply", right=right)])


def _line_of_error(error: Exception, source: Source) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark:
        return int(mark.line) + 1
    position = getattr(error, "position", 0) or 0
    return Excerpt(source.text, 0, len(source.text), 1).part(position, position).line
