"""The tables of the measurement by size."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from tests.bench.measure import middle
from tests.bench.scale_contenders import Result

_NAME = 18
Results = Mapping[str, Sequence[Result]]
"""The runs of one size by name, one of each round."""


def size_lines(results: Results) -> Iterator[str]:
    """Yield the table of one size; ratios are of CPU time, pair by pair."""
    heads = f"{'wall s':>9}{'CPU s':>9}{'MB peak':>9}{'largest':>9}{'MB out':>9}{'files':>8}"
    yield f"{'':{_NAME}}{heads}{'/ mkdocs':>10}{'/ floor':>9}"
    for name, rounds in results.items():
        run = middle([one.run for one in rounds])
        cells = f"{run.wall_s:9.2f}{run.cpu_s:9.2f}{run.tree_mb:9.0f}{run.peak_mb:9.0f}"
        left = f"{rounds[-1].size_mb:9.1f}{rounds[-1].files:8,}"
        ratios = f"{_ratio(rounds, results.get('mkdocs')):>10}{_ratio(rounds, results.get('floor')):>9}"
        yield f"{name:{_NAME}}{cells}{left}{ratios}"


def _ratio(rounds: Sequence[Result], others: Sequence[Result] | None) -> str:
    if not others:
        return "-"
    pairs = zip(rounds, others, strict=False)
    return f"{median(one.run.cpu_s / other.run.cpu_s for one, other in pairs):.2f}"


def growth_lines(sizes: Mapping[int, tuple[float, Results]]) -> Iterator[str]:
    """Yield how CPU time grows from size to size: 1.00 is as fast as the transcripts (MB) do."""
    pairs = list(pairwise(sorted(sizes)))
    yield f"{'exponent, CPU':{_NAME}}" + "".join(f"{f'{one:,}-{other:,}':>14}" for one, other in pairs)
    for name in dict.fromkeys(name for _, results in sizes.values() for name in results):
        cells = (_exponent(name, sizes[one], sizes[other]) for one, other in pairs)
        yield f"{name:{_NAME}}" + "".join(f"{cell:>14}" for cell in cells)


def _exponent(name: str, small: tuple[float, Results], large: tuple[float, Results]) -> str:
    if name not in small[1] or name not in large[1]:
        return "-"
    times = [middle([one.run for one in results[name]]).cpu_s for _, results in (small, large)]
    return f"{math.log(times[1] / times[0]) / math.log(large[0] / small[0]):.2f}"
