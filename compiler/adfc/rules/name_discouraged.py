"""The documentation forbids the name of a resource, though the service accepts it.

Linked services, datasets and data flows start with a letter and have no dash; a pipeline's name has up to 140
characters. Names with dashes were published thousands of times, so this is a warning.

Before:

    datasets:
      raw-orders: {type: json, linkedService: lake, fileSystem: raw, fileName: orders.json}

After:

    datasets:
      raw_orders: {type: json, linkedService: lake, fileSystem: raw, fileName: orders.json}

Source: https://learn.microsoft.com/azure/data-factory/naming-rules.
"""

from collections.abc import Iterator

from adfc.adf.names import ACCEPTED, DOCUMENTED
from adfc.diagnostic import Severity
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every resource whose name the service accepts and the documentation forbids."""
    for resource in survey.factory.resources:
        rule = DOCUMENTED.get(resource.kind.section)
        accepted = ACCEPTED[resource.kind.section].allows(resource.name)
        if rule is not None and accepted and not rule.allows(resource.name):
            message = f'"{resource.name}" is a name that the documentation forbids for {resource.kind.one}'
            yield Finding(resource, (), message, f"up to {rule.longest} characters: {rule.says}", key=True)


RULE = Rule("ADF404", "name-discouraged", Severity.WARNING, check)
