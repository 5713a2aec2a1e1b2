"""A resource or an activity has no description.

Silent unless `adfc.yml` gives it a severity: not every team writes descriptions.

Before:

    pipelines:
      load:
        activities: {}

After:

    pipelines:
      load:
        description: The day's orders into the table that the reports read.
        activities: {}

Source: the template checker of Paul Andrew, and adf-lint.
"""

from collections.abc import Iterator

from adfc.kinds import DATA_FLOWS, DATASETS, LINKED_SERVICES, PIPELINES, TRIGGERS
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey

KINDS = (PIPELINES, DATA_FLOWS, DATASETS, LINKED_SERVICES, TRIGGERS)


def check(survey: Survey) -> Iterator[Finding]:
    """Every pipeline, activity, data flow, dataset, linked service and trigger without a description."""
    for resource in survey.factory.resources:
        if resource.kind in KINDS and not resource.properties.get("description"):
            message = f'{resource.kind.noun} "{resource.name}" has no description'
            yield Finding(resource, (), message, "say in one sentence what it is for", key=True)
    for scope in survey.scopes:
        for one in scope.activities:
            if not one.body.get("description"):
                message = f'activity "{one.name}" has no description'
                yield Finding(one.pipeline, one.at("name"), message, "say in one sentence what it is for")


RULE = Rule("ADF601", "no-description", None, check)
