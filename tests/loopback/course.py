"""The course that a pipeline's activities take: who waits for whom, how long each takes, what comes of it.

A model of the control flow, with scripted ends: expressions are not evaluated. So a ForEach and an Until go round
once, an If takes its true side, a Switch its default, and a called pipeline is one activity. The outcome of a pipeline
is that of its last activities, as documented
(https://learn.microsoft.com/azure/data-factory/tutorial-pipeline-failure-error-handling).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from adfc.model import Data

_INNER = ("activities", "ifTrueActivities", "defaultActivities")
_SETTLED = {"Completed": ("Succeeded", "Failed")}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of an activity."""

    status: str = "Succeeded"
    seconds: float = 0
    output: Mapping[str, Data] = field(default_factory=dict)
    code: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """An activity in a run, a skipped one too; times are seconds since the start of the run."""

    name: str
    type: str
    start: float
    end: float
    outcome: Outcome

    @property
    def status(self) -> str:
        """How it ended."""
        return self.outcome.status


RECOVERED = Outcome()
"""That of an activity which succeeded in the run that is recovered."""

Script = Callable[[str], Outcome]
"""What comes of the activity of a name."""


def course(activities: Sequence[Mapping[str, Data]], script: Script, start: float = 0) -> list[Step]:
    """The steps of activities that stand side by side, and of those inside them."""
    done: dict[str, Step] = {}
    steps: list[Step] = []
    waiting = list(activities)
    while waiting:
        activity = next(one for one in waiting if all(name in done for name, _ in _needs(one)))
        waiting.remove(activity)
        inner = list(_steps(activity, done, script, start))
        done[activity["name"]] = inner[0]
        steps += inner
    return steps


def verdict(activities: Sequence[Mapping[str, Data]], steps: Sequence[Step]) -> str:
    """What comes of the whole: the last activities tell, or whom they waited for where they were skipped."""
    by_name = {one.name: one for one in steps}
    needs = {one["name"]: [name for name, _ in _needs(one)] for one in activities}
    asked = [name for name in needs if not any(name in others for others in needs.values())]
    while asked:
        name = asked.pop()
        if by_name[name].status == "Failed":
            return "Failed"
        if by_name[name].status == "Skipped":
            asked += needs[name]
    return "Succeeded"


def _needs(activity: Mapping[str, Data]) -> list[tuple[str, list[str]]]:
    return [(one["activity"], one["dependencyConditions"]) for one in activity.get("dependsOn", [])]


def _steps(activity: Mapping[str, Data], done: Mapping[str, Step], script: Script, start: float) -> Iterator[Step]:
    """The step of an activity, and after it those inside."""
    name, kind = activity["name"], activity["type"]
    needs = _needs(activity)
    begin = max([start, *(done[one].end for one, _ in needs)])
    if not all(_meets(done[one].status, conditions) for one, conditions in needs):
        yield Step(name, kind, begin, begin, Outcome("Skipped"))
        return
    outcome = script(name)
    inside = next(
        (activity["typeProperties"][key] for key in _INNER if activity.get("typeProperties", {}).get(key)), []
    )
    steps = course(inside, script, begin)
    if verdict(inside, steps) == "Failed":
        outcome = Outcome("Failed", code="2108", message="Activity failed because an inner activity failed")
    yield Step(name, kind, begin, max([begin + outcome.seconds, *(one.end for one in steps)]), outcome)
    yield from steps


def _meets(status: str, conditions: Sequence[str]) -> bool:
    return any(status in _SETTLED.get(one, (one,)) for one in conditions)
