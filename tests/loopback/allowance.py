"""How many requests ARM takes: a bucket for each kind of operation, which fills up again.

The figures are those of ARM's page on throttling, for one principal in one subscription and region
(https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling). The words of the
refusal are a guess: no recording was found.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from time import monotonic

from tests.loopback.messages import Answer, Request, error


@dataclass(slots=True)
class Bucket:
    """Requests that may be made at once, and how many of them come back each second."""

    size: float
    refill: float
    left: float = field(init=False)
    since: float | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.left = self.size

    def take(self, now: float) -> float:
        """Take one; the seconds to wait for one if there is none."""
        rested = 0 if self.since is None else now - self.since
        self.left = min(self.size, self.left + rested * self.refill)
        self.since = now
        if self.left < 1:
            return (1 - self.left) / self.refill
        self.left -= 1
        return 0


def _buckets() -> dict[str, Bucket]:
    return {"reads": Bucket(250, 25), "writes": Bucket(200, 10), "deletes": Bucket(200, 10)}


@dataclass(slots=True)
class Allowance:
    """What one principal may ask of a subscription."""

    buckets: Mapping[str, Bucket] = field(default_factory=_buckets)
    clock: Callable[[], float] = monotonic
    refused: int = 0
    """So many requests were too many."""

    def refusal(self, request: Request) -> Answer | None:
        """The answer where it is one request too many."""
        kind = _kind(request)
        wait = self.buckets[kind].take(self.clock())
        if not wait:
            return None
        self.refused += 1
        seconds = str(math.ceil(wait))
        message = f"Number of '{kind}' requests exceeded the limit. Please try again after '{seconds}' seconds."
        return error(429, "SubscriptionRequestsThrottled", message, **{"Retry-After": seconds})

    def told(self, request: Request, answer: Answer) -> Answer:
        """The answer with the header that tells what is left (recorded)."""
        kind = _kind(request)
        header = {f"x-ms-ratelimit-remaining-subscription-{kind}": str(int(self.buckets[kind].left))}
        return replace(answer, headers={**header, **answer.headers})


def _kind(request: Request) -> str:
    """Which bucket it is taken from. A POST is a write, one that asks how a subscription is too (recorded)."""
    if request.method == "DELETE":
        return "deletes"
    return "reads" if request.is_question else "writes"
