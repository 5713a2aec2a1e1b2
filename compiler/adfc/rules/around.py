"""What of the environment the sides of activities read and write."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from adfc.environment import Store, store_of
from adfc.environment.kusto import columns_of
from adfc.kinds import COSMOS_ACCOUNTS, KUSTO_CLUSTERS, LINKED_SERVICES
from adfc.model import Data, Resource, name_in
from adfc.rules.survey import Survey

NAMED = {"AzureDataExplorerTable": "table", "CosmosDbSqlApiCollection": "collectionName"}
"""By the type of a dataset, its property that names a table or a container."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A table or a container, as a dataset names it, in the environment."""

    store: Store
    name: str

    @property
    def database(self) -> Mapping[str, Data] | None:
        """The body of its database; None where the environment does not declare it."""
        bodies = self.store.part.properties.get("databases", {})
        return bodies[self.store.database] or {} if self.store.database in bodies else None


def things(survey: Survey) -> tuple[tuple[Resource, Thing], ...]:
    """The datasets that name a table or a container in a database of the environment, with that."""
    return survey.once(_things)


def thing_of(dataset: Resource, survey: Survey) -> Thing | None:
    """The table or container that a dataset names, or None."""
    return next((thing for one, thing in things(survey) if one is dataset), None)


def table_columns(thing: Thing, survey: Survey) -> Mapping[str, str]:
    """The columns of a table; empty where they are not known."""
    if thing.store.part.kind is not KUSTO_CLUSTERS or thing.store.database is None:
        return {}
    return columns_of(thing.store.part, thing.store.database, thing.name, survey.factory.environment)


def partition_key(thing: Thing) -> str:
    """The path of a container's (first) partition key; empty where it is not known."""
    if thing.store.part.kind is not COSMOS_ACCOUNTS:
        return ""
    found = (thing.database or {}).get("containers", {}).get(thing.name, {}).get("partitionKey", "")
    return str(found[0] if isinstance(found, list) else found)


def _things(survey: Survey) -> Iterator[tuple[Resource, Thing]]:
    environment = survey.factory.environment
    for dataset in survey.factory.resources if environment else ():
        key = NAMED.get(str(dataset.properties.get("type")))
        settings = dataset.properties.get("typeProperties")
        name = settings.get(key) if key and isinstance(settings, dict) else None
        found = survey.graph.find(LINKED_SERVICES, name_in(dataset.properties.get("linkedServiceName")))
        store = store_of(found, environment) if found else None
        if store and isinstance(name, str):
            yield dataset, Thing(store, name)
