"""Values that a property may have had: those that stand in the body, and those that its schema names."""

from collections.abc import Iterator, Mapping

from adfc.connectors import Part
from adfc.model import Data


def candidates(part: Part, name: str, lifted: Data) -> Iterator[Data]:
    """What the property `name` of a part (`auth.basic.user`) may have been, that an expression gave `lifted` of it."""
    yield from _leaves(lifted)
    schema: Data = part.schema
    for step in name.split("."):
        known = (one.get("properties", {}) for one in _alternatives(schema, part.schema))
        schema = next((properties[step] for properties in known if step in properties), {})
    yield from choices(schema, part.schema)


def _leaves(value: Data) -> Iterator[Data]:
    """The value, and the values in it."""
    yield value
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _leaves(one)


def choices(schema: Data, whole: Mapping[str, Data]) -> Iterator[Data]:
    """The values that a schema names."""
    for one in _alternatives(schema, whole):
        yield from one.get("enum", ())
        if "const" in one:
            yield one["const"]
        if one.get("type") == "boolean":
            yield from (True, False)


def _alternatives(schema: Data, whole: Mapping[str, Data]) -> Iterator[dict[str, Data]]:
    """A schema and what it refers to or chooses from."""
    if not isinstance(schema, Mapping):
        return
    yield dict(schema)
    if "$ref" in schema:
        yield from _alternatives(whole["$defs"].get(schema["$ref"].rpartition("/")[2]), whole)
    for key in ("oneOf", "anyOf"):
        for one in schema.get(key, ()):
            yield from _alternatives(one, whole)
