"""More parameters than ARM allows: those of one resource become the properties of one object parameter."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from adfc.adf.limits import LIMITS
from adfc.emit.arm.expressions import member, parameter_call
from adfc.emit.arm.template import ArmResource, Parameter, Template
from adfc.model import Data

MOST = LIMITS["templateParameters"].figure
FACTORY_NAME = "factoryName"
ALL = "values"
"""The one object that holds all values, where there is no other way."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A template with few enough parameters, and what became of those it had."""

    template: Template
    into: Mapping[str, str]
    """By the name of a parameter that is gone, the object parameter that holds it under that name."""


def fold(template: Template, most: int = MOST) -> Folded:
    """The template with at most `most` parameters where folding can do that: resources with the most go first.

    Where an object for every resource is still too many, one object holds all. A secure parameter stays by itself: it
    has no default and may stand in no object that is shown.
    """
    if len(template.parameters) <= most:
        return Folded(template, {})
    into = _by_resource(template, most)
    if len(template.parameters) - len(into) + len(set(into.values())) > most:
        into = dict.fromkeys(_plain(template), _free(ALL, {one.name.lower() for one in template.parameters}))
    return Folded(_apply(template, into), into) if into else Folded(template, {})


def _by_resource(template: Template, most: int) -> dict[str, str]:
    """By parameter, the object that takes it: no more resources get one than are needed."""
    owners = _owners(template)
    count, chosen = len(template.parameters), set[str]()
    for owner, size in sorted(Counter(owners.values()).items(), key=lambda item: (-item[1], item[0])):
        if count <= most or size < 2:
            break
        chosen.add(owner)
        count -= size - 1
    return {name: owner for name, owner in owners.items() if owner in chosen}


def _plain(template: Template) -> list[str]:
    """The parameters that an object may hold."""
    return [one.name for one in template.parameters if one.default is not None and one.name != FACTORY_NAME]


def _owners(template: Template) -> dict[str, str]:
    """By parameter, the name of the object that may take it: that of the only resource which reads it."""
    readers = Counter(name for one in template.resources for name in one.settings)
    plain = set(_plain(template))
    taken = {one.name.lower() for one in template.parameters}
    owners: dict[str, str] = {}
    for resource in template.resources:
        name = _free(f"{resource.prefix}_values", taken)
        owners |= {one: name for one in resource.settings if one in plain and readers[one] == 1}
        taken.add(name.lower())
    return owners


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free.lower() in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def _apply(template: Template, into: Mapping[str, str]) -> Template:
    calls = {parameter_call(name): member(owner, name) for name, owner in into.items()}
    return replace(
        template,
        parameters=tuple(_parameters(template, into)),
        resources=tuple(_resource(one, into, calls) for one in template.resources),
    )


def _parameters(template: Template, into: Mapping[str, str]) -> list[Parameter]:
    """The parameters, each object in the place of the first that it holds."""
    objects: dict[str, dict[str, Data]] = {}
    kept: dict[str, Parameter] = {}
    for one in template.parameters:
        owner = into.get(one.name)
        if owner is None:
            kept[one.name] = one
        else:
            values = objects.setdefault(owner, {})
            values[one.name] = one.value()
            before = kept.get(owner)
            places = (before.places if before else ()) + one.places
            kept[owner] = Parameter(owner, "object", places, default=(values,))
    return list(kept.values())


def _resource(resource: ArmResource, into: Mapping[str, str], calls: Mapping[str, str]) -> ArmResource:
    if not any(name in into for name in resource.settings):
        return resource
    mine = {parameter_call(name): calls[parameter_call(name)] for name in resource.settings if name in into}
    return replace(
        resource,
        properties=_rewritten(resource.properties, mine),
        depends_on=tuple(_rewritten(one, mine) for one in resource.depends_on),
        settings=tuple(dict.fromkeys(into.get(name, name) for name in resource.settings)),
        extra=_rewritten(dict(resource.extra), mine),
    )


def _rewritten(value: Data, calls: Mapping[str, str]) -> Data:
    """A value in which every expression reads the object: `[[...]` is text of the user's."""
    if isinstance(value, dict):
        return {key: _rewritten(child, calls) for key, child in value.items()}
    if isinstance(value, list):
        return [_rewritten(child, calls) for child in value]
    if isinstance(value, str) and value.startswith("[") and not value.startswith("[["):
        for call, of_object in calls.items():
            value = value.replace(call, of_object)
    return value
