"""A Validation activity stands inside a container.

It may stand in the pipeline itself only. A Get Metadata activity that asks for `exists` does the same inside a
container, without waiting.

Before:

    parameters: {files: {type: Array}}
    activities:
      Each file:
        type: ForEach
        items: "@pipeline().parameters.files"
        activities:
          Is it there: {type: Validation, dataset: daily_file, timeout: "0.00:10:00"}

After:

    parameters: {files: {type: Array}}
    activities:
      Each file:
        type: ForEach
        items: "@pipeline().parameters.files"
        activities:
          Is it there: {type: GetMetadata, dataset: daily_file, fieldList: [exists]}

Source: https://learn.microsoft.com/azure/data-factory/concepts-nested-activities.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every Validation activity with a container around it."""
    for one in survey.activities("Validation"):
        if one.scope.owner is not None:
            message = (
                f'the Validation "{one.name}" can\'t stand inside the {one.scope.owner.type} "{one.scope.owner.name}"'
            )
            way_out = "move it in front of the container, or use a GetMetadata activity that asks for exists"
            yield Finding(one.pipeline, one.at("name"), message, way_out)


RULE = Rule("ADF423", "nested-validation", Severity.ERROR, check)
