"""The generated model of ADF's types as JSON Schema definitions, with Microsoft's descriptions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from adfc.adf.descriptions import describe
from adfc.adf.grammar import Type, ValueKind, write_type
from adfc.adf.model import Model, Shape, Union
from adfc.editor import values
from adfc.editor.definitions import Definitions, Schema
from adfc.editor.texts import PLACEHOLDER, in_any_case
from adfc.validate.adf.words import spaced

BESIDE: Mapping[str, tuple[str, ...]] = {"CopySource": ("dataset",), "CopySink": ("dataset",)}
"""By class, the keys of adfc's own that stand among those of ADF: `copy` names its datasets in source and sink."""


@dataclass(slots=True)
class Adf:
    """Makes the definitions that somebody refers to."""

    definitions: Definitions
    model: Model
    whole: bool = True
    """Whether bodies are whole: in an override anything may be left out, even the `type` that chooses among shapes."""
    own: dict[Type, tuple[str, Callable[[], Schema]]] = field(default_factory=dict)
    """By type for which specs have a form of their own: the name of its definition, and what makes it."""

    def value(self, of: Type) -> Schema:
        """The schema of a value where the model wants `of`, without a description."""
        # An expression may stand anywhere, so definitions differ in all but this.
        of = replace(of, expression=False, inner=of.inner and replace(of.inner, expression=False))
        if of in self.own:
            return self.definitions.ref(*self.own[of])
        if of.kind is ValueKind.ANY:
            return {}
        return self.definitions.ref(write_type(of).replace("$", "secret:"), lambda: self._value(of))

    def property(self, shape: Shape, name: str) -> Schema:
        """The schema of a property of a shape, with its description; once for all shapes that inherit it."""
        home = self._home(shape, name)
        if home is shape:
            return self._property(shape, name)
        return self.definitions.ref(f"{home.name}.{name}", lambda: self._property(home, name))

    def properties(self, shape: Shape) -> Schema:
        """The schemas of all properties of a shape, by name."""
        return {name: self.property(shape, name) for name in shape.fields}

    def body(self, name: str) -> Schema:
        """A mapping of the shape `name`, and nothing in its place."""
        return self.definitions.ref(name, lambda: self._body(self.model.shape(name)))

    def tag(self, union: Union, ours: Mapping[str, str], about: str) -> Schema:
        """The schema of what chooses among the shapes of a union; `ours` are further choices, each with what it is."""
        listed = {**ours, **{tag: describe(shape) for tag, shape in union.members.items()}}
        unknown = f"this is no known type of {spaced(union.name)}"
        choice = {"enum": list(listed), "enumDescriptions": list(listed.values()), "errorMessage": unknown}
        other = {"type": "string", "pattern": f"{in_any_case(union.by_lower)}|{PLACEHOLDER}"}
        return {"anyOf": [choice, other], "description": about}

    def _home(self, shape: Shape, name: str) -> Shape:
        """The class that declares a property as this shape has it."""
        base = self.model.shape(shape.base) if shape.base else None
        if base is None or base.fields.get(name) != shape.fields[name]:
            return shape
        return self._home(base, name) if describe(base, name) == describe(shape, name) else shape

    def _property(self, shape: Shape, name: str) -> Schema:
        one = shape.fields[name]
        about = describe(shape, name)
        schema = values.HIDDEN if one.read_only else self.value(one.type)
        return {**schema, "description": about} if about else schema

    def _value(self, of: Type) -> Schema:
        if of.inner:
            inner = self.value(of.inner)
            several = values.listing if of.kind is ValueKind.LIST else values.mapping
            return several(inner, self.definitions)
        match of.kind:
            case ValueKind.SHAPE:
                return values.shaped(self.body(of.name), self.definitions)
            case ValueKind.REFERENCE:
                return self._reference(self.model.reference(of.name))
            case ValueKind.UNION:
                return self._union(self.model.union(of.name)) if self.whole else values.ANYTHING
            case ValueKind.OBJECT:
                return values.ANYTHING
            case ValueKind.ENUM:
                return values.one_of(self.model.enums[of.name], self.definitions)
            case ValueKind.SECURE | ValueKind.EXPRESSION:
                return values.computed(of.kind, self.definitions, secret=of.kind is ValueKind.SECURE)
            case _:
                return values.plain(of.kind, self.definitions, secret=of.secret)

    def _body(self, shape: Shape) -> Schema:
        required = {"required": list(shape.required)} if self.whole and shape.required else {}
        beside = dict.fromkeys(self._beside(shape), values.HIDDEN)
        return {"properties": {**self.properties(shape), **beside}, "additionalProperties": False, **required}

    def _beside(self, shape: Shape) -> tuple[str, ...]:
        if shape.name in BESIDE or not shape.base:
            return BESIDE.get(shape.name, ())
        return self._beside(self.model.shape(shape.base))

    def _reference(self, shape: Shape) -> Schema:
        """A name, or a mapping that holds it: in adfc's words, or in ADF's own."""
        keys = {"name": {"type": "string", "description": "The name of what is referred to."}, **self.properties(shape)}
        named = {"anyOf": [{"required": ["name"]}, {"required": ["referenceName"]}]} if self.whole else {}
        mapping = {"properties": keys, "additionalProperties": False, **named}
        return values.shaped(mapping, self.definitions, values.NAME)

    def _union(self, union: Union) -> Schema:
        on = union.discriminator
        members = {tag: self.body(shape.name) for tag, shape in union.members.items()}
        tag = self.tag(union, {}, describe(union.base, on))
        chosen = {"required": [on], "properties": {on: tag}, "allOf": by_tag(on, members)}
        return values.shaped(chosen, self.definitions)


def by_tag(discriminator: str, members: Mapping[str, Schema]) -> list[Schema]:
    """The conditions that choose a schema by the value of one property."""
    return [
        {"if": {"required": [discriminator], "properties": {discriminator: {"const": tag}}}, "then": schema}
        for tag, schema in members.items()
    ]
