"""An expression is never of the type that is asked for where it stands.

ForEach and Filter go through an array, IfCondition, Until and Filter ask a boolean, a variable takes values of its
own type. `@{...}` always makes text.

Before:

    parameters: {days: {type: Array}}
    activities:
      Each day:
        type: ForEach
        items: "@{pipeline().parameters.days}"
        activities:
          Wait: {type: Wait, waitTimeInSeconds: 1}

After:

    parameters: {days: {type: Array}}
    activities:
      Each day:
        type: ForEach
        items: "@pipeline().parameters.days"
        activities:
          Wait: {type: Wait, waitTimeInSeconds: 1}

Source: https://learn.microsoft.com/azure/data-factory/control-flow-for-each-activity,
https://learn.microsoft.com/azure/data-factory/control-flow-if-condition-activity, and for variables
https://www.sqlservercentral.com/blogs/passing-json-arrays-between-pipelines-in-azure-data-factory.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every expression whose type can never fit its place."""
    return findings(survey, "ADF318")


RULE = Rule("ADF318", "expression-type", Severity.ERROR, check)
