"""A plan carried out, from the first trigger that stops to the last that starts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Event

from adfc.publish.apply.gate import HaltedError
from adfc.publish.apply.outcome import PAST, Outcome
from adfc.publish.apply.resources import AzureRefusedError, Resources
from adfc.publish.apply.schedule import carry_out
from adfc.publish.apply.sender import Sender
from adfc.publish.apply.standing import Standing, standing, state_of
from adfc.publish.apply.triggers import Triggers
from adfc.publish.client import RefusedError
from adfc.publish.plan.model import Action, Change, Plan, TriggerStep
from adfc.publish.snapshot import STARTED, STOPPED, Key, Live

FEW_TRIES = 4
"""Tries for what puts the triggers back, once Azure was out of reach for all of them."""

NOT_ALLOWED = frozenset((401, 403))
"""Refusals that every other request would get too."""

UNKNOWN = "?"
"""The state of a trigger between the request that stops it and its answer, which may never come."""


@dataclass(slots=True)
class Run:
    """One run of a plan."""

    plan: Plan
    live: Live
    sender: Sender
    secrets: Mapping[str, str] = field(default_factory=dict)
    told: Callable[[str], object] = lambda _: None
    """Takes a line about each thing that is done."""
    stop: Event = field(default_factory=Event)
    """Set when the run is to end early: what is in flight is finished, and the triggers are put back."""
    outcome: Outcome = field(default_factory=Outcome)
    _states: dict[Key, str] = field(init=False)
    _resources: Resources = field(init=False)
    _over: bool = False
    """Whether nothing more is changed."""

    def __post_init__(self) -> None:
        """Look where the triggers stand."""
        self._states = {one.key: state_of(one, self.live) for one in self.plan.triggers}
        self._resources = Resources(self.sender, self.secrets)

    def carry_out(self) -> Outcome:
        """Do all of it that is not done yet; what became of it."""
        left = [one for one in self.plan.changes if standing(one, self.live) is Standing.TO_DO]
        self._make_factory()
        self._stop(self._to_stop(left))
        self._change([one for one in left if one.action is not Action.DELETE])
        if self.outcome.failed:
            self._over = True  # a deletion can't be taken back: it waits until all else is as it should be
        self._change([one for one in left if one.action is Action.DELETE])
        self._settle()
        return self.outcome

    def give_up(self) -> Outcome:
        """Start what was started before, and do nothing else; what became of it.

        A trigger that was unsubscribed from its events and not stopped yet is started too: it hears nothing.
        """
        there = [one for one in self.plan.triggers if one.before == STARTED and self._states[one.key]]
        self._start([one for one in there if one.unsubscribe or self._states[one.key] != STARTED])
        self._look(lambda one: one.before)
        self.outcome.astray = [one for one in self.outcome.astray if self._states[one.key]]
        self.outcome.stopped = self.outcome.astray  # what the plan wanted beside that is given up
        lost = (one for one in self.plan.triggers if one.before == STARTED == one.after)
        self.outcome.lost = [one for one in lost if not self._states[one.key]]
        return self.outcome

    def _make_factory(self) -> None:
        if not self.plan.create or self.live.exists:
            return
        ended = carry_out({"": ()}, lambda _: self._resources.make_factory(self.plan.create), stop=self.stop)
        self.outcome.factory = ended.failed.get("")
        self._over = self._is_over() or bool(ended.failed)
        if ended.done:
            self.told(f"created factory {self.plan.where.name}")

    def _to_stop(self, left: list[Change]) -> list[TriggerStep]:
        """The triggers that are started and must not be; once nothing is left to change, only those that stay so."""
        steps = (one for one in self.plan.triggers if one.stop and self._states[one.key] == STARTED)
        return [one for one in steps if left or one.after != STARTED]

    def _stop(self, steps: list[TriggerStep]) -> None:
        def stop(step: TriggerStep) -> None:
            self._states[step.key] = UNKNOWN
            Triggers(self.sender).stop(step)
            self._states[step.key] = STOPPED

        self._turn([] if self._is_over() else steps, stop, "stopped", self.stop)
        self._over = self._is_over() or bool(self.outcome.steps_failed)

    def _start(self, steps: list[TriggerStep]) -> None:
        def start(step: TriggerStep) -> None:
            self._states[step.key] = UNKNOWN
            Triggers(self.sender).start(step)
            self._states[step.key] = STARTED

        self._turn(steps, start, "started", Event())

    def _turn(self, steps: list[TriggerStep], do: Callable[[TriggerStep], None], word: str, stop: Event) -> None:
        by_key = {one.key: one for one in steps}

        def told(key: Key) -> None:
            self.told(f"{word} {by_key[key].title}")

        ended = carry_out(dict.fromkeys(by_key, ()), lambda key: do(by_key[key]), told, _is_fatal, stop)
        self._note(ended.failed.values())
        real = {key: error for key, error in ended.failed.items() if not isinstance(error, HaltedError)}
        self.outcome.steps_failed += [(by_key[key], error) for key, error in real.items()]

    def _change(self, changes: list[Change]) -> None:
        by_key = {one.key: one for one in changes}
        needs = {} if self._is_over() else {one.key: one.needs for one in changes}

        def told(key: Key) -> None:
            self._remember(by_key[key])
            self.told(f"{PAST[by_key[key].action]} {by_key[key].title}")

        ended = carry_out(needs, lambda key: self._resources.change(by_key[key]), told, _is_fatal, self.stop)
        self._note(ended.failed.values())
        failed = {key: error for key, error in ended.failed.items() if not isinstance(error, HaltedError)}
        self.outcome.done += [by_key[key] for key in ended.done]
        self.outcome.failed += [(by_key[key], error) for key, error in failed.items()]
        self.outcome.undone += [one for one in changes if one.key not in {*ended.done, *failed}]

    def _remember(self, change: Change) -> None:
        """Keep what a change makes of the state of a trigger: one that is put is stopped (recorded)."""
        if change.key in self._states:
            self._states[change.key] = "" if change.action is Action.DELETE else STOPPED

    def _settle(self) -> None:
        """Bring each trigger to its state: as the plan says where all that it runs is done, else as it was before."""
        self.outcome.interrupted = self.stop.is_set()
        self.sender.gate.halt = Event()  # what puts the triggers back is not halted
        missed = {one.key for one, _ in self.outcome.failed} | {one.key for one in self.outcome.undone}
        self._states |= dict.fromkeys(self._resources.gone & self._states.keys(), "")

        def wanted(step: TriggerStep) -> str:
            return step.after if missed.isdisjoint((*step.needs, step.key)) else step.before

        steps = [one for one in self.plan.triggers if wanted(one) == STARTED and self._is_startable(one)]
        self._start(steps)
        self._look(wanted)

    def _look(self, wanted: Callable[[TriggerStep], str]) -> None:
        """Find the triggers that are not where they should be."""
        resting = [one for one in self.plan.triggers if self._states[one.key] != STARTED]
        self.outcome.stopped = [one for one in resting if STARTED in (wanted(one), one.after)]
        self.outcome.astray = [one for one in resting if wanted(one) == STARTED == one.before]

    def _is_startable(self, step: TriggerStep) -> bool:
        return self._states[step.key] not in ("", STARTED)

    def _note(self, errors: Iterable[Exception]) -> None:
        """After a failure that all would share, nothing more is changed, and not much is tried."""
        if any(_is_fatal(one) for one in errors):
            self._over = True
            self.sender.tries = FEW_TRIES

    def _is_over(self) -> bool:
        return self._over or self.stop.is_set()


def _is_fatal(error: Exception) -> bool:
    """Whether every other request would fail too: nobody is signed in or reached, or has no permission."""
    if isinstance(error, AzureRefusedError):
        return error.answer.status in NOT_ALLOWED
    return isinstance(error, RefusedError | HaltedError)
