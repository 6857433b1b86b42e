"""MkDocs, run over a site; its own complaints are the user's."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.errors import SettingsError
from generator.settings import CONFIG_NAME
from generator.theme import add_theme

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.plugins import BasePlugin

PAGES_WRITTEN = "talkbook_pages_written"
"""Key in `extra` by which our MkDocs plugin knows that the pages are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MkDocsRun:
    """One run of MkDocs."""

    root: Path
    """Folder of the site."""
    site_path: Path
    """Where the pages go."""
    strict: bool = False
    """Whether warnings fail the run."""
    changes: Mapping[str, str] = field(default_factory=dict)
    """Settings in place of those of the site."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """More entries of `extra`, which templates read."""
    plugins: Mapping[str, BasePlugin[Any]] = field(default_factory=dict)
    """More plugins, by name."""


def run_mkdocs(run: MkDocsRun, warn: Callable[[str], None]) -> None:
    """Run MkDocs; raise `SettingsError` where it stops."""
    quiet_notices()
    from mkdocs.commands.build import build  # noqa: PLC0415  (takes long to import)
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    path = run.root / CONFIG_NAME
    with mkdocs_log(warn):
        try:
            config = load_mkdocs(run)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
        except MkDocsException as error:
            raise SettingsError(f"{path}:1: MkDocs stopped: {error}; mend that and build again") from None


def load_mkdocs(run: MkDocsRun) -> MkDocsConfig:
    """Return MkDocs' own reading of the settings, with all that the run changes."""
    from mkdocs.config import load_config  # noqa: PLC0415

    config = load_config(str(run.root / CONFIG_NAME), site_dir=str(run.site_path), strict=run.strict, **run.changes)
    # The theme asks what is in `extra`.
    config.extra.update({PAGES_WRITTEN: True, **run.extra})
    add_theme(config)
    for name, plugin in run.plugins.items():
        config.plugins[name] = plugin
    return config


def quiet_notices() -> None:
    """Keep Material's notice about its successor and jieba's chatter out of the user's terminal."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    # Material's search loads it in any case; it sets its own level while it is loaded.
    import jieba  # noqa: PLC0415

    jieba.setLogLevel(logging.ERROR)


class _Lines(logging.Handler):
    """Hands on each line of a log."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        """Hand on a line."""
        self._tell(self.format(record))


@contextmanager
def mkdocs_log(warn: Callable[[str], None]) -> Iterator[None]:
    """Hand on MkDocs' warnings, one line each, while it runs."""
    log = logging.getLogger("mkdocs")
    handler = _Lines(warn)
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
