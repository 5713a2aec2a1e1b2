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
from collections.abc import Iterator, Mapping
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


def live_files(client: Client) -> list[SourceFile]:
    """The files of the factory that the client reads: its own, and one for each resource.

    The factory is asked for alone: what is wrong with the place or the sign-in is said once.

    Raises:
        RefusedError: something can't be read.
    """
    factory = client.factory()
    lists = together([partial(client.resources, kind) for kind in _LISTED])
    found = dict(zip(_LISTED, lists, strict=True))
    networks = [str(one.get("name")) for one in found[MANAGED_VIRTUAL_NETWORKS]]
    below = together([partial(client.resources, MANAGED_PRIVATE_ENDPOINTS, network) for network in networks])
    files = [_factory_file(factory, found.pop(GLOBAL_PARAMETERS))]
    for kind, resources in found.items():
        files.extend(_files(kind, kind.folder, resources))
    for network, endpoints in zip(networks, below, strict=True):
        folder = f"{MANAGED_VIRTUAL_NETWORKS.folder}/{network}/{MANAGED_PRIVATE_ENDPOINTS.folder}"
        files.extend(_files(MANAGED_PRIVATE_ENDPOINTS, folder, endpoints))
    return files


def _files(kind: Kind, folder: str, resources: list[Raw]) -> Iterator[SourceFile]:
    for one in resources:
        yield _file(folder, _stripped(one, KEPT, READ_ONLY.get(kind, ())))


def _factory_file(factory: Raw, parameters: list[Raw]) -> SourceFile:
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
        left = _without(left, path)
    return left


def _without(value: Data, path: Path) -> Data:
    """A copy of the value without what stands at a path, if anything does."""
    if not isinstance(value, dict) or path[0] not in value:
        return value
    if len(path) == 1:
        return {key: one for key, one in value.items() if key != path[0]}
    return {**value, path[0]: _without(value[path[0]], path[1:])}
