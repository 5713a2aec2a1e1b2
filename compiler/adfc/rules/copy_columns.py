"""A copy maps columns that its source or its sink does not have, or brings columns that its sink lacks.

Columns are matched by name, letter case included, and a table must have all that are copied into it: the copy fails on
the first one that is missing. This is known where a dataset of ours declares `columns`, and as long as the source has
no query. Say what goes where with `mapping`, leave columns out in the source's query, or add them to the table.

Before:

    datasets:
      raw: {type: azure_sql, linkedService: db, table: raw, columns: {id: string, amount: real, note: string}}
      orders: {type: azure_sql, linkedService: db, table: orders, columns: {id: string, amount: real}}
    pipelines:
      load:
        activities:
          Copy: {type: copy, source: {dataset: raw}, sink: {dataset: orders}, mapping: {id: id, remark: note}}

After:

    datasets:
      raw: {type: azure_sql, linkedService: db, table: raw, columns: {id: string, amount: real, note: string}}
      orders: {type: azure_sql, linkedService: db, table: orders, columns: {id: string, amount: real}}
    pipelines:
      load:
        activities:
          Copy: {type: copy, source: {dataset: raw}, sink: {dataset: orders}, mapping: {id: id, amount: amount}}

Source: https://learn.microsoft.com/azure/data-factory/copy-activity-schema-and-type-mapping#default-mapping.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.model import Data
from adfc.rules.copying import Copy, Side, columns, copies
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.suggest import hint

QUERIES = ("query", "sqlReaderQuery", "oracleReaderQuery", "sqlReaderStoredProcedureName", "requestBody")
"""Settings of a source after which its columns are no longer those of its dataset."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every column that a copy maps or brings by name and that a dataset with known columns does not have."""
    for copy in copies(survey):
        if not copy.sink.dataset.facts and not copy.source.dataset.facts:
            continue
        mappings = _mappings(copy)
        if mappings:
            yield from _mapped(copy, copy.sink, mappings)
            if not has_query(copy):
                yield from _mapped(copy, copy.source, mappings)
        elif not copy.activity.settings.get("translator") and not has_query(copy):
            yield from _by_name(copy)


def has_query(copy: Copy) -> bool:
    """Whether a query of the source says which columns it gives, and no longer its dataset."""
    return any(copy.source.body.get(key) for key in QUERIES)


def _mappings(copy: Copy) -> list[Data]:
    translator = copy.activity.settings.get("translator")
    found = translator.get("mappings") if isinstance(translator, dict) else None
    return found if isinstance(found, list) else []


def _mapped(copy: Copy, side: Side, mappings: list[Data]) -> Iterator[Finding]:
    known = columns(side.dataset)
    for index, one in enumerate(mappings if known else ()):
        column = one.get(side.key) if isinstance(one, dict) else None
        name = column.get("name") if isinstance(column, dict) else None
        if isinstance(name, str) and name not in known:
            path = copy.activity.at("typeProperties", "translator", "mappings", index, side.key, "name")
            message = f'"{side.dataset.name}" has no column "{name}"'
            yield Finding(copy.activity.pipeline, path, message, hint(name, known))


def _by_name(copy: Copy) -> Iterator[Finding]:
    wanted = columns(copy.sink.dataset)
    missing = [name for name in columns(copy.source.dataset) if wanted and name not in wanted]
    if missing:
        quoted = ", ".join(f'"{name}"' for name in missing)
        message = f'"{copy.sink.dataset.name}" has no column {quoted}, which "{copy.source.dataset.name}" brings'
        way_out = "say with mapping which columns go where, or add the missing ones to the table"
        yield Finding(copy.activity.pipeline, copy.sink.path, message, way_out, key=True)


RULE = Rule("ADF453", "copy-columns", Severity.ERROR, check)
