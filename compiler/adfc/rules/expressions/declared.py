"""The types of what a resource declares: parameters, global parameters, variables, and what `pipeline()` gives."""

from collections.abc import Mapping
from functools import cache

from adfc.expressions.scope import GLOBAL, PARAMETER, SYSTEM
from adfc.expressions.types import (
    ANY,
    ARRAY,
    BOOLEAN,
    INTEGER,
    NULL,
    NUMBER,
    OBJECT,
    PLAIN,
    SCALAR,
    STRING,
    Type,
    object_of,
    of_literal,
)
from adfc.model import Data, Factory, Resource

_TYPES: Mapping[str, Type] = {
    "string": PLAIN[STRING | NULL],
    "securestring": PLAIN[STRING | NULL],
    "int": PLAIN[INTEGER | NULL],
    "integer": PLAIN[INTEGER | NULL],
    "float": PLAIN[NUMBER | NULL],
    "bool": PLAIN[BOOLEAN | NULL],
    "boolean": PLAIN[BOOLEAN | NULL],
    "array": PLAIN[ARRAY | NULL],
}
"""By ADF's word in lower case. An `object` may hold whatever JSON can: published factories pass text to them."""

_SYSTEM = (
    "DataFactory",
    "Pipeline",
    "RunId",
    "TriggerType",
    "TriggerId",
    "TriggerName",
    "TriggerTime",
    "GroupId",
    "TriggeredByPipelineName",
    "TriggeredByPipelineRunId",
)
"""https://learn.microsoft.com/azure/data-factory/control-flow-system-variables#pipeline-scope."""


def declared_type(body: Data) -> Type:
    """The type that a parameter or variable declares; whatever it may be where its default is of another one."""
    if not isinstance(body, dict):
        return ANY
    found = _TYPES.get(str(body.get("type", "")).lower(), ANY)
    default = body.get("defaultValue")
    return found if default is None or of_literal(default).kinds & found.kinds else ANY


def declared_types(found: Data) -> dict[str, Type]:
    """The types of parameters or variables, by name as written."""
    return {name: declared_type(body) for name, body in found.items()} if isinstance(found, dict) else {}


def parameters_of(resource: Resource) -> Type:
    """The object of a resource's own parameters: `pipeline().parameters`, `dataset()`, `linkedService()`."""
    types = declared_types(resource.properties.get("parameters"))
    missing = f'{resource.kind.noun} "{resource.name}" has no parameter'
    return object_of(types, missing, PARAMETER)


def loose_parameters_of(resource: Resource) -> Type:
    """The same for datasets and linked services: what is passed to text may be any scalar."""
    types = declared_types(resource.properties.get("parameters"))
    scalar = PLAIN[SCALAR | NULL]
    loose = {name: of if of.kinds & ~scalar.kinds else scalar for name, of in types.items()}
    return object_of(loose, f'{resource.kind.noun} "{resource.name}" has no parameter', PARAMETER)


def global_parameters_of(factory: Factory) -> Type:
    """`pipeline().globalParameters`. Where none are declared they may be the factory's own, kept elsewhere."""
    types = {name: declared_type(body) for name, body in factory.global_parameters.items()}
    return object_of(types, "there is no global parameter", GLOBAL) if types else ANY


def pipeline_type(parameters: Type, global_parameters: Type) -> Type:
    """What `pipeline()` gives inside a pipeline."""
    system = dict.fromkeys(_SYSTEM, PLAIN[STRING | NULL])
    known = {"parameters": parameters, "globalParameters": global_parameters, **system, "TriggerEvent": ANY}
    advice = {"variables": "variables('name') reads a variable"}
    return object_of(known, "pipeline() has no", SYSTEM, advice=advice)


@cache
def trigger_roots(kind: str) -> Mapping[str, Type]:
    """What `trigger()` and `triggerBody()` give in a trigger of this type.

    Source: https://learn.microsoft.com/azure/data-factory/control-flow-system-variables#schedule-trigger-scope.
    """
    times = {"scheduledTime": PLAIN[STRING], "startTime": PLAIN[STRING]}
    missing = "trigger() has no"
    if kind == "ScheduleTrigger":
        return {"trigger": object_of(times, missing, SYSTEM, is_open=True)}
    if kind == "TumblingWindowTrigger":
        window = {"windowStartTime": PLAIN[STRING], "windowEndTime": PLAIN[STRING]}
        outputs = object_of(window, "the outputs of a tumbling window have no", SYSTEM)
        return {"trigger": object_of({**times, "outputs": outputs}, missing, SYSTEM, is_open=True)}
    if kind == "BlobEventsTrigger":
        body = {"fileName": PLAIN[STRING], "folderPath": PLAIN[STRING]}
        named = object_of(body, "triggerBody() has no", SYSTEM, is_open=True)
        return {"trigger": ANY, "triggerbody": named}
    return {"trigger": ANY, "triggerbody": PLAIN[OBJECT]}
