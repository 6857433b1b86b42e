"""Work on many talks at once, on every processor of the machine; the results come in the order of the jobs."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from generator.progress import Track

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Job = TypeVar("Job")
Result = TypeVar("Result")

FEW = 8
"""So few jobs are done before processes for them have started."""
_AHEAD = 64
"""Jobs handed out before their turn: a queue of thousands would only hold memory."""


@dataclass(slots=True)
class Workers:
    """The processes of one build; none is started before there is work for it."""

    _pool: ProcessPoolExecutor | None = field(default=None, init=False)
    _spare: list[Callable[[], object]] = field(default_factory=list, init=False)

    def run(self, work: Callable[[Job], Result], jobs: Sequence[Job], track: Track, doing: str) -> Iterator[Result]:
        """Yield the result of each job; `work` is a function of a module, and what it raises is raised here."""
        if len(jobs) <= FEW or _processors() == 1:
            yield from map(work, track(jobs, doing))
            return
        pool = self._started()
        shown = iter(track(jobs, doing))
        handed_out = (pool.submit(work, job) for job in jobs)
        waiting = list(islice(handed_out, _AHEAD))
        while waiting:
            next(shown, None)
            yield waiting.pop(0).result()
            waiting += islice(handed_out, 1)
        # The bar is drawn to its end.
        list(shown)

    def beside(self, work: Callable[[Job], Result], job: Job) -> Callable[[], Result]:
        """Begin a job while other work goes on here; call what is returned to have its result."""
        if _processors() == 1:
            return lambda: work(job)
        result = self._started().submit(work, job).result

        def ended() -> Result:
            for spare in self._spare:
                spare()
            return result()

        return ended

    def when_waiting(self, spare: Callable[[], Result]) -> Callable[[], Result]:
        """Name work that may be done ahead, while there is nothing to do here but wait for another process.

        Call what is returned to have its result: it is done then, unless it was done before.
        """
        done = cache(spare)
        self._spare.append(done)
        return done

    def stop(self) -> None:
        """End the processes; what has not begun is not done."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  (seldom needed)

            self._pool = ProcessPoolExecutor(_processors(), initializer=_rarely_collect)
        return self._pool


@contextmanager
def workers() -> Iterator[Workers]:
    """Give processes for a build and end them with it, however it ends."""
    _rarely_collect()
    crew = Workers()
    try:
        yield crew
    finally:
        crew.stop()


def _rarely_collect() -> None:
    """Look for circles of values less often: talks and ledgers are a hundred thousand values and hold none."""
    gc.set_threshold(200_000, 20, 20)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
