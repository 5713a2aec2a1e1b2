"""Linked templates: the whole template cut into parts of twenty resources, and a master that deploys them in order."""

from collections.abc import Mapping, Sequence

from adfc.emit.arm.expressions import parameter
from adfc.emit.arm.template import CONTENT_VERSION, FACTORY_TYPE, ArmResource, Json, Parameter, Template, template_data
from adfc.kinds import GLOBAL_PARAMETERS

PART_SIZE = 20
"""Resources in a part, whatever their size: measured on published factories, 1,441 of 1,441."""
DEPLOYMENTS_API_VERSION = "2024-03-01"
FIRST_TYPES = (FACTORY_TYPE, GLOBAL_PARAMETERS.arm_type)

CONTAINER = (
    Parameter("containerUri", "string", metadata="URI to storage account containing linked ARM templates"),
    Parameter("containerSasToken", "string", metadata="Sas token to storage account containing linked ARM templates"),
)
"""The parameters by which the master finds its parts."""


def parts(template: Template) -> list[tuple[ArmResource, ...]]:
    """The resources of `template` by twenty, such that no resource depends on one of a later part."""
    ordered = in_dependency_order(template)
    return [tuple(ordered[start : start + PART_SIZE]) for start in range(0, len(ordered), PART_SIZE)]


def in_dependency_order(template: Template) -> list[ArmResource]:
    """The resources by level, each level in the order of `template`.

    First the factory and its global parameters, then what depends on nothing, then what depends on that, and so on.
    """
    levels = _levels(template.resources)
    return sorted(template.resources, key=lambda one: -1 if one.type in FIRST_TYPES else levels[one.id])


def part_data(template: Template, part: Sequence[ArmResource]) -> Json:
    """One part as a template: the parameters it reads, and of `dependsOn` what stands in the same part."""
    inside = {one.id for one in part if one.type not in FIRST_TYPES}
    declared = {one.name: one for one in template.parameters}
    return template_data(
        {name: declared[name].declaration() for name in _parameter_names(template, part)},
        [one.data(tuple(other for other in one.depends_on if other in inside)) for one in part],
    )


def master_data(template: Template, cut: Sequence[Sequence[ArmResource]]) -> Json:
    """The master: every parameter, and one deployment a part, each after the one before."""
    return template_data(
        {one.name: one.declaration() for one in (*template.parameters, *CONTAINER)},
        [_deployment(template, index, part) for index, part in enumerate(cut)],
    )


def _deployment(template: Template, index: int, part: Sequence[ArmResource]) -> Json:
    file = f"/ArmTemplate_{index}.json"
    before = f"[resourceId('Microsoft.Resources/deployments', '{template.factory}_ArmTemplate_{index - 1}')]"
    return {
        "name": f"{template.factory}_ArmTemplate_{index}",
        "type": "Microsoft.Resources/deployments",
        "apiVersion": DEPLOYMENTS_API_VERSION,
        "properties": {
            "mode": "incremental",
            "templateLink": {
                "uri": f"[concat(parameters('containerUri'), '{file}', parameters('containerSasToken'))]",
                "contentVersion": CONTENT_VERSION,
            },
            "parameters": {name: {"value": parameter(name)} for name in _parameter_names(template, part)},
        },
        "dependsOn": [before] if index else [],
    }


def _parameter_names(template: Template, part: Sequence[ArmResource]) -> list[str]:
    """The parameters that `part` reads: the factory's name, then secrets, then settings, by resource."""
    secrets = [name for one in part for name in one.secrets]
    settings = [name for one in part for name in one.settings]
    return list(dict.fromkeys([template.parameters[0].name, *secrets, *settings]))


def _levels(resources: Sequence[ArmResource]) -> Mapping[str, int]:
    """By id, the length of the longest chain of dependencies below each resource; a circle is cut where it closes.

    Depth first with a stack of its own: a chain of pipelines may be longer than Python's.
    """
    below = {one.id: one.depends_on for one in resources}
    levels: dict[str, int] = {}
    opened: set[str] = set()
    waiting = list(below)
    while waiting:
        current = waiting[-1]
        inner = [one for one in below[current] if one in below]
        unknown = [] if current in opened else [one for one in inner if one not in levels and one not in opened]
        opened.add(current)
        waiting.extend(unknown)
        if not unknown:
            waiting.pop()
            levels.setdefault(current, 1 + max((levels.get(one, -1) for one in inner), default=-1))
    return levels
