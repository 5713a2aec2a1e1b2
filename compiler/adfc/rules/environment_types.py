"""A copy brings values into a column of another type than theirs.

A table of Azure Data Explorer does not refuse them: what does not fit becomes null, and nobody hears of it. A fraction
in a column of whole numbers, a date in a column of numbers, a long in an int are such. Convert in the source's query,
or give the column another type. Text is left alone, as it is read by the column's type.

Before:

    environment:
      kustoClusters:
        covidadx:
          location: Central US
          sku: Dev(No SLA)_Standard_D11_v2
          databases: {covid-db: {tables: {Covid19: {id: int, updated: int}}}}
    linkedServices:
      covid: {type: kusto, cluster: covidadx}
    datasets:
      covid_rows: {type: azure_sql, linkedService: db, table: covid, columns: {id: int, updated: datetime2}}
      covid_table: {type: kusto, linkedService: covid, table: Covid19}
    pipelines:
      load:
        activities:
          Copy: {type: copy, source: {dataset: covid_rows}, sink: {dataset: covid_table}}

After:

    environment:
      kustoClusters:
        covidadx:
          location: Central US
          sku: Dev(No SLA)_Standard_D11_v2
          databases: {covid-db: {tables: {Covid19: {id: int, updated: datetime}}}}
    linkedServices:
      covid: {type: kusto, cluster: covidadx}
    datasets:
      covid_rows: {type: azure_sql, linkedService: db, table: covid, columns: {id: int, updated: datetime2}}
      covid_table: {type: kusto, linkedService: covid, table: Covid19}
    pipelines:
      load:
        activities:
          Copy: {type: copy, source: {dataset: covid_rows}, sink: {dataset: covid_table}}

Source: https://learn.microsoft.com/azure/data-factory/copy-activity-schema-and-type-mapping#data-type-mapping, and
https://learn.microsoft.com/kusto/query/scalar-data-types/null-values#null-values-and-ingestion.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.around import Thing, table_columns, thing_of
from adfc.rules.copying import Copy, columns, copies
from adfc.rules.flow import has_query
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey

FAMILIES = {
    **dict.fromkeys(("int", "int32", "integer", "int16", "smallint", "tinyint", "byte", "mediumint"), "int"),
    **dict.fromkeys(("long", "int64", "bigint"), "long"),
    **dict.fromkeys(("real", "double", "float", "single", "double precision"), "real"),
    **dict.fromkeys(("decimal", "numeric", "money", "number"), "decimal"),
    **dict.fromkeys(("datetime", "datetime2", "date", "smalldatetime", "datetimeoffset", "timestamp"), "datetime"),
    **dict.fromkeys(("bool", "boolean", "bit"), "bool"),
    **dict.fromkeys(("guid", "uuid", "uniqueid", "uniqueidentifier"), "guid"),
    **dict.fromkeys(("timespan", "time"), "timespan"),
}
"""Words for types, of Kusto, .NET and SQL, and what kind of value each is."""

FITS = {
    "int": frozenset(("long", "real", "decimal", "bool")),
    "long": frozenset(("real", "decimal")),
    "real": frozenset(("decimal",)),
    "decimal": frozenset(("real",)),
    "bool": frozenset(("int", "long")),
}
"""What else a column may be that takes values of a kind; text and dynamic take all."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every column of a source, by name or mapping, that comes into a column it does not fit."""
    for copy in copies(survey):
        thing = thing_of(copy.sink.dataset, survey)
        if thing is not None and not has_query(copy.source):
            yield from _of_copy(copy, thing, survey)


def _of_copy(copy: Copy, thing: Thing, survey: Survey) -> Iterator[Finding]:
    wanted, brought = table_columns(thing, survey), columns(copy.source.dataset)
    for source, sink in _pairs(copy):
        kind, into = _family(brought.get(source)), wanted.get(sink, "")
        if kind and into not in (kind, "string", "dynamic", "") and into not in FITS.get(kind, ()):
            what = f'"{source}" of "{copy.source.dataset.name}"'
            message = f'{what} is of type {brought[source]}, and column "{sink}" of "{thing.name}" takes {into}'
            path = ("databases", str(thing.store.database), "tables", thing.name, sink)
            place = ("the column is declared here", thing.store.part, path)
            way_out = "convert it in a query of the source, or give the column another type"
            yield Finding(copy.activity.pipeline, copy.sink.path, message, way_out, key=True, elsewhere=(place,))


def _pairs(copy: Copy) -> Iterator[tuple[str, str]]:
    """The names of columns that go from the source to the sink."""
    translator = copy.activity.settings.get("translator")
    listed = translator.get("mappings") if isinstance(translator, dict) else None
    if not isinstance(listed, list):
        yield from ((name, name) for name in columns(copy.source.dataset))
        return
    for one in listed:
        ends = [one.get(key) if isinstance(one, dict) else None for key in ("source", "sink")]
        source, sink = (end.get("name") if isinstance(end, dict) else None for end in ends)
        if isinstance(source, str) and isinstance(sink, str):
            yield source, sink


def _family(kind: object) -> str:
    return FAMILIES.get(str(kind).lower().partition("(")[0].strip(), "")


RULE = Rule("ADF493", "environment-types", Severity.WARNING, check)
