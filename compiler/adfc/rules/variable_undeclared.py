"""An expression reads a variable that its pipeline does not declare.

The run fails when it comes to it. (ADF441 speaks of the variables that activities set.)

Before:

    variables: {folder: {type: String}}
    activities:
      Set: {type: SetVariable, variableName: folder, value: in}
      Wait: {type: Wait, waitTimeInSeconds: "@length(variables('foldr'))", after: [Set]}

After:

    variables: {folder: {type: String}}
    activities:
      Set: {type: SetVariable, variableName: folder, value: in}
      Wait: {type: Wait, waitTimeInSeconds: "@length(variables('folder'))", after: [Set]}

Source: https://learn.microsoft.com/azure/data-factory/concepts-parameters-variables#pipeline-variables.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every variable that is read and not declared."""
    return findings(survey, "ADF313")


RULE = Rule("ADF313", "variable-undeclared", Severity.ERROR, check)
