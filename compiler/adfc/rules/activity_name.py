r"""The name of an activity is not what Microsoft's documentation allows.

It has at most 55 characters, starts with a letter, a digit or an underscore, and holds none of the characters
`. + ? / < > * % & : \`. ADF Studio lets nobody type another one; the service itself accepts more.

Before:

    activities:
      "Copy: the daily figures": {type: Wait, waitTimeInSeconds: 1}

After:

    activities:
      Copy the daily figures: {type: Wait, waitTimeInSeconds: 1}

Source: https://learn.microsoft.com/azure/data-factory/concepts-pipelines-activities.
"""

from collections.abc import Iterator

from adfc.adf.names import DOCUMENTED
from adfc.diagnostic import Severity
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey

ALLOWED = DOCUMENTED["activities"]


def check(survey: Survey) -> Iterator[Finding]:
    """Every activity with a name that the documentation forbids."""
    for scope in survey.scopes:
        for one in scope.activities:
            if not ALLOWED.allows(one.name):
                message = f'ADF Studio takes no activity of this name: "{one.name}" ({len(one.name)} characters)'
                way_out = f"up to {ALLOWED.longest} characters, {ALLOWED.says}"
                yield Finding(one.pipeline, one.at("name"), message, way_out)


RULE = Rule("ADF402", "activity-name", Severity.WARNING, check)
