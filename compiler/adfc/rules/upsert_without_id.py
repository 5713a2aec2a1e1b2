"""Documents are upserted into Cosmos DB, and what arrives has no `id`.

Cosmos DB then makes an id up for each, so nothing is ever replaced: every run adds all documents once more. Bring a
column `id` of type text that stays the same for the same thing.

Before:

    datasets:
      cases_table: {type: kusto, linkedService: adx, table: Cases, columns: {country: string, day: datetime}}
    pipelines:
      load:
        activities:
          Copy:
            type: copy
            source: {dataset: cases_table, query: "Cases | project country, day"}
            sink: {dataset: cases, writeBehavior: upsert}

After:

    datasets:
      cases_table: {type: kusto, linkedService: adx, table: Cases, columns: {country: string, day: datetime}}
    pipelines:
      load:
        activities:
          Copy:
            type: copy
            source: {dataset: cases_table, query: "Cases | project id = strcat(country, '-', day), country, day"}
            sink: {dataset: cases, writeBehavior: upsert}

Source: https://learn.microsoft.com/azure/data-factory/connector-azure-cosmos-db#azure-cosmos-db-for-nosql-as-sink.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.copying import copies
from adfc.rules.cosmos_id import SINK
from adfc.rules.flow import arriving
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.suggest import closest


def check(survey: Survey) -> Iterator[Finding]:
    """Every upsert into Cosmos DB where it is known what arrives, and that no id is among it."""
    for copy in copies(survey):
        if copy.sink.body.get("type") == SINK and copy.sink.body.get("writeBehavior") == "upsert":
            known = arriving(survey, copy)
            if known and "id" not in known:
                close = closest("id", known)
                way_out = f'"{close}" is not "id": letter case counts' if close else "bring a column id of type text"
                message = "no id arrives, so upsert replaces nothing: every run adds all documents once more"
                yield Finding(copy.activity.pipeline, copy.sink.path, message, way_out, key=True)


RULE = Rule("ADF455", "upsert-without-id", Severity.ERROR, check)
