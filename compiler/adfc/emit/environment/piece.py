"""One resource of an environment's template in the making."""

from collections.abc import Mapping
from dataclasses import dataclass

from adfc.emit.arm.draft import Draft
from adfc.emit.arm.expressions import escaped
from adfc.emit.environment.expressions import argument, call, child_name, literal, resource_id, value
from adfc.emit.environment.names import Names
from adfc.model import Data, Resource

API_VERSIONS: Mapping[str, str] = {
    "Microsoft.Authorization": "2022-04-01",
    "Microsoft.DataFactory": "2018-06-01",
    "Microsoft.DocumentDB": "2024-11-15",
    "Microsoft.KeyVault": "2023-07-01",
    "Microsoft.Kusto": "2024-04-13",
    "Microsoft.ManagedIdentity": "2023-01-31",
    "Microsoft.Storage": "2023-05-01",
}
"""The version of the API that a template asks each provider for."""


@dataclass(slots=True)
class Piece(Draft):
    """A resource, whose `body` is all of it but type, name and what it depends on."""

    above: tuple[str, ...] = ()
    """Of a role assignment, the arguments that name the resource it is a child of; none for an extension."""
    stable: tuple[str, ...] = ()
    """Of a role assignment, what its name is made of beside its principal: arguments of `guid`."""

    def data(self) -> dict[str, Data]:
        """The resource as the template holds it."""
        condition = {"condition": self.body["condition"]} if "condition" in self.body else {}
        body = {key: one for key, one in self.body.items() if key != "condition"}
        head = {"type": self.type, "apiVersion": API_VERSIONS[self.type.partition("/")[0]], "name": self._name()}
        depends = {"dependsOn": list(self.parents)} if self.parents else {}
        return {**condition, **head, **_shown(body), **depends}

    def _name(self) -> str:
        """The name; of a role assignment, made of what it grants, so that each deployment finds the same one."""
        if not self.stable:
            return self.name
        principal = self.body["properties"]["principalId"]
        who = self.stable[-1] if "reference(" in str(principal) else argument(principal)
        made = call("guid", *self.stable[:-1], who)
        return child_name(*self.above, made) if self.above else value(made)


def _shown(body: Mapping[str, Data]) -> dict[str, Data]:
    """The body without tags where there are none, and without what is null."""
    return {key: _without_null(one) for key, one in body.items() if one is not None and not (key == "tags" and not one)}


def _without_null(found: Data) -> Data:
    if isinstance(found, dict):
        return {key: _without_null(one) for key, one in found.items() if one is not None}
    return found


def top(part: Resource, arm_type: str, names: Names, body: Mapping[str, Data], *parents: str) -> Piece:
    """A resource that stands by itself: its name a parameter, its location and tags those of the part."""
    name = names.of(part)
    whole = {"location": escaped(part.properties["location"]), "tags": escaped(part.properties.get("tags", {})), **body}
    return Piece(
        (part.kind.section, part.name.lower()),
        value(resource_id(arm_type, name)),
        value(name),
        arm_type,
        part.name,
        whole,
        parents,
    )


def below(part: Resource, arm_type: str, steps: tuple[str, ...], names: Names, body: dict[str, Data]) -> Piece:
    """A resource below a part: `steps` name it and all between, and it depends on the one above it."""
    name = names.of(part)
    arguments = [literal(one) for one in steps]
    above = value(resource_id(arm_type.rpartition("/")[0], name, *arguments[:-1]))
    return Piece(
        (part.kind.section, part.name.lower()),
        value(resource_id(arm_type, name, *arguments)),
        child_name(name, *arguments),
        arm_type,
        "_".join((part.name, *steps)),
        body,
        (above,),
    )
