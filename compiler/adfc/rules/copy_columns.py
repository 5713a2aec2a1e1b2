"""A copy maps columns that its source or its sink does not have, or brings columns that its sink lacks.

Columns are matched by name, letter case included, and a table must have all that are copied into it: the copy fails on
the first one that is missing. This is known where a dataset declares its columns, and where the source is KQL that is
checked, as then its columns are known; a query in another language tells nothing. Say what goes where with `mapping`,
leave columns out in the source's query, or add them to the table.

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
from adfc.kql import Columns
from adfc.rules.copying import Copy, copies
from adfc.rules.flow import Mapped, mapped, sink_columns, source_columns
from adfc.rules.queries import SOURCE
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.suggest import closest, hint

SHOWN = 90
"""A mapping of more characters than these is not written out in a message."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every column that a copy maps or brings by name and that one of its sides, if its columns are known, lacks."""
    for copy in copies(survey):
        brought, taken = source_columns(survey, copy.source), sink_columns(survey, copy.sink)
        entries = mapped(copy) if brought or taken else None
        if entries and _is_by_name(entries, taken):
            yield from _unbrought(copy, taken, brought or {})
        elif entries:
            yield from _mapped(copy, taken, entries, "sink")
            yield from _mapped(copy, brought or {}, entries, "source")
        elif entries is not None and brought and taken and not has_ingestion_mapping(copy):
            yield from _by_name(copy, brought, taken)


def has_ingestion_mapping(copy: Copy) -> bool:
    """Whether a mapping of Kusto's own says what goes where."""
    return any(copy.sink.body.get(key) for key in ("ingestionMappingName", "ingestionMappingAsJson"))


def _is_by_name(entries: list[Mapped], taken: Columns) -> bool:
    """Whether each column of the sink is mapped by its name, as where a spec says no mapping."""
    return [one.sink for one in entries] == list(taken) == [one.source for one in entries]


def _unbrought(copy: Copy, taken: Columns, brought: Columns) -> Iterator[Finding]:
    """All that the sink has and the source lacks, at once."""
    missing = [name for name in taken if name not in brought] if brought else []
    if missing:
        quoted = ", ".join(f'"{name}"' for name in missing)
        message = f"{_whose(copy, 'source')} has no column {quoted}, and {_whose(copy, 'sink')} has"
        yield Finding(copy.activity.pipeline, copy.source.path, message, _left_empty(taken, brought), key=True)


def _left_empty(taken: Columns, brought: Columns) -> str:
    """The way out for columns that do not come: the one that is meant, or a mapping without them."""
    spare = [name for name in brought if name not in taken]
    close = next((one for name in taken if name not in brought and (one := closest(name, spare))), None)
    both = ", ".join(f"{name}: {name}" for name in taken if name in brought)
    if close:
        return f'did you mean "{close}"? mapping: {{TO: FROM}} says so'
    if len(both) > SHOWN:
        return "say with mapping: {TO: FROM} which ones come"
    return f"to leave that empty, write mapping: {{{both}}}"


def _mapped(copy: Copy, known: Columns, entries: list[Mapped], key: str) -> Iterator[Finding]:
    for one in entries if known else ():
        name = one.sink if key == "sink" else one.source
        if name and name not in known:
            message = f'{_whose(copy, key)} has no column "{name}"'
            yield Finding(copy.activity.pipeline, (*one.path, key, _step(copy, one, key)), message, hint(name, known))


def _step(copy: Copy, one: Mapped, key: str) -> str:
    """The key that names the column in an entry of the mapping."""
    index = one.path[-1]
    side = copy.activity.settings["translator"]["mappings"][index][key]
    return "name" if isinstance(side.get("name"), str) else "path"


def _by_name(copy: Copy, brought: Columns, taken: Columns) -> Iterator[Finding]:
    missing = [name for name in brought if name not in taken]
    if missing:
        quoted = ", ".join(f'"{name}"' for name in missing)
        message = f"{_whose(copy, 'sink')} has no column {quoted}, which {_whose(copy, 'source')} brings"
        way_out = "say with mapping which columns go where, or add the missing ones to the table"
        yield Finding(copy.activity.pipeline, copy.sink.path, message, way_out, key=True)


def _whose(copy: Copy, key: str) -> str:
    if key == "source" and copy.source.body.get("type") == SOURCE and copy.source.body.get("query"):
        return "the result of the query"
    return f'"{(copy.sink if key == "sink" else copy.source).dataset.name}"'


RULE = Rule("ADF453", "copy-columns", Severity.ERROR, check)
