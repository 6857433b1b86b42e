"""The source files as downloads: what was published can be built again from what is on the site."""

from __future__ import annotations

from urllib.parse import quote

from generator.model import Talk
from generator.origin import Source

DOWNLOADS_FOLDER = "sources"


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
