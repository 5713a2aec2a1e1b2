"""The runs of late."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from adfc.model import Data
from adfc.publish.runs.client import RunsClient
from adfc.publish.runs.model import Run, run_of

RETENTION = timedelta(days=45)
"""So long the service keeps runs (https://learn.microsoft.com/azure/data-factory/monitor-data-factory)."""

MOST = 1_000
"""Runs that are listed at most."""

_SPAN = re.compile(r"(\d+)\s*(m|min|h|d)", re.IGNORECASE)
_UNITS = {"m": "minutes", "min": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class Window:
    """The runs that are asked for: those that changed between two moments, of some pipelines, in some states."""

    since: datetime
    until: datetime
    pipelines: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()

    def filters(self) -> list[Mapping[str, Data]]:
        """The same as the service wants it."""
        wanted = {"PipelineName": self.pipelines, "Status": self.statuses}
        return [
            {"operand": operand, "operator": "In", "values": list(values)}
            for operand, values in wanted.items()
            if values
        ]


def recent(client: RunsClient, window: Window) -> tuple[Sequence[Run], bool]:
    """The runs, the newest first; and whether there are more of them.

    Raises:
        RefusedError: they are not given.
    """
    found = client.runs(window.since, window.until, window.filters(), MOST)
    return [run_of(raw) for raw in found[:MOST]], len(found) > MOST


def span_of(text: str) -> timedelta | None:
    """A span of time such as `90m`, `24h` or `7d`; None where it is none, or longer than runs are kept."""
    found = _SPAN.fullmatch(text.strip())
    if not found or len(found[1]) > 5:
        return None
    span = timedelta(**{_UNITS[found[2].lower()]: int(found[1])})
    return span if timedelta() < span <= RETENTION else None
