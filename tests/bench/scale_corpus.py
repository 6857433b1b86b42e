"""`python -m tests.bench.scale_corpus N FOLDER`: a site folder with N talks, ready for `talkbook build`.

The first 150 talks are the episodes of `02-scale`, in an order that a seed gives. Every further one is put together
from runs of neighbouring turns of a few episodes, as long as an episode of the whole archive (2,084 transcripts,
half of them above 57.5 kB), with its times counted anew. So a made talk has as many distinct words as a real one of
its length. What it cannot have is words of its own: beyond 150 talks the vocabulary of the site stops growing.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from tests.corpus.expected import CORPORA, ROOT

EPISODES_PATH = CORPORA / "02-scale" / "changelog_practicalai"
SEED = 5
MEDIAN_BYTES = 57_500
"""Of an episode of the archive that the 150 are the first of: `performance.md` counted all 2,084."""
RUN_TURNS = (5, 20)
"""How many neighbouring turns stay together, at least and at most."""
EPISODES_PER_TALK = 3
"""Runs of so many episodes alternate in a talk: more would give it more words than people use in an hour."""
BYTES_PER_SECOND = 15
"""Of speech: an episode of 50 kB takes about 55 minutes."""
SAMPLE_WORDS = 2_000
"""Distinct words are counted in so many running ones: that figure does not depend on the length of a talk."""

_TURN = re.compile(r"(?m)^(?=\*\*[^*\n]+:\*\*)")
_CLOCK = re.compile(r"\\\[(?:\d{1,2}:)?\d{1,2}:\d\d(?:\.\d+)?\\\]")
_WORD = re.compile(r"\w+")
_TITLE_WORD = re.compile(r"\b[a-z]{7,12}\b")
_NAV = re.compile(r"(?m)^nav:\n(?:[ ].*\n|\n)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleTalk:
    """A talk of the measurement."""

    slug: str
    """Name of its folder and of its file."""
    title: str
    """Made of words that are said in it."""
    date: str
    """ISO 8601 date."""
    text: str
    """The transcript as written."""
    made: bool
    """Whether it is put together from other talks."""

    @property
    def described(self) -> bool:
        """Whether it gets a `talk.yml`; one in five goes without."""
        return sum(map(ord, self.slug)) % 5 > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What is known of a talk once it is on disk: texts are not kept."""

    slug: str
    """Name of its folder and of its file."""
    title: str
    """As in its `talk.yml`."""
    made: bool
    """Whether it is put together from other talks."""
    figures: tuple[int, ...]
    """Bytes, turns, names, distinct words, and those of the beginning, which is equally long everywhere."""


def has_corpus() -> bool:
    """Tell whether the episodes are at hand; says aloud where they were looked for."""
    if EPISODES_PATH.is_dir():
        return True
    print(f"{EPISODES_PATH} is not there: nothing is measured; TALKBOOK_CORPORA names another place")  # noqa: T201
    return False


def scale_talks(count: int) -> Iterator[ScaleTalk]:
    """Yield so many talks, always the same ones; those of a smaller count are the first of a larger one."""
    paths = sorted(EPISODES_PATH.glob("*.md"))
    random.Random(SEED).shuffle(paths)
    texts = [path.read_text(encoding="utf-8") for path in paths]
    for number, (path, text) in enumerate(zip(paths[:count], texts, strict=False)):
        yield _talk(number, path.stem, text, made=False)
    episodes = [_TURN.split(text)[1:] for text in texts]
    scale = MEDIAN_BYTES / median(len(text.encode()) for text in texts)
    for number in range(len(paths), count):
        chance = random.Random(f"{SEED}-{number}")
        size = int(scale * len(chance.choice(texts).encode()))
        yield _talk(number, f"made-{number + 1:05}", _recombined(episodes, size, chance), made=True)


