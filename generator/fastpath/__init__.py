"""Our own pages to HTML without Python-Markdown, in a twentieth of the time, for archives of thousands of talks.

The pages stay ordinary Markdown. `pages/markup.py` writes a small fixed dialect of it, and this package knows that
dialect and nothing else. `to_html` gives the elements, attributes and text that Python-Markdown 3 gives with the
extensions of our `mkdocs.yml` and those that MkDocs adds; for a page with anything it does not know for sure it
gives None, and Python-Markdown takes the page. Tests hold both equal over every page of the cases and the corpora.
"""

from __future__ import annotations

from generator.fastpath.blocks import to_html
from generator.fastpath.links import link_rewriter
from generator.fastpath.matter import split_front_matter

__all__ = ["link_rewriter", "split_front_matter", "to_html"]
