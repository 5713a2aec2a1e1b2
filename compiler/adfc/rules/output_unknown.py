"""An expression reads a property that the output of an activity never has.

A Lookup returns `firstRow`, or with `firstRowOnly: false` `count` and `value`; GetMetadata returns what its
`fieldList` asks for; a Filter `ItemsCount`, `FilteredItemsCount` and `Value`; an ExecutePipeline the return values
that its pipeline sets. A row of a Lookup has the columns that its KQL yields, where that is checked. What is behind
`?.` is told when it looks like a typing mistake, and nothing is told where the expression asks first
(`if(contains(...), ..., ...)`).

Before:

    activities:
      Get: {type: Lookup, dataset: config, source: {type: AzureSqlSource}}
      Wait: {type: Wait, waitTimeInSeconds: "@activity('Get').output.value[0].pause", after: [Get]}

After:

    activities:
      Get: {type: Lookup, dataset: config, source: {type: AzureSqlSource}}
      Wait: {type: Wait, waitTimeInSeconds: "@activity('Get').output.firstRow.pause", after: [Get]}

Source: https://learn.microsoft.com/azure/data-factory/control-flow-lookup-activity#use-the-lookup-activity-result,
https://learn.microsoft.com/azure/data-factory/control-flow-get-metadata-activity#metadata-options.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every property of an output that is certain not to be there."""
    return findings(survey, "ADF310")


RULE = Rule("ADF310", "output-unknown", Severity.ERROR, check)
