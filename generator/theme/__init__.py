"""What we add to the theme of a site: what a shared link shows, and the way to the search of many talks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

THEME_PATH = Path(__file__).parent
SEARCH_PATH = THEME_PATH / "search"
"""The search box in the header, in a folder of its own: no template can include the one it stands before."""
SEARCH_SETTING = "talkbook_search"
"""Name in `extra` of `mkdocs.yml`: set to true, the box in the header leads to the page that searches all talks."""
_WITH_EXTRAHEAD = ("material", "mkdocs", "readthedocs")
"""Themes whose `base.html` has the block that ours fills."""


def add_theme(config: MkDocsConfig) -> None:
    """Put our templates behind those of the site's own `custom_dir` and before those of its theme."""
    paths = [THEME_PATH] if config.theme.name in _WITH_EXTRAHEAD else []
    if config.theme.name == "material" and config.extra.get(SEARCH_SETTING):
        paths.append(SEARCH_PATH)
    for path in paths:
        if str(path) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(path))
