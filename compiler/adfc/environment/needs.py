"""The roles that pipelines need: derived from what is read and written, and as whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from adfc.environment.lookup import ENDPOINTS, Store, find, store_of
from adfc.environment.principals import Principal, signs_in
from adfc.environment.reads import Use, uses
from adfc.kinds import COSMOS_ACCOUNTS, KEY_VAULTS, KUSTO_CLUSTERS, LINKED_SERVICES, STORAGE_ACCOUNTS
from adfc.model import Data, Factory, Resource
from adfc.source import Path

ROLES: Mapping[str, Mapping[str, str]] = {
    KUSTO_CLUSTERS.section: {"reads": "Viewer", "writes": "Ingestor"},
    COSMOS_ACCOUNTS.section: {"reads": "DataReader", "writes": "DataContributor"},
    STORAGE_ACCOUNTS.section: {"reads": "BlobDataReader", "writes": "BlobDataContributor"},
}
"""The least role, as an environment calls it, by what is done (learn.microsoft.com/azure/data-factory: the page of each
connector names it)."""

COVERS: Mapping[str, frozenset[str]] = {
    "Viewer": frozenset(("Viewer", "User", "Admin")),
    "Ingestor": frozenset(("Ingestor", "Admin")),
    "Admin": frozenset(("Admin",)),
    "DataReader": frozenset(("DataReader", "DataContributor")),
    "DataContributor": frozenset(("DataContributor",)),
    "BlobDataReader": frozenset(("BlobDataReader", "BlobDataContributor")),
    "BlobDataContributor": frozenset(("BlobDataContributor",)),
    "SecretsUser": frozenset(("SecretsUser", "SecretsOfficer")),
}
"""The roles with which one may do what a role is needed for (learn.microsoft.com/kusto/access-control)."""

INGESTS = (".append", ".set-or-append", ".set-or-replace", ".set ", ".ingest")


@dataclass(frozen=True, slots=True)
class Need:
    """A role that somebody must have."""

    principal: Principal
    part: Resource
    """Of the environment."""
    database: str | None
    """Of a cluster or an account; None for all of it."""
    role: str
    user: Resource
    """What needs it: a pipeline, a data flow, a linked service with a secret."""
    path: Path
    why: str


def needs(factory: Factory) -> Iterator[Need]:
    """Every role that the factory's pipelines and secrets need of its environment, in the order of what needs it.

    What is signed in for with a key needs no role, and nobody knows what an expression names.
    """
    if not factory.environment:
        return
    for use in uses(factory):
        store, principal = store_of(use.service, factory.environment), signs_in(use.service, factory)
        is_known = str(use.service.properties.get("type")) in ENDPOINTS  # of others the role is not known
        if store and principal and is_known and _is_there(store, use, factory):
            yield from _of_use(use, store, principal, factory)
    yield from _secrets(factory)


def _is_there(store: Store, use: Use, factory: Factory) -> bool:
    """Whether there is a database to have a role on: unknown ones and writes to followers are told of elsewhere."""
    if not isinstance(store.database, str) or store.part.kind not in (KUSTO_CLUSTERS, COSMOS_ACCOUNTS):
        return True
    follower = store.part.properties.get("followers", {}).get(store.database)
    if follower is None:
        return store.database in store.part.properties.get("databases", {})
    is_lost = "cluster" in follower and find(factory.environment, KUSTO_CLUSTERS, follower["cluster"]) is None
    return use.does != "writes" and not is_lost


def _of_use(use: Use, store: Store, principal: Principal, factory: Factory) -> Iterator[Need]:
    part, database = _led(store, factory) if use.does == "reads" else (store.part, store.database)
    roles = _of_command(use.command) if use.does == "commands" else (ROLES.get(part.kind.section, {}).get(use.does),)
    what = f'"{use.dataset.name}"' if use.dataset else f'"{use.service.name}"'
    done = f"runs a command on {what}" if use.does == "commands" else f"{use.does} {what}"
    for role in roles:
        if role is not None:
            why = f'"{use.name}" of {use.user.kind.noun} "{use.user.name}" {done}'
            yield Need(principal, part, database, role, use.user, use.path, why)


def _of_command(command: str) -> tuple[str, ...]:
    """The roles that a management command needs; where nobody knows it, all of them."""
    text = command.strip().lower()
    if text.startswith(".show"):
        return ("Viewer",)
    return ("Ingestor", "Viewer") if text.startswith(INGESTS) else ("Admin",)


def _led(store: Store, factory: Factory) -> tuple[Resource, str | None]:
    """Where a role for a follower is granted: at its leader, whose principals count for it unless they are replaced."""
    follower = store.part.properties.get("followers", {}).get(store.database)
    if follower and follower.get("principals") != "Replace" and "cluster" in follower:
        leader = find(factory.environment, KUSTO_CLUSTERS, follower["cluster"])
        return (leader, store.database) if leader else (store.part, store.database)
    return store.part, store.database


def _secrets(factory: Factory) -> Iterator[Need]:
    """The role to read secrets, for every secret of a vault of the environment."""
    vaults = {one.name.lower(): one for one in factory.of(LINKED_SERVICES)}
    for resource in factory.resources:
        for path, name in _stores(resource.properties, ()):
            vault = vaults.get(name.lower())
            store = store_of(vault, factory.environment) if vault else None
            principal = signs_in(vault, factory) if vault else None
            if store and principal and store.part.kind is KEY_VAULTS:
                why = f'{resource.kind.noun} "{resource.name}" takes a secret of it'
                yield Need(principal, store.part, None, "SecretsUser", resource, path, why)


def _stores(value: Data, path: Path) -> Iterator[tuple[Path, str]]:
    """The paths of secrets of Key Vaults, each with the name of its vault's linked service."""
    if isinstance(value, dict):
        store = value.get("store")
        if value.get("type") == "AzureKeyVaultSecret" and isinstance(store, dict):
            yield path, str(store.get("referenceName"))
        for key, one in value.items():
            yield from _stores(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _stores(one, (*path, index))
