"""A Lookup asks for all rows.

It returns 5,000 of them at most, without a word about the rest, and fails above 4 MB. Ask for fewer in the query, or
copy the rows and loop over pages.

Before:

    activities:
      Which tables:
        type: Lookup
        dataset: config
        firstRowOnly: false
        source: {type: AzureSqlSource}

After:

    activities:
      Which tables:
        type: Lookup
        dataset: config
        firstRowOnly: false # adfc: ignore ADF473 the table has thirty rows
        source: {type: AzureSqlSource}

Source: https://learn.microsoft.com/azure/data-factory/control-flow-lookup-activity#supported-capabilities.
"""

from collections.abc import Iterator

from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every Lookup with firstRowOnly: false."""
    for one in survey.activities("Lookup"):
        if one.settings.get("firstRowOnly") is False:
            rows = survey.limits["lookupRows"]
            message = f'"{one.name}" returns the first {rows:,} rows and drops the others'
            path = one.at("typeProperties", "firstRowOnly")
            yield Finding(one.pipeline, path, message, "make sure in the query that there are no more")


RULE = Rule("ADF473", "lookup-all-rows", None, check)
