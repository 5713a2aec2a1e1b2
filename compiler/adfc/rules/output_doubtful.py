"""An expression reads a property of an output that looks like a typing mistake.

What this type of activity returns depends on the stores it works with, so that nobody can say for sure what is not
there; but the name is close to one that is known to be.

Before:

    activities:
      Clean: {type: Script, linkedServiceName: db, scripts: [{type: NonQuery, text: DELETE FROM orders}]}
      Wait: {type: Wait, waitTimeInSeconds: "@activity('Clean').output.recordAffected", after: [Clean]}

After:

    activities:
      Clean: {type: Script, linkedServiceName: db, scripts: [{type: NonQuery, text: DELETE FROM orders}]}
      Wait: {type: Wait, waitTimeInSeconds: "@activity('Clean').output.recordsAffected", after: [Clean]}

Source: https://learn.microsoft.com/azure/data-factory/copy-activity-monitoring#monitor-programmatically and the page
of each type.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every property of an output that is a near miss of a known one."""
    return findings(survey, "ADF319")


RULE = Rule("ADF319", "output-doubtful", Severity.WARNING, check)
