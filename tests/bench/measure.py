"""Whole processes, timed by the operating system's own account of them."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a command."""

    wall_s: float
    cpu_s: float
    peak_mb: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command to measure."""

    name: str
    arguments: Sequence[str]
    before: Callable[[], None] = lambda: None
    """Run before each measurement and not measured: makes the build cold."""


def measure(command: Command, folder: Path) -> Run:
    """Run a command once to its end; one that fails is a fault of the measurement."""
    command.before()
    start = time.perf_counter()
    process = subprocess.Popen(
        command.arguments,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command.name} ended with status {process.returncode}")
    return Run(wall_s=wall_s, cpu_s=usage.ru_utime + usage.ru_stime, peak_mb=usage.ru_maxrss / 1024)


def side_by_side(commands: Sequence[Command], folder: Path, rounds: int) -> dict[str, list[Run]]:
    """Run the commands in turn, A B A B ..., after one round that does not count: drift hits all alike."""
    runs: dict[str, list[Run]] = {command.name: [] for command in commands}
    for number in range(rounds + 1):
        for command in commands:
            run = measure(command, folder)
            if number:
                runs[command.name].append(run)
    return runs


def middle(runs: Sequence[Run]) -> Run:
    """Return the median of each figure."""
    return Run(
        wall_s=median(run.wall_s for run in runs),
        cpu_s=median(run.cpu_s for run in runs),
        peak_mb=median(run.peak_mb for run in runs),
    )


def ratio(one: Sequence[Run], other: Sequence[Run]) -> float:
    """Return the median of the ratios of CPU time, pair by pair."""
    return median(a.cpu_s / b.cpu_s for a, b in zip(one, other, strict=True))
