"""A page as Python-Markdown reads it, for those that are not wholly in our dialect."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_EXTENSIONS = ("attr_list", "def_list", "md_in_html", "tables", "fenced_code", "toc")
"""The extensions that our pages are written for, and those that MkDocs adds to any."""
_Rewrite = Callable[[str], str | None]


def by_python_markdown(body: str, rewrite: _Rewrite) -> str:
    """Return the body of a page as HTML."""
    converter = _converter()
    converter.reset()
    converter.treeprocessors["links"].rewrite = rewrite  # type: ignore[attr-defined]
    return str(converter.convert(body))


class _Links(Treeprocessor):
    """Makes links to Markdown pages lead to their HTML, as MkDocs does."""

    rewrite: _Rewrite = staticmethod(lambda href: href)

    def run(self, root: Element) -> None:
        """Rewrite the links of a page."""
        for link in root.iter("a"):
            href = link.get("href", "")
            link.set("href", self.rewrite(href) or href)


class _LinkExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Run after everything else."""
        md.treeprocessors.register(_Links(md), "links", 0)


@cache
def _converter() -> Markdown:
    return Markdown(extensions=[*_EXTENSIONS, _LinkExtension()], extension_configs={"toc": {"toc_depth": 2}})
