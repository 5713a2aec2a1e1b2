"""A project in two editions: the first is in the factory, the second is published over it. A resource of every kind."""

import json
from pathlib import Path
from typing import Any

from tests.loopback.azure import SUBSCRIPTION

GROUP, FACTORY = "data-rg", "sales-df"
SECRETS = {"SHOP_PASSWORD": "s3cret-of-the-shop-8461", "BANK_KEY": "k3y-of-the-bank-2210"}
PUBLISH = ("publish", "--delete", "--replace", "--yes", "-q")

Body = dict[str, Any]
Specs = dict[str, dict[str, Body]]


def first() -> Specs:
    """What is in the factory."""
    return {
        "credentials": {"worker": credential("worker")},
        "integrationRuntimes": {"own": {"type": "SelfHosted"}},
        "linkedServices": {
            "vault": {"type": "AzureKeyVault", "baseUrl": "https://sales-kv.vault.azure.net/"},
            "shop": http("https://shop.example.org/", "shop-password"),
            "files": {"type": "HttpServer", "url": "https://files.example.org/", "authenticationType": "Anonymous"},
            "old": {"type": "HttpServer", "url": "https://old.example.org/", "authenticationType": "Anonymous"},
        },
        "datasets": {
            **{f"orders {at}": dataset("files", f"{at}.json") for at in range(4)},
            "old orders": dataset("old", "orders.json"),
        },
        "dataFlows": {"clean": flow("orders 0")},
        "pipelines": {
            "load": pipeline(look("orders 0")),
            "tidy": pipeline(wait(1)),
            "outer": pipeline(call("load")),
            "quiet": pipeline(wait(1)),
            "old load": pipeline(look("old orders")),
        },
        "triggers": {
            "daily": schedule("load", "Day", "Started"),
            "indirect": schedule("outer", "Week", "Started"),
            "by hand": schedule("tidy", "Day", ""),
            "untouched": schedule("quiet", "Hour", "Started"),
            "ending": schedule("quiet", "Day", "Started"),
            "beginning": schedule("quiet", "Week", "Stopped"),
            "window": window("load", "2026-01-01T00:00:00Z", "Started"),
            "arrived": events("load", "Started"),
            "told": custom_events("tidy", "Started"),
            "old daily": schedule("old load", "Day", "Started"),
            "old arrived": events("old load", "Started"),
        },
    }


def second() -> Specs:
    """What is published over it: forty resources change, and the state of two more triggers."""
    specs = first()
    specs["credentials"]["reader"] = credential("reader")
    specs["managedVirtualNetworks"] = {
        "default": {
            "managedPrivateEndpoints": {"lake": {"privateLinkResourceId": "/subscriptions/0/x", "groupId": "dfs"}}
        }
    }
    specs["integrationRuntimes"]["near"] = {"type": "SelfHosted", "description": "near the data"}
    services, datasets, pipelines, triggers = (
        specs[section] for section in ("linkedServices", "datasets", "pipelines", "triggers")
    )
    services["files"]["connectVia"] = "own"
    services["shop"]["url"] = "https://shop.example.com/"
    services["bank"] = http("https://bank.example.org/", "bank-key")
    services["desk"] = {**services["files"], "url": "https://desk.example.org/", "connectVia": "near"}
    services["mail"] = {
        "type": "HttpServer",
        "url": "https://mail.example.org/",
        "authenticationType": "Basic",
        "userName": "us",
        "password": {"secret": "mail", "vault": "vault"},
    }
    datasets |= {f"orders {at}": dataset("files", f"new/{at}.json") for at in range(2)}
    datasets |= {f"bills {at}": dataset("desk" if at else "bank", f"{at}.json") for at in range(6)}
    specs["dataFlows"] |= {"clean": flow("orders 1"), "split": flow("bills 0")}
    pipelines["load"] = pipeline(look("orders 0"), wait(2))
    pipelines["tidy"] = pipeline(wait(3))
    pipelines["bill"] = pipeline(look("bills 1"))
    pipelines |= {f"bill {at}": pipeline(call("bill" if at == 0 else f"bill {at - 1}")) for at in range(6)}
    specs["changeDataCaptures"] = {"changes": capture()}
    triggers["daily"] = schedule("bill 3", "Day", "Started")
    triggers["ending"] = schedule("quiet", "Day", "Stopped")
    triggers["beginning"] = schedule("quiet", "Week", "Started")
    triggers["window"] = window("load", "2026-02-01T00:00:00Z", "Started")
    triggers["monthly"] = schedule("bill 2", "Month", "Started")
    triggers["paused"] = schedule("bill 2", "Month", "Stopped")
    triggers["billed"] = events("bill 0", "Started")
    specs["globalParameters"] = {"region": {"type": "string", "value": "west"}}
    for section, name in OLD:
        del specs[section][name]
    return specs


