"""A tumbling window trigger has settings that the service refuses.

It runs exactly one pipeline, which stands under `pipeline`, where other triggers have a list under `pipelines`. Its
frequency is Minute, Hour or Month: a day is `frequency: Hour, interval: 24`. Windows are at least five minutes long,
1 to 50 of them run at once, and a dependency on itself looks back: its offset is negative.

Before:

    triggers:
      windows:
        type: TumblingWindowTrigger
        frequency: Day
        interval: 1
        startTime: "2024-01-01T00:00:00Z"
        maxConcurrency: 1
        pipelines: [{pipelineReference: load}]

After:

    triggers:
      windows:
        type: TumblingWindowTrigger
        frequency: Hour
        interval: 24
        startTime: "2024-01-01T00:00:00Z"
        maxConcurrency: 1
        pipeline: {pipelineReference: load}

Source: https://learn.microsoft.com/azure/data-factory/how-to-create-tumbling-window-trigger and
https://learn.microsoft.com/azure/data-factory/tumbling-window-trigger-dependency.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.model import Data, Resource
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.rules.triggers import TUMBLING, settings, triggers

FREQUENCIES = ("Minute", "Hour", "Month")
SHORTEST = 5
"""Minutes of a window."""
MOST = 50
"""Windows that run at once."""


def check(survey: Survey) -> Iterator[Finding]:
    """Everything in the tumbling window triggers that the service refuses."""
    for trigger in triggers(survey, TUMBLING):
        yield from _pipeline(trigger)
        found = settings(trigger)
        yield from _window(trigger, found.get("frequency"), found.get("interval"))
        yield from _concurrency(trigger, found.get("maxConcurrency"))
        yield from _dependencies(trigger, found.get("dependsOn"))


def _pipeline(trigger: Resource) -> Iterator[Finding]:
    if trigger.properties.get("pipelines"):
        message = f'the tumbling window trigger "{trigger.name}" runs exactly one pipeline, and has a list of them'
        way_out = "write pipeline: {pipelineReference: NAME}; a second pipeline needs a trigger of its own"
        yield Finding(trigger, ("pipelines",), message, way_out, key=True)


def _window(trigger: Resource, frequency: Data, interval: Data) -> Iterator[Finding]:
    path = ("typeProperties", "frequency")
    if isinstance(frequency, str) and frequency.lower() not in {word.lower() for word in FREQUENCIES}:
        message = f'"{frequency}" is no frequency of a tumbling window: {", ".join(FREQUENCIES)} are'
        way_out = "a day is frequency: Hour, interval: 24" if frequency.lower() in {"day", "week"} else ""
        yield Finding(trigger, path, message, way_out)
    elif frequency == "Minute" and isinstance(interval, int) and interval < SHORTEST:
        message = f"a window of {interval} minutes is too short: {SHORTEST} are the least"
        yield Finding(trigger, ("typeProperties", "interval"), message)


def _concurrency(trigger: Resource, most: Data) -> Iterator[Finding]:
    if isinstance(most, int) and not 1 <= most <= MOST:
        path = ("typeProperties", "maxConcurrency")
        yield Finding(trigger, path, f"{most} windows can't run at once: 1 to {MOST} can")


def _dependencies(trigger: Resource, found: Data) -> Iterator[Finding]:
    for index, one in enumerate(found if isinstance(found, list) else ()):
        if isinstance(one, dict) and one.get("type") == "SelfDependencyTumblingWindowTriggerReference":
            offset = one.get("offset")
            if not isinstance(offset, str) or not offset.startswith("-"):
                path = ("typeProperties", "dependsOn", index, "offset")
                message = "a window can depend on an earlier one of its own trigger only"
                yield Finding(trigger, path, message, 'write a negative offset, e.g. "-1.00:00:00"')


RULE = Rule("ADF462", "tumbling-window", Severity.ERROR, check)
