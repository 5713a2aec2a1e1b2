"""An expression can't be read.

The service refuses it when it is published, or fails when it is evaluated. The place is the first word that can't
stand where it does.

Before:

    parameters: {max-age: {type: Int}}
    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@pipeline().parameters.max-age"}

After:

    parameters: {max-age: {type: Int}}
    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@pipeline().parameters['max-age']"}

Source: the parser of Microsoft's engine, whose answers to 1,916 texts are kept with the tests.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every text that the parser refuses."""
    return findings(survey, "ADF301")


RULE = Rule("ADF301", "expression-syntax", Severity.ERROR, check)
