"""Which activities are certain to have had their turn before another one begins."""

from collections.abc import Iterator, Mapping

from adfc.rules.activities import Activity


class Order:
    """The order of the activities of one pipeline, as `dependsOn` and the containers give it."""

    def __init__(self) -> None:
        self._before: dict[int, Mapping[str, Activity]] = {}

    def before(self, activity: Activity) -> Mapping[str, Activity]:
        """The activities beside it that `activity` waits for, over any number of steps, by name in lower case."""
        key = id(activity)
        if key not in self._before:
            self._before[key] = _waited_for(activity)
        return self._before[key]

    def has_run(self, other: Activity, activity: Activity) -> bool:
        """Whether `other` has had its turn when the expressions of `activity` are evaluated.

        It waits for `other` or for a container of it, or a container of its own does; and the expression of an Until
        comes after the activities inside it. What runs inside a container counts as the container does: published
        factories read the outputs of activities in an Until, a ForEach and an IfCondition after it.
        """
        outer = [other, *other.containers]
        if any(one is activity for one in outer[1:]):
            return activity.type == "Until"
        return any(self._waits(inner, one) for inner in (activity, *activity.containers) for one in outer)

    def _waits(self, activity: Activity, other: Activity) -> bool:
        return activity.scope is other.scope and self.before(activity).get(other.name.lower()) is other


def _waited_for(activity: Activity) -> Mapping[str, Activity]:
    beside = activity.scope.by_name
    found: dict[str, Activity] = {}
    waiting = [activity]
    while waiting:
        for one in _direct(waiting.pop(), beside):
            name = one.name.lower()
            if name not in found:
                found[name] = one
                waiting.append(one)
    return found


def _direct(activity: Activity, beside: Mapping[str, Activity]) -> Iterator[Activity]:
    for wait in activity.dependencies:
        one = beside.get(wait.name.lower())
        if one is not None:
            yield one


def only_when_skipped(activity: Activity, other: Activity) -> bool:
    """Whether `activity` runs only after `other` was skipped: then there is no output to read."""
    waits = [wait for wait in activity.dependencies if wait.name.lower() == other.name.lower()]
    return bool(waits) and all(
        wait.conditions and {one.lower() for one in wait.conditions} == {"skipped"} for wait in waits
    )
