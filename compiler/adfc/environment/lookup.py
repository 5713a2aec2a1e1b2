"""Which part of an environment a linked service is for: the one it names, or the one whose endpoint it has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adfc.environment.given import given
from adfc.kinds import COSMOS_ACCOUNTS, KEY_VAULTS, KUSTO_CLUSTERS, STORAGE_ACCOUNTS, Kind
from adfc.model import Data, Resource

FACT = "environment"
"""The fact of a linked service of ours that names a part: `{section, name, database}`."""

ENDPOINTS: Mapping[str, tuple[Kind, str]] = {
    "AzureDataExplorer": (KUSTO_CLUSTERS, "endpoint"),
    "CosmosDb": (COSMOS_ACCOUNTS, "accountEndpoint"),
    "AzureKeyVault": (KEY_VAULTS, "baseUrl"),
    "AzureBlobStorage": (STORAGE_ACCOUNTS, "serviceEndpoint"),
    "AzureBlobFS": (STORAGE_ACCOUNTS, "url"),
}
"""By ADF's type, what a linked service is for, and its property that holds an endpoint."""


@dataclass(frozen=True, slots=True)
class Store:
    """What a linked service is for."""

    part: Resource
    """Of the environment."""
    database: str | None
    """Of a cluster or an account; None where there is none, or an expression gives it."""


def find(environment: Sequence[Resource], kind: Kind, key: str) -> Resource | None:
    """The part of that kind that the environment calls `key`, compared without case, or None."""
    return next((one for one in environment if one.kind is kind and one.name.lower() == key.lower()), None)


def store_of(service: Resource, environment: Sequence[Resource]) -> Store | None:
    """The part of the environment that a linked service is for, or None where it is none of them."""
    told = service.facts.get(FACT)
    settings = service.properties.get("typeProperties")
    if not isinstance(settings, dict):
        return None
    if told is not None:
        kind = next(kind for kind, _ in ENDPOINTS.values() if kind.section == told["section"])
        part = find(environment, kind, told["name"])
        return Store(part, told.get("database")) if part else None
    part = _by_endpoint(service, settings, environment)
    return Store(part, _text(settings.get("database"))) if part else None


def _by_endpoint(service: Resource, settings: Mapping[str, Data], environment: Sequence[Resource]) -> Resource | None:
    kind, key = ENDPOINTS.get(str(service.properties.get("type")), (None, ""))
    written = _host(settings.get(key))
    for one in environment if written else ():
        hosts = (_host(two.value) for two in given(one.kind.section, one.name, one.properties).values())
        if one.kind is kind and written in hosts:
            return one
    return None


def _host(url: Data) -> str:
    """A URL so that two of the same host are the same: without port, path and letter case."""
    return url.lower().removeprefix("https://").partition("/")[0].partition(":")[0] if isinstance(url, str) else ""


def _text(value: Data) -> str | None:
    return value if isinstance(value, str) and not value.startswith("@") and "@{" not in value else None
