"""A dataset names a table, a container or a database that the environment does not have.

Where the environment declares a database, it says all that is in it: a copy into a table that is not there fails. A
database that declares no tables (or containers) is left alone, as somebody else makes them.

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
from adfc.rules.around import NAMED, Thing, things
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.suggest import hint


def check(survey: Survey) -> Iterator[Finding]:
    """Every dataset whose table or container is not among those of its database."""
    for dataset, thing in things(survey):
        known = _known(thing, survey)
        if known and thing.name not in known and "@" not in thing.name:
            yield _finding(dataset, thing, known)


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
