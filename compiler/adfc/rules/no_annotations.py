"""A resource has no annotations.

Annotations are ADF's tags: monitoring filters by them. Silent unless `adfc.yml` gives it a severity.

Before:

    pipelines:
      load:
        activities: {}

After:

    pipelines:
      load:
        annotations: [orders, daily]
        activities: {}

Source: the template checker of Paul Andrew, and adf-lint.
"""

from collections.abc import Iterator

from adfc.kinds import DATASETS, LINKED_SERVICES, PIPELINES, TRIGGERS
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey

KINDS = (PIPELINES, DATASETS, LINKED_SERVICES, TRIGGERS)


def check(survey: Survey) -> Iterator[Finding]:
    """Every pipeline, dataset, linked service and trigger without annotations."""
    for resource in survey.factory.resources:
        if resource.kind in KINDS and not resource.properties.get("annotations"):
            message = f'{resource.kind.noun} "{resource.name}" has no annotations'
            yield Finding(resource, (), message, "tag it: annotations: [...]", key=True)


RULE = Rule("ADF602", "no-annotations", None, check)
