"""Activities wait for each other in a circle.

None of them would ever start, so the service refuses the pipeline.

Before:

    activities:
      Extract: {type: Wait, waitTimeInSeconds: 1, after: [Load]}
      Load: {type: Wait, waitTimeInSeconds: 1, after: [Extract]}

After:

    activities:
      Extract: {type: Wait, waitTimeInSeconds: 1}
      Load: {type: Wait, waitTimeInSeconds: 1, after: [Extract]}

Source: https://learn.microsoft.com/azure/data-factory/concepts-pipelines-activities#activity-dependency.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.activities import Activity, Scope
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """One finding for every scope whose activities can't be put in an order, with one circle of it."""
    for scope in survey.scopes:
        stuck = _stuck(scope) if _looks_ahead(scope) else {}
        if stuck:
            circle = _circle(stuck)
            names = " -> ".join(one.name for one in [*circle, circle[0]])
            path = circle[0].at("dependsOn")
            way_out = "take one of these dependencies away"
            yield Finding(scope.pipeline, path, f"activities wait for each other: {names}", way_out, key=True)


def _looks_ahead(scope: Scope) -> bool:
    """Whether any activity waits for one that is written after it, as nearly none does: without, there is no circle."""
    earlier: set[str] = set()
    for one in scope.activities:
        if any(wait.name.lower() not in earlier for wait in one.dependencies):
            return True
        earlier.add(one.name.lower())
    return False


def _stuck(scope: Scope) -> dict[str, Activity]:
    """By name in lower case, the activities that wait for one of their own, directly or not."""
    left = scope.by_name
    freed = True
    while freed:
        freed = False
        for name, one in list(left.items()):
            if not any(wait.name.lower() in left for wait in one.dependencies):
                del left[name]
                freed = True
    return left


def _circle(stuck: dict[str, Activity]) -> list[Activity]:
    """A circle among activities each of which waits for one of them."""
    walked = [next(iter(stuck.values()))]
    while True:
        one = next(stuck[name] for wait in walked[-1].dependencies if (name := wait.name.lower()) in stuck)
        if any(one is earlier for earlier in walked):
            return walked[next(at for at, earlier in enumerate(walked) if earlier is one) :]
        walked.append(one)


RULE = Rule("ADF412", "depends-on-cycle", Severity.ERROR, check)
