"""An expression reads a global parameter that the factory does not declare.

Nothing is said where the factory declares none at all: it may get them from elsewhere.

Before:

    globalParameters: {pause: {type: int, value: 5}}
    pipelines:
      load:
        activities:
          Wait: {type: Wait, waitTimeInSeconds: "@pipeline().globalParameters.puase"}

After:

    globalParameters: {pause: {type: int, value: 5}}
    pipelines:
      load:
        activities:
          Wait: {type: Wait, waitTimeInSeconds: "@pipeline().globalParameters.pause"}

Source: https://learn.microsoft.com/azure/data-factory/author-global-parameters.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every global parameter that is read and not declared."""
    return findings(survey, "ADF312")


RULE = Rule("ADF312", "global-parameter-unknown", Severity.ERROR, check)
