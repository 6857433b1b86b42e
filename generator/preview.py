"""The live preview: MkDocs' own server, with our pages written anew before each build."""

from __future__ import annotations

import logging
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.by_hand import is_made
from generator.cache import CACHE_FOLDER
from generator.errors import SettingsError, TalkbookError
from generator.fast_site import base_job, fast_site
from generator.files import files_below
from generator.mkdocs_run import MkDocsRun, load_mkdocs, quiet_notices
from generator.one_build import one_build
from generator.pipeline import WrittenPages, write_pages
from generator.progress import untracked
from generator.settings import CONFIG_NAME, SiteSettings, file_slug, read_settings
from generator.site_folder import staging_folder
from generator.talks import TALKS_FOLDER, has_many
from generator.theme import SEARCH_SETTING
from generator.workers import Workers, workers
from generator.writing import Tell

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


def serve_site(root: Path, address: str, tell: Tell) -> None:
    """Serve the site and build it anew whenever a source, a page or a setting changes, until interrupted."""
    quiet_notices()
    from mkdocs.livereload import LiveReloadServer  # noqa: PLC0415  (takes long to import)

    host, port = _free(address)
    settings = read_settings(root)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    url = f"http://{address}/"
    many = has_many(root)
    with _site_path(root, address, many) as site_path:
        _build(root, site_path, url, tell)
        build = partial(_build_again, root, site_path, url, tell)
        # A look at very many sources takes time from the build.
        server = LiveReloadServer(build, host, port, str(site_path), polling_interval=0.6 if many else 0.2)
        watch_sources(server, root, root / settings.docs_dir)
        server.watch(str(root / CONFIG_NAME))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            tell("Stopped.")
        finally:
            server.shutdown()


def _free(address: str) -> tuple[str, int]:
    """Return host and port of an address that can be listened on; raise `SettingsError` where it cannot."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise SettingsError(f"{address}: this is no address; write it as 127.0.0.1:8000")
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        socket.create_server((host, int(port)), family=family).close()
    except (OSError, OverflowError) as error:
        wrong = error.strerror if isinstance(error, OSError) else "there are ports up to 65535"
        raise SettingsError(f"{address}: nothing can be shown here ({wrong}); give another --address") from None
    return host, int(port)


@contextmanager
def _site_path(root: Path, address: str, many: bool) -> Iterator[Path]:
    """Give the folder that is served: one that stays for the next time, where making it anew would take long."""
    if many:
        # No other server has this address, so nobody else writes there.
        yield (root / CACHE_FOLDER / "preview" / file_slug(address)).resolve()
    else:
        with tempfile.TemporaryDirectory(prefix="talkbook-") as name:
            yield Path(name)


def watch_sources(server: LiveReloadServer, root: Path, docs_path: Path) -> None:
    """Watch the sources, and of the pages only those written by hand: watching ours would build twice."""
    for path in sorted(docs_path.iterdir()):
        if path.name != TALKS_FOLDER and not is_made(path):
            server.watch(str(path))
    server.watch(str(root / TALKS_FOLDER))


def report_pages(root: Path, tell: Tell) -> None:
    """Write the pages; a broken talk is told about, and the others are shown."""
    with one_build(root, tell), workers() as crew:
        _written(root, crew, tell)


def _written(root: Path, crew: Workers, tell: Tell) -> tuple[SiteSettings, WrittenPages]:
    settings = read_settings(root)
    written = write_pages(root, settings, crew)
    for problem in written.problems:
        tell(str(problem))
    return settings, written


def _build_again(root: Path, site_path: Path, url: str, tell: Tell) -> None:
    """Build what has changed; what cannot be built is told about, and the site stays as it was."""
    try:
        _build(root, site_path, url, tell)
    except TalkbookError as error:
        tell(str(error))


def _build(root: Path, site_path: Path, url: str, tell: Tell) -> None:
    with one_build(root, tell), workers() as crew:
        there = crew.when_waiting(lambda: files_below(site_path))
        settings, written = _written(root, crew, tell)
        if written.readings.many and not settings.by_mkdocs:
            with staging_folder(site_path) as staging:
                site = fast_site(base_job(root, settings, written, strict=False, url=url), written, site_path, tell)
                site.build(staging, there(), crew, untracked)
            return
    from mkdocs.commands.build import build  # noqa: PLC0415

    extra = {SEARCH_SETTING: written.readings.many}
    config = load_mkdocs(MkDocsRun(root=root, site_path=site_path, changes={"site_url": url}, extra=extra))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url=url)
