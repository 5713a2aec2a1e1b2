"""A dependency says the same thing twice.

An activity that depends on another needs one entry with all its conditions: of one entry any condition suffices, of
two entries both must hold, so the same activity in two entries rarely means what it says. `Completed` is `Succeeded`
or `Failed`, so neither stands beside it; `Skipped` may.

Before:

    activities:
      Extract: {type: Wait, waitTimeInSeconds: 1}
      Clean up: {type: Wait, waitTimeInSeconds: 1, after: [{Extract: Succeeded}, {Extract: Failed}]}

After:

    activities:
      Extract: {type: Wait, waitTimeInSeconds: 1}
      Clean up: {type: Wait, waitTimeInSeconds: 1, after: [{Extract: Completed}]}

Source: https://learn.microsoft.com/azure/data-factory/tutorial-pipeline-failure-error-handling; none of 5,400
dependencies in published factories does it.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.activities import Activity
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey

_COMPLETED = {"Succeeded", "Failed"}
"""What `Completed` means."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every second entry for one activity, every condition that `Completed` says too, or that is given twice."""
    for scope in survey.scopes:
        for one in scope.activities:
            if one.dependencies:
                yield from _entries(one)
                yield from _conditions(one)


def _entries(one: Activity) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for wait in one.dependencies:
        earlier = first.setdefault(wait.name.lower(), wait.index)
        if earlier != wait.index:
            related = (("the other entry", one.at("dependsOn", earlier)),)
            message = f'"{one.name}" depends on "{wait.name}" twice'
            way_out = "write one entry with all conditions: any one of them suffices then"
            yield Finding(one.pipeline, one.at("dependsOn", wait.index, "activity"), message, way_out, related=related)


def _conditions(one: Activity) -> Iterator[Finding]:
    for wait in one.dependencies:
        said = set(wait.conditions)
        if len(said) < len(wait.conditions) or ("Completed" in said and said & _COMPLETED):
            path = one.at("dependsOn", wait.index, "dependencyConditions")
            message = f'the conditions on "{wait.name}" say one thing twice: {", ".join(wait.conditions)}'
            yield Finding(one.pipeline, path, message, '"Completed" means "Succeeded" or "Failed"')


RULE = Rule("ADF414", "depends-on-twice", Severity.WARNING, check)
