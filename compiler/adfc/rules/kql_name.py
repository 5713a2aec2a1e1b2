"""KQL names a column, table or function that is not there.

Names count with their letter case. Columns and tables are those that `environment` declares for the database, or
datasets of it, by `columns` or ADF's `schema`. A table that is not declared is an error where `environment` declares
the tables, or where its name is close to one that is there; else ADF324 tells of it.

Before:

    activities:
      Which days:
        type: Lookup
        dataset: cases_table
        source: {type: AzureDataExplorerSource, query: "Cases | where Confirmed > 0 | summarize by updated"}

After:

    activities:
      Which days:
        type: Lookup
        dataset: cases_table
        source: {type: AzureDataExplorerSource, query: "Cases | where confirmed > 0 | summarize by updated"}

Source: https://learn.microsoft.com/kusto/query/schema-entities/entity-names.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.kql import Kind
from adfc.rules.queries import faults
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every name in KQL that is not there."""
    return faults(survey, Kind.NAME)


RULE = Rule("ADF322", "kql-name", Severity.ERROR, check)
