"""Azure as the client of runs."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import quote

from adfc.kinds import PIPELINES
from adfc.model import Data
from adfc.publish import refusals
from adfc.publish.azure import RETRIES, AzureFactory
from adfc.publish.client import FactoryId, Raw, RefusedError, UnansweredError
from adfc.publish.refusals import Answer
from adfc.publish.runs.client import NoRunError, UncertainError

WAIT = 5.0
"""Seconds to wait where Azure throttles and names no time."""


class AzureRuns:
    """The runs of one factory in Azure."""

    def __init__(self, factory: AzureFactory, place: FactoryId, sleep: Callable[[float], None] = time.sleep) -> None:
        """Takes the client of the factory, where that is, and how to wait."""
        self._factory = factory
        self._place = place
        self._sleep = sleep

    def pipeline(self, name: str) -> Raw | None:
        """As `RunsClient.pipeline`."""
        answer = self._factory.send("GET", f"/pipelines/{quote(name, safe='')}")
        if answer.status == 404 and answer.code == "NotFound":
            return None
        return self._object(answer, f'pipeline "{name}"')

    def pipelines(self) -> list[str]:
        """As `RunsClient.pipelines`."""
        return [str(one.get("name")) for one in self._factory.resources(PIPELINES)]

    def start_run(self, pipeline: str, run_id: str, parameters: Mapping[str, Data], recovers: str) -> str:
        """As `RunsClient.start_run`."""
        recovery = {"referencePipelineRunId": recovers, "isRecovery": "true", "startFromFailure": "true"}
        below, query = f"/pipelines/{quote(pipeline, safe='')}/createRun", recovery if recovers else {}
        answer = self._once(below, query, dict(parameters), run_id)
        told = answer.body.get("runId") if isinstance(answer.body, dict) else None
        if answer.status == 200 and isinstance(told, str):
            return told
        if answer.status >= 500 or answer.status == 200:
            raise UncertainError(f"Azure answered HTTP {answer.status}", "")
        raise self._refused(answer, f'run pipeline "{pipeline}"')

    def run(self, run_id: str) -> Raw:
        """As `RunsClient.run`."""
        answer = self._factory.send("GET", f"/pipelineruns/{quote(run_id, safe='')}")
        return self._object(answer, f"run {run_id}", run_id)

    def activity_runs(self, run_id: str, since: datetime, until: datetime) -> list[Raw]:
        """As `RunsClient.activity_runs`."""
        below = f"/pipelineruns/{quote(run_id, safe='')}/queryActivityruns"
        return self._queried(below, _window(since, until), f"the activities of run {run_id}", run_id=run_id)

    def cancel_run(self, run_id: str) -> None:
        """As `RunsClient.cancel_run`. To cancel twice is to cancel once, so it may be repeated."""
        answer = self._factory.send("POST", f"/pipelineruns/{quote(run_id, safe='')}/cancel", {"isRecursive": "true"})
        if answer.status != 200:
            self._missing(answer, run_id)
            raise self._refused(answer, f"cancel run {run_id}")

    def runs(self, since: datetime, until: datetime, filters: Sequence[Mapping[str, Data]], most: int) -> list[Raw]:
        """As `RunsClient.runs`."""
        order = [{"orderBy": "RunStart", "order": "DESC"}]
        asked = {**_window(since, until), "filters": list(filters), "orderBy": order}
        return self._queried("/queryPipelineRuns", asked, f'the runs of "{self._place.name}"', most + 1)

    def _queried(self, below: str, asked: Mapping[str, Data], what: str, most: int = 0, run_id: str = "") -> list[Raw]:
        """All pages, or as many as hold `most`."""
        found: list[Raw] = []
        token: Data = None
        while True:
            body = {**asked, **({"continuationToken": token} if token else {})}
            page = self._object(self._factory.send("POST", below, body=body), what, run_id)
            found += [one for one in page.get("value", []) if isinstance(one, dict)]
            token = page.get("continuationToken")
            if not token or (most and len(found) >= most):
                return found[:most] if most else found

    def _once(self, below: str, query: Mapping[str, str], body: Data, run_id: str) -> Answer:
        """The answer to an order that is never given twice, unless Azure throttled it: then it was not carried out."""
        for _ in range(RETRIES):
            try:
                answer = self._factory.send("POST", below, query, body, request_id=run_id, retry_total=0)
            except UnansweredError as error:
                raise UncertainError(error.message, error.way_out) from error
            if answer.status != 429:
                return answer
            self._sleep(answer.retry_after or WAIT)
        return answer

    def _object(self, answer: Answer, what: str, run_id: str = "") -> Raw:
        if answer.status != 200 or not isinstance(answer.body, dict):
            self._missing(answer, run_id)
            raise refusals.refused(answer, what, self._place)
        return answer.body

    def _missing(self, answer: Answer, run_id: str) -> None:
        """Raises NoRunError if the answer says that there is no such run; its code is recorded with HTTP 400."""
        if run_id and answer.status in {400, 404} and "RunNotFound" in answer.code:
            message = f'there is no run {run_id} in factory "{self._place.name}"'
            raise NoRunError(message, "adfc status lists those of late; after 45 days they are gone")

    def _refused(self, answer: Answer, what: str) -> RefusedError:
        words = ": ".join(part for part in (answer.code, answer.message) if part) or f"HTTP {answer.status}"
        if answer.status == 403:
            way_out = "ask for the role Data Factory Contributor on the factory or its resource group"
            return RefusedError(f"no permission to {what}: {words}", way_out)
        if answer.status in {401, 429}:
            return refusals.refused(answer, what, self._place)
        request = f" (request {answer.request_id})" if answer.request_id else ""
        return RefusedError(f"Azure does not {what}: {words}{request}", "what it says is all that is known")


def _window(since: datetime, until: datetime) -> dict[str, Data]:
    return {"lastUpdatedAfter": _iso(since), "lastUpdatedBefore": _iso(until)}


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
