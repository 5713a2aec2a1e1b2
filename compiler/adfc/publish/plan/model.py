"""What a plan is made of. All of it is plain data, so that a plan can be kept in a file and carried out later."""

from enum import StrEnum
from typing import TypeAlias

import msgspec

from adfc.kinds import TRIGGERS, Kind
from adfc.model import Data
from adfc.publish.client import FactoryId
from adfc.publish.snapshot import BY_SECTION, STARTED, Key
from adfc.source import Path, Span

Value: TypeAlias = Data | msgspec.UnsetType
"""A value, or none at all."""


class Action(StrEnum):
    """What becomes of a resource."""

    CREATE = "create"
    UPDATE = "update"
    REPLACE = "replace"
    """Deleted and created: what changes can't be changed in place."""
    DELETE = "delete"


class Difference(msgspec.Struct, frozen=True):
    """A value that changes, by its path in `properties`. Of two lists of named things, a step is the name of one."""

    path: Path
    old: Value = msgspec.UNSET
    new: Value = msgspec.UNSET


class Place(msgspec.Struct, frozen=True, rename="camel"):
    """Where a resource is written: a file and the stretch of it that names the resource."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    @property
    def span(self) -> Span:
        """The same as a Span."""
        return Span(self.file, self.line, self.column, self.end_line, self.end_column)


class Secret(msgspec.Struct, frozen=True):
    """A SecureString whose text comes from outside, by its path in `properties` and the parameter's name."""

    path: Path
    parameter: str


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """What becomes of one resource, and all it takes to do it."""

    section: str
    name: str
    action: Action
    place: Place = Place("")
    """Where it is written; no file for what is deleted."""
    differences: tuple[Difference, ...] = ()
    """Property by property, of an update or a replacement; secrets are never shown."""
    note: str = ""
    """What else there is to know, e.g. which windows run again."""
    needs: tuple[Key, ...] = ()
    """The changes that come first."""
    body: dict[str, Data] = {}
    """The `properties` to put; empty for a deletion."""
    secrets: tuple[Secret, ...] = ()
    before: str = ""
    """The digest of what the factory holds now; empty when it holds nothing of that name."""

    @property
    def kind(self) -> Kind:
        """The kind of the resource."""
        return BY_SECTION[self.section]

    @property
    def key(self) -> Key:
        """As `Resource.key`."""
        return self.section, self.name.lower()

    @property
    def title(self) -> str:
        """As a message names it, e.g. `dataset "orders"`."""
        return titled(self.kind, self.name)


class TriggerStep(msgspec.Struct, frozen=True, omit_defaults=True):
    """A trigger that is stopped or started on the way."""

    name: str
    before: str
    """Its state in the factory now; empty when it is not there."""
    after: str
    """Its state in the end; empty when it is deleted."""
    stop: bool = False
    """Whether it is stopped before anything changes."""
    unsubscribe: bool = False
    """Whether it listens to events, and has to stop that first."""
    subscribe: bool = False
    """Whether it has to listen to events before it starts."""
    needs: tuple[Key, ...] = ()
    """The changes to it and to all that it runs, at any depth."""
    place: Place = Place("")

    @property
    def title(self) -> str:
        """As a message names it."""
        return titled(TRIGGERS, self.name)

    @property
    def start(self) -> bool:
        """Whether it is started in the end."""
        return self.after == STARTED and (self.stop or self.before != STARTED)

    @property
    def key(self) -> Key:
        """As `Resource.key`."""
        return TRIGGERS.section, self.name.lower()


class Left(msgspec.Struct, frozen=True):
    """A resource of the factory that the specs don't name, and that stays."""

    section: str
    name: str
    owner: str = ""
    """The project whose mark it carries; empty for none."""

    @property
    def title(self) -> str:
        """As a message names it."""
        return titled(BY_SECTION[self.section], self.name)


class Where(msgspec.Struct, frozen=True, rename="camel"):
    """The factory that a plan is for."""

    endpoint: str
    subscription: str
    resource_group: str
    name: str

    @property
    def factory(self) -> FactoryId:
        """Where in Azure it is."""
        return FactoryId(self.subscription, self.resource_group, self.name)


class Plan(msgspec.Struct, frozen=True):
    """What it takes to bring a factory to what the specs say."""

    project: str
    target: str
    where: Where
    create: str = ""
    """The region to make the factory in; empty when it is there."""
    changes: tuple[Change, ...] = ()
    """Each after all that it needs, deletions last."""
    triggers: tuple[TriggerStep, ...] = ()
    left: tuple[Left, ...] = ()
    """What is in the factory and not in the specs, and stays."""
    unmarked: tuple[str, ...] = ()
    """Titles of what is as the specs say, and does not carry the project's mark."""
    stateless: tuple[str, ...] = ()
    """Titles of the triggers that are stopped in the end because their specs say no state."""
    unchanged: int = 0
    unselected: int = 0
    """Resources that differ, and are left alone because they are not selected."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.create or self.changes or self.triggers)

    def of(self, action: Action) -> tuple[Change, ...]:
        """The changes of one sort."""
        return tuple(one for one in self.changes if one.action is action)


def titled(kind: Kind, name: str) -> str:
    """A resource as messages name it. Global parameters are one resource."""
    return "the global parameters" if kind.section == "globalParameters" else f'{kind.noun} "{name}"'


def place_of(span: Span) -> Place:
    """A Span as plain data; of text that a pattern made, the place that uses the pattern."""
    told = span if span.via is None else span.via
    return Place(told.file, told.line, told.column, told.end_line, told.end_column)
