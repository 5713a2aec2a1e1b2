"""An expression calls a function that does not exist.

The run fails when it comes to it.

Before:

    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@lenght('four')"}

After:

    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@length('four')"}

Source: https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every call of what is neither a function nor a reference."""
    return findings(survey, "ADF302")


RULE = Rule("ADF302", "function-unknown", Severity.ERROR, check)
