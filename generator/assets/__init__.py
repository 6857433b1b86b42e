"""The style sheets and scripts of the pages, as small files; the site gets one of each, joined in this order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ASSETS_PATH = Path(__file__).parent
FOLDER = "assets"
"""Where they lie below the folder of all talks."""
_JOINED = {"talkbook.css": "css", "talkbook.js": "js", "search.js": "search"}
"""Each with the folder of its parts; only the page that searches all talks loads the last one."""
_VENDORED = "iframe-worker.js"


def asset_files() -> Iterator[tuple[str, bytes]]:
    """Yield place and content of every asset of the site."""
    for name, folder in _JOINED.items():
        parts = sorted((ASSETS_PATH / folder).glob(f"*.{name.rpartition('.')[2]}"))
        yield f"{FOLDER}/{name}", b"\n".join(part.read_bytes() for part in parts)
    yield f"{FOLDER}/{_VENDORED}", (ASSETS_PATH / "vendor" / "iframe-worker" / _VENDORED).read_bytes()
