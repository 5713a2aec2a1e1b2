"""A copy between tables brings a column whose type can't become the type of the column it goes to.

Text becomes anything that it can be read as, and anything becomes text; numbers and booleans become each other. All
else fails, or arrives empty: a time as a number, a number as a GUID. Convert it in the source's query.

Before:

    datasets:
      cases_table: {type: kusto, linkedService: adx, table: Cases, columns: {day: datetime, deaths: int}}
      days_table: {type: kusto, linkedService: adx, table: Days, columns: {day: int}}
    pipelines:
      load:
        activities:
          Copy: {type: copy, source: {dataset: cases_table, query: Cases | distinct day}, sink: {dataset: days_table}}

After:

    datasets:
      cases_table: {type: kusto, linkedService: adx, table: Cases, columns: {day: datetime, deaths: int}}
      days_table: {type: kusto, linkedService: adx, table: Days, columns: {day: int}}
    pipelines:
      load:
        activities:
          Copy:
            type: copy
            source: {dataset: cases_table, query: Cases | distinct day = dayofyear(day)}
            sink: {dataset: days_table}

Source: https://learn.microsoft.com/azure/data-factory/copy-activity-schema-and-type-mapping#data-type-mapping.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.kql.types import converts
from adfc.rules.copying import copies
from adfc.rules.flow import arriving, sink_columns
from adfc.rules.queries import SOURCE
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey

TABLES = frozenset(
    (
        "AzureDataExplorerSink",
        "AzurePostgreSqlSink",
        "AzureSqlSink",
        "SnowflakeV2Sink",
        "SqlDWSink",
        "SqlMISink",
        "SqlServerSink",
    )
)
"""Sinks whose columns have the types that their datasets declare."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every column from Azure Data Explorer to a table that can't be converted on the way."""
    for copy in copies(survey):
        if copy.source.body.get("type") == SOURCE and str(copy.sink.body.get("type")) in TABLES:
            wanted = sink_columns(survey, copy.sink)
            for name, kind in (arriving(survey, copy) or {}).items():
                if name in wanted and not converts(kind, wanted[name]):
                    message = f'"{name}" arrives as {kind}, which can\'t become {wanted[name]}'
                    way_out = f"convert it in the query: | extend {name} = to{wanted[name]}({name})"
                    yield Finding(copy.activity.pipeline, copy.sink.path, message, way_out, key=True)


RULE = Rule("ADF460", "copy-convert", Severity.ERROR, check)
