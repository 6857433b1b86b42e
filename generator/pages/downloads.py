"""What can be downloaded: the source files, and what other programs read, made of them.

From the sources what was published can be built again.
"""

from __future__ import annotations

from typing import Protocol
from urllib.parse import quote

from generator.languages import language_name
from generator.model import Talk
from generator.origin import Source
from generator.pages.strings import Strings

DOWNLOADS_FOLDER = "sources"


class Offer(Protocol):
    """A file made of a talk for other programs, as `generator.exports` makes them."""

    @property
    def title(self) -> str:
        """Key of its name in the interface words."""

    @property
    def uri(self) -> str:
        """Where it lies in the talk's folder."""

    @property
    def lang(self) -> str | None:
        """Its language; None where it holds all of them."""

    @property
    def size(self) -> int:
        """How many bytes it has."""


def offer_name(offer: Offer, say: Strings) -> str:
    """Return what an export is called, with its language where there is one file for each."""
    return f"{say(offer.title)} · {language_name(offer.lang)}" if offer.lang else say(offer.title)


def offer_href(offer: Offer) -> str:
    """Return the link to an export."""
    return quote(offer.uri)


def download_name(source: Source) -> str:
    """Return where a source lies in the talk's folder on the site.

    A Markdown file gets `.txt` behind its name: as `.md` a site engine would take it for a page.
    """
    name = source.path.rpartition("/")[2]
    plain = name if name.lower().endswith(".txt") else f"{name}.txt"
    return f"{DOWNLOADS_FOLDER}/{plain}"


def download_href(source: Source) -> str:
    """Return the link to a download; `#`, `%` and `?` in a file's name are no part of an address."""
    return quote(download_name(source))


def downloads(talk: Talk) -> dict[str, Source]:
    """Return each source file of a talk by the place of its copy below the folder of all talks."""
    return {f"{talk.slug}/{download_name(doc.source)}": doc.source for doc in talk.documents}
