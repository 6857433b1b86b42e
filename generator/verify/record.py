"""The record page is held to the proof: its figures must be the proof's own, its downloads the very files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator import anchors
from generator.model import Talk
from generator.origin import Source
from generator.verify.compare import Loss
from generator.verify.report import Fidelity, FileFigures
from generator.verify.tree import Tree

_COUNTS = ("characters", "words", "found", "structural", "repeated", "lost")


def check_record(talk: Talk, fidelity: Fidelity, page: Tree | None, folder: Path) -> Iterator[Loss]:
    """Yield every figure and download on the record page that is not what the proof found."""
    sources = {document.source.path: document.source for document in talk.documents}
    if page is None:
        yield _loss(talk.documents[0].source, "the record page is missing")
        return
    hashes = {page.text(element) for element, tag in enumerate(page.tags) if tag.name == "code"}
    for figures in fidelity:
        source = sources[figures.file]
        link = _link(page, figures.file)
        row = None if link is None else next((it for it in page.above(link) if page.tags[it].name == "tr"), None)
        if link is None or row is None:
            yield _loss(source, "the record page does not list this file")
            continue
        yield from _check_counts(source, figures, page, row)
        if source.sha256 not in hashes:
            yield _loss(source, "the record page does not state the hash of this file")
        yield from _check_download(source, folder, page.tags[link].attributes.get("href", ""))


def _link(page: Tree, file: str) -> int | None:
    """Return the first link that is said to lead to a file."""
    links = (element for element, tag in enumerate(page.tags) if tag.attributes.get("data-file") == file)
    return next((element for element in links if page.tags[element].name == "a"), None)


def _check_counts(source: Source, figures: FileFigures, page: Tree, row: int) -> Iterator[Loss]:
    for name in _COUNTS:
        cell = page.first("data", row, name)
        printed = "nothing" if cell is None else re.sub(r"\D", "", page.text(cell))
        stated = printed if cell is None else page.tags[cell].attributes.get("value", "")
        proven = str(getattr(figures, name))
        # What is lost is told by the losses themselves, and lowers what is found; both need no second line.
        if {printed, stated} != {proven} and not (figures.lost and name in {"found", "lost"}):
            said = printed if stated == proven else stated
            yield _loss(source, f"the record page says {said} {name}, the proof found {proven}")


def _check_download(source: Source, folder: Path, href: str) -> Iterator[Loss]:
    try:
        sha256 = hashlib.sha256((folder / unquote(urlsplit(href).path)).read_bytes()).hexdigest()
    except OSError:
        sha256 = ""
    if sha256 != source.sha256:
        yield _loss(source, "the copy to download is not the file itself")


def _loss(source: Source, matter: str) -> Loss:
    return Loss(origin=source.origin(1), matter=matter, page=anchors.RECORD_URI, anchor="record")
