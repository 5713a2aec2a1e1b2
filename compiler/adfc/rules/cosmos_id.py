"""A number becomes the id of documents in Cosmos DB.

The `id` of a document is text: Cosmos DB refuses a number, and nobody promises that a copy turns one into text
(between a table and a document there is no conversion of types). Turn it into text in the source's query. Where the
query is not read by the KQL parser, its words decide, and what is then a guess is a warning at most.

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
from adfc.kql.types import NUMBERS
from adfc.model import text_of
from adfc.rules.copying import Copy, columns, copies
from adfc.rules.flow import arriving, source_columns
from adfc.rules.queries import answer_of
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey

SINK = "CosmosDbSqlApiSink"

REFUSED = NUMBERS | {"bool"}
"""KQL types that become no text in JSON; times and GUIDs do."""

GUESSED = NUMBERS | {"double", "float", "int16", "int32", "int64", "integer", "bigint", "number", "single"}

CONVERTED = re.compile(r"tostring\s*\(|strcat\s*\(|\b(?:cast|convert|concat)\s*\(|project-away\b", re.IGNORECASE)
"""Words after which an id may well be text."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every copy into Cosmos DB whose id is a number, or seems to be."""
    for copy in copies(survey):
        if copy.sink.body.get("type") == SINK:
            answer = answer_of(survey, copy.activity)
            is_read = bool(answer and answer.faults) or source_columns(survey, copy.source) is not None
            yield from _known(survey, copy) if is_read else _guessed(copy)


def _known(survey: Survey, copy: Copy) -> Iterator[Finding]:
    kind = (arriving(survey, copy) or {}).get("id")
    if kind in REFUSED:
        message = f'the id of a document is text, and "id" arrives as {kind}'
        yield Finding(copy.activity.pipeline, copy.source.path, message, _way_out(copy), key=True)


def _guessed(copy: Copy) -> Iterator[Finding]:
    kind = str(columns(copy.source.dataset).get("id", "")).lower()
    if kind in GUESSED and not _is_converted(copy):
        message = f'the id of a document is text, and "id" of "{copy.source.dataset.name}" is of type {kind}'
        place = copy.source.path
        yield Finding(copy.activity.pipeline, place, message, _way_out(copy), key=True, is_guess=True)


def _way_out(copy: Copy) -> str:
    query = text_of(copy.source.body.get("query"))
    return "make it text in the query: | extend id = tostring(id)" if query else "make it text in a query of the source"


def _is_converted(copy: Copy) -> bool:
    translator = copy.activity.settings.get("translator")
    mapped = isinstance(translator, dict) and bool(translator.get("mappings"))
    return mapped or bool(CONVERTED.search(text_of(copy.source.body.get("query"))))


RULE = Rule("ADF454", "cosmos-id", Severity.ERROR, check)
