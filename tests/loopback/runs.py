"""Runs of pipelines: started, asked for, cancelled.

Recorded: that the id of a run is the `x-ms-client-request-id` of the request that started it, that a cancel answers 200
with no body, the refusal of a run id that does not exist. Documented: that a run which recovers another takes its
parameters, and skips what succeeded in it. A guess: that the same id never starts two runs, how a missing parameter is
refused, that to cancel what is over changes nothing.
"""

import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from adfc.model import Data
from tests.loopback.course import RECOVERED, Outcome, Script, course
from tests.loopback.messages import Answer, Request, refusal
from tests.loopback.run import Run

COPIED = {"rowsRead": 3, "rowsCopied": 3, "dataRead": 300, "dataWritten": 200, "copyDuration": 1, "errors": []}
"""What a Copy tells that no script speaks of."""


@dataclass(slots=True)
class Runs:
    """The runs of all factories."""

    outcomes: dict[str, Outcome | list[Outcome]] = field(default_factory=dict)
    """By the name of the activity; a list holds those of the first run of a group, its rerun, and so on."""
    canceling: float = 0
    """Seconds that a cancel takes."""
    clock: Callable[[], float] = time.time
    page: int = 50
    held: dict[tuple[str, str], list[Run]] = field(default_factory=dict)
    """By factory, the oldest first."""

    def create(self, key: tuple[str, str], pipeline: Mapping[str, Data], request: Request) -> Answer:
        """Start a run."""
        run_id = request.headers.get("x-ms-client-request-id") or str(uuid.uuid4())
        reference = request.query.get("referencepipelinerunid", [""])[0]
        old = self._found(key, reference)
        if reference and old is None:
            return _unknown(reference)
        given = old.parameters if old else (request.data() or {})
        refused = next(_lacking(pipeline, given), None)
        if refused:
            return refused
        if not self._found(key, run_id):
            recovered = old if request.query.get("isrecovery") == ["true"] else None
            script = self._script(key, pipeline, recovered, request.query.get("startfromfailure") == ["true"])
            group = recovered.group if recovered else run_id
            activities = pipeline["properties"].get("activities", [])
            steps = course(activities, script)
            run = Run(run_id, group, pipeline["name"], given, self.clock(), activities, steps, self.canceling)
            self.held.setdefault(key, []).append(run)
        return Answer(200, {"runId": run_id})

    def act(self, key: tuple[str, str], run_id: str, action: str, request: Request) -> Answer:
        """Do what is asked of one run: to show it, its activities, or to cancel it."""
        run, now = self._found(key, run_id), self.clock()
        if run is None:
            return _unknown(run_id)
        if action == "cancel":
            run.cancel(now)
            return Answer(200)
        if action == "queryactivityruns":
            return self._listed(list(run.activity_runs(now)), request)
        return Answer(200, self._told(key, run))

    def query(self, key: tuple[str, str], request: Request) -> Answer:
        """The runs of a factory that a filter lets through."""
        return self._listed([self._told(key, one) for one in self.held.get(key, [])], request)

    def _found(self, key: tuple[str, str], run_id: str) -> Run | None:
        return next((one for one in self.held.get(key, []) if one.id.lower() == run_id.lower()), None)

    def _told(self, key: tuple[str, str], run: Run) -> dict[str, Data]:
        latest = [one for one in self.held[key] if one.group == run.group][-1]
        return run.told(self.clock(), key, is_latest=run is latest)

    def _script(
        self, key: tuple[str, str], pipeline: Mapping[str, Data], recovered: Run | None, from_failure: bool
    ) -> Script:
        """What comes of each activity in a new run."""
        before = [one for one in self.held.get(key, []) if recovered and one.group == recovered.group]
        steps = recovered.steps if recovered and from_failure else ()
        kept = {one.name for one in steps if one.status == "Succeeded"}
        copies = {one["name"] for one in pipeline["properties"].get("activities", []) if one["type"] == "Copy"}

        def script(activity: str) -> Outcome:
            if activity in kept:
                return RECOVERED
            told = self.outcomes.get(activity, Outcome(output=COPIED if activity in copies else {}))
            return told[min(len(before), len(told) - 1)] if isinstance(told, list) else told

        return script

    def _listed(self, found: list[dict[str, Data]], request: Request) -> Answer:
        asked = request.data() or {}
        if not {"lastUpdatedAfter", "lastUpdatedBefore"} <= asked.keys():
            return refusal("BadRequest", "The lastUpdatedAfter and lastUpdatedBefore are required.", "query")
        passing = [one for one in found if _passes(one, asked)]
        for order in reversed(asked.get("orderBy", [])):
            name = _field(order["orderBy"])
            passing.sort(key=lambda one, name=name: str(one[name]), reverse=order["order"] == "DESC")
        start = int(asked.get("continuationToken") or 0)
        body: dict[str, Data] = {"value": passing[start : start + self.page]}
        if start + self.page < len(passing):
            body["continuationToken"] = str(start + self.page)
        return Answer(200, body)


def _lacking(pipeline: Mapping[str, Data], given: Mapping[str, Data]) -> Iterator[Answer]:
    for name, declared in pipeline["properties"].get("parameters", {}).items():
        if name not in given and "defaultValue" not in declared:
            yield refusal("BadRequest", f"The pipeline parameter '{name}' is not provided.", pipeline["id"])


def _passes(one: Mapping[str, Data], asked: Mapping[str, Data]) -> bool:
    when = datetime.fromisoformat(one.get("lastUpdated") or one.get("activityRunEnd") or one["activityRunStart"])
    after, before = (datetime.fromisoformat(asked[key]) for key in ("lastUpdatedAfter", "lastUpdatedBefore"))
    return after <= when <= before and all(_lets(one, each) for each in asked.get("filters", []))


def _lets(one: Mapping[str, Data], condition: Mapping[str, Data]) -> bool:
    found = str(one[_field(condition["operand"])]) in condition["values"]
    return found == (condition["operator"] in {"Equals", "In"})


def _field(operand: str) -> str:
    return operand[0].lower() + operand[1:]


def _unknown(run_id: str) -> Answer:
    message = f"Referenced pipeline run id {run_id} does not exist."
    return refusal("ReferencedPipelineRunNotFound", message, "pipelinerun")
