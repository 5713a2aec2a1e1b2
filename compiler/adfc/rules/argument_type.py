"""An argument is of a kind that the function never takes.

Nothing converts it: `indexOf` finds no number in a text, `add` adds no text to a number. What is known only at run
time (a parameter of type Object, a row of a Lookup) is not judged.

Before:

    parameters: {count: {type: String}}
    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@add(pipeline().parameters.count, 1)"}

After:

    parameters: {count: {type: String}}
    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@add(int(pipeline().parameters.count), 1)"}

Source: the answers of Microsoft's engine to every function with values of all seven kinds in each place.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every argument whose type can never fit."""
    return findings(survey, "ADF305")


RULE = Rule("ADF305", "argument-type", Severity.ERROR, check)
