"""A function gets too few or too many arguments.

The run fails when it comes to it.

Before:

    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@length('a', 'b')"}

After:

    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@length('ab')"}

Source: the answers of Microsoft's engine to every function with too few and too many arguments.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every call with a number of arguments that the function does not take."""
    return findings(survey, "ADF304")


RULE = Rule("ADF304", "argument-count", Severity.ERROR, check)
