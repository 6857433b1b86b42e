"""The proof: every visible character of every source is on its page, in order, in its turn, under its speaker.

It is a second witness. It reads the finished HTML by itself (`html`; BeautifulSoup where that is not sure) and the
sources, and shares with the page writers only the anchors and the definition of a word. Two halves make the proof:
`coverage` (source -> model: every character is somewhere) and `compare` (model -> HTML: it is where it belongs).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator import anchors
from generator.model import Talk
from generator.verify.compare import Loss, compare_page
from generator.verify.coverage import find_uncovered
from generator.verify.expected import expected_pages
from generator.verify.found import found_page, read_built
from generator.verify.named import find_misnamed
from generator.verify.plain_text import check_plain_text
from generator.verify.quotations import CLAIM_PAGES, find_misquoted
from generator.verify.record import check_record
from generator.verify.report import Fidelity, fidelity_json, make_fidelity

__all__ = ["FIDELITY_NAME", "Fidelity", "Loss", "fidelity_json", "verify_site", "verify_talk"]

FIDELITY_NAME = "fidelity.json"
"""The file beside a talk's pages that holds the figures of its proof."""
TALKS_FOLDER = "talks"
"""The folder of the built site that holds the talks."""


def verify_talk(talk: Talk, folder: Path) -> tuple[Fidelity, tuple[Loss, ...]]:
    """Prove one talk from its built pages in `folder`; return the figures and every loss."""
    pages = expected_pages(talk)
    claims = {*CLAIM_PAGES, anchors.TRANSCRIPT_URI} if talk.recap_source else set()
    uris = {page.uri for page in pages} | claims | {anchors.RECORD_URI}
    paths = {uri: built_page(folder, uri) for uri in uris}
    built = {uri: read_built(path) for uri, path in paths.items()}
    found = {page.uri: found_page(paths[page.uri], built[page.uri]) for page in pages}
    losses = [
        *find_uncovered(talk, pages),
        *(loss for document in talk.documents for loss in find_misnamed(document)),
    ]
    for page in pages:
        losses += compare_page(page, found[page.uri])
    losses += find_misquoted(talk, built)
    fidelity = make_fidelity(talk, losses)
    losses += check_record(talk, fidelity, built[anchors.RECORD_URI], folder)
    losses += check_plain_text(talk, pages, folder)
    return fidelity, tuple(losses)


def verify_site(talks: Iterable[Talk], site_path: Path) -> tuple[dict[str, Fidelity], tuple[Loss, ...]]:
    """Prove every talk of a built site; return the figures by slug and every loss."""
    figures: dict[str, Fidelity] = {}
    losses: list[Loss] = []
    for talk in talks:
        figures[talk.slug], lost = verify_talk(talk, site_path / TALKS_FOLDER / talk.slug)
        losses += lost
    return figures, tuple(losses)


def built_page(folder: Path, uri: str) -> Path:
    """Return the HTML file of a page: `transcript.html`, or `transcript/index.html` where engines make folders."""
    flat = folder / uri.replace(".md", ".html")
    return flat if flat.exists() or uri == anchors.SUMMARY_URI else folder / uri.removesuffix(".md") / "index.html"
