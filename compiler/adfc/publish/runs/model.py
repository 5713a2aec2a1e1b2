"""A run of a pipeline and those of its activities, out of what the service tells of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from adfc.model import Data
from adfc.publish.client import Raw

OVER = frozenset(("Succeeded", "Failed", "Cancelled"))
"""How a run ends; before that it is Queued, InProgress or Canceling (azure-mgmt-datafactory: PipelineRun.status)."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a pipeline. Its parameters are left out: some are secrets."""

    id: str
    pipeline: str
    status: str
    start: datetime | None
    end: datetime | None
    message: str
    """Why it failed; empty if it did not."""
    invoked_by: str
    """Who or what started it: `Manual`, or the name of a trigger or of a pipeline."""
    group: str
    """The id of the run that this one recovers, else its own."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.status in OVER


@dataclass(frozen=True, slots=True)
class Activity:
    """One run of an activity."""

    id: str
    name: str
    type: str
    status: str
    start: datetime | None
    end: datetime | None
    rows_read: int | None
    rows_written: int | None
    error_code: str
    error: str
    """What went wrong; empty if nothing did."""


def run_of(raw: Raw) -> Run:
    """The run that the service shows."""
    by = _mapping(raw.get("invokedBy"))
    return Run(
        id=_text(raw, "runId"),
        pipeline=_text(raw, "pipelineName"),
        status=_text(raw, "status"),
        start=instant(raw.get("runStart")),
        end=instant(raw.get("runEnd")),
        message=_text(raw, "message"),
        invoked_by=_text(by, "name") or _text(by, "invokedByType"),
        group=_text(raw, "runGroupId"),
    )


def activity_of(raw: Raw) -> Activity:
    """The run of an activity that the service shows."""
    error, output = _mapping(raw.get("error")), _mapping(raw.get("output"))
    read, written = _rows(output)
    return Activity(
        id=_text(raw, "activityRunId"),
        name=_text(raw, "activityName"),
        type=_text(raw, "activityType"),
        status=_text(raw, "status"),
        start=instant(raw.get("activityRunStart")),
        end=instant(raw.get("activityRunEnd")),
        rows_read=read,
        rows_written=written,
        error_code=_text(error, "errorCode"),
        error=_text(error, "message"),
    )


def instant(text: Data) -> datetime | None:
    """A point of time as the service writes it; it tells up to seven digits of a second."""
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _rows(output: Mapping[str, Data]) -> tuple[int | None, int | None]:
    """Rows read and written: a copy tells them itself, a data flow for each source and sink.

    Sources: https://learn.microsoft.com/azure/data-factory/copy-activity-monitoring,
    https://learn.microsoft.com/azure/data-factory/control-flow-execute-data-flow-activity.
    """
    sinks = [_mapping(one) for one in _mapping(_mapping(output.get("runStatus")).get("metrics")).values()]
    if sinks:
        sources = {name: one for sink in sinks for name, one in _mapping(sink.get("sources")).items()}
        read = [_count(_mapping(one).get("rowsRead")) for one in sources.values()]
        written = [_count(one.get("rowsWritten")) for one in sinks]
        return sum(one or 0 for one in read), sum(one or 0 for one in written)
    return _count(output.get("rowsRead")), _count(output.get("rowsCopied"))


def _count(value: Data) -> int | None:
    return value if isinstance(value, int) else None


def _mapping(value: Data) -> Mapping[str, Data]:
    return value if isinstance(value, dict) else {}


def _text(raw: Mapping[str, Data], key: str) -> str:
    return str(raw.get(key) or "")
