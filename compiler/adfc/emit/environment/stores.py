"""Cosmos DB accounts, Key Vaults and storage accounts, each closed to keys where no linked service needs one."""

from collections.abc import Iterator, Mapping

from adfc.emit.arm.expressions import escaped
from adfc.emit.environment.expressions import TENANT, resource_id, value
from adfc.emit.environment.names import Names
from adfc.emit.environment.piece import Piece, below, top
from adfc.environment import store_of
from adfc.environment.principals import uses_key
from adfc.kinds import LINKED_SERVICES
from adfc.model import Data, Factory, Resource

ACCOUNTS = "Microsoft.DocumentDB/databaseAccounts"
SQL_DATABASES = f"{ACCOUNTS}/sqlDatabases"
CONTAINERS = f"{SQL_DATABASES}/containers"
VAULTS = "Microsoft.KeyVault/vaults"
STORAGE = "Microsoft.Storage/storageAccounts"


def cosmos(part: Resource, factory: Factory, names: Names) -> Iterator[Piece]:
    """The account, its databases and their containers."""
    body = part.properties
    properties = {
        "databaseAccountOfferType": "Standard",
        "locations": [
            {"locationName": escaped(one), "failoverPriority": at}
            for at, one in enumerate(body.get("locations", [body["location"]]))
        ],
        "consistencyPolicy": _consistency(body),
        "capabilities": [{"name": "EnableServerless"}] if body.get("serverless") else [],
        "enableFreeTier": body.get("freeTier"),
        "disableLocalAuth": not body.get("keys", _keys_needed(part, factory)),
    }
    yield top(part, ACCOUNTS, names, {"kind": "GlobalDocumentDB", "properties": properties})
    for name, database in body.get("databases", {}).items():
        yield below(part, SQL_DATABASES, (name,), names, {"properties": _resource({"id": name}, database or {})})
        for inner, container in (database or {}).get("containers", {}).items():
            told = _resource(_container(inner, container), container)
            yield below(part, CONTAINERS, (name, inner), names, {"properties": told})


def _consistency(body: Mapping[str, Data]) -> dict[str, Data]:
    limits = {key: body[key] for key in ("maxStalenessPrefix", "maxIntervalInSeconds") if key in body}
    return {"defaultConsistencyLevel": body.get("consistency", "Session"), **limits}


def _resource(resource: dict[str, Data], body: Mapping[str, Data]) -> dict[str, Data]:
    options: dict[str, Data] = {}
    if "throughput" in body:
        options = {"throughput": body["throughput"]}
    elif "maxThroughput" in body:
        options = {"autoscaleSettings": {"maxThroughput": body["maxThroughput"]}}
    return {"resource": escaped(resource), "options": options}


def _container(name: str, body: Mapping[str, Data]) -> dict[str, Data]:
    key = body["partitionKey"]
    paths = key if isinstance(key, list) else [key]
    kind = "MultiHash" if len(paths) > 1 else "Hash"
    made: dict[str, Data] = {"id": name, "partitionKey": {"paths": paths, "kind": kind, "version": 2}}
    if "uniqueKeys" in body:
        made["uniqueKeyPolicy"] = {"uniqueKeys": [{"paths": one} for one in body["uniqueKeys"]]}
    return {**made, "defaultTtl": body["ttl"]} if "ttl" in body else made


def vault(part: Resource, _: Factory, names: Names) -> Iterator[Piece]:
    """The vault: its secrets are guarded by roles, and are no business of a template."""
    body = part.properties
    properties = {
        "tenantId": TENANT,
        "sku": {"family": "A", "name": body.get("sku", "standard")},
        "enableRbacAuthorization": True,
        "enableSoftDelete": True,
        "softDeleteRetentionInDays": body.get("softDeleteDays"),
        # Azure takes true or nothing: false would be refused where it was once true.
        "enablePurgeProtection": body.get("purgeProtection") or None,
    }
    yield top(part, VAULTS, names, {"properties": properties})


def storage(part: Resource, factory: Factory, names: Names) -> Iterator[Piece]:
    """The account and its containers."""
    body = part.properties
    properties = {
        "isHnsEnabled": body.get("hierarchicalNamespace", _is_lake(part, factory)),
        "allowSharedKeyAccess": body.get("keys", _keys_needed(part, factory)),
        "allowBlobPublicAccess": False,
        "minimumTlsVersion": "TLS1_2",
        "supportsHttpsTrafficOnly": True,
    }
    sku = {"name": body.get("sku", "Standard_LRS")}
    yield top(part, STORAGE, names, {"sku": sku, "kind": "StorageV2", "properties": properties})
    for name in body.get("containers", ()):
        piece = below(part, f"{STORAGE}/blobServices/containers", ("default", name), names, {"properties": {}})
        piece.parents = (value(resource_id(STORAGE, names.of(part))),)  # the service between them is always there
        yield piece


def _services(part: Resource, factory: Factory) -> Iterator[Resource]:
    """The linked services that are for this part."""
    for one in factory.of(LINKED_SERVICES):
        store = store_of(one, factory.environment)
        if store is not None and store.part is part:
            yield one


def _keys_needed(part: Resource, factory: Factory) -> bool:
    return any(uses_key(one) for one in _services(part, factory))


def _is_lake(part: Resource, factory: Factory) -> bool:
    return any(one.properties.get("type") == "AzureBlobFS" for one in _services(part, factory))
