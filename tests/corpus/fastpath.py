"""The fast path over the corpora: every page of every talk, rendered by it and by MkDocs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.analysis import analyse
from generator.analysis.witnessing import inherit_speakers
from generator.assemble import load_talk
from generator.errors import ProblemsError
from generator.pages import render_pages
from generator.sources import TalkFolder, find_talks
from tests.corpus.expected import Trial
from tests.corpus.reading import stage
from tests.rendered import Comparison, compare


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What became of the pages of a talk."""

    name: str
    """The talk, by its file or folder below the corpora."""
    compared: tuple[Comparison, ...] = ()
    """Its pages; none where it cannot be published."""
    characters: int = 0
    """Characters of all its pages."""

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.compared)

    @property
    def faults(self) -> list[str]:
        """What was refused, and what came out otherwise."""
        wrong = [one for one in self.compared if one.refused or one.difference]
        return [f"{self.name}: {one.uri.rpartition('/')[2]}: {one.difference or 'refused'}" for one in wrong]


def examine_pages(trials: Sequence[Trial]) -> list[Examined]:
    """Render the pages of talks both ways."""
    by_slug = {trial.slug: trial for trial in trials}
    with tempfile.TemporaryDirectory(prefix="talkbook-corpus-") as name:
        stage(trials, Path(name))
        folders = find_talks(Path(name) / "talks", "talks").folders
        return [_examine(folder, by_slug[folder.slug]) for folder in folders]


def _examine(folder: TalkFolder, trial: Trial) -> Examined:
    try:
        talk = inherit_speakers(load_talk(folder))
    except ProblemsError:
        return Examined(name=trial.name)
    pages = {f"talks/{page.uri}": page.markdown for page in render_pages(talk, analyse(talk))}
    return Examined(name=trial.name, compared=tuple(compare(pages)), characters=sum(map(len, pages.values())))


def page_lines(examined: Iterable[Examined]) -> Iterator[str]:
    """Yield what is wrong, a line each, then how much was rendered and how long a page takes."""
    examined = list(examined)
    pages = [page for one in examined for page in one.compared]
    yield from (fault for one in examined for fault in one.faults)
    refused, other = sum(page.refused for page in pages), sum(bool(page.difference) for page in pages)
    yield f"{len(pages)} pages of {len(examined)} talks: {refused} refused, {other} otherwise"
    done = [page for page in pages if not page.refused]
    if done:
        size = sum(one.characters for one in examined) / len(pages)
        fast, slow = sum(page.fast_s for page in done), sum(page.slow_s for page in done)
        times = f"{1000 * fast / len(done):.2f} ms by the fast path, {1000 * slow / len(done):.1f} ms by MkDocs"
        yield f"{size:,.0f} characters a page: {times}"
