"""A part of an expression fails whenever it is evaluated, whatever the values from outside are.

It has none of them in it, or it names a time unit or a time zone that is none.

Before:

    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@int('1.5')"}

After:

    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@int('15')"}

Source: the answers of Microsoft's engine, which adfc's own evaluator gives too.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every constant part of an expression that fails."""
    return findings(survey, "ADF306")


RULE = Rule("ADF306", "constant-fails", Severity.ERROR, check)