def write_site(talks: Iterable[ScaleTalk], folder: Path) -> list[Written]:
    """Write a site folder: the talks, and the settings of this project without its pages by hand."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    settings = _NAV.sub("nav:\n  - index.md\n  - talks/index.md\n\n", settings)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return [_write(talk, folder / "talks" / talk.slug) for talk in talks]


def _write(talk: ScaleTalk, path: Path) -> Written:
    path.mkdir(parents=True)
    (path / f"{talk.slug}.md").write_text(talk.text, encoding="utf-8")
    if talk.described:
        (path / "talk.yml").write_text(f"title: {talk.title}\ndate: {talk.date}\n", encoding="utf-8")
    return Written(slug=talk.slug, title=talk.title, made=talk.made, figures=_figures(talk.text))


def _figures(text: str) -> tuple[int, ...]:
    turns = _TURN.split(text)[1:]
    words = _WORD.findall(text.lower())
    names = {turn.split(":**", 1)[0] for turn in turns}
    return len(text.encode()), len(turns), len(names), len(set(words)), len(set(words[:SAMPLE_WORDS]))


def check_lines(talks: Sequence[Written]) -> Iterator[str]:
    """Yield a table that holds the made talks against the real ones."""
    heads = f"{'bytes':>9}{'turns':>7}{'names':>7}{'distinct words':>16}{f'of {SAMPLE_WORDS:,}':>10}"
    yield f"{'median':8}{'talks':>8}{heads}"
    for name, made in (("real", False), ("made", True)):
        group = [talk.figures for talk in talks if talk.made is made]
        if group:
            middles = [median(column) for column in zip(*group, strict=True)]
            cells = (f"{middle:{width},.0f}" for middle, width in zip(middles, (9, 7, 7, 16, 10), strict=True))
            yield f"{name:8}{len(group):8,}{''.join(cells)}"


def _talk(number: int, slug: str, text: str, *, made: bool) -> ScaleTalk:
    chance = random.Random(f"title-{SEED}-{number}")
    one, two, three = chance.sample(sorted(set(_TITLE_WORD.findall(text))), 3)
    said = date(2000, 1, 3) + timedelta(days=5 * (number % 1800) + chance.randrange(5))
    return ScaleTalk(
        slug=slug, title=f"{one.title()}, {two} and {three}", date=said.isoformat(), text=text, made=made
    )


def _recombined(episodes: Sequence[Sequence[str]], size: int, chance: random.Random) -> str:
    """Return runs of turns of a few episodes, until there are so many bytes."""
    chosen = chance.sample(episodes, EPISODES_PER_TALK)
    parts: list[str] = []
    written = 0
    while written < size:
        episode = chosen[chance.randrange(EPISODES_PER_TALK)]
        start = chance.randrange(max(1, len(episode) - RUN_TURNS[1]))
        for turn in episode[start : start + chance.randint(*RUN_TURNS)]:
            if written < size:
                parts.append(_timed(turn, written))
                written += len(turn.encode())
    return "".join(part.rstrip("\n") + "\n\n" for part in parts)


def _timed(turn: str, written: int) -> str:
    """Return a turn with its clocks set to how far the made talk has come."""

    def clock(found: re.Match[str]) -> str:
        seconds = (written + len(turn[: found.start()].encode())) // BYTES_PER_SECOND
        hours, minutes = divmod(seconds // 60, 60)
        said = f"{minutes:02}:{seconds % 60:02}"
        return f"\\[{hours:02}:{said}\\]" if hours else f"\\[{said}\\]"

    return _CLOCK.sub(clock, turn)


def main() -> int:
    """Write the folder, print how the made talks compare, and return the status."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scale_corpus", description=__doc__)
    parser.add_argument("count", type=int, help="number of talks")
    parser.add_argument("folder", type=Path, help="the site folder; must be new")
    arguments = parser.parse_args()
    if not has_corpus():
        return 0
    for line in check_lines(write_site(scale_talks(arguments.count), arguments.folder)):
        print(line)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
