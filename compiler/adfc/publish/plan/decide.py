"""What becomes of each resource: the heart of a plan. Pure: a wanted and a live factory in, changes out."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from itertools import chain

import msgspec

from adfc.kinds import GLOBAL_PARAMETERS, LINKED_SERVICES, TRIGGERS, Kind
from adfc.model import Data, Resource
from adfc.publish.plan import marks
from adfc.publish.plan.content import content, digest
from adfc.publish.plan.differ import differences
from adfc.publish.plan.model import Action, Change, Difference, Left, TriggerStep, place_of, titled
from adfc.publish.plan.replacing import replaces, what_runs_again
from adfc.publish.plan.secrets import taken_from_outside
from adfc.publish.plan.triggers import doomed_step, is_left_stopped, runs_changed, wanted_step
from adfc.publish.plan.wanted import Ask, Net, Wanted, live_needs, with_live_parameters
from adfc.publish.snapshot import Key, Live, LiveResource


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one resource of the specs."""

    resource: Resource
    change: Change | None
    """None where it is as it should be."""
    live: LiveResource | None
    owner: str = ""
    """The other project whose mark the live one carries."""
    unmarked: bool = False
    """Whether it is as it should be, and does not carry the mark."""


@dataclass(frozen=True, slots=True)
class Decider:
    """Decides about resources."""

    wanted: Wanted
    net: Net
    live: Live
    ask: Ask
    external: frozenset[Key] = field(default_factory=frozenset)

    def decisions(self) -> list[Decision]:
        """What becomes of each resource of the specs, each after all that it needs."""
        return [self._decision(one) for one in self.net.resources]

    def doomed(self) -> list[LiveResource]:
        """What is deleted, as far as it is selected."""
        return [one for one in self._others() if self._is_doomed(one)]

    def left(self, doomed: Set[Key]) -> Iterator[Left]:
        """What the specs don't name, and stays."""
        for one in self._others():
            if one.key not in doomed:
                yield Left(one.kind.section, one.name, marks.owner(one))

    def steps(self, chosen: list[Decision], doomed: list[LiveResource]) -> Iterator[TriggerStep]:
        """The triggers that are stopped or started."""
        changed = frozenset(one.resource.key for one in chosen if one.change)
        touched = changed | runs_changed(self.net, changed)
        for one in chosen:
            trigger = one.resource
            if trigger.kind is TRIGGERS:
                is_touched = trigger.key in touched
                step = wanted_step(trigger, one.live, touched=is_touched, keep_state=self.ask.keep_states)
                if step:
                    needs = tuple(sorted(self.net.all_needs(trigger) & changed))
                    yield msgspec.structs.replace(step, needs=needs)
        yield from (step for one in doomed if (step := doomed_step(one)))

    def stateless(self, chosen: list[Decision]) -> Iterator[str]:
        """Titles of the triggers that are left stopped because their specs say no state."""
        for one in chosen:
            if one.resource.kind is TRIGGERS and is_left_stopped(one.resource, one.live):
                yield titled(TRIGGERS, one.resource.name)

    def deletions(self, doomed: list[LiveResource]) -> list[Change]:
        """The changes that delete, each after those that refer to it."""
        needs = {one.key: live_needs(one) for one in doomed}
        users: dict[Key, list[Key]] = {one.key: [] for one in doomed}
        for key, needed in needs.items():
            for one in needed & users.keys() - {key}:
                users[one].append(key)
        changes = {
            one.key: Change(
                one.kind.section,
                one.name,
                Action.DELETE,
                needs=tuple(sorted(users[one.key])),
                before=digest(one.kind, one.properties),
            )
            for one in doomed
        }
        return _in_order(changes)

    def _decision(self, resource: Resource) -> Decision:
        live = self.live.resources.get(resource.key)
        if resource.kind is GLOBAL_PARAMETERS:
            resource = with_live_parameters(resource, self.live, drop=GLOBAL_PARAMETERS in self.ask.delete_unmarked)
        body = marks.marked(resource.kind, resource.properties, self.wanted.project)
        whole = replace(resource, properties=body)
        if live is None:
            return Decision(whole, self._change(whole, Action.CREATE, ()), None)
        owner = marks.owner(live)
        other = owner if owner not in ("", self.wanted.project) else ""
        unmarked = resource.kind in marks.MARKED and owner != self.wanted.project
        found = self._found(whole, live)
        if not found and unmarked and self.ask.adopt:
            found = tuple(compared(whole.kind, live.properties, whole.properties))
        if not found and not (self.ask.renew_secrets and whole.secure):
            return Decision(whole, None, live, other, unmarked)
        action = Action.REPLACE if replaces(whole.kind, live.properties, found) else Action.UPDATE
        return Decision(whole, self._change(whole, action, found, live), live, other)

    def _found(self, whole: Resource, live: LiveResource) -> tuple[Difference, ...]:
        """The differences; none where the mark is all that differs."""
        unmarked = marks.marked(live.kind, live.properties, self.wanted.project)
        if encoded(unmarked) == encoded(whole.properties) or not any(
            True for _ in compared(whole.kind, unmarked, whole.properties)
        ):
            return ()
        return tuple(compared(whole.kind, live.properties, whole.properties))

    def _change(
        self, whole: Resource, action: Action, found: tuple[Difference, ...], live: LiveResource | None = None
    ) -> Change:
        note = what_runs_again(whole.properties) if action is Action.REPLACE else ""
        if action is Action.UPDATE and not found:
            note = "put again, with its secrets"
        return Change(
            whole.kind.section,
            whole.name,
            action,
            place_of(whole.origin.span((), key=True)),
            found,
            note,
            tuple(one for one in self.net.needs(whole) if one in self.net.at),
            {key: value for key, value in whole.properties.items() if (whole.kind, key) != (TRIGGERS, "runtimeState")},
            taken_from_outside(whole),
            digest(live.kind, live.properties) if live else "",
        )

    def _others(self) -> Iterator[LiveResource]:
        """What is in the factory and neither in the specs nor known to be another project's."""
        for key, one in self.live.resources.items():
            if key not in self.net.at and key not in self.external:
                yield one

    def _is_doomed(self, live: LiveResource) -> bool:
        if live.kind in marks.MARKED:
            return self.ask.delete and marks.owner(live) == self.wanted.project
        return live.kind in self.ask.delete_unmarked and live.kind in marks.UNMARKED


def encoded(properties: Mapping[str, Data]) -> bytes:
    """The properties as text that is the same for the same JSON: what most resources come back as."""
    return msgspec.json.encode(properties, order="deterministic")


def compared(kind: Kind, live: Mapping[str, Data], wanted: Mapping[str, Data]) -> Iterator[Difference]:
    """Where the wanted properties of a resource differ from those that are live."""
    settings = live.get("typeProperties")
    encrypted = kind is LINKED_SERVICES and isinstance(settings, dict) and "encryptedCredential" in settings
    return differences(content(kind, live), content(kind, wanted), encrypted=encrypted)


def _in_order(changes: dict[Key, Change]) -> list[Change]:
    """Each change after those that it needs; where a circle forbids that, as near as it goes."""
    done: dict[Key, Change] = {}
    stack = [(key, False) for key in reversed(changes)]
    opened: set[Key] = set()
    while stack:
        key, needed = stack.pop()
        if needed:
            done.setdefault(key, changes[key])
        elif key not in opened:
            opened.add(key)
            stack.append((key, True))
            stack.extend((one, False) for one in chain(changes[key].needs) if one not in opened)
    return list(done.values())
