"""A follower database is written to.

A follower is a read-only replica: only its leader takes data and commands that change it. Write to the leader; the
follower has it seconds later.

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
      covid: {type: kusto, cluster: reader}
    datasets:
      covid_table: {type: kusto, linkedService: covid, table: Covid19}
    pipelines:
      load:
        activities:
          Copy: {type: copy, source: {dataset: orders_json}, sink: {dataset: covid_table}}

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
      covid: {type: kusto, cluster: lead}
    datasets:
      covid_table: {type: kusto, linkedService: covid, table: Covid19}
    pipelines:
      load:
        activities:
          Copy: {type: copy, source: {dataset: orders_json}, sink: {dataset: covid_table}}

Source: https://learn.microsoft.com/azure/data-explorer/follower.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.environment import store_of
from adfc.environment.reads import uses
from adfc.kinds import PIPELINES
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every sink and every changing command that goes to a follower."""
    environment = survey.factory.environment
    for use in uses(survey.factory) if environment else ():
        changes = use.does == "writes" or (use.does == "commands" and not use.command.strip().startswith(".show"))
        store = store_of(use.service, environment) if changes else None
        followers = store.part.properties.get("followers", {}) if store else {}
        if store and store.database is not None and store.database in followers:
            message = f'"{use.name}" writes to database "{store.database}" of "{store.part.name}", which is a follower'
            leader = followers[store.database].get("cluster")
            way_out = f'write to its leader "{leader}"' if leader else "write to its leader"
            path = (*use.path, "name") if use.user.kind is PIPELINES else use.path
            place = ("the follower is declared here", store.part, ("followers", store.database))
            yield Finding(use.user, path, message, way_out, elsewhere=(place,))


RULE = Rule("ADF496", "follower-written", Severity.ERROR, check)
