"""An activity can never run, whatever happens before it.

Of several dependencies all must be met. An activity that waits for a failure of A and for the success of something
that runs only after A has succeeded waits for two things that exclude each other: it is skipped in every run.

Before:

    activities:
      Extract: {type: Wait, waitTimeInSeconds: 1}
      Load: {type: Wait, waitTimeInSeconds: 1, after: [Extract]}
      Report failure: {type: Wait, waitTimeInSeconds: 1, after: [{Extract: Failed}, {Load: Failed}]}

After:

    activities:
      Extract: {type: Wait, waitTimeInSeconds: 1}
      Load: {type: Wait, waitTimeInSeconds: 1, after: [Extract]}
      Report failure: {type: Wait, waitTimeInSeconds: 1, after: [{Load: [Failed, Skipped]}]}

Source: https://learn.microsoft.com/azure/data-factory/tutorial-pipeline-failure-error-handling.
"""

from collections.abc import Iterator, Mapping

from adfc.diagnostic import Severity
from adfc.rules.activities import Activity
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey

Outcomes = dict[str, frozenset[str]]
"""By name in lower case, how an activity may have ended for all that is known."""

RAN = frozenset(("Succeeded", "Failed"))
SKIPPED = frozenset(("Skipped",))


def check(survey: Survey) -> Iterator[Finding]:
    """Every activity whose dependencies can't all be met; none that waits for such a one in turn."""
    for scope in survey.scopes:
        if _branches(scope.activities):
            by_name = scope.by_name
            dead: set[str] = set()
            for one in scope.activities:
                if one.dependencies and not _waits_for(one, dead, by_name) and _is_dead(one, by_name):
                    dead.add(one.name.lower())
                    yield _finding(one)


def _branches(activities: list[Activity]) -> bool:
    """Whether any waits for something else than success: without, everything can run."""
    return any(wait.conditions not in {(), ("Succeeded",)} for one in activities for wait in one.dependencies)


def _finding(one: Activity) -> Finding:
    waits = [f'"{wait.name}" {" or ".join(wait.conditions or ("Succeeded",))}' for wait in one.dependencies]
    never = "never happens" if len(waits) == 1 else "never come together"
    message = f'"{one.name}" can never run: {" and ".join(waits)} {never}'
    way_out = "for one activity after several failures wait for the last of the chain: Failed, Skipped"
    return Finding(one.pipeline, one.at("dependsOn"), message, way_out, key=True)


def _is_dead(one: Activity, by_name: Mapping[str, Activity]) -> bool:
    """Whether no outcome of what comes before lets it run: outcomes are ruled out until nothing changes."""
    before = _ancestors(one, by_name)
    possible: Outcomes = dict.fromkeys(before, RAN | SKIPPED) | {one.name.lower(): RAN}
    changed = True
    while changed:
        changed = False
        for activity in (*before.values(), one):
            for name, left in _narrow(activity, possible).items():
                if left != possible[name]:
                    possible[name] = left
                    changed = True
                if not left:
                    return True
    return False


def _narrow(activity: Activity, possible: Outcomes) -> Outcomes:
    """What `activity` and what it waits for rule out about each other."""
    name = activity.name.lower()
    own = possible[name]
    if activity.body.get("state") == "Inactive":
        own &= frozenset((str(activity.body.get("onInactiveMarkAs", "Succeeded")),)) | SKIPPED
    waits = [(wait.name.lower(), _wanted(wait.conditions)) for wait in activity.dependencies]
    waits = [(before, wanted) for before, wanted in waits if before in possible and before != name]
    if all(possible[before] <= wanted for before, wanted in waits):
        own -= SKIPPED
    if any(not possible[before] & wanted for before, wanted in waits):
        own &= SKIPPED
    met = {before: possible[before] & wanted for before, wanted in waits} if own <= RAN else {}
    return {**met, name: own}


def _wanted(conditions: tuple[str, ...]) -> frozenset[str]:
    return frozenset(conditions or ("Succeeded",)) | (RAN if "Completed" in conditions else frozenset())


def _ancestors(one: Activity, by_name: Mapping[str, Activity]) -> dict[str, Activity]:
    found: dict[str, Activity] = {}
    waiting = [one]
    while waiting:
        for wait in waiting.pop().dependencies:
            name = wait.name.lower()
            if name in by_name and name not in found and by_name[name] is not one:
                found[name] = by_name[name]
                waiting.append(by_name[name])
    return found


def _waits_for(one: Activity, dead: set[str], by_name: Mapping[str, Activity]) -> bool:
    return bool(dead) and not dead.isdisjoint(_ancestors(one, by_name))


RULE = Rule("ADF413", "never-runs", Severity.WARNING, check)
