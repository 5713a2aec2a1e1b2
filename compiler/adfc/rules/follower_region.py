"""A follower is in another region than its leader, or follows what the leader does not have.

A cluster can only follow databases of clusters in its own region. A deployment would say so after it has made the
cluster.

Before:

    environment:
      kustoClusters:
        lead:
          location: Central US
          sku: Standard_E2ads_v5
          databases: {covid-db: {tables: {Covid19: {id: string}}}}
        reader:
          location: West Europe
          sku: Standard_E2ads_v5
          followers: {covid-db: {cluster: lead}}

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

Source: https://learn.microsoft.com/azure/data-explorer/follower#prerequisites.
"""

from collections.abc import Iterator, Mapping

from adfc.diagnostic import Severity
from adfc.environment import find, region
from adfc.kinds import KUSTO_CLUSTERS
from adfc.model import Data, Resource
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.suggest import hint


def check(survey: Survey) -> Iterator[Finding]:
    """Every follower that can't be attached to its leader in the environment."""
    for part in survey.factory.environment:
        for name, body in part.properties.get("followers", {}).items():
            leader = find(survey.factory.environment, KUSTO_CLUSTERS, body.get("cluster", ""))
            if leader is not None:
                yield from _attached(part, leader, name, body)


def _attached(part: Resource, leader: Resource, name: str, body: Mapping[str, Data]) -> Iterator[Finding]:
    path = ("followers", name)
    here, there = (str(one.properties.get("location", "")) for one in (part, leader))
    if region(here) != region(there):
        message = f'"{part.name}" is in {here}, and can\'t follow "{leader.name}" in {there}'
        place = ("the leader is declared here", leader, ("location",))
        yield Finding(part, path, message, "a follower is in its leader's region", key=True, elsewhere=(place,))
    databases = leader.properties.get("databases", {})
    if name not in databases:
        message = f'"{leader.name}" has no database "{name}" to follow'
        yield Finding(part, path, message, hint(name, databases), key=True)
        return
    known = (databases[name] or {}).get("tables", {})
    for index, table in enumerate(body.get("tables", ())):
        if known and table not in known:
            message = f'database "{name}" of "{leader.name}" has no table "{table}" to follow'
            yield Finding(part, (*path, "tables", index), message, hint(table, known))


RULE = Rule("ADF498", "follower-region", Severity.ERROR, check)
