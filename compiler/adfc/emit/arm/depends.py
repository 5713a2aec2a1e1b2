"""What a resource depends on: every reference in its properties, in the exporter's order."""

from operator import itemgetter

from adfc.adf.model import LEAVES
from adfc.emit.arm.expressions import resource_id
from adfc.emit.arm.shapes import type_of
from adfc.emit.arm.template import Json
from adfc.kinds import BY_REFERENCE
from adfc.model import Data


def references_in(properties: Json) -> list[Json]:
    """Every object `{referenceName, type: ...Reference}` in `properties`, outermost first, in document order within.

    Two twists: an activity's `linkedServiceName` counts one level deeper, and its `inputs`, then `outputs` come
    before its other keys (measured on published factories: 1,218 of 1,219 resources).
    """
    found: list[tuple[int, Json]] = []
    _collect(properties, 0, found)
    found.sort(key=itemgetter(0))
    return [reference for _, reference in found]


def ids_of(references: list[Json]) -> tuple[str, ...]:
    """The ids that `dependsOn` names, each once; read after parameters have replaced names."""
    return tuple(
        dict.fromkeys(
            resource_id(BY_REFERENCE[reference["type"]].collection, reference["referenceName"])
            for reference in references
        )
    )


def _collect(value: Data, depth: int, found: list[tuple[int, Json]]) -> None:
    """Add the references in `value`, a dict or list at `depth`, to `found`."""
    if isinstance(value, list):
        for item in value:
            if isinstance(item, (dict, list)):
                _collect(item, depth + 1, found)
        return
    if "referenceName" in value and isinstance(value["referenceName"], str) and type_of(value) in BY_REFERENCE:
        found.append((depth, value))
    is_activity = "typeProperties" in value and "name" in value
    for key in _activity_keys(value) if is_activity else value:
        inner = value[key]
        if isinstance(inner, (dict, list)) and key not in LEAVES:
            deeper = 2 if is_activity and key == "linkedServiceName" else 1
            _collect(inner, depth + deeper, found)


def _activity_keys(activity: Json) -> list[str]:
    return sorted(activity, key=lambda key: {"inputs": 0, "outputs": 1}.get(key, 2))
