"""No trigger runs a pipeline, and no pipeline that a trigger runs calls it.

It runs by hand only, or is left over. Silent unless `adfc.yml` gives it a severity: many pipelines are run by
something outside the factory.

Before:

    pipelines:
      load: {activities: {}}
    triggers:
      daily:
        type: ScheduleTrigger
        recurrence: {frequency: Day, interval: 1, startTime: "2024-01-01T00:00:00Z", timeZone: UTC}
        pipelines: []

After:

    pipelines:
      load: {activities: {}}
    triggers:
      daily:
        type: ScheduleTrigger
        recurrence: {frequency: Day, interval: 1, startTime: "2024-01-01T00:00:00Z", timeZone: UTC}
        pipelines: [{pipelineReference: load}]

Source: the template checker of Paul Andrew, and adf-lint (which looks at pipelines called "master" only).
"""

from collections.abc import Iterator

from adfc.kinds import PIPELINES, TRIGGERS
from adfc.model import Resource
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every pipeline that no trigger reaches."""
    reached: dict[tuple[str, str], Resource] = {}
    waiting = list(survey.factory.of(TRIGGERS))
    while waiting:
        for target in survey.graph.targets(waiting.pop()):
            if target.kind is PIPELINES and target.key not in reached:
                reached[target.key] = target
                waiting.append(target)
    for pipeline in survey.factory.of(PIPELINES):
        if pipeline.key not in reached:
            message = f'no trigger runs the pipeline "{pipeline.name}", directly or through another pipeline'
            yield Finding(pipeline, (), message, "name it in a trigger, or take it out", key=True)


RULE = Rule("ADF615", "untriggered-pipeline", None, check)
