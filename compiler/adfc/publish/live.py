"""A live factory as the files that ADF Studio would keep of it in Git, from where on it is read like these.

What only the service writes is dropped:

- of every resource all but `name` and `properties`: `id`, `type`, `etag`, `systemData`; of the factory all but these
  two, `location`, `identity` and `tags`;
- of the factory's `properties` `provisioningState`, `createTime` and `version`, of its identity `principalId` and
  `tenantId`;
- of an integration runtime `state`, and `interactiveQuery` of its `typeProperties`;
- of a managed virtual network `vNetId` and `alias`;
- of a managed private endpoint `provisioningState`, `isReserved` and `connectionState`.

These are what azure-mgmt-datafactory declares as read-only, and what recorded traffic of the service shows. The
`runtimeState` of a trigger is declared so too, and stays: it is what a spec says by `state`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from adfc.kinds import (
    GLOBAL_PARAMETERS,
    INTEGRATION_RUNTIMES,
    KINDS,
    MANAGED_PRIVATE_ENDPOINTS,
    MANAGED_VIRTUAL_NETWORKS,
    Kind,
)
from adfc.model import Data
from adfc.publish.client import Client, Raw
from adfc.publish.together import together
from adfc.source import Path, SourceFile

KEPT = ("name", "properties")
KEPT_OF_FACTORY = (*KEPT, "location", "identity", "tags")

READ_ONLY: Mapping[Kind, tuple[Path, ...]] = {
    INTEGRATION_RUNTIMES: (("properties", "state"), ("properties", "typeProperties", "interactiveQuery")),
    MANAGED_VIRTUAL_NETWORKS: (("properties", "vNetId"), ("properties", "alias")),
    MANAGED_PRIVATE_ENDPOINTS: (
        ("properties", "provisioningState"),
        ("properties", "isReserved"),
        ("properties", "connectionState"),
    ),
}
READ_ONLY_OF_FACTORY: tuple[Path, ...] = (
    ("properties", "provisioningState"),
    ("properties", "createTime"),
    ("properties", "version"),
    ("identity", "principalId"),
    ("identity", "tenantId"),
)

_LISTED = (*(kind for kind in KINDS if kind is not MANAGED_PRIVATE_ENDPOINTS), GLOBAL_PARAMETERS)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A factory as the service gives it: its own JSON, and that of all its resources."""

    factory: Raw
    resources: Mapping[Kind, Sequence[Raw]]
    """Of every kind but managed private endpoints; of global parameters the one resource that holds them, or none."""
    endpoints: Mapping[str, Sequence[Raw]]
    """The managed private endpoints by the name of their managed virtual network."""


def fetch(client: Client) -> Fetched:
    """All of the factory that the client reads.

    The factory is asked for alone: what is wrong with the place or the sign-in is said once.

    Raises:
        RefusedError: something can't be read.
    """
    factory = client.factory()
    lists = together([partial(client.resources, kind) for kind in _LISTED])
    found = dict(zip(_LISTED, lists, strict=True))
    networks = [str(one.get("name")) for one in found[MANAGED_VIRTUAL_NETWORKS]]
    below = together([partial(client.resources, MANAGED_PRIVATE_ENDPOINTS, network) for network in networks])
    return Fetched(factory, found, dict(zip(networks, below, strict=True)))


def live_files(client: Client) -> list[SourceFile]:
    """The files of the factory that the client reads: its own, and one for each resource.

    Raises:
        RefusedError: something can't be read.
    """
    fetched = fetch(client)
    files = [_factory_file(fetched.factory, fetched.resources[GLOBAL_PARAMETERS])]
    for kind, resources in fetched.resources.items():
        if kind is not GLOBAL_PARAMETERS:
            files.extend(_files(kind, kind.folder, resources))
    for network, endpoints in fetched.endpoints.items():
        folder = f"{MANAGED_VIRTUAL_NETWORKS.folder}/{network}/{MANAGED_PRIVATE_ENDPOINTS.folder}"
        files.extend(_files(MANAGED_PRIVATE_ENDPOINTS, folder, endpoints))
    return files


def _files(kind: Kind, folder: str, resources: Sequence[Raw]) -> Iterator[SourceFile]:
    for one in resources:
        yield _file(folder, _stripped(one, KEPT, READ_ONLY.get(kind, ())))


def _factory_file(factory: Raw, parameters: Sequence[Raw]) -> SourceFile:
    """The factory's own file. Global parameters stand in it, whether the service keeps them there or beside it."""
    kept = _stripped(factory, KEPT_OF_FACTORY, READ_ONLY_OF_FACTORY)
    for one in parameters:
        properties = kept.get("properties", {})
        told = {**properties.get("globalParameters", {}), **one.get("properties", {})}
        kept["properties"] = {**properties, "globalParameters": told}
    return _file(GLOBAL_PARAMETERS.folder, kept)


def _file(folder: str, resource: Raw) -> SourceFile:
    return SourceFile(f"{folder}/{resource.get('name')}.json", json.dumps(resource, ensure_ascii=False))


def _stripped(resource: Raw, kept: tuple[str, ...], read_only: tuple[Path, ...]) -> Raw:
    left = {key: resource[key] for key in kept if key in resource}
    for path in read_only:
        left = without(left, path)
    return left


def without(value: Data, path: Path) -> Data:
    """A copy of the value without what stands at a path, if anything does."""
    if not isinstance(value, dict) or path[0] not in value:
        return value
    if len(path) == 1:
        return {key: one for key, one in value.items() if key != path[0]}
    return {**value, path[0]: without(value[path[0]], path[1:])}
