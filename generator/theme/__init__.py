"""What we add to the theme of a site: the tags in the head of a page that a shared link shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

THEME_PATH = Path(__file__).parent
_WITH_EXTRAHEAD = ("material", "mkdocs", "readthedocs")
"""Themes whose `base.html` has the block that ours fills."""


def add_theme(config: MkDocsConfig) -> None:
    """Put our templates behind those of the site's own `custom_dir` and before those of its theme."""
    theme = config.theme
    if theme.name in _WITH_EXTRAHEAD and str(THEME_PATH) not in theme.dirs:
        theme.dirs.insert(1 if theme.custom_dir else 0, str(THEME_PATH))
