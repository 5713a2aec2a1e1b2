"""The tables of an environment's Kusto databases, those that are followed included."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from adfc.environment.lookup import find, store_of
from adfc.environment.names import name_of
from adfc.kinds import KUSTO_CLUSTERS
from adfc.model import Data, Factory, Resource

Columns: TypeAlias = Mapping[str, str]
"""Name to Kusto type (`int`, `datetime`, ...), in order."""

Tables: TypeAlias = Mapping[str, Columns]
"""The columns of each table, by its name."""


def tables(environment: Sequence[Resource]) -> dict[tuple[str, str], Tables]:
    """The tables of every database of every Kusto cluster, by the cluster's name in Azure and the database's.

    A follower has the leader's tables, or those of them that it follows; one of a cluster elsewhere is left out, as
    nobody here knows its tables.
    """
    clusters = [one for one in environment if one.kind is KUSTO_CLUSTERS]
    found = {(name_of(one), name): own for one in clusters for name, own in _own(one).items()}
    for one in clusters:
        for name, follower in one.properties.get("followers", {}).items():
            leader = find(environment, KUSTO_CLUSTERS, follower.get("cluster", ""))
            if leader is not None and name in _own(leader):
                found[name_of(one), name] = _followed(_own(leader)[name], follower.get("tables"))
    return found


def kusto_database(service: Resource, factory: Factory) -> tuple[str, str] | None:
    """The cluster's name in Azure and the database that a linked service is for, or None where it names none here."""
    store = store_of(service, factory.environment)
    if store is None or store.part.kind is not KUSTO_CLUSTERS or store.database is None:
        return None
    return name_of(store.part), store.database


def columns_of(cluster: Resource, database: str, table: str, environment: Sequence[Resource]) -> Columns:
    """The columns of a table; empty where the environment does not know it."""
    return tables(environment).get((name_of(cluster), database), {}).get(table, {})


def _own(cluster: Resource) -> dict[str, Tables]:
    bodies: dict[str, Data] = cluster.properties.get("databases", {})
    return {name: (body or {}).get("tables", {}) for name, body in bodies.items()}


def _followed(led: Tables, chosen: Sequence[str] | None) -> Tables:
    return led if chosen is None else {name: led[name] for name in chosen if name in led}
