"""Runs on the service of this machine, by Microsoft's library."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from azure.core.exceptions import HttpResponseError
from azure.mgmt.datafactory import DataFactoryManagementClient

from tests.importing import factory_of
from tests.loopback import Azure, Loopback, Outcome
from tests.loopback.course import course, verdict
from tests.test_loopback import FACTORY, GROUP, opened, refused

WINDOW = {
    "lastUpdatedAfter": (datetime.now(UTC) - timedelta(days=1)).isoformat(),
    "lastUpdatedBefore": (datetime.now(UTC) + timedelta(days=1)).isoformat(),
}


def activity(name: str, *after: str, **more: Any) -> dict[str, Any]:
    """An activity that waits; `after` holds names, with a condition behind a colon."""
    depends = [
        {"activity": one.partition(":")[0], "dependencyConditions": [one.partition(":")[2] or "Succeeded"]}
        for one in after
    ]
    return {"name": name, "type": "Wait", "dependsOn": depends, "typeProperties": {"waitTimeInSeconds": 1}, **more}


LOAD = {
    "activities": [activity("extract"), activity("load", "extract"), activity("tell", "load:Failed")],
    "parameters": {"day": {"type": "String"}, "top": {"type": "Int", "defaultValue": 5}},
}


@pytest.fixture(scope="module")
def loopback(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loopback]:
    with Loopback(tmp_path_factory.mktemp("loopback")) as running:
        yield running


@pytest.fixture
def azure(loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> Azure:
    """Azure with a pipeline in a factory."""
    for name, value in loopback.environment().items():
        monkeypatch.setenv(name, value)
    loopback.azure = Azure(loopback.url)
    loopback.azure.hold(GROUP, factory_of({"pipelines": {"nightly": LOAD}}))
    return loopback.azure


@pytest.fixture
def client(azure: Azure) -> Iterator[DataFactoryManagementClient]:
    with opened(azure) as client:
        yield client


def started(client: DataFactoryManagementClient, **more: Any) -> str:
    made = client.pipelines.create_run(GROUP, FACTORY, "nightly", {"day": "2026-01-01"}, **more)
    return str(made.as_dict()["runId"])


def shown(client: DataFactoryManagementClient, run: str) -> dict[str, Any]:
    return dict(client.pipeline_runs.get(GROUP, FACTORY, run).as_dict())


def activities(client: DataFactoryManagementClient, run: str) -> dict[str, str]:
    found = client.activity_runs.query_by_pipeline_run(GROUP, FACTORY, run, WINDOW).as_dict()["value"]
    return {one["activityName"]: one["status"] for one in found}


def test_a_run_takes_its_course(azure: Azure, client: DataFactoryManagementClient) -> None:
    now = datetime.now(UTC).timestamp()
    azure.runs.clock = lambda: now
    azure.runs.outcomes = {"extract": Outcome(seconds=2), "load": Outcome(seconds=3)}
    run = started(client)
    assert activities(client, run) == {"extract": "InProgress"}
    now += 2
    assert activities(client, run) == {"extract": "Succeeded", "load": "InProgress"}
    assert shown(client, run)["status"] == "InProgress"
    now += 3
    assert activities(client, run) == {"extract": "Succeeded", "load": "Succeeded"}
    told = shown(client, run)
    assert (told["status"], told["durationInMs"], told["parameters"]) == ("Succeeded", 5000, {"day": "2026-01-01"})


def test_the_id_of_a_run_is_that_of_the_request(azure: Azure, client: DataFactoryManagementClient) -> None:
    run = started(client)
    assert azure.seen[-1].headers["x-ms-client-request-id"] == run


def test_a_run_is_cancelled(azure: Azure, client: DataFactoryManagementClient) -> None:
    now = datetime.now(UTC).timestamp()
    azure.runs.clock, azure.runs.canceling = lambda: now, 10
    azure.runs.outcomes = {"extract": Outcome(seconds=60)}
    run = started(client)
    now += 5
    client.pipeline_runs.cancel(GROUP, FACTORY, run)
    assert shown(client, run)["status"] == "Canceling"
    now += 10
    assert shown(client, run)["status"] == "Cancelled"
    assert activities(client, run) == {"extract": "Cancelled"}


def test_what_is_caught_is_no_failure(azure: Azure, client: DataFactoryManagementClient) -> None:
    azure.runs.outcomes = {"load": [Outcome("Failed", code="2200", message="no disk"), Outcome()]}
    first = started(client)
    assert shown(client, first)["status"] == "Succeeded"
    assert activities(client, first) == {"extract": "Succeeded", "load": "Failed", "tell": "Succeeded"}


def test_a_rerun_begins_where_it_failed(azure: Azure, client: DataFactoryManagementClient) -> None:
    azure.hold(GROUP, factory_of({"pipelines": {"nightly": {**LOAD, "activities": LOAD["activities"][:2]}}}))
    azure.runs.outcomes = {"load": [Outcome("Failed", code="2200", message="no disk"), Outcome()]}
    first = started(client)
    assert shown(client, first)["status"] == "Failed"
    assert shown(client, first)["message"] == "Operation on target load failed: no disk"
    assert activities(client, first) == {"extract": "Succeeded", "load": "Failed"}
    second = started(client, reference_pipeline_run_id=first, is_recovery=True, start_from_failure=True)
    assert shown(client, second)["status"] == "Succeeded"
    assert activities(client, second) == {"load": "Succeeded"}
    assert [shown(client, run)["isLatest"] for run in (first, second)] == [False, True]
    assert shown(client, second)["runGroupId"] == first


def test_runs_are_listed_page_by_page(azure: Azure, client: DataFactoryManagementClient) -> None:
    azure.runs.page = 2
    runs = [started(client) for _ in range(3)]
    order = [{"orderBy": "RunStart", "order": "DESC"}]
    only = [{"operand": "PipelineName", "operator": "Equals", "values": ["nightly"]}]

    def page(**more: Any) -> Any:
        asked = {**WINDOW, "orderBy": order, "filters": only, **more}
        return client.pipeline_runs.query_by_factory(GROUP, FACTORY, asked).as_dict()

    first = page()
    second = page(continuationToken=first["continuationToken"])
    assert [one["runId"] for one in (*first["value"], *second["value"])] == runs[::-1]
    assert page(filters=[{"operand": "Status", "operator": "In", "values": ["Failed"]}])["value"] == []


def test_what_is_refused(client: DataFactoryManagementClient) -> None:
    assert refused(lambda: client.pipelines.create_run(GROUP, FACTORY, "nigthly"))[:2] == (404, "NotFound")
    assert refused(lambda: client.pipelines.create_run(GROUP, FACTORY, "nightly"))[0] == 400
    told = refused(lambda: client.pipeline_runs.cancel(GROUP, FACTORY, "someGuid"))
    assert told == (400, "ReferencedPipelineRunNotFound", "Referenced pipeline run id someGuid does not exist.")
    with pytest.raises(HttpResponseError):
        started(client, reference_pipeline_run_id="someGuid")


VERDICTS = {
    "all is well": ([activity("a"), activity("b", "a")], [], "Succeeded"),
    "the last failed": ([activity("a"), activity("b", "a")], ["b"], "Failed"),
    "who waited is skipped": ([activity("a"), activity("b", "a")], ["a"], "Failed"),
    "caught": ([activity("a"), activity("b", "a:Failed")], ["a"], "Succeeded"),
    "do, if it succeeds, if it fails": (
        [activity("a"), activity("b", "a"), activity("c", "a:Failed")],
        ["a"],
        "Failed",
    ),
    "inside a loop": (
        [activity("each", type="ForEach", typeProperties={"activities": [activity("a")]})],
        ["a"],
        "Failed",
    ),
}


@pytest.mark.parametrize("name", VERDICTS)
def test_the_outcome_of_a_pipeline(name: str) -> None:
    steps, failing, wanted = VERDICTS[name]
    script = {one: Outcome("Failed") for one in failing}
    assert verdict(steps, course(steps, lambda one: script.get(one, Outcome()))) == wanted
