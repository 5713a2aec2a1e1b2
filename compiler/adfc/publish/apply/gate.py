"""The gate that all requests of a run pass, one by one: it keeps to what Azure Resource Manager allows.

ARM gives each principal 200 writes and 200 deletions at once in a subscription and region, and 10 more of each a second
(https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling), tells with every
answer how many are left, and answers 429 with `Retry-After` when there are none. So what is left is used at once; near
its end requests pass at the pace at which it grows, and after a 429 none passes before its time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock
from time import monotonic

RESERVE = 10
"""So few left make requests slow down: those in flight are not counted yet, and somebody else works too."""

PACE = 9.0
"""Requests a second, a little fewer than come back."""


class HaltedError(Exception):
    """The run is over before this request was sent."""


@dataclass(slots=True)
class Gate:
    """Lets requests pass."""

    halt: Event = field(default_factory=Event)
    """Set when nothing more is to be sent."""
    clock: Callable[[], float] = monotonic
    _lock: Lock = field(default_factory=Lock)
    _left: dict[str, int] = field(default_factory=dict)
    _opens: dict[str, float] = field(default_factory=dict)

    def enter(self, sort: str) -> None:
        """Wait until a request of this sort may be sent.

        Raises:
            HaltedError: the run is over.
        """
        while (seconds := self._seconds(sort)) > 0:
            self.rest(seconds)
        if self.halt.is_set():
            raise HaltedError

    def rest(self, seconds: float) -> None:
        """Wait, but not longer than the run.

        Raises:
            HaltedError: the run is over.
        """
        if self.halt.wait(seconds):
            raise HaltedError

    def told(self, sort: str, left: int | None) -> None:
        """Take note of how many requests ARM says are left."""
        if left is not None:
            with self._lock:
                self._left[sort] = left

    def close(self, sort: str, seconds: float) -> None:
        """Let nothing of this sort pass for so long."""
        with self._lock:
            self._opens[sort] = max(self._opens.get(sort, 0), self.clock() + seconds)

    def _seconds(self, sort: str) -> float:
        """How long the next request has to wait; 0 where it passes, and then the one after it may have to."""
        with self._lock:
            now = self.clock()
            opens = self._opens.get(sort, 0)
            if now < opens:
                return opens - now
            if self._left.get(sort, RESERVE + 1) <= RESERVE:
                self._opens[sort] = now + 1 / PACE
            return 0
