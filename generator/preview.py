"""The live preview: MkDocs' own server, with our pages written anew before each build."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import SettingsError, TalkbookError
from generator.pipeline import is_made
from generator.settings import CONFIG_NAME, read_settings
from generator.site import Tell, make_pages, quiet_notices
from generator.talks import TALKS_FOLDER
from generator.theme import add_theme

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


def serve_site(root: Path, address: str, tell: Tell) -> None:
    """Serve the site and build it anew whenever a source, a page or a setting changes, until interrupted."""
    quiet_notices()
    from mkdocs.livereload import LiveReloadServer  # noqa: PLC0415  (takes long to import)

    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise SettingsError(f"{address}: this is no address; write it as 127.0.0.1:8000")
    settings = read_settings(root)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with tempfile.TemporaryDirectory(prefix="talkbook-") as site_dir:
        url = f"http://{address}/"
        _build(root, site_dir, url, tell)
        server = LiveReloadServer(
            lambda: _build(root, site_dir, url, tell), host, int(port), site_dir, polling_interval=0.2
        )
        watch_sources(server, root, root / settings.docs_dir)
        server.watch(str(root / CONFIG_NAME))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            tell("Stopped.")
        finally:
            server.shutdown()


def watch_sources(server: LiveReloadServer, root: Path, docs_path: Path) -> None:
    """Watch the sources, and of the pages only those written by hand: watching ours would build twice."""
    for path in sorted(docs_path.iterdir()):
        if path.name != TALKS_FOLDER and not is_made(path):
            server.watch(str(path))
    server.watch(str(root / TALKS_FOLDER))


def report_pages(root: Path, tell: Tell) -> None:
    """Write the pages; a broken talk is told about, and the others are shown."""
    try:
        make_pages(root, tell)
    except TalkbookError as error:
        for line in str(error).splitlines():
            tell(line)


def _build(root: Path, site_dir: str, url: str, tell: Tell) -> None:
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    report_pages(root, tell)
    config = load_config(str(root / CONFIG_NAME), site_dir=site_dir, site_url=url)
    add_theme(config)
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url=url)
