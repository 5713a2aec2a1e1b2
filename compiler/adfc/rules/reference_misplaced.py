"""An expression refers to what does not exist where it stands.

`item()` is an element of a ForEach or Filter, `dataset()` and `linkedService()` are the parameters of a dataset or
linked service in its own body, `trigger()` belongs to triggers. The service refuses to evaluate them elsewhere.

Before:

    pipelines:
      load:
        activities:
          Wait: {type: Wait, waitTimeInSeconds: "@int(item())"}

After:

    pipelines:
      load:
        activities:
          Each:
            type: ForEach
            items: "@createArray('1', '2')"
            activities:
              Wait: {type: Wait, waitTimeInSeconds: "@int(item())"}

Source: https://learn.microsoft.com/azure/data-factory/control-flow-system-variables,
https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions; no published factory does
it.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every reference that means nothing where it stands."""
    return findings(survey, "ADF307")


RULE = Rule("ADF307", "reference-misplaced", Severity.ERROR, check)
