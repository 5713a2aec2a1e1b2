"""A dataset names a table or container, or a sink an ingestion mapping, that the environment does not have.

Where the environment declares a database, it says all that is in it: a copy into a table that is not there fails. A
database that declares no tables (or containers, or mappings) is left alone, as somebody else makes them.

Before:

    environment:
      kustoClusters:
        covidadx:
          location: Central US
          sku: Dev(No SLA)_Standard_D11_v2
          databases: {covid-db: {tables: {Covid19: {id: int}}}}
    linkedServices:
      covid: {type: kusto, cluster: covidadx}
    datasets:
      covid_table: {type: kusto, linkedService: covid, table: Covid}

After:

    environment:
      kustoClusters:
        covidadx:
          location: Central US
          sku: Dev(No SLA)_Standard_D11_v2
          databases: {covid-db: {tables: {Covid19: {id: int}}}}
    linkedServices:
      covid: {type: kusto, cluster: covidadx}
    datasets:
      covid_table: {type: kusto, linkedService: covid, table: Covid19}

Source: https://learn.microsoft.com/azure/data-factory/connector-azure-data-explorer#dataset-properties.
"""

from collections.abc import Iterator, Mapping

from adfc.diagnostic import Severity
from adfc.environment.kusto import tables
from adfc.environment.names import name_of
from adfc.kinds import KUSTO_CLUSTERS
from adfc.model import Data, Resource
from adfc.rules.around import NAMED, Thing, thing_of, things
from adfc.rules.copying import Copy, copies
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.suggest import hint


def check(survey: Survey) -> Iterator[Finding]:
    """Every dataset whose table or container is not among those of its database."""
    for dataset, thing in things(survey):
        known = _known(thing, survey)
        if known and thing.name not in known and "@" not in thing.name:
            yield _finding(dataset, thing, known)
    for part in survey.factory.environment:
        yield from _of_mappings(part)
    for copy in copies(survey):
        name = copy.sink.body.get("ingestionMappingName")
        into = thing_of(copy.sink.dataset, survey) if isinstance(name, str) and "@" not in name else None
        if into and into.database:
            yield from _mapping(copy, str(name), into, into.database.get("mappings", {}))


def _of_mappings(part: Resource) -> Iterator[Finding]:
    """What ingestion mappings of a cluster say of tables and columns that their database does not have."""
    for database, body in part.properties.get("databases", {}).items() if part.kind is KUSTO_CLUSTERS else ():
        known = (body or {}).get("tables", {})
        for name, one in (body or {}).get("mappings", {}).items() if known else ():
            at = ("databases", database, "mappings", name)
            columns = known.get(one["table"])
            if columns is None:
                message = f'database "{database}" has no table "{one["table"]}"'
                yield Finding(part, (*at, "table"), message, hint(one["table"], known))
                continue
            for column in one["mapping"] if isinstance(one["mapping"], dict) else ():
                if column not in columns:
                    message = f'table "{one["table"]}" has no column "{column}"'
                    yield Finding(part, (*at, "mapping", column), message, hint(column, columns), key=True)


def _mapping(copy: Copy, name: str, thing: Thing, known: Mapping[str, Data]) -> Iterator[Finding]:
    """An ingestion mapping that the database lacks, or has of another table."""
    of_table = {one: body for one, body in known.items() if body["table"] == thing.name}
    if known and name not in of_table:
        message = f'table "{thing.name}" of Kusto cluster "{thing.store.part.name}" has no ingestion mapping "{name}"'
        way_out = f'it is one of "{known[name]["table"]}"' if name in known else hint(name, of_table)
        place = (
            "the mappings are declared here",
            thing.store.part,
            ("databases", str(thing.store.database), "mappings"),
        )
        at = (*copy.sink.path, "ingestionMappingName")
        yield Finding(copy.activity.pipeline, at, message, way_out, elsewhere=(place,))


def _known(thing: Thing, survey: Survey) -> Mapping[str, Data]:
    """What the database has by name; empty where it says nothing."""
    if thing.store.part.kind is KUSTO_CLUSTERS:
        key = (name_of(thing.store.part), str(thing.store.database))
        return tables(survey.factory.environment).get(key, {})
    found: Mapping[str, Data] = (thing.database or {}).get("containers", {})
    return found


def _finding(dataset: Resource, thing: Thing, known: Mapping[str, Data]) -> Finding:
    part, database = thing.store.part, str(thing.store.database)
    key = NAMED[str(dataset.properties["type"])]
    noun = "table" if part.kind is KUSTO_CLUSTERS else "container"
    message = f'database "{database}" of {part.kind.noun} "{part.name}" has no {noun} "{thing.name}"'
    section = "followers" if database in part.properties.get("followers", {}) else "databases"
    place = ("the database is declared here", part, (section, database))
    return Finding(dataset, ("typeProperties", key), message, hint(thing.name, known), elsewhere=(place,))


RULE = Rule("ADF492", "environment-table", Severity.ERROR, check)
