"""The MkDocs plugin: writes the pages before MkDocs reads them, and watches the sources during a preview.

Nothing on a page depends on it, and `talkbook` does not use it: in `mkdocs.yml` it lets plain `mkdocs build` and
`mkdocs serve` do without `talkbook pages`.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from generator.errors import TalkbookError
from generator.mkdocs_run import PAGES_WRITTEN
from generator.preview import report_pages, watch_sources
from generator.talks import has_many
from generator.theme import SEARCH_SETTING, add_theme
from generator.writing import make_pages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

# A child of MkDocs' own logger, so that `mkdocs build --strict` counts our warnings.
log = logging.getLogger("mkdocs.plugins.talkbook")


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options, for the talks say it all; MkDocs takes no bare `Config` for that."""


class TalkbookPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Door to `make_pages`."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remember whether this is a preview: there a broken talk is reported, and the others are shown."""
        self.previewing = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our templates to the theme, as `talkbook build` does."""
        # The theme asks whether the search is ours.
        config.extra.setdefault(SEARCH_SETTING, has_many(Path(config.config_file_path).parent))
        add_theme(config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Write the pages; only files that differ are touched, or the preview would never come to rest."""
        if config.extra.get(PAGES_WRITTEN):
            return
        root = Path(config.config_file_path).parent
        if self.previewing:
            report_pages(root, log.warning)
            return
        try:
            make_pages(root, log.warning)
        except TalkbookError as error:
            raise PluginError(str(error)) from None

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Watch the sources in place of the pages made from them."""
        server.unwatch(config.docs_dir)
        watch_sources(server, Path(config.config_file_path).parent, Path(config.docs_dir))
        return server
