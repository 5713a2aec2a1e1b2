"""What a part of an environment gives a linked service or a dataset that names it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from adfc.environment.names import azure_name, region
from adfc.kinds import COSMOS_ACCOUNTS, KEY_VAULTS, KUSTO_CLUSTERS, STORAGE_ACCOUNTS
from adfc.model import Data


@dataclass(frozen=True, slots=True)
class Given:
    """A value that need not be written; what is written all the same must be it, or one of `choices`."""

    value: Data
    """None where there is none, or more than one to choose from."""
    choices: tuple[str, ...] | None = None
    """None where only the value itself may be written."""

    def fits(self, written: str) -> bool:
        """Whether a spec may say this; URLs count without letter case and a slash at the end."""
        if self.choices is not None:
            return written in self.choices
        return written.rstrip("/").lower() == str(self.value).rstrip("/").lower()


def given(section: str, key: str, body: Mapping[str, Data]) -> Mapping[str, Given]:
    """What the part `key` of an environment gives, by the words that connectors know it by.

    Args:
        section: the part's key in the section `environment`, e.g. `kustoClusters`.
        key: its name there.
        body: its body, checked by its schema.
    """
    return _GIVEN[section](azure_name(key, body), body) if section in _GIVEN else {}


def _kusto(name: str, body: Mapping[str, Data]) -> Mapping[str, Given]:
    endpoint = f"https://{name}.{region(body['location'])}.kusto.windows.net"
    return {"endpoint": Given(endpoint), "database": _one_of(*body.get("databases", {}), *body.get("followers", {}))}


def _cosmos(name: str, body: Mapping[str, Data]) -> Mapping[str, Given]:
    endpoint = f"https://{name}.documents.azure.com:443/"
    return {"endpoint": Given(endpoint), "database": _one_of(*body.get("databases", {}))}


def _vault(name: str, _: Mapping[str, Data]) -> Mapping[str, Given]:
    return {"url": Given(f"https://{name}.vault.azure.net/")}


def _storage(name: str, _: Mapping[str, Data]) -> Mapping[str, Given]:
    services = {one: Given(f"https://{name}.{one}.core.windows.net/") for one in STORAGE}
    return {**services, "dfs": Given(f"https://{name}.dfs.core.windows.net")}


def _one_of(*names: str) -> Given:
    return Given(names[0] if len(names) == 1 else None, names)


STORAGE = ("blob", "file", "queue", "table")
"""The services of a storage account beside its Data Lake, `dfs`."""

GIVES: Mapping[str, frozenset[str]] = {
    KUSTO_CLUSTERS.section: frozenset(("endpoint", "database")),
    COSMOS_ACCOUNTS.section: frozenset(("endpoint", "database")),
    KEY_VAULTS.section: frozenset(("url",)),
    STORAGE_ACCOUNTS.section: frozenset((*STORAGE, "dfs")),
    "tables": frozenset(("columns",)),
    "containers": frozenset(("partitionKey",)),
}
"""What a connector's schema may ask for, by section; tables and containers give it to datasets."""

_GIVEN: Mapping[str, Callable[[str, Mapping[str, Data]], Mapping[str, Given]]] = {
    KUSTO_CLUSTERS.section: _kusto,
    COSMOS_ACCOUNTS.section: _cosmos,
    KEY_VAULTS.section: _vault,
    STORAGE_ACCOUNTS.section: _storage,
}
"""Host names are those of the public cloud (learn.microsoft.com/azure/security/fundamentals/azure-domains)."""
