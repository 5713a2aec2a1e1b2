"""A resource as the ARM template has it: parameters in place of values, and what the exporter adds."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from adfc.adf.model import TYPE_PROPERTIES
from adfc.configure.spec import holds
from adfc.emit.arm import TEMPLATE
from adfc.emit.arm.expressions import resource_name
from adfc.kinds import GLOBAL_PARAMETERS
from adfc.model import Artifact, Data, Resource
from adfc.provenance.cause import Cause
from adfc.provenance.paths import Miss, Words, resolve
from adfc.provenance.tracer import Tracer
from adfc.source import Path

OWN_VALUES = "arm/ARMTemplateParametersForFactory.json"
"""The values of the one factory that an export is of."""

CALL = re.compile(r"parameters\('(?P<name>(?:[^']|'')+)'\)(?:\['(?P<member>(?:[^']|'')+)'\])?")

ADDED: Mapping[str | int, str] = {
    "elapsedTimeMetric": "a pipeline has a policy with elapsedTimeMetric",
    "secureInput": "Execute Pipeline has a policy",
    "parameters": "a reference or a call has parameters, be there none",
    "headers": "a web or function activity has headers, be there none",
    "datasetParameters": "a data flow that runs has parameters by source and sink, be there none",
    "staging": "a data flow that runs has staging",
    "projectConnectionManagers": "Execute SSIS Package has connection managers, be there none",
    "packageConnectionManagers": "Execute SSIS Package has connection managers, be there none",
    TYPE_PROPERTIES: "typeProperties is there, be it empty",
}
"""What the exporter adds, by its key; `emit.arm.complete` and `emit.arm.activities` have the rules."""

LONGEST = 80
"""The characters of a parameter's value that are told: it may be a whole pipeline."""

WRAPPED = Cause("exporter", "wrapped by the exporter's rule: an expression is an object")


@dataclass(frozen=True, slots=True)
class ArmView:
    """The ARM template of a build, and what its parameters are for one target."""

    resources: Mapping[tuple[str, str], Data]
    """The properties of each resource, by type and name as the template writes them."""
    values: Mapping[str, Data]
    """The parameters in the target's parameter file."""
    tracer: Tracer

    def properties(self, resource: Resource) -> Data:
        """See `View.properties`; empty where the template does not have the resource."""
        is_parameter = resource.kind is GLOBAL_PARAMETERS
        name = resource_name("default" if is_parameter else resource.name)
        found = self.resources.get((resource.kind.arm_type, name), {})
        return found.get(resource.name, {}) if is_parameter else found

    def path(self, resource: Resource, words: Words) -> Path | Miss:
        """See `View.path`; where a parameter stands for all around it, the path of that."""
        properties = self.properties(resource)
        for length in range(len(words)):
            path = resolve(properties, words[:length])
            if not isinstance(path, Miss) and _is_expression(_at(properties, path)):
                return path
        return resolve(properties, words)

    def causes(self, resource: Resource, path: Path) -> tuple[Cause, ...]:
        """See `View.causes`: the parameters that stand there, then as in ADF's own JSON, or the exporter's rule."""
        told = self._parameters(_at(self.properties(resource), path))
        return (*told, *_own_causes(resource, path, self.tracer))

    def _parameters(self, value: Data) -> Iterator[Cause]:
        for call in CALL.finditer(value) if _is_expression(value) else ():
            name = _unquoted(call["name"])
            given = self.values.get(name, {}).get("value")
            if call["member"] is not None:
                member = _unquoted(call["member"])
                name, given = f"{name}, {member} in it", (given or {}).get(member)
            yield Cause("parameter", f"parameter {name}: {_told(given)}")


def open_view(artifacts: Sequence[Artifact], target: str, tracer: Tracer) -> ArmView:
    """The view of a build's artifacts for one of its targets; of an export's, which has none, with the empty name."""
    texts = {one.path: one.text for one in artifacts}
    values = texts[f"arm/parameters/{target}.json" if target else OWN_VALUES]
    template = msgspec.json.decode(texts[TEMPLATE])
    resources = {(one["type"], one["name"]): one["properties"] for one in template["resources"]}
    return ArmView(resources, msgspec.json.decode(values)["parameters"], tracer)


def _own_causes(resource: Resource, path: Path, tracer: Tracer) -> tuple[Cause, ...]:
    if _there(resource.properties, path) == len(path):
        return tracer.causes(resource, path)
    if isinstance(_at(resource.properties, path[:-1]), str):
        return (*tracer.causes(resource, path[:-1]), WRAPPED)
    added = path[_there(resource.properties, path) :]
    words = next((ADDED[step] for step in reversed(added) if step in ADDED), "")
    words = words or f"{resource.kind.one} of this type has {added[0]}"
    return (Cause("exporter", f"added by the exporter's rule: {words}"),)


def _told(value: Data) -> str:
    if value in (None, ""):
        return "its value is given at deployment"
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= LONGEST else text[:LONGEST] + "..."


def _unquoted(text: str) -> str:
    return text.replace("''", "'")


def _there(value: Data, path: Path) -> int:
    """How many steps of the path are there."""
    for count, step in enumerate(path):
        if not holds(value, step):
            return count
        value = value[step]
    return len(path)


def _is_expression(value: Data) -> bool:
    return isinstance(value, str) and value.startswith("[") and not value.startswith("[[")


def _at(value: Data, path: Path) -> Data:
    """What stands at a path, None where nothing does."""
    for step in path:
        value = value[step] if holds(value, step) else None
    return value
