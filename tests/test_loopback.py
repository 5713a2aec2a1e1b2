"""The service on this machine behaves as Azure was seen to behave: Microsoft's library talks to it, bodies are raw."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from azure.core import MatchConditions
from azure.core.exceptions import AzureError, HttpResponseError, ResourceModifiedError, ServiceRequestError
from azure.identity import DefaultAzureCredential
from azure.mgmt.datafactory import DataFactoryManagementClient

from adfc.compile import compile_project
from adfc.kinds import KINDS
from tests.importing import factory_of
from tests.loopback import Allowance, Answer, Azure, Fault, Loopback
from tests.loopback.allowance import Bucket
from tests.loopback.azure import SUBSCRIPTION
from tests.loopback.sample import EVERY_KIND
from tests.loopback.stored import ENCRYPTED, MASK

GROUP, FACTORY = "data-rg", "sales-df"
WAIT = {"activities": [{"name": "wait", "type": "Wait", "typeProperties": {"waitTimeInSeconds": 1}}]}


@pytest.fixture(scope="module")
def loopback(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loopback]:
    with Loopback(tmp_path_factory.mktemp("loopback")) as running:
        yield running


@pytest.fixture
def azure(loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> Azure:
    """Azure with an empty factory in it."""
    for name, value in loopback.environment().items():
        monkeypatch.setenv(name, value)
    loopback.azure = Azure(loopback.url)
    loopback.azure.hold(GROUP, factory_of({}))
    return loopback.azure


@pytest.fixture
def client(azure: Azure) -> Iterator[DataFactoryManagementClient]:
    with opened(azure) as client:
        yield client


def opened(azure: Azure, **more: Any) -> DataFactoryManagementClient:
    credential = DefaultAzureCredential(disable_instance_discovery=True)
    scopes = [f"{azure.url}/.default"]
    more = {"retry_total": 0, **more}
    return DataFactoryManagementClient(credential, SUBSCRIPTION, azure.url, credential_scopes=scopes, **more)


def put(operations: Any, name: str, properties: Any, **more: Any) -> Any:
    text = json.dumps({"properties": properties}).encode()
    return operations.create_or_update(GROUP, FACTORY, name, text, **more).as_dict()


def refused(call: Callable[[], object]) -> tuple[int, str, str]:
    with pytest.raises(HttpResponseError) as caught:
        call()
    error = json.loads(caught.value.response.text())["error"]
    return caught.value.response.status_code, error["code"], error["message"]


def reference(name: str, kind: str) -> dict[str, str]:
    return {"referenceName": name, "type": f"{kind}Reference"}


def test_a_resource_of_every_kind_is_put_read_and_deleted(azure: Azure, client: DataFactoryManagementClient) -> None:
    groups = {
        "credentials": client.credential_operations,
        "managedVirtualNetworks": client.managed_virtual_networks,
        "integrationRuntimes": client.integration_runtimes,
        "linkedServices": client.linked_services,
        "datasets": client.datasets,
        "dataFlows": client.data_flows,
        "pipelines": client.pipelines,
        "triggers": client.triggers,
        "changeDataCaptures": client.change_data_capture,
    }
    for section, operations in groups.items():
        for name, properties in EVERY_KIND[section].items():
            made = put(operations, name, properties)
            assert made["name"] == name
            assert operations.get(GROUP, FACTORY, name).as_dict() == made
    endpoints = client.managed_private_endpoints
    body = json.dumps({"properties": EVERY_KIND["managedPrivateEndpoints"]["default/lake"]}).encode()
    endpoints.create_or_update(GROUP, FACTORY, "default", "lake", body)
    assert [one.name for one in endpoints.list_by_factory(GROUP, FACTORY, "default")] == ["lake"]
    put(client.global_parameters, "default", {"region": {"type": "string", "value": "au"}})
    assert len(azure.held[GROUP, FACTORY]) == len(KINDS) + 2

    client.global_parameters.delete(GROUP, FACTORY, "default")
    endpoints.delete(GROUP, FACTORY, "default", "lake")
    for section in reversed(groups):
        for name in EVERY_KIND[section] if section != "managedVirtualNetworks" else ():
            groups[section].delete(GROUP, FACTORY, name)
    left = {collection for collection, held in azure.held[GROUP, FACTORY].items() if held}
    assert left == {"", "managedvirtualnetworks"}


def test_the_demo_is_taken_as_it_is_built(azure: Azure, client: DataFactoryManagementClient, repository: Any) -> None:
    demo = compile_project(repository, env={"AZURE_SUBSCRIPTION_ID": SUBSCRIPTION}).factories["dev"]
    operations = {
        "linkedServices": client.linked_services,
        "datasets": client.datasets,
        "pipelines": client.pipelines,
        "triggers": client.triggers,
    }
    for section, group in operations.items():
        ours = [one for one in demo.resources if one.kind.section == section]
        for one in sorted(ours, key=lambda one: "LinkedServiceReference" in json.dumps(one.properties)):
            put(group, one.name, one.properties)
    assert len(azure.written()) == len(demo.resources)


def test_a_factory_is_made_changed_and_deleted(azure: Azure, client: DataFactoryManagementClient) -> None:
    body = json.dumps({"location": "westus", "properties": {"publicNetworkAccess": "Disabled"}}).encode()
    made = client.factories.create_or_update(GROUP, "new-df", body).as_dict()
    assert made["properties"]["provisioningState"] == "Succeeded"
    client.factories.update(GROUP, "new-df", json.dumps({"tags": {"team": "sales"}}).encode())
    kept = azure.held[GROUP, "new-df"][""][0]
    assert (kept["tags"], kept["properties"]["publicNetworkAccess"]) == ({"team": "sales"}, "Disabled")
    client.factories.create_or_update(GROUP, "new-df", json.dumps({"location": "westus"}).encode())
    assert "publicNetworkAccess" not in azure.held[GROUP, "new-df"][""][0]["properties"]
    client.factories.delete(GROUP, "new-df")
    assert refused(lambda: client.factories.get(GROUP, "new-df"))[:2] == (404, "ResourceNotFound")


BAD_BODIES: dict[str, tuple[str, Any, str]] = {
    "no such property": ("pipelines", {"activites": []}, "activites"),
    "no activity type": ("pipelines", {"activities": [{"name": "wait"}]}, "type"),
    "wrong type": (
        "pipelines",
        {"activities": [{"name": "wait", "type": "Wait", "typeProperties": {"waitTimeInSeconds": [1]}}]},
        "waitTimeInSeconds",
    ),
    "bad reference": (
        "datasets",
        {**EVERY_KIND["datasets"]["orders"], "linkedServiceName": reference("gone", "LinkedService")},
        "The document creation or update failed because of invalid reference 'gone'.",
    ),
    "inner reference": (
        "pipelines",
        {
            "activities": [
                {
                    "name": "each",
                    "type": "ForEach",
                    "typeProperties": {
                        "items": {"value": "@pipeline().parameters.a", "type": "Expression"},
                        "activities": [
                            {
                                "name": "call",
                                "type": "ExecutePipeline",
                                "typeProperties": {"pipeline": reference("gone", "Pipeline")},
                            }
                        ],
                    },
                }
            ]
        },
        "The document creation or update failed because of invalid reference 'gone'.",
    ),
}


@pytest.mark.parametrize("name", BAD_BODIES)
def test_bad_bodies(name: str, azure: Azure, client: DataFactoryManagementClient) -> None:
    section, properties, message = BAD_BODIES[name]
    status, code, told = refused(lambda: put(getattr(client, section), "it", properties))
    assert (status, code) == (400, "BadRequest")
    assert message in told
    assert not azure.held[GROUP, FACTORY].get(section)


def test_an_inactive_activity_may_refer_to_what_is_gone(client: DataFactoryManagementClient) -> None:
    call = {"name": "call", "type": "ExecutePipeline", "state": "Inactive"}
    put(client.pipelines, "it", {"activities": [{**call, "typeProperties": {"pipeline": reference("no", "Pipeline")}}]})


def test_what_is_in_use_is_not_deleted(azure: Azure, client: DataFactoryManagementClient) -> None:
    azure.hold(GROUP, factory_of({key: EVERY_KIND[key] for key in ("linkedServices", "datasets", "pipelines")}))
    told = refused(lambda: client.linked_services.delete(GROUP, FACTORY, "SQL"))
    assert told == (400, "BadRequest", "The document cannot be deleted since it is referenced by orders.")
    client.datasets.delete(GROUP, FACTORY, "orders")
    client.linked_services.delete(GROUP, FACTORY, "SQL")
    client.linked_services.delete(GROUP, FACTORY, "SQL")
    assert [status for _, status in azure.answered] == [400, 200, 200, 204]


def test_etags(azure: Azure, client: DataFactoryManagementClient) -> None:
    first = put(client.pipelines, "it", WAIT, match_condition=MatchConditions.IfMissing)["etag"]
    second = put(client.pipelines, "it", WAIT, etag=first, match_condition=MatchConditions.IfNotModified)["etag"]
    assert first != second
    with pytest.raises(ResourceModifiedError):
        put(client.pipelines, "it", WAIT, etag=first, match_condition=MatchConditions.IfNotModified)
    with pytest.raises(HttpResponseError) as caught:
        put(client.pipelines, "it", WAIT, match_condition=MatchConditions.IfMissing)
    assert caught.value.status_code == 412
    assert azure.held[GROUP, FACTORY]["pipelines"][0]["etag"] == second


def test_secrets_are_masked_and_kept(azure: Azure, client: DataFactoryManagementClient) -> None:
    made = put(client.linked_services, "sql", EVERY_KIND["linkedServices"]["sql"])
    shown = made["properties"]["typeProperties"]
    assert (shown["password"]["value"], shown["encryptedCredential"]) == (MASK, ENCRYPTED)
    given = azure.shelf.given[made["id"].lower()]
    assert given["typeProperties"]["password"]["value"] == "Tr0ub4dor&3"
    put(client.linked_services, "sql", made["properties"])
    assert azure.shelf.given[made["id"].lower()]["typeProperties"]["password"]["value"] == MASK


def test_a_started_trigger(azure: Azure, client: DataFactoryManagementClient) -> None:
    azure.hold(GROUP, factory_of({key: EVERY_KIND[key] for key in ("pipelines", "triggers")}))
    daily = EVERY_KIND["triggers"]["daily"]
    message = "Cannot update enabled Trigger; the trigger needs to be disabled first. "
    assert refused(lambda: put(client.triggers, "daily", daily)) == (400, "TriggerEnabledCannotUpdate", message)
    assert refused(lambda: client.triggers.delete(GROUP, FACTORY, "daily"))[1] == "TriggerEnabledCannotUpdate"
    client.triggers.begin_stop(GROUP, FACTORY, "daily").result()
    assert put(client.triggers, "daily", daily)["properties"]["runtimeState"] == "Stopped"
    client.triggers.begin_start(GROUP, FACTORY, "daily").result()
    assert client.triggers.get(GROUP, FACTORY, "daily").as_dict()["properties"]["runtimeState"] == "Started"
    assert refused(lambda: client.triggers.begin_start(GROUP, FACTORY, "weekly").result())[0] == 404


EVENTS = {
    "type": "BlobEventsTrigger",
    "typeProperties": {"scope": "/subscriptions/x", "events": ["Microsoft.Storage.BlobCreated"]},
}


def test_an_event_trigger_waits_for_its_subscription(azure: Azure, client: DataFactoryManagementClient) -> None:
    now = 0.0
    subscriptions = azure.shelf.subscriptions
    subscriptions.clock, subscriptions.seconds = lambda: now, 60
    put(client.triggers, "arrived", EVENTS)
    busy = (400, "BadRequest", "Resource cannot be updated during provisioning")
    assert refused(lambda: client.triggers.begin_start(GROUP, FACTORY, "arrived").result()) == busy
    assert refused(lambda: put(client.triggers, "arrived", EVENTS)) == busy
    assert refused(lambda: client.triggers.begin_subscribe_to_events(GROUP, FACTORY, "arrived").result()) == busy

    def status() -> str:
        return str(client.triggers.get_event_subscription_status(GROUP, FACTORY, "arrived").as_dict()["status"])

    assert status() == "Provisioning"
    now = 61
    assert status() == "Enabled"
    client.triggers.begin_start(GROUP, FACTORY, "arrived").result()
    client.triggers.begin_stop(GROUP, FACTORY, "arrived").result()
    client.triggers.begin_unsubscribe_from_events(GROUP, FACTORY, "arrived").result()
    assert status() == "Deprovisioning"
    now = 122
    assert status() == "Disabled"


def test_a_tumbling_window_keeps_its_windows(client: DataFactoryManagementClient) -> None:
    window = {"frequency": "Hour", "interval": 1, "startTime": "2026-01-01T00:00:00Z", "maxConcurrency": 1}
    put(client.pipelines, "load", WAIT)
    run = {"pipelineReference": reference("load", "Pipeline")}
    body = {"type": "TumblingWindowTrigger", "pipeline": run, "typeProperties": window}

    def changed(**more: Any) -> str:
        return refused(lambda: put(client.triggers, "hourly", {**body, "typeProperties": {**window, **more}}))[1]

    put(client.triggers, "hourly", body)
    put(client.triggers, "hourly", {**body, "typeProperties": {**window, "maxConcurrency": 2}})
    assert changed(startTime="2026-02-01T00:00:00Z") == "TumblingWindowTriggerStartTimeUpdateNotAllowed"
    assert changed(interval=2) == "TumblingWindowTriggerFrequencyOrIntervalUpdateNotAllowed"


def test_too_many_writes(azure: Azure, client: DataFactoryManagementClient) -> None:
    now = 0.0
    azure.allowance = Allowance({"writes": Bucket(2, 1), "reads": Bucket(9, 1)}, clock=lambda: now)
    put(client.pipelines, "one", WAIT)
    put(client.pipelines, "two", WAIT)
    with pytest.raises(HttpResponseError) as caught:
        put(client.pipelines, "three", WAIT)
    assert (caught.value.status_code, caught.value.response.headers["Retry-After"]) == (429, "1")
    now = 1
    put(client.pipelines, "three", WAIT)
    assert azure.allowance.refused == 1


def test_names_that_are_not_taken(client: DataFactoryManagementClient) -> None:
    assert refused(lambda: put(client.pipelines, "a:b", WAIT))[:2] == (400, "BadRequest")
    assert refused(lambda: put(client.global_parameters, "other", {}))[:2] == (400, "BadRequest")
    assert refused(lambda: client.pipelines.get(GROUP, FACTORY, "no"))[:2] == (404, "NotFound")


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("way", ["reset", "time-out", "500"])
def test_faults_before_and_after_the_effect(way: str, after: bool, azure: Azure) -> None:
    fault = Fault("^PUT .*/pipelines/it", after=after)
    if way == "500":
        fault.answer = Answer(500, {"error": {"code": "InternalError", "message": "oops"}})
    if way == "time-out":
        fault.seconds = 20
    azure.faults.append(fault)
    with opened(azure, read_timeout=0.5) as client:
        put(client.pipelines, "other", WAIT)
        began = time.monotonic()
        with pytest.raises(AzureError):
            put(client.pipelines, "it", WAIT)
        assert time.monotonic() - began < 5
    names = [one["name"] for one in azure.held[GROUP, FACTORY]["pipelines"]]
    assert names == (["other", "it"] if after else ["other"])
    assert [status for _, status in azure.answered] == [200, 500 if way == "500" else 0]


def test_the_third_request_that_fits_is_struck(azure: Azure, client: DataFactoryManagementClient) -> None:
    azure.faults.append(Fault("^PUT ", skip=2))
    put(client.pipelines, "one", WAIT)
    put(client.pipelines, "two", WAIT)
    with pytest.raises((ServiceRequestError, AzureError)):
        put(client.pipelines, "three", WAIT)
    put(client.pipelines, "four", WAIT)
    assert azure.written() == [f"PUT /pipelines/{name}" for name in ("one", "two", "three", "four")]


CHILD = f"""
import json, sys
from azure.identity import DefaultAzureCredential
from azure.mgmt.datafactory import DataFactoryManagementClient
url = sys.argv[1]
credential = DefaultAzureCredential(disable_instance_discovery=True)
client = DataFactoryManagementClient(credential, {SUBSCRIPTION!r}, url, credential_scopes=[url + "/.default"])
client.pipelines.create_or_update({GROUP!r}, {FACTORY!r}, "it", json.dumps({{"properties": {WAIT!r}}}).encode())
"""


@pytest.mark.parametrize("after", [False, True])
def test_the_client_is_killed(after: bool, azure: Azure) -> None:
    child = subprocess.Popen([sys.executable, "-c", CHILD, azure.url])  # it takes half a second to its first request
    azure.faults.append(Fault("^PUT ", after=after, kill=child.kill))
    assert child.wait(30) != 0
    assert [one["name"] for one in azure.held[GROUP, FACTORY].get("pipelines", [])] == (["it"] if after else [])


def test_requests_are_answered_side_by_side(azure: Azure) -> None:
    azure.latency = 0.15
    with opened(azure) as client, ThreadPoolExecutor(8) as pool:
        put(client.pipelines, "first", WAIT)
        azure.load.most = 0
        began = time.monotonic()
        list(pool.map(lambda at: put(client.pipelines, f"load {at}", WAIT), range(16)))
    assert time.monotonic() - began < 16 * 0.15
    assert 2 <= azure.load.most <= 8


def test_quick(azure: Azure, client: DataFactoryManagementClient) -> None:
    """An answer does not wait for an acknowledgement of the other side, which takes 40 ms."""
    put(client.pipelines, "first", WAIT)
    began = time.monotonic()
    for at in range(20):
        put(client.pipelines, f"load {at}", WAIT)
    assert time.monotonic() - began < 20 * 0.04
