"""A schedule names days that its frequency has no use for.

`weekDays` counts with `frequency: Week` only, `monthDays` and `monthlyOccurrences` with `frequency: Month` only.

Before:

    triggers:
      mondays:
        type: ScheduleTrigger
        recurrence:
          frequency: Day
          interval: 1
          startTime: "2024-01-01T00:00:00Z"
          timeZone: UTC
          schedule: {weekDays: [Monday]}
        pipelines: [{pipelineReference: load}]

After:

    triggers:
      mondays:
        type: ScheduleTrigger
        recurrence:
          frequency: Week
          interval: 1
          startTime: "2024-01-01T00:00:00Z"
          timeZone: UTC
          schedule: {weekDays: [Monday]}
        pipelines: [{pipelineReference: load}]

Source: https://learn.microsoft.com/azure/data-factory/how-to-create-schedule-trigger#schema-overview; no schedule of
516 published ones does it.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.rules.triggers import settings, triggers

WANTED = {"weekDays": "Week", "monthDays": "Month", "monthlyOccurrences": "Month"}
"""Each of these with the only frequency it counts with."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every part of a schedule that does not go with its frequency."""
    for trigger in triggers(survey, "ScheduleTrigger"):
        recurrence = settings(trigger).get("recurrence")
        schedule = recurrence.get("schedule") if isinstance(recurrence, dict) else None
        if not isinstance(recurrence, dict) or not isinstance(schedule, dict):
            continue
        frequency = str(recurrence.get("frequency"))
        for part, wanted in WANTED.items():
            if schedule.get(part) and frequency.lower() != wanted.lower():
                path = ("typeProperties", "recurrence", "schedule", part)
                message = f'"{part}" counts with frequency {wanted} only, and this schedule has {frequency}'
                yield Finding(trigger, path, message, f"write frequency: {wanted}, or leave {part} out", key=True)


RULE = Rule("ADF464", "schedule-parts", Severity.WARNING, check)
