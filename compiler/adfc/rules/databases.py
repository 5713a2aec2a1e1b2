"""What the specs say about databases of Azure Data Explorer: their tables, and the tables' columns."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import urlsplit

from adfc.environment import databases as around
from adfc.kinds import DATASETS, LINKED_SERVICES
from adfc.kql import Columns, Database
from adfc.kql.types import kql_type
from adfc.model import Data, Resource, name_in
from adfc.rules.commanded import commands, made
from adfc.rules.survey import Survey
from adfc.validate.adf.scalars import is_expression

TABLE = "AzureDataExplorerTable"

Key: TypeAlias = tuple[str, str]
"""The host of a cluster and the name of a database; of one known only at run time, nothing and its linked service."""


@dataclass(frozen=True, slots=True)
class Known:
    """A part of what is known about a database."""

    key: Key
    tables: Mapping[str, Columns]
    """By name; of a table without columns these are not known."""
    functions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Stored functions: parameters in parentheses, and the body in braces."""
    is_whole: bool = False
    """Whether the database holds no other tables."""


def key_of(cluster: str, database: str) -> Key:
    """The key of a database by the cluster's URI or host."""
    host = urlsplit(cluster if "//" in cluster else f"//{cluster}").hostname or cluster
    return host.lower(), database


def of_datasets(survey: Survey) -> Iterator[Known]:
    """The tables of the datasets, with the columns that these declare."""
    for dataset in survey.factory.of(DATASETS):
        if dataset.properties.get("type") == TABLE:
            table, key = table_of(dataset), service_key(survey, dataset.properties.get("linkedServiceName"))
            if table and key:
                yield Known(key, {table: declared(dataset)})


def of_environment(survey: Survey) -> Iterator[Known]:
    """The databases that the environment declares; one with tables holds no others."""
    for one in around(survey.factory.environment):
        tables = {name: _typed(columns or {}) for name, columns in one.tables.items()}
        yield Known(key_of(one.endpoint, one.name), tables, one.functions, is_whole=bool(tables))


def _typed(columns: Mapping[str, Data]) -> dict[str, str]:
    return {name: kql_type(kind) for name, kind in columns.items()}


SOURCES: tuple[Callable[[Survey], Iterable[Known]], ...] = (of_environment, of_datasets)
"""Who knows of tables. Several may speak of the same one: then the first that names its columns counts."""


def databases(survey: Survey) -> tuple[Database, ...]:
    """Every database of which something is known."""
    return survey.once(_databases)


def database_of(survey: Survey, reference: Data) -> Database:
    """The database of a linked service, by a reference to it; empty where nothing is known of it."""
    return _of_key(survey, service_key(survey, reference) or ("", ""))


def database_at(survey: Survey, cluster: str, database: str) -> Database:
    """The database of a cluster, by its URI."""
    return _of_key(survey, key_of(cluster, database))


def _of_key(survey: Survey, key: Key) -> Database:
    return next((one for one in databases(survey) if _key(one) == key), _empty(key))


def declared(dataset: Resource) -> dict[str, str]:
    """The columns that a dataset declares, with their KQL types: our `columns`, or of a Kusto table ADF's `schema`.

    Of other stores the `schema` is what ADF Studio saw one day, and ADF itself does not go by it.
    """
    told = dataset.facts.get("columns")
    if isinstance(told, Mapping):
        return _typed(told)
    if dataset.properties.get("type") != TABLE:
        return {}
    listed = dataset.properties.get("schema")
    entries = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return {one["name"]: kql_type(one.get("type")) for one in entries if isinstance(one.get("name"), str)}


def service_key(survey: Survey, reference: Data) -> Key | None:
    """Which database a reference to a linked service means; None where it names none."""
    name = name_in(reference)
    if not name:
        return None
    service = survey.graph.find(LINKED_SERVICES, name)
    settings = service.properties.get("typeProperties") if service else None
    cluster, database = _plain(settings, "endpoint"), _plain(settings, "database")
    return key_of(cluster, database) if cluster and database else ("", name.lower())


def table_of(dataset: Resource) -> str:
    """The table of a dataset; empty where it is known only at run time."""
    return _plain(dataset.properties.get("typeProperties"), "table")


def _plain(settings: Data, word: str) -> str:
    """A setting that is written out; empty where it is left out, or known only at run time."""
    found = settings.get(word) if isinstance(settings, dict) else None
    return found if isinstance(found, str) and not is_expression(found) else ""


def _databases(survey: Survey) -> Iterator[Database]:
    parts: dict[Key, list[Known]] = {}
    for source in SOURCES:
        for known in source(survey):
            parts.setdefault(known.key, []).append(known)
    passing = _made(survey)
    for key, told in parts.items():
        yield _merged(key, told, passing.get(key, ()))


def _made(survey: Survey) -> Mapping[Key, list[str]]:
    """The tables that commands make, by database."""
    found: dict[Key, list[str]] = {}
    for text, reference in commands(survey):
        if key := service_key(survey, reference):
            found.setdefault(key, []).extend(made(text))
    return found


def _merged(key: Key, told: list[Known], passing: Iterable[str]) -> Database:
    """All that is known of a database; what commands make counts where any other table is known."""
    tables: dict[str, Columns] = {}
    functions: dict[str, tuple[str, str]] = {}
    for one in told:
        functions = {**one.functions, **functions}
        for name, columns in one.tables.items():
            if not tables.get(name):
                tables[name] = columns
    if any(one.tables for one in told):
        tables |= {name: {} for name in passing if name not in tables}
    cluster, name = key
    return Database(name, cluster, tables, functions, any(one.is_whole for one in told))


def _key(database: Database) -> Key:
    return database.cluster, database.name


def _empty(key: Key) -> Database:
    cluster, name = key
    return Database(name, cluster)
