"""The tables of the committed model: every class a factory's resources reach, in alphabetic order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from tools.model import overlay
from tools.model.declared import declared
from tools.model.package import NAME, VERSION, Sources
from tools.model.typed import TypedClass, typed

from adfc.adf.grammar import Field, Type, ValueKind, read_type, write_field

Table: TypeAlias = dict[str, Any]

ROOTS = {
    "pipelines": "shape:Pipeline",
    "datasets": "union:Dataset",
    "linkedServices": "union:LinkedService",
    "triggers": "union:Trigger",
    "integrationRuntimes": "union:IntegrationRuntime",
    "dataFlows": "union:DataFlow",
    "credentials": "union:Credential",
    "changeDataCaptures": "shape:ChangeDataCapture",
    "managedVirtualNetworks": "shape:ManagedVirtualNetwork",
    "managedPrivateEndpoints": "shape:ManagedPrivateEndpoint",
    "globalParameters": "map:shape:GlobalParameterSpecification",
    "factory": "shape:FactoryProperties",
}
"""What the `properties` of each kind of resource hold, by the section of a spec."""


class Tables:
    """The typed and corrected classes, and what the committed files say of them."""

    def __init__(self, sources: Sources) -> None:
        known = declared(sources)
        self._overlay = overlay.read()
        self._enums = dict(known.enums)
        self._classes = typed(known)
        overlay.correct(self._overlay, self._classes, self._enums)
        self._subclasses: dict[str, list[str]] = defaultdict(list)
        for one in self._classes.values():
            self._subclasses[one.base].append(one.name)
        self._by_reference = {one.reference: one.name for one in self._classes.values() if one.reference}
        self._reached = self._reach()

    def model(self) -> Table:
        """What a build loads."""
        reached = [self._classes[name] for name in self._reached]
        return {
            "source": f"{NAME} {VERSION}",
            "roots": ROOTS,
            "references": {tag: name for tag, name in sorted(self._by_reference.items()) if name in self._reached},
            "enums": {name: self._enums[name] for name in sorted(self._used_enums(reached))},
            "unions": {one.name: self._union(one) for one in reached if one.discriminator},
            "shapes": {one.name: _shape(one) for one in reached},
        }

    def descriptions(self) -> Table:
        """What editors and documentation show: of each class (under an empty key) and of each field."""
        reached = (self._classes[name] for name in self._reached)
        return {one.name: {"": one.text, **one.texts} for one in reached}

    def _reach(self) -> list[str]:
        waiting = [name for text in ROOTS.values() for name in self._names(read_type(text))]
        reached: set[str] = set()
        while waiting:
            if (name := waiting.pop()) not in reached:
                reached.add(name)
                waiting.extend(self._next(self._classes[name]))
        return sorted(reached)

    def _next(self, one: TypedClass) -> Iterator[str]:
        yield from [one.base] if one.base else []
        yield from self._subclasses[one.name] if one.discriminator or one.tag else []
        for field in one.fields.values():
            yield from self._names(field.type)

    def _names(self, of: Type) -> Iterator[str]:
        """The classes that a type names."""
        if of.inner:
            yield from self._names(of.inner)
        elif of.kind in {ValueKind.SHAPE, ValueKind.UNION}:
            yield of.name
        elif of.kind is ValueKind.REFERENCE:
            yield self._by_reference[of.name]
        elif of.kind is ValueKind.SECURE or of.secret:
            yield "SecretBase"
        elif of.kind is ValueKind.EXPRESSION or of.expression:
            yield "Expression"

    def _used_enums(self, classes: Iterable[TypedClass]) -> set[str]:
        return {name for one in classes for field in one.fields.values() for name in _enum_names(field)}

    def _union(self, one: TypedClass) -> Table:
        members = {self._classes[name].tag: name for name in self._descendants(one.name)}
        concrete = {tag: members[tag] for tag in sorted(members) if tag not in self._overlay["abstract"]}
        return {
            "on": one.discriminator,
            "unknown": self._overlay["unknown"].get(one.name, one.name),
            "members": concrete,
            "aliases": {tag.removesuffix("s"): tag for tag in concrete if one.name in self._overlay["singular"]},
        }

    def _descendants(self, name: str) -> Iterator[str]:
        for child in self._subclasses[name]:
            yield child
            yield from self._descendants(child)


def _enum_names(field: Field) -> Iterator[str]:
    of: Type | None = field.type
    while of:
        if of.kind is ValueKind.ENUM:
            yield of.name
        of = of.inner


def _shape(one: TypedClass) -> Table:
    base = {"base": one.base} if one.base else {}
    return {**base, "fields": {name: write_field(field) for name, field in one.fields.items()}}
