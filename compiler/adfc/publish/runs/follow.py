"""A run is followed: look after look, until it is over."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from adfc.publish.runs.client import RunsClient
from adfc.publish.runs.model import Activity, Run, activity_of, run_of

MARGIN = timedelta(days=1)
"""How far beyond a run its activities are asked for: the clock of this machine may be wrong."""

PAUSES = (1.0, 1.0, 2.0, 3.0, 5.0)
"""Seconds between looks; the last goes on. Each look is two questions, of 1,000 a minute that a subscription has
(https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits)."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is at a moment."""

    run: Run
    activities: tuple[Activity, ...]
    """Those that have begun, in the order in which they did."""


def look(client: RunsClient, run_id: str) -> Look:
    """How the run is now. The run is asked for first: what ends after that shows at the next look, nothing is missed.

    Raises:
        RefusedError: it is not given.
    """
    run = run_of(client.run(run_id))
    since = (run.start or datetime.now(UTC)) - MARGIN
    until = (run.end or datetime.now(UTC)) + MARGIN
    found = [activity_of(raw) for raw in client.activity_runs(run_id, since, until)]
    latest = datetime.max.replace(tzinfo=UTC)
    return Look(run, tuple(sorted(found, key=lambda one: (one.start or latest, one.name))))


def follow(client: RunsClient, run_id: str, sleep: Callable[[float], None] = time.sleep) -> Iterator[Look]:
    """How the run is, again and again; the last is how it ended.

    Raises:
        RefusedError: it is not given any more.
    """
    pauses = iter(PAUSES)
    while True:
        seen = look(client, run_id)
        yield seen
        if seen.run.is_over:
            return
        sleep(next(pauses, PAUSES[-1]))
