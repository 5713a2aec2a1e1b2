"""One run of a pipeline, as the service shows it.

Recorded: the fields of a run, and `Canceling` after a cancel. Documented: the fields of an activity run. A guess: that
neither skipped nor recovered activities are listed.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from adfc.model import Data
from tests.loopback.course import RECOVERED, Step, verdict


@dataclass(slots=True)
class Run:
    """A pipeline under way, or over; times are seconds since 1970."""

    id: str
    group: str
    pipeline: str
    parameters: Mapping[str, Data]
    started: float
    activities: Sequence[Mapping[str, Data]]
    steps: Sequence[Step]
    canceling: float = 0
    """Seconds that a cancel takes."""
    cancelled: float | None = None

    def cancel(self, now: float) -> None:
        """End it, unless it is over."""
        if self.over(now) is None and self.cancelled is None:
            self.cancelled = now

    def over(self, now: float) -> float | None:
        """When it ended; None while it goes on."""
        end = self.started + max([0.0, *(one.end for one in self.steps)])
        if self.cancelled is not None:
            end = self.cancelled + self.canceling
        return end if now >= end else None

    def status(self, now: float) -> str:
        """How it is now."""
        over = self.over(now) is not None
        if self.cancelled is not None:
            return "Cancelled" if over else "Canceling"
        return verdict(self.activities, self.steps) if over else "InProgress"

    def told(self, now: float, key: tuple[str, str], *, is_latest: bool) -> dict[str, Data]:
        """What is shown of it; `key` names its resource group and factory."""
        over, status = self.over(now), self.status(now)
        return {
            "id": f"/RESOURCEGROUPS/{key[0].upper()}/FACTORIES/{key[1].upper()}/pipelineruns/{self.id}",
            "runId": self.id,
            "debugRunId": None,
            "runGroupId": self.group,
            "pipelineName": self.pipeline,
            "parameters": {name: str(value) for name, value in self.parameters.items()},
            "invokedBy": {"id": "79c06f1298a54e018e9b714ebc5e1d06", "name": "Manual", "invokedByType": "Manual"},
            "runStart": iso(self.started),
            "runEnd": None if over is None else iso(over),
            "durationInMs": None if over is None else int((over - self.started) * 1000),
            "status": status,
            "message": self._message() if status == "Failed" else "",
            "lastUpdated": iso(now if over is None else over),
            "annotations": [],
            "runDimension": {},
            "isLatest": is_latest,
        }

    def activity_runs(self, now: float) -> Iterator[dict[str, Data]]:
        """What is shown of the activities that have begun."""
        for step in self.steps:
            if step.status == "Skipped" or step.outcome is RECOVERED:
                continue
            start, end = self.started + step.start, self.started + step.end
            status = step.status if now >= end else "InProgress"
            if self.cancelled is not None and self.cancelled < end:
                status, end = "Cancelled", self.cancelled
            if start <= now and (self.cancelled is None or start < self.cancelled):
                yield self._activity(step, status, start, end)

    def _message(self) -> str:
        failed = next(one for one in self.steps if one.status == "Failed")
        return f"Operation on target {failed.name} failed: {failed.outcome.message}"

    def _activity(self, step: Step, status: str, start: float, end: float) -> dict[str, Data]:
        over, outcome = status != "InProgress", step.outcome
        code, message = (outcome.code, outcome.message) if status == "Failed" else ("", "")
        failure = "UserError" if status == "Failed" else ""
        return {
            "activityName": step.name,
            "activityType": step.type,
            "activityRunId": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{self.id}/{step.name}")),
            "pipelineName": self.pipeline,
            "pipelineRunId": self.id,
            "linkedServiceName": "",
            "status": status,
            "activityRunStart": iso(start),
            "activityRunEnd": iso(end) if over else None,
            "durationInMs": int((end - start) * 1000) if over else None,
            "input": {},
            "output": dict(outcome.output) if over else {},
            "error": {"errorCode": code, "message": message, "failureType": failure, "target": step.name},
            "retryAttempt": None,
            "iterationHash": "",
        }


def iso(seconds: float) -> str:
    """A point of time as the service writes it."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
