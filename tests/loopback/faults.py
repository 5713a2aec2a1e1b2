"""What goes wrong on order."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.loopback.messages import NOTHING, Answer, Request


@dataclass(slots=True)
class Fault:
    """What happens instead of an answer, and how often, where a pattern is found in `METHOD url` of a request.

    Without an `answer` the connection is reset: at once, or after `seconds`, for which the client waits in vain.
    """

    where: str
    answer: Answer = NOTHING
    times: int = 1
    skip: int = 0
    """So many requests that fit go well before."""
    after: bool = False
    """Whether what is asked for is done all the same, and only the answer is lost."""
    seconds: float = 0
    """How long nothing is heard."""
    kill: Callable[[], object] | None = None
    """Ends the client's process, before it can hear anything."""
    each: bool = False
    """Whether it happens so often to every request that fits, and not in all."""
    _struck: Counter[str] = field(default_factory=Counter)

    def strikes(self, request: Request) -> bool:
        """Whether it happens to this request; counts those that it lets pass."""
        if not self.times or not re.search(self.where, request.line):
            return False
        if self.each:
            self._struck[request.line] += 1
            return self._struck[request.line] <= self.times
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return True

    def happen(self) -> Answer:
        """What the client gets."""
        if self.kill:
            self.kill()
        return replace(self.answer, seconds=self.answer.seconds + self.seconds)
