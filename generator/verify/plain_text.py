"""What can be downloaded is what was said: the plain text is held against the characters of the sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator import anchors
from generator.model import Talk
from generator.verify.compare import Loss
from generator.verify.expected import Block, Container, ExpectedPage, Place
from generator.words import visible

_TIME = re.compile(r"\[[\d:]+\]$")
_LONGEST_TIME = 16


def check_plain_text(talk: Talk, pages: Sequence[ExpectedPage], folder: Path) -> Iterator[Loss]:
    """Yield a loss where the plain text beside the pages does not say what the main transcript must say.

    It must end with the transcript: every name, heading and paragraph in order, and between them nothing but the
    times of turns and the lines below headings. The first place from the end that differs is told.
    """
    path = folder / anchors.EXPORTS_FOLDER / anchors.PLAIN_TEXT_NAME
    if not path.is_file():
        yield Loss(origin=talk.documents[0].source.origin(1), matter="the plain text to download is missing")
        return
    page = next((page for page in pages if page.uri == anchors.TRANSCRIPT_URI), None)
    if page and (wrong := _differing(page, visible(path.read_text(encoding="utf-8")))):
        container, block = wrong
        matter = f"{container.name} does not stand in the plain text to download as the source has it"
        yield Loss(origin=block.origin, matter=matter, page=page.uri, anchor=container.anchor)


def _differing(page: ExpectedPage, text: str) -> tuple[Container, Block] | None:
    """Return the last block that does not stand where the text, read from its end, should have it."""
    said = (block.said for container in page.containers for block in container.blocks)
    if page.containers[-1].start_ms is None and text.endswith(visible("".join(said))):
        return None
    end = len(text)
    for container in reversed(page.containers):
        wanted = visible("".join([block.said for block in container.blocks]))
        if container.place is Place.CHAPTER:
            wanted, end = wanted.rstrip("-"), _before_line(text, end)
        if not text.endswith(wanted, 0, end):
            return container, _last_differing(container.blocks, text[:end])
        end -= len(wanted)
        if container.start_ms is not None and container.place is Place.TURN:
            time = _TIME.search(text[max(end - _LONGEST_TIME, 0) : end])
            end -= len(time[0]) if time else 0
    return None


def _last_differing(blocks: Sequence[Block], text: str) -> Block:
    """Return the last block that a text does not end with when those behind it are taken off; else the first."""
    for block in reversed(blocks[1:]):
        if not text.endswith(block.text):
            return block
        text = text.removesuffix(block.text)
    return blocks[0]


def _before_line(text: str, end: int) -> int:
    while end and text[end - 1] == "-":
        end -= 1
    return end
