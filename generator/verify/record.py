"""The record page is held to the proof: its figures must be the proof's own, its downloads the very files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from generator import anchors
from generator.model import Talk
from generator.origin import Source
from generator.verify.compare import Loss
from generator.verify.report import Fidelity, FileFigures

_COUNTS = ("characters", "words", "found", "structural", "repeated", "lost")


def check_record(talk: Talk, fidelity: Fidelity, page: Path, folder: Path) -> Iterator[Loss]:
    """Yield every figure and download on the record page that is not what the proof found."""
    sources = {document.source.path: document.source for document in talk.documents}
    if not page.exists():
        yield _loss(talk.documents[0].source, "the record page is missing")
        return
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    for figures in fidelity:
        source = sources[figures.file]
        link = soup.find("a", attrs={"data-file": figures.file})
        row = link.find_parent("tr") if isinstance(link, Tag) else None
        if not isinstance(link, Tag) or not isinstance(row, Tag):
            yield _loss(source, "the record page does not list this file")
            continue
        yield from _check_counts(source, figures, row)
        if source.sha256 not in (code.get_text() for code in soup.find_all("code")):
            yield _loss(source, "the record page does not state the hash of this file")
        yield from _check_download(source, folder, str(link.get("href", "")))


def _check_counts(source: Source, figures: FileFigures, row: Tag) -> Iterator[Loss]:
    for name in _COUNTS:
        cell = row.find("data", class_=name)
        printed = re.sub(r"\D", "", cell.get_text()) if isinstance(cell, Tag) else "nothing"
        stated = str(cell.get("value", "")) if isinstance(cell, Tag) else printed
        proven = str(getattr(figures, name))
        # What is lost is told by the losses themselves, and lowers what is found; both need no second line.
        if {printed, stated} != {proven} and not (figures.lost and name in {"found", "lost"}):
            said = printed if stated == proven else stated
            yield _loss(source, f"the record page says {said} {name}, the proof found {proven}")


def _check_download(source: Source, folder: Path, href: str) -> Iterator[Loss]:
    path = folder / unquote(urlsplit(href).path)
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != source.sha256:
        yield _loss(source, "the copy to download is not the file itself")


def _loss(source: Source, matter: str) -> Loss:
    return Loss(origin=source.origin(1), matter=matter, page=anchors.RECORD_URI, anchor="record")
