"""Nobody grants a role that a pipeline needs.

To read a database somebody must be Viewer of it, to write to its tables Ingestor; likewise for containers, files and
secrets. The factory's own identity and the user-assigned ones of the environment are granted what they need by
themselves. An application is not: list it under `principals`. A role that was granted by hand is no reason to hear of
this: take it into the environment, so that the next one has it too.

Before:

    environment:
      kustoClusters:
        covidadx:
          location: Central US
          sku: Dev(No SLA)_Standard_D11_v2
          databases:
            covid-db:
              tables: {Covid19: {id: string}}
              principals: {Viewer: [{application: 11111111-1111-1111-1111-111111111111}]}
    linkedServices:
      covid:
        type: kusto
        cluster: covidadx
        auth:
          servicePrincipal:
            id: 11111111-1111-1111-1111-111111111111
            tenant: contoso.com
            key: {secret: adx, vault: key_vault}
    datasets:
      covid_table: {type: kusto, linkedService: covid, table: Covid19}
    pipelines:
      load:
        activities:
          Copy: {type: copy, source: {dataset: orders_json}, sink: {dataset: covid_table}}

After:

    environment:
      kustoClusters:
        covidadx:
          location: Central US
          sku: Dev(No SLA)_Standard_D11_v2
          databases:
            covid-db:
              tables: {Covid19: {id: string}}
              principals: {Ingestor: [{application: 11111111-1111-1111-1111-111111111111}]}
    linkedServices:
      covid:
        type: kusto
        cluster: covidadx
        auth:
          servicePrincipal:
            id: 11111111-1111-1111-1111-111111111111
            tenant: contoso.com
            key: {secret: adx, vault: key_vault}
    datasets:
      covid_table: {type: kusto, linkedService: covid, table: Covid19}
    pipelines:
      load:
        activities:
          Copy: {type: copy, source: {dataset: orders_json}, sink: {dataset: covid_table}}

Source: https://learn.microsoft.com/azure/data-factory/connector-azure-data-explorer#linked-service-properties and the
pages of the other connectors; https://learn.microsoft.com/kusto/access-control/role-based-access-control.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.environment.grants import missing
from adfc.environment.needs import Need
from adfc.kinds import PIPELINES
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.source import Path


def check(survey: Survey) -> Iterator[Finding]:
    """The first need of each role that nobody grants."""
    for need in missing(survey.factory):
        part = need.part
        inside = f'database "{need.database}" of ' if need.database else ""
        on = f'{inside}{part.kind.noun} "{part.name}"'
        message = f"{need.principal} needs the role {need.role} on {on}, and nobody grants it"
        path = (*need.path, "name") if need.user.kind is PIPELINES else need.path
        databases = part.properties.get("databases", {})
        place: Path = ("databases", need.database) if need.database is not None and need.database in databases else ()
        elsewhere = ((f'{part.kind.noun} "{part.name}" is declared here', part, place),)
        yield Finding(need.user, path, message, f"{_way_out(need)}: {need.why}", elsewhere=elsewhere)


def _way_out(need: Need) -> str:
    if need.principal.sort == "factory" and need.database in need.part.properties.get("followers", {}):
        return "the follower replaces its leader's principals: grant it there by a command"
    if need.principal.sort == "factory":
        return "give the factory an identity of its own, systemAssigned"
    return f"list it there under principals: {{{need.role}: [...]}}"


RULE = Rule("ADF495", "role-missing", Severity.WARNING, check)
