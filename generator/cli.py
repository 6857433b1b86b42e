"""The command `talkbook`: translates arguments, calls one function, prints what went wrong in one line each."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

from generator import __version__
from generator.errors import TalkbookError, fatal_of
from generator.progress import Item

_SECONDS_BETWEEN_LINES = 5.0
"""How often long work says where it is when nobody watches a terminal."""
_ROOT = click.option(
    "-C",
    "--root",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Folder of the site; the current folder unless given.",
)
_ADDRESS = click.option(
    "--address", default="127.0.0.1:8000", show_default=True, help="IP address and port to serve on."
)
_STRICT = click.option("--strict", is_flag=True, help="Take every warning for an error.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="talkbook")
def main() -> None:
    """Publish the record of a talk as a searchable site, and prove that nothing was lost."""


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", help="Name of the site; taken from the folder unless given.")
def new(folder: Path, name: str | None) -> None:
    """Write a new site into FOLDER that builds at once."""
    from generator.scaffold import new_site  # noqa: PLC0415  (commands load only what they need)

    def run() -> None:
        for path in new_site(folder, name):
            _tell(str(path))
        _tell(f"Now: cd {folder}; talkbook serve. Before you publish it, look into requirements.txt.")

    _run(run)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_ROOT
@click.option("--slug", help="Name of the talk's folder; taken from the title unless given.")
def add(files: tuple[Path, ...], root: Path, slug: str | None) -> None:
    """Make a talk of FILES: a folder with copies of them and a filled-in talk.yml."""
    from generator.intake import add_talk  # noqa: PLC0415

    _run(lambda: _tell(f"{add_talk(root, files, slug, _warn)}: look into its talk.yml, then talkbook build"))


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@_ROOT
def check(paths: tuple[Path, ...], root: Path) -> None:
    """Show what is understood of files or of folders (PATHS), without building; all talks unless given."""
    _run(lambda: _check(root, paths))


def _check(root: Path, paths: tuple[Path, ...]) -> None:
    from generator.checking import check_sources, render_checks  # noqa: PLC0415

    checks = check_sources(root, paths)
    for line in render_checks(checks):
        _tell(line)
    problems = [problem for found in checks for problem in found.problems]
    for problem in problems:
        _warn(str(problem))
    sys.exit(bool(fatal_of(problems)))


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_ADDRESS
def preview(files: tuple[Path, ...], address: str) -> None:
    """Show FILES as a site at once, in a temporary folder."""
    from generator.intake import preview_files  # noqa: PLC0415

    _run(lambda: preview_files(files, address, _tell))


@main.command()
@_ROOT
@_STRICT
def pages(root: Path, strict: bool) -> None:
    """Write the Markdown pages, and nothing else."""
    from generator.writing import make_pages  # noqa: PLC0415

    _run(lambda: make_pages(root, _warn, strict, _track))


@main.command()
@_ROOT
@_STRICT
@click.option("--site-dir", help="Folder of the built site.")
@click.option("--by-mkdocs", is_flag=True, help="Let MkDocs make every page, however many talks there are.")
@click.option("--offline", is_flag=True, help="Pack the site into dist/<site>-offline.zip as well.")
def build(root: Path, strict: bool, site_dir: str | None, by_mkdocs: bool, offline: bool) -> None:
    """Write the pages, build the site, and prove it."""
    from generator.site import BuildOptions, build_site  # noqa: PLC0415

    options = BuildOptions(site_dir=site_dir, strict=strict, by_mkdocs=by_mkdocs, offline=offline)
    _run(lambda: build_site(root, options, _tell, _warn, _track))


@main.command()
@_ROOT
@_ADDRESS
def serve(root: Path, address: str) -> None:
    """Show the site, and show it anew whenever a source changes."""
    from generator.preview import serve_site  # noqa: PLC0415

    _run(lambda: serve_site(root, address, _tell))


@main.command()
@click.argument("slugs", nargs=-1)
@_ROOT
@click.option(
    "--format",
    "formats",
    multiple=True,
    help="Name of a format; may be given again. All that a site offers unless given.",
)
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), default=Path("dist/exports"), help="Where the files go."
)
def export(slugs: tuple[str, ...], root: Path, formats: tuple[str, ...], folder: Path) -> None:
    """Write talks (SLUGS, or all) as text, captions, EPUB, lines for search engines, without building the site."""
    from generator.exporting import ExportOptions, export_talks  # noqa: PLC0415

    _run(lambda: export_talks(root, ExportOptions(slugs=slugs, formats=formats, folder=folder), _tell))


@main.command()
@click.argument("site_dir", required=False)
@_ROOT
def verify(site_dir: str | None, root: Path) -> None:
    """Prove a built site against its sources; one line for each loss."""
    from generator.site import verify_built  # noqa: PLC0415

    _run(lambda: verify_built(root, site_dir, _tell, _track))


def _run(command: Callable[[], object]) -> None:
    try:
        command()
    except TalkbookError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except PermissionError as error:
        wrong = f"cannot be read or written ({error.strerror})"
        click.echo(f"{error.filename}:1: {wrong}; give yourself the right to, or work in another folder", err=True)
        sys.exit(1)


def _tell(line: str) -> None:
    click.echo(line)


def _warn(line: str) -> None:
    click.echo(line, err=True)


def _track(items: Sequence[Item], doing: str) -> Iterable[Item]:
    """Show a bar on a terminal; elsewhere a line now and then, and none for what is quickly done."""
    if sys.stderr.isatty():
        with click.progressbar(items, label=f"{doing:<9}", file=sys.stderr, show_pos=True) as bar:
            yield from bar
        return
    told_s = time.monotonic()
    for done, item in enumerate(items):
        if time.monotonic() - told_s >= _SECONDS_BETWEEN_LINES:
            told_s = time.monotonic()
            _warn(f"{doing}: {done} of {len(items)}")
        yield item
