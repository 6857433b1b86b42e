"""A page as a list of its tags: what both readers of HTML make and the proof reads.

Lists beside each other hold what there is to know at each tag. A page of two thousand tags is read in a millisecond
or two that way, and no nesting is too deep.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from generator import anchors
from generator.verify.expected import Place

ASKED = frozenset(
    {"class", "data-file", "data-speaker", "data-start", "hidden", "href", "id", "lang", "style", "value"}
)
"""The attributes that the proof looks at."""
_PLACES: Mapping[str, Place] = {str(place): place for place in sorted(Place)}
_ONLY_CONTAINERS = frozenset({"turns", "stretch", "points", "entries"})
_UNSEEN_TAGS = frozenset({"script", "style", "template", "noscript", "head"})
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


# A named tuple is made in a quarter of the time of a frozen dataclass, and a page has hundreds of tags of its own.
class Tag(NamedTuple):
    """What an element says of itself."""

    name: str
    """Its name in lower case."""
    attributes: Mapping[str, str]
    """Its attributes of those in `ASKED`; one without a value has an empty one."""
    classes: frozenset[str]
    """The words of its `class`."""
    place: Place | None
    """What it holds where it is a container, by its class."""
    only_containers: bool
    """Whether nothing but containers may stand in it, by its class."""
    lang: str | None
    """The language it states."""
    shown: bool
    """Whether it may hold words of the source: it is not our own apparatus, not hidden, not code."""

    @property
    def id(self) -> str:
        """Its anchor; empty where it has none."""
        return self.attributes.get("id", "")


# What the proof asks for is the same on the pages of thousands of talks; what else a tag says is its own.
@lru_cache(maxsize=8192)
def make_tag(name: str, given: tuple[tuple[str, str], ...] = ()) -> Tag:
    """Return the tag of an element from its name and attributes; of two of the same name the last one counts."""
    attributes = dict(given)
    classes, place, only_containers, shown = _told_by_class(attributes.get("class", ""))
    hidden = name in _UNSEEN_TAGS or "hidden" in attributes
    if hidden or ("style" in attributes and _UNSEEN_STYLE.search(attributes["style"])):
        shown = False
    return Tag(name, attributes, classes, place, only_containers, attributes.get("lang") or None, shown)


# All pages have the same few dozen classes.
@lru_cache(maxsize=1024)
def _told_by_class(value: str) -> tuple[frozenset[str], Place | None, bool, bool]:
    """Return the words of a `class`, what they say an element holds, whether only that, and whether it is shown."""
    classes = frozenset(value.split())
    place = next((place for word, place in _PLACES.items() if word in classes), None)
    return classes, place, not classes.isdisjoint(_ONLY_CONTAINERS), anchors.APPARATUS_CLASS not in classes


NO_TAG = make_tag("")
"""What stands in the list of tags where no element begins: at the end of one, at a comment, at a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The elements and texts of a page. An element is the index of its tag in lists of the same length."""

    tags: Sequence[Tag]
    """What each element says of itself, in the order in which they begin; `NO_TAG` between them."""
    parents: Sequence[int]
    """The element around each element; -1 for an outermost one."""
    ends: Sequence[int]
    """Where each element ends: the text at that index stands behind it. One that holds nothing ends where it is."""
    texts: Sequence[str]
    """The text right behind each tag, also behind the end of an element; not what stands in scripts and styles."""

    def above(self, element: int) -> Iterator[int]:
        """Yield the elements around an element, the nearest first."""
        while (element := self.parents[element]) >= 0:
            yield element

    def first(self, name: str, within: int, class_name: str | None = None) -> int | None:
        """Return the first element of a name, and of a class if one is given, in an element; None without one."""
        for element in range(within + 1, self.ends[within]):
            tag = self.tags[element]
            if tag.name == name and (class_name is None or class_name in tag.classes):
                return element
        return None

    def text(self, element: int) -> str:
        """Return all text in an element, also what is hidden."""
        return "".join(self.texts[element : self.ends[element]])

    def parts(self, element: int, apart: Callable[[Tag], object]) -> Iterator[tuple[Sequence[str], int | None]]:
        """Yield the texts in an element that stand in no inner element that is `apart`, in order.

        They come in groups: those before such an inner element with it, those behind the last one with None.
        """
        inner, begin, end = element + 1, element, self.ends[element]
        while inner < end:
            if apart(self.tags[inner]):
                yield self.texts[begin:inner], inner
                begin = inner = self.ends[inner]
            inner += 1
        yield self.texts[begin:end], None
