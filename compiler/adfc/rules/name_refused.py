"""The service refuses the name of a resource.

Before:

    pipelines:
      load.daily: {activities: {}}

After:

    pipelines:
      load_daily: {activities: {}}

Source: the REST contract of the service (lengths and patterns of its paths, as azure-mgmt-datafactory 9.2.0 checks
them).
"""

from collections.abc import Iterator

from adfc.adf.names import ACCEPTED
from adfc.diagnostic import Severity
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every resource whose name the REST contract does not allow."""
    for resource in survey.factory.resources:
        rule = ACCEPTED.get(resource.kind.section)
        name = resource.name.rpartition("/")[2] if resource.kind.collection.count("/") else resource.name
        if rule is not None and not rule.allows(name):
            message = f'the service refuses the name "{name}" of this {resource.kind.noun}'
            yield Finding(resource, (), message, f"{rule.shortest} to {rule.longest} characters: {rule.says}", key=True)


RULE = Rule("ADF403", "name-refused", Severity.ERROR, check)
