"""An expression calls a function that only Logic Apps documents.

Data Factory shares its engine with Logic Apps. What its own page does not name may work today, and nobody promises
it.

Before:

    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@nthIndexOf('a,b,c', ',', 2)"}

After:

    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@lastIndexOf('a,b,c', ',')"}

Source: https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions, and
https://learn.microsoft.com/azure/logic-apps/workflow-definition-language-functions-reference.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every call of a function that the engine has and Data Factory's page does not name."""
    return findings(survey, "ADF303")


RULE = Rule("ADF303", "function-undocumented", Severity.WARNING, check)
