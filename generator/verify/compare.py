"""The second half of the proof: what stands on the built page against what must stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.origin import Origin
from generator.verify.expected import Block, Container, ExpectedPage
from generator.verify.found import FoundBlock, FoundContainer, FoundPage
from generator.words import words

_AROUND = 12
"""Characters shown on each side of the first difference."""
_LONGEST_COMPARED = 4000
"""Characters that are matched one by one where two texts differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Something the proof found wrong."""

    origin: Origin
    """The place in the source."""
    matter: str
    """What is wrong, naming the turn."""
    page: str = ""
    """The page it should stand on."""
    anchor: str = ""
    """The anchor it should stand at."""
    lost: int = 0
    """Visible characters that are not where they belong."""
    added: int = 0
    """Visible characters that stand there and should not."""

    def __str__(self) -> str:
        place = (
            f"; it belongs to {self.page}#{self.anchor}"
            if self.anchor
            else "; every character must be accounted for"
        )
        return f"{self.origin}: {self.matter}{place}"


def compare_page(expected: ExpectedPage, found: FoundPage) -> Iterator[Loss]:
    """Yield every difference between a built page and the source it was made from."""
    by_anchor = {container.anchor: container for container in reversed(found.containers)}
    for container in expected.containers:
        there = by_anchor.get(container.anchor)
        if there is None or not _is_same(container, there):
            yield from _compare_container(expected, container, there, found)
    yield from _twice(expected, found)
    if expected.ordered:
        yield from _order(expected, found)
    known = {container.anchor: container for container in expected.containers}
    for stray in found.strays:
        near = known.get(stray.after, expected.containers[0])
        matter = f"“{stray.text[:_AROUND]}” stands outside, next to {near.name}"
        yield _loss(expected, near, matter, added=len(stray.text))


def _is_same(expected: Container, found: FoundContainer) -> bool:
    """Tell whether nothing at all differs, as nearly always: texts that are the same need no closer look."""
    return (
        found.speaker == expected.speaker
        and found.start_ms == expected.start_ms
        and not (found.nested or found.stray)
        and len(found.blocks) == len(expected.blocks)
        and all(
            (other.said == block.said or other.spaced == block.spaced) and block.lang in {None, other.lang}
            for block, other in zip(expected.blocks, found.blocks, strict=True)
        )
    )


def _compare_container(
    page: ExpectedPage, expected: Container, found: FoundContainer | None, found_page: FoundPage
) -> Iterator[Loss]:
    if found is None:
        matter = f"{expected.name} is missing" if found_page.exists else f"the page {page.uri} is missing"
        yield _loss(page, expected, matter, lost=sum(len(block.text) for block in expected.blocks if block.spans))
        return
    if found.speaker != expected.speaker:
        yield _loss(page, expected, f"{expected.name} is given to {found.speaker or 'nobody'}")
    if found.start_ms != expected.start_ms:
        yield _loss(page, expected, f"{expected.name} has the time {found.start_ms} ms, not {expected.start_ms} ms")
    if found.nested:
        yield _loss(page, expected, f"{expected.name} stands inside another one")
    if found.stray:
        yield _loss(
            page, expected, f"“{found.stray[:_AROUND]}” in {expected.name} is nobody's", added=len(found.stray)
        )
    yield from _compare_blocks(page, expected, found.blocks)


def _compare_blocks(page: ExpectedPage, expected: Container, found: tuple[FoundBlock, ...]) -> Iterator[Loss]:
    if len(found) != len(expected.blocks):
        wanted, there = (sum(len(block.text) for block in side) for side in (expected.blocks, found))
        matter = f"{expected.name} has {len(found)} blocks of text instead of {len(expected.blocks)}"
        yield _loss(page, expected, matter, lost=max(wanted - there, 0), added=max(there - wanted, 0))
    for block, other in zip(expected.blocks, found, strict=False):
        if block.text != other.text:
            yield _difference(page, expected, block, other)
        elif block.spaced not in {None, other.spaced} and (respaced := _respaced(block, other)):
            yield _loss(page, expected, f"{expected.name} {respaced}", block)
        elif block.lang is not None and block.lang != other.lang:
            yield _loss(page, expected, f"{expected.name} is marked as {other.lang}, not {block.lang}", block)


def _respaced(block: Block, found: FoundBlock) -> str | None:
    """Tell which word is torn apart or run together; None where other spaces change no word, as in Chinese."""
    pairs = zip(words(block.spaced or ""), words(found.spaced), strict=False)
    return next(
        (f"reads “{there}” where the source has “{wanted}”" for wanted, there in pairs if wanted != there), None
    )


def _difference(page: ExpectedPage, expected: Container, block: Block, found: FoundBlock) -> Loss:
    """Name the first character that differs, and count what is lost and added."""
    at = _same_length(block.text, found.text)
    tail = _same_length(block.text[at:][::-1], found.text[at:][::-1])
    lost, added = (text[at : len(text) - tail] for text in (block.text, found.text))
    matched = _matched(lost, added)
    wanted, there = (_around(text, at) for text in (block.text, found.text))
    return _loss(
        page,
        expected,
        f"{expected.name} reads “{there}” where the source has “{wanted}”",
        block,
        lost=len(lost) - matched if block.spans else 0,
        added=len(added) - matched,
    )


def _same_length(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, pair in enumerate(pairs) if pair[0] != pair[1]), min(len(one), len(other)))


def _matched(one: str, other: str) -> int:
    """Count the characters that two texts share in order; none where to look would take minutes."""
    if len(one) * len(other) > _LONGEST_COMPARED**2:
        return 0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return sum(match.size for match in matcher.get_matching_blocks())


def _twice(page: ExpectedPage, found: FoundPage) -> Iterator[Loss]:
    known = {container.anchor: container for container in page.containers}
    places = {container.place for container in page.containers}
    there = [container.anchor for container in found.containers if container.place in places]
    for anchor, times in Counter(there).items():
        if anchor not in known:
            yield _loss(page, page.containers[-1], f"#{anchor} is not in the source", added=1)
        elif times > 1:
            yield _loss(page, known[anchor], f"{known[anchor].name} stands there {times} times", added=1)


def _order(page: ExpectedPage, found: FoundPage) -> Iterator[Loss]:
    places = {container.anchor: place for place, container in reversed(list(enumerate(found.containers)))}
    last = -1
    for container in page.containers:
        place = places.get(container.anchor, last)
        if place < last:
            yield _loss(page, container, f"{container.name} is out of order")
        last = max(last, place)


def _loss(  # noqa: PLR0913, PLR0917  (a loss is made in one place only)
    page: ExpectedPage, container: Container, matter: str, block: Block | None = None, lost: int = 0, added: int = 0
) -> Loss:
    blocks = (block,) if block else container.blocks[:1]
    return Loss(
        origin=blocks[0].origin if blocks else page.source.origin(1),
        matter=matter,
        page=page.uri,
        anchor=container.anchor,
        lost=lost,
        added=added,
    )


def _around(text: str, at: int) -> str:
    return text[max(at - _AROUND, 0) : at + _AROUND]
