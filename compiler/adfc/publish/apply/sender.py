"""Requests that change something, each sent until it is answered for good.

A PUT, a DELETE and what is asked of a trigger may be sent twice: the second time nothing changes (that a trigger may be
started or stopped twice is a guess: no recording was found). So an answer that got lost is asked for again. A conflict
(409) is taken for one that passes: a guess too. It may be one that stays, and then is reported after all the tries.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from adfc.model import Data
from adfc.publish.apply.gate import Gate
from adfc.publish.client import UnansweredError
from adfc.publish.refusals import Answer

PASSING = frozenset((408, 409, 429, 500, 502, 503, 504))
"""What may be otherwise the next time; that a conflict (409) is no more than that is a guess."""

PROVISIONING = "cannot be updated during provisioning"
"""What the service says of an event trigger whose subscription is in the making (reported)."""

LONG = 5.0
"""Seconds of waiting that somebody wonders about."""

LONGEST = 60.0
TRIES = 9
"""Three minutes in all, where Azure names no time itself."""


class Requests(Protocol):
    """Who sends a request."""

    def send(self, method: str, below: str, *, body: Data = None, **options: Any) -> Answer:
        """As `AzureFactory.send`."""


@dataclass(slots=True)
class Sender:
    """Sends requests, side by side if called so."""

    client: Requests
    gate: Gate = field(default_factory=Gate)
    tries: int = TRIES
    told: Callable[[str], object] = lambda _: None
    """Takes a line about a long wait, on the thread that waits."""

    def send(self, method: str, below: str, body: bytes | None = None) -> Answer:
        """The last answer to a request.

        Raises:
            RefusedError: nobody is signed in, or Azure can't be reached.
            HaltedError: the run is over.
        """
        sort = "deletes" if method == "DELETE" else "writes"
        for tried in range(self.tries):
            self.gate.enter(sort)
            wait = min(0.5 * 2**tried, LONGEST)
            try:
                answer = self.client.send(method, below, body=body, retry_total=0)
            except UnansweredError as error:
                if tried + 1 == self.tries:
                    raise
                self.tell(f"{error.message}: trying again in {wait:.0f} s", wait)
            else:
                self.gate.told(sort, answer.left)
                if not passes(answer) or tried + 1 == self.tries:
                    return answer
                wait = answer.retry_after or wait
                if answer.status == 429:
                    self.gate.close(sort, wait)
                    self.tell(f"Azure throttles: no {sort} for {wait:.0f} s", wait)
                else:
                    self.tell(f"Azure answers {answer.code or answer.status}: trying again in {wait:.0f} s", wait)
            self.gate.rest(wait)
        raise AssertionError(below)

    def tell(self, words: str, wait: float) -> None:
        """Say what is waited for, if that takes long."""
        if wait >= LONG:
            self.told(words)


def passes(answer: Answer) -> bool:
    """Whether a refusal is one that passes."""
    return answer.status in PASSING or PROVISIONING in answer.message
