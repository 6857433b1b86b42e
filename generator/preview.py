"""The live preview: MkDocs' own server, with our pages written anew before each build."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base_site import base_of
from generator.by_hand import is_made
from generator.cache import CACHE_FOLDER
from generator.errors import SettingsError
from generator.fast_site import FastSite, base_job
from generator.files import files_below
from generator.mkdocs_run import MkDocsRun, load_mkdocs, quiet_notices
from generator.pipeline import WrittenPages, write_pages
from generator.progress import untracked
from generator.settings import CONFIG_NAME, SiteSettings, file_slug, read_settings
from generator.site import staging_folder
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

    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise SettingsError(f"{address}: this is no address; write it as 127.0.0.1:8000")
    settings = read_settings(root)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with _site_dir(root, address) as site_dir:
        url = f"http://{address}/"
        _build(root, site_dir, url, tell)
        server = LiveReloadServer(
            lambda: _build(root, site_dir, url, tell), host, int(port), site_dir, polling_interval=_interval_s(root)
        )
        watch_sources(server, root, root / settings.docs_dir)
        server.watch(str(root / CONFIG_NAME))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            tell("Stopped.")
        finally:
            server.shutdown()


def _interval_s(root: Path) -> float:
    """Return how long to wait between two looks at the sources: a look at very many takes time from the build."""
    return 0.6 if has_many(root) else 0.2


@contextmanager
def _site_dir(root: Path, address: str) -> Iterator[str]:
    """Give the folder that is served: one that stays for the next time, where making it anew would take long."""
    if has_many(root):
        # No other server has this address, so nobody else writes there.
        yield str((root / CACHE_FOLDER / "preview" / file_slug(address)).resolve())
    else:
        with tempfile.TemporaryDirectory(prefix="talkbook-") as name:
            yield name


def watch_sources(server: LiveReloadServer, root: Path, docs_path: Path) -> None:
    """Watch the sources, and of the pages only those written by hand: watching ours would build twice."""
    for path in sorted(docs_path.iterdir()):
        if path.name != TALKS_FOLDER and not is_made(path):
            server.watch(str(path))
    server.watch(str(root / TALKS_FOLDER))


def report_pages(root: Path, tell: Tell) -> None:
    """Write the pages; a broken talk is told about, and the others are shown."""
    with workers() as crew:
        _written(root, crew, tell)


def _written(root: Path, crew: Workers, tell: Tell) -> tuple[SiteSettings, WrittenPages]:
    settings = read_settings(root)
    written = write_pages(root, settings, crew)
    for problem in written.problems:
        tell(str(problem))
    return settings, written


def _build(root: Path, site_dir: str, url: str, tell: Tell) -> None:
    with workers() as crew:
        there = cache(lambda: files_below(Path(site_dir)))
        crew.when_waiting(there)
        settings, written = _written(root, crew, tell)
        if written.readings.many and not settings.by_mkdocs:
            site_path = Path(site_dir)
            with staging_folder(site_path) as staging:
                base = base_of(base_job(root, settings, written, strict=False, url=url), tell)
                site = FastSite(root=root, settings=settings, written=written, base=base, site_path=site_path)
                site.build(staging, there(), crew, untracked)
            return
    from mkdocs.commands.build import build  # noqa: PLC0415

    extra = {SEARCH_SETTING: written.readings.many}
    config = load_mkdocs(MkDocsRun(root=root, site_path=Path(site_dir), changes={"site_url": url}, extra=extra))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url=url)
