"""An expression reads an activity that may not have run yet.

An activity can read another one that it waits for, over any number of steps, or that a container around it waits for;
the expression of an Until can read the activities inside. The service refuses anything else: "The output of activity
... can't be referenced since it is either not an ancestor to the current activity or does not exist". An activity
that runs only because another one was skipped finds no output of that one.

Before:

    activities:
      Get: {type: WebActivity, url: "https://example.com", method: GET}
      Wait: {type: Wait, waitTimeInSeconds: "@activity('Get').output.seconds"}

After:

    activities:
      Get: {type: WebActivity, url: "https://example.com", method: GET}
      Wait: {type: Wait, waitTimeInSeconds: "@activity('Get').output.seconds", after: [Get]}

Source: the service's answer; of 1,500 such references in published factories none reads an activity that is not
before it.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every activity that is read and is not certain to have had its turn."""
    return findings(survey, "ADF309")


RULE = Rule("ADF309", "activity-not-before", Severity.ERROR, check)
