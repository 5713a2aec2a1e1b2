"""An expression reads a property that `pipeline()`, `trigger()` or `triggerBody()` does not have.

Before:

    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@length(pipeline().RunID2)"}

After:

    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@length(pipeline().RunId)"}

Source: https://learn.microsoft.com/azure/data-factory/control-flow-system-variables.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every system variable that does not exist."""
    return findings(survey, "ADF314")


RULE = Rule("ADF314", "system-variable-unknown", Severity.ERROR, check)
