"""The template of an environment that every target is deployed from, and each target's values."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import msgspec

from adfc.emit.arm.differences import Difference, Differences, find_differences
from adfc.emit.arm.expressions import escaped, parameter, parameter_call
from adfc.emit.arm.parameters import Parameters
from adfc.emit.arm.template import CONTENT_VERSION, Json, Parameter
from adfc.emit.build import Build
from adfc.emit.environment import access, kusto, roles, stores
from adfc.emit.environment.names import CREATE_FACTORY, FACTORY_NAME, Names, names_of
from adfc.emit.environment.piece import Piece
from adfc.environment.names import name_of
from adfc.kinds import COSMOS_ACCOUNTS, FACTORY_ITSELF, IDENTITIES, KEY_VAULTS, KUSTO_CLUSTERS, STORAGE_ACCOUNTS, Kind
from adfc.model import Data, Factory, Resource

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"

Make: TypeAlias = Callable[[Resource, Factory, Names], Iterator[Piece]]

MAKERS: Mapping[Kind, Make] = {
    IDENTITIES: access.identity,
    FACTORY_ITSELF: access.factory_itself,
    KUSTO_CLUSTERS: kusto.pieces,
    COSMOS_ACCOUNTS: stores.cosmos,
    KEY_VAULTS: stores.vault,
    STORAGE_ACCOUNTS: stores.storage,
}
"""What becomes of each kind of part."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A template and the values that make it each target's."""

    template: Json
    values: Mapping[str, Mapping[str, Data]]
    """By target, the values of its parameter file by name."""
    left: tuple[tuple[Piece, Difference], ...] = ()
    """What differs and could not become a parameter: it holds what only a deployment can work out."""


def shared_template(build: Build) -> Shared:
    """The template of a build's environments; what differs between targets is a parameter, as is every name."""
    stage = _Stage(build)
    resources = [one.data() for one in stage.pieces]
    text = msgspec.json.encode(resources).decode()
    kept = [one for one in stage.parameters.all() if parameter_call(one.name) in text]
    template = {
        "$schema": SCHEMA,
        "contentVersion": CONTENT_VERSION,
        "parameters": {one.name: one.declaration() for one in kept},
        "resources": resources,
    }
    values = {target: dict(stage.values(target, kept)) for target in build.factories}
    return Shared(template, values, tuple(stage.left))


class _Stage:
    """Compares the targets, and puts what it finds into the pieces of the shared template."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._names = names_of(build.factory.environment)
        self._by_target = {target: list(_pieces(one, self._names)) for target, one in build.factories.items()}
        self.pieces = self._union()
        self.parameters = Parameters(Parameter(FACTORY_NAME, "string", default=(escaped(build.factory.name),)))
        self.parameters.add(Parameter(CREATE_FACTORY, "bool", default=(True,)))
        self.left: list[tuple[Piece, Difference]] = []
        self._conditions: dict[str, Mapping[str, bool]] = {}
        self._add_names()
        self._made = self._add_differences()
        self._add_conditions()

    def values(self, target: str, declared: list[Parameter]) -> Iterator[tuple[str, Data]]:
        """The values of a target's parameter file, in the order of the template's parameters."""
        factory = self._build.factories[target]
        own = {self._names.parameter(one): name_of(one) for one in factory.environment} | {FACTORY_NAME: factory.name}
        for one in declared:
            if one.name in own:
                yield one.name, own[one.name]
            elif one.name in self._conditions:
                yield one.name, self._conditions[one.name][target]
            elif one.name in self._made and target in self._made[one.name].values:
                yield one.name, self._made[one.name].value(target)

    def _union(self) -> list[Piece]:
        """The chosen target's pieces, then those that only others have."""
        known = {one.id: one for one in self._by_target[self._build.target]}
        for pieces in self._by_target.values():
            for one in pieces:
                known.setdefault(one.id, one)
        return list(known.values())

    def _add_names(self) -> None:
        for part in self._build.factory.environment:
            if part.kind is not FACTORY_ITSELF:
                name = escaped(name_of(part))
                self.parameters.add(Parameter(self._names.parameter(part), "string", default=(name,)))

    def _add_differences(self) -> Mapping[str, Difference]:
        stage = Differences(self._build.target, self.parameters)
        by_id = {one.id: one for one in self.pieces}
        for found in find_differences(self._by_target):
            if any(map(_is_evaluated, found.values.values())):
                self.left.append((by_id[found.id], found))
            else:
                stage.apply(found, by_id[found.id])
        return stage.made

    def _add_conditions(self) -> None:
        """A condition for every resource that not all targets have."""
        having = {target: {one.id for one in pieces} for target, pieces in self._by_target.items()}
        for piece in self.pieces:
            has = {target: piece.id in ids for target, ids in having.items()}
            if not all(has.values()):
                name = self._free(f"{piece.prefix}_condition")
                self.parameters.add(Parameter(name, "bool", default=(has[self._build.target],)))
                piece.body["condition"] = parameter(name)
                self._conditions[name] = has

    def _free(self, name: str) -> str:
        """The name, numbered where it is taken: ARM compares parameters without case."""
        taken = {one.name.lower() for one in self.parameters.all()}
        number, free = 1, name
        while free.lower() in taken:
            number += 1
            free = f"{name}_{number}"
        return free


def _pieces(factory: Factory, names: Names) -> Iterator[Piece]:
    for part in factory.environment:
        yield from MAKERS[part.kind](part, factory, names)
    yield from roles.assignments(factory, names)


def _is_evaluated(value: Data) -> bool:
    """Whether a value, or a key in it, is an expression: a parameter file's values are taken as they are."""
    if isinstance(value, dict):
        return any(map(_is_evaluated, [*value, *value.values()]))
    if isinstance(value, list):
        return any(map(_is_evaluated, value))
    return isinstance(value, str) and value.startswith("[") and value.endswith("]") and not value.startswith("[[")
