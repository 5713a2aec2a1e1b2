"""An expression stands where the service evaluates none, and stays text.

The default of a pipeline's parameter or variable is a value, and names and descriptions are for people.

Before:

    parameters: {day: {type: String, defaultValue: "@utcNow('yyyy-MM-dd')"}}
    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@length(pipeline().parameters.day)"}

After:

    parameters: {day: {type: String, defaultValue: ""}}
    variables: {day: {type: String}}
    activities:
      Set day:
        type: SetVariable
        variableName: day
        value: "@if(empty(pipeline().parameters.day), utcNow('yyyy-MM-dd'), pipeline().parameters.day)"

Source: https://learn.microsoft.com/azure/data-factory/concepts-parameters-variables: a default is a value.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every expression in a default of a pipeline, a name or a description."""
    return findings(survey, "ADF317")


RULE = Rule("ADF317", "expression-not-evaluated", Severity.WARNING, check)
