"""Which triggers a plan stops and starts: those that change, and those whose pipelines change."""

from collections.abc import Iterator, Mapping, Set

from adfc.kinds import PIPELINES, TRIGGERS
from adfc.model import Data, Resource
from adfc.publish.plan.model import TriggerStep, place_of
from adfc.publish.plan.wanted import Net
from adfc.publish.snapshot import STARTED, STOPPED, Key, LiveResource

OF_EVENTS = frozenset(("blobeventstrigger", "customeventstrigger"))
"""The types that listen to Event Grid, in lower case: they subscribe before they start, and unsubscribe before they
stop (Microsoft's PrePostDeploymentScript.ps1)."""


def listens(properties: Mapping[str, Data]) -> bool:
    """Whether a trigger waits for events."""
    return str(properties.get("type")).lower() in OF_EVENTS


def wanted_step(trigger: Resource, live: LiveResource | None, *, touched: bool, keep_state: bool) -> TriggerStep | None:
    """What becomes of the state of a trigger of the specs; None where it is left alone.

    A trigger whose spec says no state keeps the one it has; a new one is stopped, as the service makes it.

    Args:
        trigger: as the specs say it.
        live: the one of that name in the factory, or None.
        touched: whether it, or a pipeline that it runs, changes.
        keep_state: whether a trigger that is there keeps its state, whatever the specs say.
    """
    before = live.state if live else ""
    after = str(trigger.properties.get("runtimeState") or before or STOPPED)
    if keep_state and before:
        after = before
    stop = before == STARTED and (touched or after != STARTED)
    step = TriggerStep(
        trigger.name,
        before,
        after,
        stop,
        unsubscribe=stop and live is not None and listens(live.properties),
        subscribe=listens(trigger.properties),
        place=place_of(trigger.origin.span((), key=True)),
    )
    return step if step.stop or step.start else None


def is_left_stopped(trigger: Resource, live: LiveResource | None) -> bool:
    """Whether a trigger of the specs is stopped, and stays so for want of a word about its state.

    It may be meant so; or somebody stopped it, or a run whose journal is gone.
    """
    return not trigger.properties.get("runtimeState") and (live is None or live.state != STARTED)


def doomed_step(live: LiveResource) -> TriggerStep | None:
    """The same for a trigger that is deleted."""
    if live.kind is not TRIGGERS or live.state != STARTED:
        return None
    events = listens(live.properties)  # it is started again where it is not deleted in the end
    return TriggerStep(live.name, live.state, "", stop=True, unsubscribe=events, subscribe=events)


def runs_changed(net: Net, changed: Set[Key]) -> frozenset[Key]:
    """The keys of the triggers that run one of the changed pipelines, or a pipeline that executes one, at any depth."""
    reached: set[Key] = set()
    waiting = [net.at[key] for key in changed if key in net.at and net.at[key].kind is PIPELINES]
    while waiting:
        one = waiting.pop()
        if one.key not in reached:
            reached.add(one.key)
            waiting.extend(_runners(one, net))
    return frozenset(key for key in reached if key[0] == TRIGGERS.section)


def _runners(resource: Resource, net: Net) -> Iterator[Resource]:
    if resource.kind is PIPELINES:
        yield from (one for one in net.users(resource) if one.kind in (PIPELINES, TRIGGERS))
