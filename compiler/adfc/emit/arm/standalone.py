"""A template over ARM's limits as standalone parts: deployed one after the other, they need no storage account."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from adfc.adf.limits import LIMITS
from adfc.emit.arm.linked import in_dependency_order, part_data
from adfc.emit.arm.template import ArmResource, Json, Template

MOST_RESOURCES = LIMITS["templateResources"].figure
MOST_BYTES = LIMITS["templateSize"].figure
MOST_PARAMETERS = LIMITS["templateParameters"].figure
HEAD = 64 * 1024
"""Bytes left for what a part holds besides its resources and parameters."""


@dataclass(frozen=True, slots=True)
class Part:
    """One template of the series."""

    data: Json
    parameters: tuple[str, ...]
    """The names of the parameters it declares, in order."""
    resources: int


def is_too_large(template: Template, size: int) -> bool:
    """Whether ARM refuses the template as one: `size` bytes of text, or more resources than it takes."""
    return size > MOST_BYTES or len(template.resources) > MOST_RESOURCES


def standalone_parts(template: Template) -> list[Part]:
    """The template cut such that no resource depends on one of a later part, each part within every limit.

    ARM counts the bytes of a template; a resource counts here as it is written, tabs included.
    """
    parts = []
    for resources in _cut(template):
        data = part_data(template, resources)
        parts.append(Part(data, tuple(data["parameters"]), len(resources)))
    return parts


def _cut(template: Template) -> Iterator[Sequence[ArmResource]]:
    current: list[ArmResource] = []
    size, names = HEAD, set[str]()
    for resource in in_dependency_order(template):
        bytes_more = _size(resource)
        names_more = {*resource.secrets, *resource.settings} - names
        full = (
            len(current) == MOST_RESOURCES
            or size + bytes_more > MOST_BYTES
            or len(names) + len(names_more) + 1 > MOST_PARAMETERS
        )
        if current and full:
            yield current
            current, size, names = [], HEAD, set()
        current.append(resource)
        size += bytes_more
        names |= {*resource.secrets, *resource.settings}
    if current:
        yield current


def _size(resource: ArmResource) -> int:
    """Bytes of the resource as a template holds it: a space takes what a tab takes, and needs no rewriting."""
    return len(msgspec.json.format(msgspec.json.encode(resource.data()), indent=1))
