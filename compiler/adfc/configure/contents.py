"""What datasets name inside a part of the environment: tables with their columns, containers with their keys."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from adfc.configure.spec import Spec
from adfc.kinds import COSMOS_ACCOUNTS, KUSTO_CLUSTERS
from adfc.model import Data
from adfc.source import Path

Inside: TypeAlias = tuple[Spec, Path, Mapping[str, Data]]
"""The part that declares it, the path there, and what is known of it."""

Find: TypeAlias = Callable[[str, str], Spec | None]
"""The part of a section and key, or None."""

KUSTO_TYPES = {
    "boolean": "bool",
    "date": "datetime",
    "double": "real",
    "time": "timespan",
    "uuid": "guid",
    "uniqueid": "guid",
    "int32": "int",
    "int64": "long",
}
"""Other names of Kusto's types (learn.microsoft.com/kusto/query/scalar-data-types), and .NET's."""


def inside(section: str, part: Spec, database: str | None, name: Data, find: Find) -> Inside | None:
    """The table or container `name` of a database, as the environment declares it; None where it does not.

    Args:
        section: `tables` or `containers`, as the connector's schema says.
        part: the cluster or account.
        database: of it; None where nobody knows which.
        name: as the dataset writes it.
        find: looks up other parts: a follower's tables are its leader's.
    """
    if not isinstance(name, str) or database is None:
        return None
    return _table(part, database, name, find) if section == "tables" else _container(part, database, name)


def _table(part: Spec, database: str, table: str, find: Find) -> Inside | None:
    follower = part.body.get("followers", {}).get(database)
    leader = find(KUSTO_CLUSTERS.section, follower.get("cluster", "")) if follower else part
    body = leader.body.get("databases", {}).get(database) if leader else None
    columns = (body or {}).get("tables", {}).get(table)
    return (leader, ("databases", database, "tables", table), {"columns": columns}) if leader and columns else None


def _container(part: Spec, database: str, container: str) -> Inside | None:
    body = part.body.get("databases", {}).get(database)
    found = (body or {}).get("containers", {}).get(container)
    if not found or part.kind is not COSMOS_ACCOUNTS:
        return None
    paths = found["partitionKey"]
    key = paths[0] if isinstance(paths, list) else paths
    return part, ("databases", database, "containers", container), {"partitionKey": key}


def difference(written: Data, known: Data) -> tuple[Path, Path, str] | None:
    """Where what a dataset says is not what the environment knows: the path in it, the path there, and why; or None.

    A dataset may leave columns of a table out.
    """
    if isinstance(known, Mapping):
        return _other_columns(written, known)
    same = written == known or not is_plain(written)
    return None if same else ((), (), f'the partition key of the container is "{known}", not "{written}"')


def _other_columns(written: Data, known: Mapping[str, Data]) -> tuple[Path, Path, str] | None:
    for name, kind in written.items() if isinstance(written, dict) else ():
        if name not in known:
            return (name,), (), f'the table has no column "{name}"'
        if KUSTO_TYPES.get(str(kind).lower(), str(kind).lower()) != known[name]:
            return (name,), (name,), f'column "{name}" is of type {known[name]} in the table, not {kind}'
    return None


def is_plain(value: Data) -> bool:
    """Whether a value is text that ADF takes as it is."""
    return isinstance(value, str) and not value.startswith("@") and "@{" not in value
