"""`python -m tests.bench`: the sample site built cold beside a bare `mkdocs build` of the same Markdown pages.

Then what the analyses find where the truth is known: evidence and collation, on the corpora where they are at hand.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests.bench import collation, evidence, questions
from tests.bench.measure import Command, middle, ratio, side_by_side

ROUNDS = 7
_ROOT = Path(__file__).parent.parent.parent


def main() -> None:
    """Print the table of the builds, then the size of each page."""
    with tempfile.TemporaryDirectory() as name:
        folder = _copy_site(Path(name))
        runs = side_by_side(_commands(folder), folder, ROUNDS)
        print(f"{'median of ' + str(ROUNDS):24} {'wall s':>8} {'CPU s':>8} {'peak MB':>8}")  # noqa: T201
        for label, measured in runs.items():
            run = middle(measured)
            print(f"{label:24} {run.wall_s:8.2f} {run.cpu_s:8.2f} {run.peak_mb:8.0f}")  # noqa: T201
        times = ratio(runs["talkbook build"], runs["bare mkdocs build"])
        print(f"\ntalkbook build / bare mkdocs build, CPU, pair by pair: {times:.2f}")  # noqa: T201
        _print_sizes(folder / "site")
    for measure_analysis in (questions.main, evidence.main, collation.main):
        print()  # noqa: T201
        measure_analysis()


def _copy_site(folder: Path) -> Path:
    """Copy the site's sources, so that measuring never touches the site of the project."""
    for name in ("talks", "docs"):
        shutil.copytree(_ROOT / name, folder / name, ignore=shutil.ignore_patterns("index.md"))
    shutil.rmtree(folder / "docs" / "talks", ignore_errors=True)
    shutil.copy(_ROOT / "mkdocs.yml", folder)
    return folder


def _commands(folder: Path) -> list[Command]:
    def cold() -> None:
        shutil.rmtree(folder / "site", ignore_errors=True)
        shutil.rmtree(folder / "docs" / "talks", ignore_errors=True)

    def bare() -> None:
        shutil.rmtree(folder / "bare", ignore_errors=True)

    return [
        Command(name="talkbook build", arguments=[sys.executable, "-m", "generator", "build"], before=cold),
        Command(
            name="bare mkdocs build",
            arguments=[sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder / "bare")],
            before=bare,
        ),
        Command(name="talkbook pages", arguments=[sys.executable, "-m", "generator", "pages"]),
    ]


def _print_sizes(site_path: Path) -> None:
    print(f"\n{'page':56} {'kB':>8}")  # noqa: T201
    for path in sorted(site_path.rglob("*.html")):
        print(f"{path.relative_to(site_path).as_posix():56} {path.stat().st_size / 1000:8.1f}")  # noqa: T201


main()
