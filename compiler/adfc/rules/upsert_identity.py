"""Documents are upserted into Cosmos DB by an id or a partition key that is another one at every run.

A document is replaced by one with the same partition key and the same `id`. With a key of the time of the run, or an id
that is made up, the same thing arrives as a new document each time.

Before:

    datasets:
      cases_table: {type: kusto, linkedService: adx, table: Cases, columns: {country: string, day: datetime}}
    pipelines:
      load:
        activities:
          Copy:
            type: copy
            source: {dataset: cases_table, query: "Cases | extend id = tostring(new_guid())"}
            sink: {dataset: cases, writeBehavior: upsert}

After:

    datasets:
      cases_table: {type: kusto, linkedService: adx, table: Cases, columns: {country: string, day: datetime}}
    pipelines:
      load:
        activities:
          Copy:
            type: copy
            source: {dataset: cases_table, query: "Cases | extend id = strcat(country, '-', day)"}
            sink: {dataset: cases, writeBehavior: upsert}

Source: https://learn.microsoft.com/azure/cosmos-db/resource-model#azure-cosmos-db-items.
"""

import re
from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.model import text_of
from adfc.rules.copying import Copy, copies
from adfc.rules.cosmos_id import SINK
from adfc.rules.flow import mapped
from adfc.rules.partition_key import first_of, key_of
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey

CHANGING = r"(?P<function>now|new_guid|rand)\s*\("
"""Functions of KQL that give something else at every run."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every upsert whose query works out the id or the partition key from the time or by chance."""
    for copy in copies(survey):
        if copy.sink.body.get("type") == SINK and copy.sink.body.get("writeBehavior") == "upsert" and not mapped(copy):
            yield from _changing(copy, first_of(key_of(survey, copy.sink.dataset)))


def _changing(copy: Copy, key: str) -> Iterator[Finding]:
    text = text_of(copy.source.body.get("query"))
    for column in dict.fromkeys(("id", key)):
        # From the column's own name up to the function there is no comma, pipe or line's end: the same assignment.
        found = re.search(rf"(?<![\w.]){re.escape(column)}\s*=(?![=~])[^,|;\n]*?\b{CHANGING}", text) if column else None
        if found:
            message = f'"{column}" is another one at every run ({found["function"]}), so upsert replaces nothing'
            way_out = "work it out from columns that stay the same for the same thing"
            path = (*copy.source.path, "query")
            yield Finding(copy.activity.pipeline, path, message, way_out, within=found.span("function"))


RULE = Rule("ADF463", "upsert-identity", Severity.WARNING, check)
