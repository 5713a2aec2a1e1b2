"""A parallel ForEach does not say how many items run at once.

The service takes 20. What the items work on (a database, an API with a quota) may stand less, or much more.

Before:

    parameters: {days: {type: Array}}
    activities:
      Each day:
        type: ForEach
        items: "@pipeline().parameters.days"
        activities:
          Load: {type: Wait, waitTimeInSeconds: 1}

After:

    parameters: {days: {type: Array}}
    activities:
      Each day:
        type: ForEach
        batchCount: 5
        items: "@pipeline().parameters.days"
        activities:
          Load: {type: Wait, waitTimeInSeconds: 1}

Source: https://learn.microsoft.com/azure/data-factory/control-flow-for-each-activity#type-properties.
"""

from collections.abc import Iterator

from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every ForEach that is not sequential and has no batchCount."""
    for one in survey.activities("ForEach"):
        if not one.settings.get("isSequential") and "batchCount" not in one.settings:
            message = f'"{one.name}" runs 20 items at once, for lack of a batchCount'
            yield Finding(one.pipeline, one.at("name"), message, "say batchCount (1 to 50), or isSequential: true")


RULE = Rule("ADF472", "batch-count", None, check)
