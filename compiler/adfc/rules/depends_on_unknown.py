"""An activity depends on one that is not beside it.

`dependsOn` (or `after`) names activities of the same container only: those of the pipeline for an activity of the
pipeline, those of the same branch for one in a branch. To wait for something inside a container, wait for the
container. The service accepts some of these and then fails the run.

Before:

    activities:
      Extract: {type: Wait, waitTimeInSeconds: 1}
      Load: {type: Wait, waitTimeInSeconds: 1, after: [Extrakt]}

After:

    activities:
      Extract: {type: Wait, waitTimeInSeconds: 1}
      Load: {type: Wait, waitTimeInSeconds: 1, after: [Extract]}

Source: https://learn.microsoft.com/azure/data-factory/concepts-pipelines-activities#activity-dependency; of 5,400
dependencies in published factories none leads out of its container.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.activities import Activity
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.suggest import hint


def check(survey: Survey) -> Iterator[Finding]:
    """Every dependency on a name that no activity of the same scope has."""
    for scope in survey.scopes:
        names = {one.name.lower() for one in scope.activities}
        for one in scope.activities:
            for dependency in one.dependencies:
                if dependency.name.lower() not in names:
                    yield _finding(survey, one, dependency.name, dependency.index)


def _finding(survey: Survey, one: Activity, name: str, index: int) -> Finding:
    path = one.at("dependsOn", index, "activity")
    beside = [other.name for other in one.scope.activities if other is not one]
    elsewhere = _elsewhere(survey, one, name)
    if elsewhere is None:
        message = f'there is no activity "{name}" to depend on'
        return Finding(one.pipeline, path, message, hint(name, beside, "there is no other activity here"))
    message = f'activity "{name}" stands in another container than "{one.name}"'
    around = _beside(elsewhere, one)
    way_out = (
        f'depend on "{around}", which contains it' if around else "move one of them into the container of the other"
    )
    return Finding(one.pipeline, path, message, way_out, related=(("it stands here", elsewhere.at("name")),))


def _elsewhere(survey: Survey, one: Activity, name: str) -> Activity | None:
    found = (scope.by_name.get(name.lower()) for scope in survey.scopes if scope.pipeline is one.pipeline)
    return next((other for other in found if other is not None), None)


def _beside(inner: Activity, one: Activity) -> str | None:
    """The container of `inner` that stands beside `one`."""
    return next((other.name for other in inner.containers if other.scope is one.scope and other is not one), None)


RULE = Rule("ADF411", "depends-on-unknown", Severity.ERROR, check)
