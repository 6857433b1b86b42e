"""The sitemap of a large site: every page, without the day of the build, which would change its bytes."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from html import escape
from urllib.parse import quote

SITEMAPS = ("sitemap.xml", "sitemap.xml.gz")
"""Where crawlers look for it."""
_LEFT_OUT = ("404.html",)


def sitemap_files(html_uris: Iterable[str], url: str | None, directory_urls: bool) -> dict[str, bytes]:
    """Return the sitemap, and packed; `html_uris` are the pages of the site, `url` is where it will lie."""
    pages = sorted(uri for uri in html_uris if uri.endswith(".html") and uri not in _LEFT_OUT)
    # A sitemap holds whole addresses: there is none in it until the site knows its own.
    rows = "".join(
        f"    <url>\n         <loc>{escape(url + _address(uri, directory_urls), quote=False)}</loc>\n    </url>\n"
        for uri in pages
        if url
    )
    whole = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>'
    ).encode()
    return dict(zip(SITEMAPS, (whole, gzip.compress(whole, mtime=0)), strict=True))


def _address(uri: str, directory_urls: bool) -> str:
    return quote(uri.removesuffix("index.html") if directory_urls else uri)
