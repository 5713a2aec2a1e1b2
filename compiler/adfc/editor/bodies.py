"""Bodies that a spec names by a `type`: ADF's own, flat or with `typeProperties`, and adfc's own beside them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from adfc.adf.grammar import ValueKind
from adfc.adf.model import TYPE_PROPERTIES, Shape
from adfc.editor import values
from adfc.editor.adf import Adf, by_tag
from adfc.editor.definitions import Schema

ABOUT_TYPE = "What it is: in lower case a type of adfc's, in PascalCase one of ADF's own."

ABOUT_NESTED = "What ADF keeps here may also stand beside the type."

OUTSIDE = frozenset(("type", "name", TYPE_PROPERTIES))
"""Keys that ADF requires and a flat body need not have: its name is a key of the spec, its `type` has chosen it."""

TOLD = 3
"""How many descriptions of one key are shown together; more say nothing to anybody."""


@dataclass(frozen=True, slots=True)
class Own:
    """A `type` of adfc's own: what it is, and the schema of a body of it."""

    about: str
    body: Schema


@dataclass(frozen=True, slots=True)
class Bodies:
    """Makes the schemas of the bodies of one union of the model (`LinkedService`, `Activity`, ...)."""

    adf: Adf
    union: str
    extra: Mapping[str, Schema] = field(default_factory=dict)
    """The keys that adfc adds to every body of this union."""

    def chosen(self, own: Mapping[str, Own]) -> Schema:
        """A body whose `type` is one of ADF's, or one of `own`."""
        union = self.adf.model.union(self.union)
        tag = self.adf.tag(union, {name: one.about for name, one in own.items()}, ABOUT_TYPE)
        bodies = {name: one.body for name, one in own.items()}
        bodies |= {name: self._ref(shape) for name, shape in union.members.items()}
        return {"type": "object", "required": ["type"], "properties": {"type": tag}, "allOf": by_tag("type", bodies)}

    def merged(self, own: Mapping[str, Own]) -> Schema:
        """A part of a body whose `type` is not said: every key that a body of this union or of `own` has."""
        shapes = self.adf.model.union(self.union).members.values()
        inner = merged_keys(self._inner(shape) or {} for shape in shapes)
        common = (self._common(shape) for shape in shapes)
        keys = merged_keys([*(one.body["properties"] for one in own.values()), inner, *common, self.extra])
        return {"type": ["object", "null"], **closed({**keys, TYPE_PROPERTIES: self._nested(inner)})}

    def _ref(self, shape: Shape) -> Schema:
        return self.adf.definitions.ref(f"flat:{shape.name}", lambda: self._flat(shape))

    def _flat(self, shape: Shape) -> Schema:
        """The keys of a body and of its `typeProperties` side by side; the latter may also be written out."""
        inner = self._inner(shape)
        common = self._common(shape)
        if inner is None:
            return {"properties": {**common, **self.extra, TYPE_PROPERTIES: {}}}
        nested = {TYPE_PROPERTIES: self._nested(inner)} if shape.type_properties else {}
        return {**closed({**inner, **common, **self.extra, **nested}), **self._required(shape)}

    def _common(self, shape: Shape) -> Schema:
        """The keys that stand beside `typeProperties`."""
        return {key: self.adf.property(shape, key) for key in shape.fields if key != TYPE_PROPERTIES}

    def _nested(self, inner: Schema) -> Schema:
        """`typeProperties` with these keys."""
        return {**values.shaped(closed(inner), self.adf.definitions), "description": ABOUT_NESTED}

    def _inner(self, shape: Shape) -> Schema | None:
        """The keys of a shape's `typeProperties`: none for one without them, None where the model says nothing."""
        of = shape.type_properties
        if of is None:
            return {}
        if of.kind is ValueKind.SHAPE:
            return self.adf.properties(self.adf.model.shape(of.name))
        if of.kind is ValueKind.UNION:
            members = self.adf.model.union(of.name).members.values()
            return merged_keys(self.adf.properties(member) for member in members)
        return None

    def _required(self, shape: Shape) -> Schema:
        """What must be there. Where `typeProperties` are written out, their keys may stand in either place."""
        common = {"required": [key for key in shape.required if key not in OUTSIDE]}
        of = shape.type_properties
        if of is None or of.kind is not ValueKind.SHAPE or TYPE_PROPERTIES not in shape.required:
            return common
        beside = [key for key in self.adf.model.shape(of.name).required if key not in shape.fields]
        return {**common, "if": {"required": [TYPE_PROPERTIES]}, "else": {"required": beside}}


def closed(properties: Schema) -> Schema:
    """The keywords of a mapping with these keys and no others."""
    return {"properties": properties, "additionalProperties": False}


def merged_keys(bodies: Iterable[Mapping[str, Schema]]) -> Schema:
    """The keys that any of the bodies has; one that differs takes what any of them takes."""
    found: dict[str, list[Schema]] = {}
    for properties in bodies:
        for key, schema in properties.items():
            found.setdefault(key, []).append(schema)
    return {key: _either(schemas) for key, schemas in found.items()}


def _either(schemas: Iterable[Schema]) -> Schema:
    """What fits any of the schemas, with their descriptions as far as they are few."""
    bare: list[Schema] = []
    told: dict[str, None] = {}
    for schema in schemas:
        without = {key: value for key, value in schema.items() if key != "description"}
        if without not in bare:
            bare.append(without)
        if "description" in schema:
            told[schema["description"]] = None
    about = {"description": " Or: ".join(told)} if 0 < len(told) <= TOLD else {}
    return {**(bare[0] if len(bare) == 1 else {"anyOf": bare}), **about}
