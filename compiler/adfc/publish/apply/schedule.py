"""Tasks side by side, each begun as soon as those that it needs are done."""

import heapq
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Generic, TypeVar

K = TypeVar("K")

IN_FLIGHT = 10
"""So many requests at once: each takes the service about a second (recorded), and ARM allows ten more a second. The
library keeps as many connections open."""

_BREATH = 0.2
"""Seconds that one wait takes at most: one without end can't be interrupted on Windows."""


@dataclass(slots=True)
class Ended(Generic[K]):
    """How a run of tasks ended."""

    done: list[K] = field(default_factory=list)
    failed: dict[K, Exception] = field(default_factory=dict)


def carry_out(
    needs: Mapping[K, Iterable[K]],
    do: Callable[[K], object],
    told: Callable[[K], object] = lambda _: None,
    is_fatal: Callable[[Exception], bool] = lambda _: False,
    stop: Event | None = None,
) -> Ended[K]:
    """Do every task after those that it needs, as near to the order given as that allows.

    What needs a task that failed is not begun, nor is anything once `stop` is set or a failure was fatal; what is begun
    is brought to its end. The threads end with the process: who interrupts this one need not wait for them.

    Args:
        needs: each task with those that come first; others than these tasks count as done.
        do: does a task on a thread of its own; what it raises is the task's failure.
        told: is called on this thread for each task that is done.
        is_fatal: whether a failure is one of all tasks.
        stop: set, by another thread or a signal, when no more is to be begun.
    """
    return _Run(needs, do, told, is_fatal, stop or Event()).ended()


class _Run(Generic[K]):
    """One run."""

    def __init__(
        self,
        needs: Mapping[K, Iterable[K]],
        do: Callable[[K], object],
        told: Callable[[K], object],
        is_fatal: Callable[[Exception], bool],
        stop: Event,
    ) -> None:
        self._do, self._told, self._is_fatal, self._stop = do, told, is_fatal, stop
        self._tasks = list(needs)
        at = {key: index for index, key in enumerate(self._tasks)}
        self._missing = {key: {one for one in first if one in at and one != key} for key, first in needs.items()}
        self._users: dict[K, list[int]] = {key: [] for key in self._tasks}
        for key, first in self._missing.items():
            for one in first:
                self._users[one].append(at[key])
        self._ready = [at[key] for key, first in self._missing.items() if not first]
        self._orders: SimpleQueue[tuple[K] | None] = SimpleQueue()
        self._results: SimpleQueue[tuple[K, Exception | None]] = SimpleQueue()
        self._running = 0
        self._over = False
        self._ended: Ended[K] = Ended()

    def ended(self) -> Ended[K]:
        workers = min(IN_FLIGHT, len(self._tasks))
        for _ in range(workers):
            Thread(target=self._work, daemon=True).start()
        self._order()
        while self._running:
            try:
                self._take(*self._results.get(timeout=_BREATH))
            except Empty:
                continue
        for _ in range(workers):
            self._orders.put(None)
        return self._ended

    def _order(self) -> None:
        while self._ready and self._running < IN_FLIGHT and not self._over and not self._stop.is_set():
            self._orders.put((self._tasks[heapq.heappop(self._ready)],))
            self._running += 1

    def _take(self, key: K, error: Exception | None) -> None:
        self._running -= 1
        if error is None:
            self._ended.done.append(key)
            self._told(key)
            for at in self._users[key]:
                waiting = self._missing[self._tasks[at]]
                waiting.discard(key)
                if not waiting:
                    heapq.heappush(self._ready, at)
        else:
            self._ended.failed[key] = error
            self._over = self._over or self._is_fatal(error)
        self._order()

    def _work(self) -> None:
        while order := self._orders.get():
            (key,) = order
            try:
                self._do(key)
            except Exception as error:  # whatever it is, it is the task's failure
                self._results.put((key, error))
            else:
                self._results.put((key, None))
