"""A number becomes the id of documents in Cosmos DB.

The `id` of a document is text: Cosmos DB refuses a number, and nobody promises that a copy turns one into text
(between a table and a document there is no conversion of types). Turn it into text in the source's query.

Before:

    datasets:
      cases_table: {type: kusto, linkedService: adx, table: Cases, columns: {id: int, day: datetime}}
    pipelines:
      load:
        activities:
          Copy:
            type: copy
            source: {dataset: cases_table, query: Cases}
            sink: {dataset: cases, writeBehavior: upsert}

After:

    datasets:
      cases_table: {type: kusto, linkedService: adx, table: Cases, columns: {id: int, day: datetime}}
    pipelines:
      load:
        activities:
          Copy:
            type: copy
            source: {dataset: cases_table, query: "Cases | extend id = tostring(id)"}
            sink: {dataset: cases, writeBehavior: upsert}

Source: https://learn.microsoft.com/rest/api/cosmos-db/documents (id is a string), and
https://learn.microsoft.com/azure/data-factory/copy-activity-schema-and-type-mapping#data-type-mapping.
"""

import re
from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.copying import Copy, columns, copies
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey

NUMBERS = frozenset(
    (
        "int",
        "long",
        "real",
        "decimal",
        "double",
        "float",
        "int16",
        "int32",
        "int64",
        "integer",
        "bigint",
        "number",
        "single",
    )
)
CONVERTED = re.compile(r"tostring\s*\(|strcat\s*\(|\b(?:cast|convert|concat)\s*\(|project-away\b", re.IGNORECASE)
"""Words after which an id may well be text."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every copy into Cosmos DB whose source says that its id is a number and converts nothing."""
    for copy in copies(survey):
        if copy.sink.body.get("type") == "CosmosDbSqlApiSink":
            kind = str(columns(copy.source.dataset).get("id", "")).lower()
            if kind in NUMBERS and not _is_converted(copy):
                message = f'the id of a document is text, and "id" of "{copy.source.dataset.name}" is of type {kind}'
                way_out = "make it text in the query: | extend id = tostring(id)"
                yield Finding(copy.activity.pipeline, copy.source.path, message, way_out, key=True)


def _is_converted(copy: Copy) -> bool:
    query = copy.source.body.get("query")
    text = query.get("value") if isinstance(query, dict) else query
    translator = copy.activity.settings.get("translator")
    mapped = isinstance(translator, dict) and bool(translator.get("mappings"))
    return mapped or (isinstance(text, str) and bool(CONVERTED.search(text)))


RULE = Rule("ADF454", "cosmos-id", Severity.WARNING, check)
