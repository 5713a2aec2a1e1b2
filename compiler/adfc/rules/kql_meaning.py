"""KQL that can be read and makes no sense: operands of types that do not go together, arguments that are missing.

Azure Data Explorer refuses the query when it runs. One class passes the parser: a number compared with a text by `==`.

Before:

    activities:
      Which days:
        type: Lookup
        dataset: cases_table
        source: {type: AzureDataExplorerSource, query: "Cases | where updated > '2024'"}

After:

    activities:
      Which days:
        type: Lookup
        dataset: cases_table
        source: {type: AzureDataExplorerSource, query: "Cases | where updated > datetime(2024-01-01)"}

Source: https://learn.microsoft.com/kusto/query/scalar-data-types.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.kql import Kind
from adfc.rules.queries import faults
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """All else that the parser refuses."""
    return faults(survey, Kind.MEANING)


RULE = Rule("ADF323", "kql-meaning", Severity.ERROR, check)
