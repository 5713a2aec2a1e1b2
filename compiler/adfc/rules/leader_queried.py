"""A copy reads from a leader while a follower of the database exists.

Queries of consumers take the machines that ingest. A follower is a replica on a cluster of its own: who reads there in
bulk leaves the leader in peace, and pays for the reading. What must see its own writes at once reads the leader
all the same: say so in a comment that ignores this.

Before:

    environment:
      kustoClusters:
        lead:
          location: Central US
          sku: Standard_E2ads_v5
          databases: {covid-db: {tables: {Covid19: {id: string}}}}
        reader:
          location: Central US
          sku: Standard_E2ads_v5
          followers: {covid-db: {cluster: lead}}
    linkedServices:
      covid: {type: kusto, cluster: lead}
    datasets:
      covid_table: {type: kusto, linkedService: covid, table: Covid19}
    pipelines:
      share:
        activities:
          Copy: {type: copy, source: {dataset: covid_table, query: Covid19}, sink: {dataset: cases}}

After:

    environment:
      kustoClusters:
        lead:
          location: Central US
          sku: Standard_E2ads_v5
          databases: {covid-db: {tables: {Covid19: {id: string}}}}
        reader:
          location: Central US
          sku: Standard_E2ads_v5
          followers: {covid-db: {cluster: lead}}
    linkedServices:
      covid: {type: kusto, cluster: reader}
    datasets:
      covid_table: {type: kusto, linkedService: covid, table: Covid19}
    pipelines:
      share:
        activities:
          Copy: {type: copy, source: {dataset: covid_table, query: Covid19}, sink: {dataset: cases}}

Source: https://learn.microsoft.com/azure/data-explorer/follower.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.kinds import KUSTO_CLUSTERS
from adfc.model import Resource
from adfc.rules.around import Thing, thing_of
from adfc.rules.copying import copies
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every source of a copy in a database that another cluster of the environment follows."""
    for copy in copies(survey):
        thing, into = thing_of(copy.source.dataset, survey), thing_of(copy.sink.dataset, survey)
        if thing is None or (into is not None and into.store.part is thing.store.part):
            continue
        follower = _follower(thing, survey)
        if follower is not None:
            part, database = thing.store.part, str(thing.store.database)
            done = f'"{copy.activity.name}" reads database "{database}" from its leader "{part.name}"'
            message = f'{done}, while "{follower.name}" follows it'
            place = ("the follower is declared here", follower, ("followers", database))
            way_out = f'read from "{follower.name}": the leader\'s machines are left to ingestion'
            yield Finding(copy.activity.pipeline, copy.source.path, message, way_out, key=True, elsewhere=(place,))


def _follower(thing: Thing, survey: Survey) -> Resource | None:
    """A cluster that follows the table's database, or None."""
    for one in survey.factory.environment if thing.store.part.kind is KUSTO_CLUSTERS else ():
        told = one.properties.get("followers", {}).get(thing.store.database)
        follows = told and str(told.get("cluster", "")).lower() == thing.store.part.name.lower()
        if follows and thing.name in told.get("tables", (thing.name,)):
            return one
    return None


RULE = Rule("ADF497", "leader-queried", Severity.INFO, check)
