"""Whole processes with all they start, timed by the operating system's own account of them."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_PROC = Path("/proc")
_EVERY_S = 0.05
_EVERY_AT_FIRST_S = 0.01
_AT_FIRST_S = 0.5
"""So long a process is looked at more often: a short one would end unseen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a command."""

    wall_s: float
    """From start to end."""
    cpu_s: float
    """User and system time of the process and of all it started."""
    peak_mb: float
    """The most memory that any one of the processes held."""
    tree_mb: float
    """The most that all of them held at once; what they share counts for each of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command to measure."""

    name: str
    arguments: Sequence[str]
    before: Callable[[], None] = lambda: None
    """Run before each measurement and not measured: makes the build cold."""


class _Watch:
    """Looks now and then at the processes of a session, in a thread; sees nothing where there is no `/proc`."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._cpu_s: dict[int, float] = {}
        self.peak_mb = 0.0
        self.tree_mb = 0.0
        self._thread.start()

    def end(self) -> None:
        """Stop looking."""
        self._ended.set()
        self._thread.join()

    @property
    def cpu_s(self) -> float:
        """Return the time of every process seen, as it was when last seen."""
        return sum(self._cpu_s.values())

    def _watch(self) -> None:
        start = time.monotonic()
        while _PROC.is_dir():
            seen = list(_processes(self._session))
            self._cpu_s |= {pid: cpu_s for pid, cpu_s, _, _ in seen}
            self.tree_mb = max(self.tree_mb, sum(held_mb for _, _, held_mb, _ in seen))
            self.peak_mb = max([self.peak_mb, *(most_mb for _, _, _, most_mb in seen)])
            early = time.monotonic() - start < _AT_FIRST_S
            if self._ended.wait(_EVERY_AT_FIRST_S if early else _EVERY_S):
                break


def measure(command: Command, folder: Path) -> Run:
    """Run a command once to its end; one that fails is a fault of the measurement.

    Raises `RuntimeError` with the last line that the command has printed to standard error.
    """
    command.before()
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            command.arguments,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            # A session of its own tells the processes it starts from all others.
            start_new_session=True,
        )
        watch = _Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - start
        watch.end()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            last = errors.read().decode(errors="replace").strip().rpartition("\n")[2]
            raise RuntimeError(f"{command.name} ended with status {process.returncode}: {last}")
    # The system's account leaves out a process that nobody waited for.
    cpu_s = max(usage.ru_utime + usage.ru_stime, watch.cpu_s)
    # Not the system's own peak where another is known: that begins with the memory of this program.
    peak_mb = watch.peak_mb or usage.ru_maxrss / 1024
    return Run(wall_s=wall_s, cpu_s=cpu_s, peak_mb=peak_mb, tree_mb=max(watch.tree_mb, peak_mb))


def _processes(session: int) -> Iterator[tuple[int, float, float, float]]:
    """Yield id, CPU seconds, memory and highest memory so far (MB) of each process of a session (proc(5))."""
    ticks, page = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
    for path in _PROC.glob("[0-9]*"):
        try:
            # The name of the program stands in brackets and may hold anything.
            fields = (path / "stat").read_text(errors="replace").rpartition(")")[2].split()
            if fields[3] != str(session) or fields[0] == "Z":
                continue
            status = (path / "status").read_text(errors="replace").partition("VmHWM:")[2].split()
        except OSError:
            continue  # It has ended meanwhile.
        cpu_s = (int(fields[11]) + int(fields[12])) / ticks
        yield int(path.name), cpu_s, int(fields[21]) * page / 2**20, int(status[0]) / 1024 if status else 0.0


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
        tree_mb=median(run.tree_mb for run in runs),
    )


def ratio(one: Sequence[Run], other: Sequence[Run]) -> float:
    """Return the median of the ratios of CPU time, pair by pair."""
    return median(a.cpu_s / b.cpu_s for a, b in zip(one, other, strict=True))
