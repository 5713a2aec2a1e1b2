"""A trigger runs no pipeline.

It is deployed and does nothing. (One that is to be started can't be published at all: ADF461.)

Before:

    triggers:
      daily:
        type: ScheduleTrigger
        recurrence: {frequency: Day, interval: 1, startTime: "2024-01-01T00:00:00Z", timeZone: UTC}

After:

    triggers:
      daily:
        type: ScheduleTrigger
        recurrence: {frequency: Day, interval: 1, startTime: "2024-01-01T00:00:00Z", timeZone: UTC}
        pipelines: [{pipelineReference: load}]

Source: the template checker of Paul Andrew, and adf-lint; one of ten triggers in published factories runs nothing.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.rules.triggers import is_started, pipelines_of, triggers


def check(survey: Survey) -> Iterator[Finding]:
    """Every stopped trigger without a pipeline."""
    for trigger in triggers(survey):
        if not is_started(trigger) and not pipelines_of(trigger):
            yield Finding(
                trigger, (), f'trigger "{trigger.name}" runs no pipeline', "name one, or take it out", key=True
            )


RULE = Rule("ADF614", "idle-trigger", Severity.INFO, check)
