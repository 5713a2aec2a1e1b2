"""Kusto clusters: databases, a script that makes their tables, who may use them, what the cluster follows."""

import hashlib
from collections.abc import Iterator, Mapping

import msgspec

from adfc.emit.arm.expressions import escaped
from adfc.emit.environment.expressions import literal, resource_id, value
from adfc.emit.environment.names import Names
from adfc.emit.environment.piece import Piece, below, top
from adfc.environment.functions import in_order, stored_function
from adfc.environment.lookup import find
from adfc.kinds import KUSTO_CLUSTERS
from adfc.model import Data, Factory, Resource

CLUSTERS = "Microsoft.Kusto/clusters"
DATABASES = f"{CLUSTERS}/databases"
FOLLOWERS = f"{CLUSTERS}/attachedDatabaseConfigurations"
SCRIPT = "schema"
"""The name of the script that holds all of a database's commands."""


def pieces(part: Resource, factory: Factory, names: Names) -> Iterator[Piece]:
    """The cluster, then its databases with their scripts, then what it follows."""
    body = part.properties
    yield top(part, CLUSTERS, names, {"sku": escaped(_sku(body)), "properties": _cluster(body)})
    for name, database in body.get("databases", {}).items():
        yield from _database(part, name, database or {}, names)
    for name, follower in body.get("followers", {}).items():
        yield _follower(part, name, follower, factory, names)


def _sku(body: Mapping[str, Data]) -> dict[str, Data]:
    tier = body.get("tier", "Basic" if str(body["sku"]).startswith("Dev(No SLA)") else "Standard")
    return {"name": body["sku"], "tier": tier, "capacity": body.get("capacity", 1 if tier == "Basic" else 2)}


def _cluster(body: Mapping[str, Data]) -> dict[str, Data]:
    return {"enableAutoStop": body.get("autoStop"), "enableStreamingIngest": body.get("streamingIngest")}


def _database(part: Resource, name: str, body: Mapping[str, Data], names: Names) -> Iterator[Piece]:
    properties = {"softDeletePeriod": _period(body.get("retention")), "hotCachePeriod": _period(body.get("cache"))}
    location = escaped(part.properties["location"])
    yield below(part, DATABASES, (name,), names, {"location": location, "kind": "ReadWrite", "properties": properties})
    content = script(body)
    if content:
        told = {
            "scriptContent": escaped(content),
            "continueOnErrors": False,
            # Resource Manager runs a script again only when its tag is another: the same text is the same tag.
            "forceUpdateTag": hashlib.sha256(content.encode()).hexdigest()[:32],
            # Who deploys is made an admin of the database to run it, and need not stay one.
            "principalPermissionsAction": "RemovePermissionOnScriptCompletion",
        }
        yield below(part, f"{DATABASES}/scripts", (name, SCRIPT), names, {"properties": told})


def _period(told: str | None) -> str | None:
    """An ISO 8601 duration: `365d` as `P365D`."""
    return f"P{told[:-1]}D" if told and told.endswith("d") else told


def script(body: Mapping[str, Data]) -> str:
    """The commands that bring a database to what a body declares; each can be run again and destroys nothing.

    `.create-merge table` makes a table or adds the columns that it lacks; functions and mappings are replaced.
    """
    commands = [
        *(_table(name, columns) for name, columns in body.get("tables", {}).items()),
        *(_function(name, text) for name, text in in_order(body.get("functions", {}))),
        *(_mapping(name, one) for name, one in body.get("mappings", {}).items()),
    ]
    return "\n\n".join(commands)


def _table(name: str, columns: Mapping[str, str]) -> str:
    told = ", ".join(f"{entity(column)}: {kind}" for column, kind in columns.items())
    return f".create-merge table {entity(name)} ({told})"


def _function(name: str, text: str) -> str:
    one = stored_function(name, text)
    return one.command or f".create-or-alter function {entity(name)}{one.parameters} {one.body}"


def _mapping(name: str, body: Mapping[str, Data]) -> str:
    found = body["mapping"]
    text = found.strip() if isinstance(found, str) else msgspec.json.encode(_columns(found)).decode()
    if text.startswith(".create-or-alter table"):
        return text
    one_line = " ".join(line.strip() for line in text.splitlines())
    kind = body["kind"]
    return f".create-or-alter table {entity(body['table'])} ingestion {kind} mapping {quote(name)} {quote(one_line)}"


def _columns(found: Mapping[str, Data]) -> list[Data]:
    return [
        {"column": name, "Properties": {"Ordinal": str(one)} if isinstance(one, int) else {"Path": one}}
        for name, one in found.items()
    ]


def entity(name: str) -> str:
    """A name as KQL writes it: bracketed where it is more than letters, digits and underscores."""
    return name if name.isidentifier() and name.isascii() else f"[{quote(name)}]"


def quote(text: str) -> str:
    """Text as a KQL string."""
    escaped_text = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped_text}'"


def _follower(part: Resource, name: str, body: Mapping[str, Data], factory: Factory, names: Names) -> Piece:
    """The attachment on the cluster that follows; `name` is the database."""
    leader = find(factory.environment, KUSTO_CLUSTERS, body.get("cluster", ""))
    led = value(resource_id(CLUSTERS, names.of(leader))) if leader else escaped(body["clusterResourceId"])
    tables = body.get("tables")
    properties = {
        "databaseName": escaped(name),
        "clusterResourceId": led,
        "defaultPrincipalsModificationKind": body.get("principals", "Union"),
        "tableLevelSharingProperties": {"tablesToInclude": escaped(tables)} if tables else None,
    }
    told = {"location": escaped(part.properties["location"]), "properties": properties}
    piece = below(part, FOLLOWERS, (f"{name}-follower",), names, told)
    if leader:
        piece.parents = (*piece.parents, value(resource_id(DATABASES, names.of(leader), literal(name))))
    return piece