OLD = (
    ("triggers", "old daily"),
    ("triggers", "old arrived"),
    ("pipelines", "old load"),
    ("datasets", "old orders"),
    ("linkedServices", "old"),
)
"""What the second edition does not have any more."""

STATELESS = "by hand"
"""The trigger whose spec says no state: it is started by hand, and keeps that."""


def write(project: Path, specs: Specs) -> None:
    """Write the project; JSON is YAML too."""
    (project / "pipelines").mkdir(parents=True, exist_ok=True)
    settings: Body = {"name": "sales", "factory": FACTORY}
    settings["targets"] = {"dev": {"default": True, "subscription": SUBSCRIPTION, "resourceGroup": GROUP}}
    (project / "adfc.yml").write_text(json.dumps(settings))
    (project / "pipelines/all.yml").write_text(json.dumps(specs, indent=1))


def credential(name: str) -> Body:
    identities = "/subscriptions/0/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities"
    return {"type": "ManagedIdentity", "resourceId": f"{identities}/{name}"}


def http(url: str, secret: str) -> Body:
    password = {"secureParameter": secret}
    return {"type": "HttpServer", "url": url, "authenticationType": "Basic", "userName": "us", "password": password}


def dataset(service: str, file: str) -> Body:
    location = {"type": "HttpServerLocation", "relativeUrl": file}
    return {"type": "Json", "linkedServiceName": service, "location": location}


def flow(source: str) -> Body:
    script = ["source() ~> rows"]
    sources = [{"name": "rows", "dataset": source}]
    return {"type": "MappingDataFlow", "sources": sources, "sinks": [], "transformations": [], "scriptLines": script}


def pipeline(*activities: tuple[str, Body]) -> Body:
    return {"activities": dict(activities)}


def wait(seconds: int) -> tuple[str, Body]:
    return "pause", {"type": "Wait", "waitTimeInSeconds": seconds}


def look(dataset_name: str) -> tuple[str, Body]:
    return "look", {"type": "GetMetadata", "dataset": dataset_name, "fieldList": ["exists"]}


def call(name: str) -> tuple[str, Body]:
    return "call", {"type": "ExecutePipeline", "pipeline": name, "waitOnCompletion": True}


def schedule(name: str, frequency: str, state: str) -> Body:
    recurrence = {"frequency": frequency, "interval": 1, "startTime": "2026-01-01T00:00:00Z"}
    return {"type": "ScheduleTrigger", "recurrence": recurrence, **_of(name, state)}


def window(name: str, start: str, state: str) -> Body:
    run = _of(name, state)
    run["pipeline"] = run.pop("pipelines")[0]
    return {
        "type": "TumblingWindowTrigger",
        "frequency": "Hour",
        "interval": 1,
        "startTime": start,
        "maxConcurrency": 1,
        **run,
    }


def events(name: str, state: str) -> Body:
    what = {
        "scope": "/subscriptions/0/store",
        "events": ["Microsoft.Storage.BlobCreated"],
        "blobPathBeginsWith": "/in/",
    }
    return {"type": "BlobEventsTrigger", **what, **_of(name, state)}


def custom_events(name: str, state: str) -> Body:
    return {"type": "CustomEventsTrigger", "scope": "/subscriptions/0/topic", "events": ["told"], **_of(name, state)}


def capture() -> Body:
    recurrence = {"frequency": "Minute", "interval": 15}
    policy = {"mode": "Microbatch", "recurrence": recurrence}
    connections = {"SourceConnectionsInfo": [], "TargetConnectionsInfo": []}
    return {**connections, "Policy": policy, "allowVNetOverride": False, "status": "Stopped"}


def _of(name: str, state: str) -> Body:
    run = {"pipelines": [{"pipelineReference": name}]}
    return {**run, "state": state} if state else run
