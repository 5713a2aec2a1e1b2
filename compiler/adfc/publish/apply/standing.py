"""How a change stands against the factory as it is now: still to do, done, or overtaken by somebody else."""

from collections.abc import Iterator
from enum import Enum, auto

from adfc.diagnostic import Problems
from adfc.files import PROJECT_FILE
from adfc.publish.plan.content import digest
from adfc.publish.plan.decide import compared
from adfc.publish.plan.model import Action, Change, Place, Plan, TriggerStep
from adfc.publish.snapshot import Live, LiveResource
from adfc.source import Span


class Standing(Enum):
    """How a change stands."""

    TO_DO = auto()
    DONE = auto()
    OVERTAKEN = auto()
    """The factory holds neither what it held when the plan was made, nor what the plan puts there."""


def standing(change: Change, live: Live) -> Standing:
    """How a change stands. A replacement that was broken off after its deletion is to do."""
    there = live.resources.get(change.key)
    if there is None:
        return _without(change)
    if change.before and digest(there.kind, there.properties) == change.before:
        return Standing.TO_DO
    if change.action is not Action.DELETE and _is_put(change, there):
        return Standing.DONE
    return Standing.OVERTAKEN


def overtaken(plan: Plan, live: Live, *, goes_on: bool) -> Problems:
    """Complaints about what is not as it was when the plan was made (ADF907).

    Args:
        plan: which was made some time ago.
        live: the factory now.
        goes_on: whether the plan was begun: then what is done is as it should be, and triggers are stopped.
    """
    problems = Problems()
    stands = [(one, standing(one, live)) for one in plan.changes]
    if stands and not goes_on and all(found is Standing.DONE for _, found in stands):
        message = "the plan was carried out already: all that it changes is as it puts it"
        problems.error("ADF907", message, _span(stands[0][0].place), "adfc plan says what there is to do now")
        return problems
    for one, found in stands:
        if found is Standing.OVERTAKEN or (found is Standing.DONE and not goes_on):
            _complain(one.title, one.place, problems)
    for step in () if goes_on else _moved(plan, live):
        _complain(f"the state of {step.title}", step.place, problems)
    return problems


def state_of(step: TriggerStep, live: Live) -> str:
    """The state of a trigger now; empty where it is not there."""
    there = live.resources.get(step.key)
    return there.state if there else ""


def _moved(plan: Plan, live: Live) -> Iterator[TriggerStep]:
    yield from (one for one in plan.triggers if state_of(one, live) != one.before)


def _without(change: Change) -> Standing:
    if change.action is Action.DELETE:
        return Standing.DONE
    return Standing.OVERTAKEN if change.action is Action.UPDATE else Standing.TO_DO


def _is_put(change: Change, there: LiveResource) -> bool:
    return not any(True for _ in compared(there.kind, there.properties, change.body))


def _complain(title: str, place: Place, problems: Problems) -> None:
    message = f"{title} changed in the factory since the plan was made"
    problems.error("ADF907", message, _span(place), "make the plan anew, and look at it again")


def _span(place: Place) -> Span:
    return place.span if place.file else Span(PROJECT_FILE, 1, 1, 1, 1)
