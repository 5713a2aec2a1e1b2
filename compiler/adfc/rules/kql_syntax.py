"""KQL that is not KQL.

Microsoft's own parser reads every query of a copy or Lookup from Azure Data Explorer and every command. Only the first
error of syntax is told: those behind it mostly follow from it. What `@{...}` becomes at run time may be anything.

Before:

    activities:
      Which days:
        type: Lookup
        dataset: cases_table
        source: {type: AzureDataExplorerSource, query: "Cases | wher confirmed > 0 | project updated"}

After:

    activities:
      Which days:
        type: Lookup
        dataset: cases_table
        source: {type: AzureDataExplorerSource, query: "Cases | where confirmed > 0 | project updated"}

Source: https://learn.microsoft.com/kusto/query.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.kql import Kind
from adfc.rules.queries import faults
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """The first error of syntax in each KQL text."""
    return faults(survey, Kind.SYNTAX)


RULE = Rule("ADF321", "kql-syntax", Severity.ERROR, check)
