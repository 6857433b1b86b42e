"""Which settings of a site have MkDocs do something to each page that nobody else can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_PLUGINS = frozenset({"search", "offline", "material/search", "material/offline", "talkbook"})
"""Plugins that leave our pages as they are."""
_EXTENSIONS = frozenset({"attr_list", "def_list", "md_in_html", "tables", "fenced_code", "toc"})
"""Extensions of Python-Markdown that read our pages as we mean them."""
_TOC = {"toc_depth": 2}


def why_mkdocs(values: Mapping[str, Any]) -> str:
    """Return the first setting for which only MkDocs can make the pages of talks; empty where there is none."""
    if values.get("nav") is None:
        return "nav is not set"
    for name in ("hooks", "INHERIT"):
        if values.get(name):
            return f"{name} is set"
    for plugin, _ in _named(values.get("plugins", ["search"])):
        if plugin not in _PLUGINS:
            return f"the plugin {plugin} may change pages"
    for extension, options in _named(values.get("markdown_extensions", [])):
        if extension not in _EXTENSIONS or options not in (None, {}, _TOC if extension == "toc" else None):
            return f"the extension {extension} may change pages"
    return ""


def names_in(nav: Any) -> Iterator[str]:
    """Yield the pages that a navigation names."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, (list, dict)):
        for inner in nav.values() if isinstance(nav, dict) else nav:
            yield from names_in(inner)


def _named(items: Any) -> Iterator[tuple[str, Any]]:
    """Yield names and options of plugins or extensions, in the three ways in which they may be listed."""
    if isinstance(items, dict):
        yield from items.items()
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            yield from item.items()
        else:
            yield str(item), None
