"""A pipeline, a dataset or a data flow is in no folder.

ADF Studio shows them in the tree of their folders, and long lists without folders are hard to read. Silent unless
`adfc.yml` gives it a severity.

Before:

    pipelines:
      load:
        activities: {}

After:

    pipelines:
      load:
        folder: {name: orders}
        activities: {}

Source: the template checker of Paul Andrew, and adf-lint.
"""

from collections.abc import Iterator

from adfc.kinds import DATA_FLOWS, DATASETS, PIPELINES
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every pipeline, dataset and data flow without a folder."""
    for resource in survey.factory.resources:
        if resource.kind in (PIPELINES, DATASETS, DATA_FLOWS) and not resource.properties.get("folder"):
            message = f'{resource.kind.noun} "{resource.name}" is in no folder'
            yield Finding(resource, (), message, "say folder: {name: ...}", key=True)


RULE = Rule("ADF603", "no-folder", None, check)
