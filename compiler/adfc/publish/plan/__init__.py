"""A plan: what it takes to bring a live factory to what the specs say. Nothing here talks to anybody."""

import msgspec

from adfc.diagnostic import Problems
from adfc.publish.plan.decide import Decider
from adfc.publish.plan.model import Action, Change, Difference, Left, Plan, TriggerStep, Where
from adfc.publish.plan.objections import foreign, object_to, referred_to
from adfc.publish.plan.select import UnmetError, selected
from adfc.publish.plan.wanted import Ask, Wanted, net_of
from adfc.publish.snapshot import Live

__all__ = [
    "Action",
    "Ask",
    "Change",
    "Difference",
    "Left",
    "Plan",
    "TriggerStep",
    "UnmetError",
    "Wanted",
    "Where",
    "plan_for",
]


def plan_for(wanted: Wanted, live: Live, where: Where, ask: Ask, create: str = "") -> tuple[Plan, Problems]:
    """The plan that brings `live` to what is `wanted`, and what speaks against it (ADF901 to ADF906).

    Args:
        wanted: the factory of the specs.
        live: the factory as it is.
        where: which one that is.
        ask: how to go about it.
        create: the region to make the factory in, where there is none.

    Raises:
        UnmetError: a pattern of the selection meets nothing.
    """
    net = net_of(wanted)
    decider = Decider(wanted, net, live, ask, wanted.external.keys())
    chosen_keys = selected(net, live, ask.select, ask.exclude)
    decisions = decider.decisions()
    chosen = [one for one in decisions if one.resource.key in chosen_keys]
    rest = [one for one in decisions if one.resource.key not in chosen_keys]
    doomed = [one for one in decider.doomed() if one.key in chosen_keys]
    problems = object_to(chosen, rest, ask, net, live)
    referred_to(doomed, chosen, live, problems)
    changes = _tied([one.change for one in chosen if one.change])
    return (
        Plan(
            wanted.project,
            wanted.target,
            where,
            "" if live.exists else create,
            (*changes, *decider.deletions(doomed)),
            tuple(decider.steps(chosen, doomed)),
            tuple(decider.left({one.key for one in doomed})),
            tuple(foreign(chosen)),
            tuple(decider.stateless(chosen)),
            sum(not one.change for one in chosen),
            sum(one.change is not None for one in rest),
        ),
        problems,
    )


def _tied(changes: list[Change]) -> list[Change]:
    """The changes, each with those of its needs that change too."""
    keys = {one.key for one in changes}
    return [msgspec.structs.replace(one, needs=tuple(key for key in one.needs if key in keys)) for one in changes]
