"""The Kusto databases of an environment with their tables and functions, those that are followed included."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from adfc.environment.functions import stored_function
from adfc.environment.given import given
from adfc.environment.lookup import find, store_of
from adfc.environment.names import name_of
from adfc.kinds import KUSTO_CLUSTERS
from adfc.model import Data, Factory, Resource

Columns: TypeAlias = Mapping[str, str]
"""Name to Kusto type (`int`, `datetime`, ...), in order."""

Tables: TypeAlias = Mapping[str, Columns]
"""The columns of each table, by its name."""


@dataclass(frozen=True, slots=True)
class KustoDatabase:
    """A database as a linked service reaches it."""

    cluster: str
    """The cluster's name in Azure."""
    endpoint: str
    """The cluster's URI: `https://NAME.REGION.kusto.windows.net`."""
    name: str
    tables: Tables
    functions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By name, the parameters with their parentheses and the body with its braces."""


def databases(environment: Sequence[Resource]) -> tuple[KustoDatabase, ...]:
    """Every database of every Kusto cluster whose tables are known here.

    A follower has the leader's tables and functions, or those tables that it follows; one of a cluster elsewhere is
    left out, as nobody here knows its tables.
    """
    clusters = [one for one in environment if one.kind is KUSTO_CLUSTERS]
    own = (_database(one, name, body or {}) for one in clusters for name, body in _bodies(one).items())
    return (*own, *(followed for one in clusters for followed in _followed(one, environment)))


def tables(environment: Sequence[Resource]) -> dict[tuple[str, str], Tables]:
    """The tables of every database of `databases`, by the cluster's name in Azure and the database's."""
    return {(one.cluster, one.name): one.tables for one in databases(environment)}


def kusto_database(service: Resource, factory: Factory) -> tuple[str, str] | None:
    """The cluster's name in Azure and the database that a linked service is for, or None where it names none here."""
    store = store_of(service, factory.environment)
    if store is None or store.part.kind is not KUSTO_CLUSTERS or store.database is None:
        return None
    return name_of(store.part), store.database


def columns_of(cluster: Resource, database: str, table: str, environment: Sequence[Resource]) -> Columns:
    """The columns of a table; empty where the environment does not know it."""
    return tables(environment).get((name_of(cluster), database), {}).get(table, {})


def _bodies(cluster: Resource) -> Mapping[str, Data]:
    bodies: Mapping[str, Data] = cluster.properties.get("databases", {})
    return bodies


def _database(
    cluster: Resource, name: str, body: Mapping[str, Data], chosen: Sequence[str] | None = None
) -> KustoDatabase:
    known = body.get("tables", {})
    functions = [stored_function(one, text) for one, text in body.get("functions", {}).items()]
    return KustoDatabase(
        name_of(cluster),
        given(cluster.kind.section, cluster.name, cluster.properties)["endpoint"].value,
        name,
        known if chosen is None else {one: known[one] for one in chosen if one in known},
        {one.name: (one.parameters, one.body) for one in functions},
    )


def _followed(cluster: Resource, environment: Sequence[Resource]) -> Iterator[KustoDatabase]:
    for name, follower in cluster.properties.get("followers", {}).items():
        leader = find(environment, KUSTO_CLUSTERS, follower.get("cluster", ""))
        if leader is not None and name in _bodies(leader):
            yield _database(cluster, name, _bodies(leader)[name] or {}, follower.get("tables"))
