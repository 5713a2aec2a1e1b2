"""A trigger is to be started and runs no pipeline.

The service starts no trigger without a pipeline, so publishing fails at its last step.

Before:

    triggers:
      daily:
        type: ScheduleTrigger
        state: Started
        recurrence: {frequency: Day, interval: 1, startTime: "2024-01-01T00:00:00Z", timeZone: UTC}

After:

    triggers:
      daily:
        type: ScheduleTrigger
        state: Started
        recurrence: {frequency: Day, interval: 1, startTime: "2024-01-01T00:00:00Z", timeZone: UTC}
        pipelines: [{pipelineReference: load}]

Source: https://learn.microsoft.com/azure/data-factory/concepts-pipeline-execution-triggers; published factories have
triggers without pipelines, all of them stopped.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.rules.triggers import is_started, pipelines_of, triggers


def check(survey: Survey) -> Iterator[Finding]:
    """Every started trigger without a pipeline."""
    for trigger in triggers(survey):
        if is_started(trigger) and not pipelines_of(trigger):
            message = f'trigger "{trigger.name}" is to be started and runs no pipeline'
            way_out = "name a pipeline, or leave the trigger stopped"
            yield Finding(trigger, ("runtimeState",), message, way_out)


RULE = Rule("ADF461", "started-without-pipeline", Severity.ERROR, check)
