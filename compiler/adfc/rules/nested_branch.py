"""An If condition or a Switch stands inside another.

Microsoft's documentation does not allow it, and ADF Studio does not offer it; factories have been published with it
all the same, so this is a warning. A pipeline of its own for the inner one is on the safe side.

Before:

    parameters: {new: {type: Bool}, kind: {type: String}}
    activities:
      Is it new:
        type: IfCondition
        expression: "@pipeline().parameters.new"
        ifTrueActivities:
          Which kind:
            type: Switch
            on: "@pipeline().parameters.kind"
            defaultActivities:
              Load: {type: Wait, waitTimeInSeconds: 1}

After:

    parameters: {new: {type: Bool}, kind: {type: String}}
    activities:
      Is it new:
        type: IfCondition
        expression: "@pipeline().parameters.new"
        ifTrueActivities:
          Load the new one: {type: ExecutePipeline, pipeline: load_new}

Source: https://learn.microsoft.com/azure/data-factory/concepts-nested-activities; one published factory has a Switch
inside an If condition.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.activities import BRANCHES
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every If condition and Switch with another around it."""
    for one in survey.activities(*BRANCHES):
        around = next((other for other in one.containers if other.type in BRANCHES), None)
        if around is not None:
            message = f'the {one.type} "{one.name}" stands inside the {around.type} "{around.name}"'
            way_out = "join the conditions, or move the inner one to a pipeline of its own"
            related = (("the container", around.at("name")),)
            yield Finding(one.pipeline, one.at("name"), message, way_out, related=related)


RULE = Rule("ADF422", "nested-branch", Severity.WARNING, check)
