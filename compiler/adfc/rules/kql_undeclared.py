"""KQL names a table or function that nothing in the project declares.

It may well be there: the specs say what some tables of the database hold, and of this one nothing. Then its columns are
not checked, nor what the query yields. Declare it as a dataset with `columns`. Where the project declares no table of
the database at all, nothing is said.

Before:

    activities:
      Which days:
        type: Lookup
        dataset: cases_table
        source: {type: AzureDataExplorerSource, query: "Holidays | project updated"}

After:

    datasets:
      holidays: {type: kusto, linkedService: adx, table: Holidays, columns: {updated: datetime}}
    pipelines:
      example:
        activities:
          Which days:
            type: Lookup
            dataset: holidays
            source: {type: AzureDataExplorerSource, query: "Holidays | project updated"}

Source: https://learn.microsoft.com/kusto/query/schema-entities.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.kql import Kind
from adfc.rules.queries import faults
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every table and function that may be there, and of which nothing is known."""
    return faults(survey, Kind.UNDECLARED)


RULE = Rule("ADF324", "kql-undeclared", Severity.INFO, check)
