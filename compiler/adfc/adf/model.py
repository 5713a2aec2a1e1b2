"""The generated model of ADF's types: which properties each type has, what they hold, what they refer to.

The committed `model.json` is read in one go; shapes are built when somebody asks for them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from adfc.adf.grammar import Field, Type, ValueKind, read_field, read_type

TYPE_PROPERTIES = "typeProperties"
LEAVES = frozenset(("schema", "structure", "translator"))
"""Columns and their mappings, the bulk of many bodies: no type of ADF's has a reference below them."""
SECRETS = "SecretBase"
"""The union of a SecureString and a Key Vault reference."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An object with known properties: a class of Microsoft's model, with what it inherits."""

    name: str
    fields: Mapping[str, Field]
    """By name in ADF's case."""
    required: tuple[str, ...]
    base: str = ""
    """The class it extends."""
    by_lower: Mapping[str, Field] = field(default_factory=dict, repr=False)
    """By name in lower case: the service compares names without case."""

    @property
    def type_properties(self) -> Type | None:
        """What stands under `typeProperties`, or None for a shape without them."""
        found = self.fields.get(TYPE_PROPERTIES)
        return found.type if found else None


@dataclass(frozen=True, slots=True)
class Union:
    """Shapes of which a property of the value chooses one."""

    name: str
    discriminator: str
    """The property that chooses, nearly always `type`."""
    members: Mapping[str, Shape]
    """By the value of the discriminator, in ADF's case."""
    base: Shape
    """What is known of a value that chooses none of the members."""
    by_lower: Mapping[str, str] = field(repr=False)
    """From a value of the discriminator in lower case, present or former, to the present one in ADF's case."""

    def member(self, tag: object) -> Shape | None:
        """The shape that `tag` chooses, compared without case, or None."""
        found = self.by_lower.get(tag.lower()) if isinstance(tag, str) else None
        return self.members[found] if found else None


class _Lazy(Mapping[str, Shape]):
    """A mapping whose shapes are built when they are read."""

    def __init__(self, names: Mapping[str, str], build: Callable[[str], Shape]) -> None:
        self._names = names
        self._build = build

    def __getitem__(self, key: str) -> Shape:
        return self._build(self._names[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class Model:
    """Every shape, union, enum and reference, by name. `load` gives the only one there is."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self.source: str = tables["source"]
        """The package and version it was generated from."""
        self.enums: Mapping[str, list[str]] = tables["enums"]
        """The values of each enum. ADF's enums are open: the service knows values that the model does not."""
        self.references: Mapping[str, str] = tables["references"]
        """From the `type` of a reference (`DatasetReference`) to the name of its shape."""
        self.roots: Mapping[str, Type] = {section: read_type(text) for section, text in tables["roots"].items()}
        """What the `properties` of a resource hold, by section (`pipelines`); `factory` for the factory itself."""
        self._tables = tables
        self._shapes: dict[str, Shape] = {}
        self._unions: dict[str, Union] = {}

    @property
    def shapes(self) -> Mapping[str, Shape]:
        """Every shape by name."""
        return _Lazy({name: name for name in self._tables["shapes"]}, self.shape)

    @property
    def unions(self) -> frozenset[str]:
        """The names of all unions: `LinkedService`, `Dataset`, `Activity`, `CopySource`, ..."""
        return frozenset(self._tables["unions"])

    def shape(self, name: str) -> Shape:
        """The shape of the class `name`; KeyError when there is none."""
        if name not in self._shapes:
            self._shapes[name] = self._build_shape(name)
        return self._shapes[name]

    def union(self, name: str) -> Union:
        """The union whose base class is `name`; KeyError when there is none."""
        if name not in self._unions:
            self._unions[name] = self._build_union(name)
        return self._unions[name]

    def reference(self, tag: str) -> Shape:
        """The shape of a reference whose `type` is `tag`."""
        return self.shape(self.references[tag])

    def resolve(self, of: Type, value: object) -> Shape | None:
        """The shape that `value` has where `of` is wanted; None where no shape is, or `value` is no mapping.

        A value of a union that chooses no known member has the union's base.
        """
        if not isinstance(value, dict):
            return None
        if of.kind is ValueKind.SHAPE:
            return self.shape(of.name)
        if of.kind is ValueKind.REFERENCE:
            return self.reference(of.name)
        if of.kind is ValueKind.UNION:
            return self._chosen(self.union(of.name), value)
        if of.kind is ValueKind.SECURE or (of.secret and is_secret(value)):
            return self._chosen(self.union(SECRETS), value)
        return None

    def child(self, of: Type, value: object, step: str | int) -> Type | None:
        """The type at one key or index of `value`, where `of` is wanted; None where the model says nothing."""
        if isinstance(value, list):
            return of.inner if of.kind is ValueKind.LIST else None
        if of.kind is ValueKind.MAP:
            return of.inner
        shape = self.resolve(of, value)
        found = shape.by_lower.get(str(step).lower()) if shape else None
        return found.type if found else None

    def common_keys(self, union: str, tag: str) -> frozenset[str]:
        """The keys that stand beside `typeProperties` in a member of `union`, in ADF's case.

        All keys for a member without `typeProperties`; those of the union's base for an unknown `tag`.
        """
        found = self.union(union)
        shape = found.member(tag) or found.base
        return frozenset(shape.fields) - {TYPE_PROPERTIES}

    def _chosen(self, union: Union, value: Mapping[str, object]) -> Shape:
        return union.member(value.get(union.discriminator)) or union.base

    def _build_shape(self, name: str) -> Shape:
        table = self._tables["shapes"][name]
        base = table.get("base", "")
        own = {key: read_field(key, text) for key, text in table["fields"].items()}
        fields = {**(self.shape(base).fields if base else {}), **own}
        required = tuple(key for key, one in fields.items() if one.required)
        return Shape(name, fields, required, base, {key.lower(): one for key, one in fields.items()})

    def _build_union(self, name: str) -> Union:
        table = self._tables["unions"][name]
        members = table["members"]
        by_lower = {alias.lower(): tag for alias, tag in table["aliases"].items()}
        by_lower |= {tag.lower(): tag for tag in members}
        return Union(name, table["on"], _Lazy(members, self.shape), self.shape(table["unknown"]), by_lower)


def is_secret(value: object) -> bool:
    """Whether `value` is meant to be a SecureString or a Key Vault reference, even one with a mistake in it."""
    if not isinstance(value, dict):
        return False
    return "secretName" in value or "store" in value or value.get("type") in ("SecureString", "AzureKeyVaultSecret")


def read_table(file: str) -> dict[str, Any]:
    """A committed file beside this module, as data."""
    return msgspec.json.decode(Path(__file__).with_name(file).read_bytes(), type=dict[str, Any])


@cache
def load() -> Model:
    """The model as committed."""
    return Model(read_table("model.json"))


def common_keys(union: str, tag: str) -> frozenset[str]:
    """See `Model.common_keys`."""
    return load().common_keys(union, tag)
