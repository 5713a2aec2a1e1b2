"""The explaining check: walks a body beside the model, and says what does not fit, where, and what was meant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from adfc.adf.grammar import Type, ValueKind
from adfc.adf.model import SECRETS, TYPE_PROPERTIES, Model, Shape, Union, is_secret
from adfc.suggest import closest
from adfc.validate.adf.findings import (
    At,
    Finding,
    letter_case,
    missing,
    unknown_property,
    unknown_type,
    unknown_value,
    wrong_type,
)
from adfc.validate.adf.scalars import fits, is_expression
from adfc.validate.adf.words import spaced, wanted

NAMED_BY_KIND = {"LinkedService", "Dataset", "Activity", "IntegrationRuntime"}
"""Unions whose `type` values do not say what they are types of."""


@dataclass(frozen=True, slots=True)
class Explainer:
    """Explains by one model."""

    model: Model

    def explain(self, of: Type, properties: Mapping[str, Any]) -> Iterator[Finding]:
        """What in `properties` does not fit `of`."""
        yield from self._value(of, properties, At((), spaced(of.name)))

    def _value(self, of: Type, value: Any, at: At) -> Iterator[Finding]:
        if value is None or is_expression(value):
            return
        if isinstance(value, dict) and (of.kind is ValueKind.SECURE or (of.secret and is_secret(value))):
            yield from self._union(self.model.union(SECRETS), value, at)
        elif of.inner:
            yield from self._elements(of, of.inner, value, at)
        elif of.kind is ValueKind.UNION and isinstance(value, dict):
            yield from self._union(self.model.union(of.name), value, at)
        elif shape := self.model.resolve(of, value):
            yield from self._fields(shape, value, at)
        elif of.kind is ValueKind.ENUM and isinstance(value, str):
            yield from self._enum(of, value, at)
        elif of.kind is not ValueKind.ANY and not fits(of.kind, value):
            yield wrong_type(of, value, at)

    def _elements(self, of: Type, inner: Type, value: Any, at: At) -> Iterator[Finding]:
        if of.kind is ValueKind.LIST and isinstance(value, list):
            for index, one in enumerate(value):
                yield from self._value(inner, one, at.down(index, at.what))
        elif of.kind is ValueKind.MAP and isinstance(value, dict):
            for key, one in value.items():
                yield from self._value(inner, one, at.down(key, f'"{key}"'))
        else:
            yield wrong_type(of, value, at)

    def _enum(self, of: Type, value: str, at: At) -> Iterator[Finding]:
        values = self.model.enums[of.name]
        if value.lower() not in (one.lower() for one in values):
            yield unknown_value(value, values, at)

    def _union(self, union: Union, value: dict[str, Any], at: At) -> Iterator[Finding]:
        key = _key_of(union.discriminator, value)
        tag = value.get(key)
        if tag is None:
            yield missing(union.discriminator, f"what chooses among the {len(union.members)} known", at)
        elif member := union.member(tag):
            found = self._fields(member, value, At(at.path, _named(union, tag)))
            yield from (one.softened() for one in found) if _is_inactive(value) else found
        else:
            yield unknown_type(tag, union, (*at.path, key))
            yield from self._of_unknown_type(union.base, value, At(at.path, f'"{tag}"'))

    def _fields(self, shape: Shape, value: dict[str, Any], at: At) -> Iterator[Finding]:
        """What is wrong with each property, then what is missing, save what an unknown one was meant to be."""
        absent, meant = _strange(shape, value)
        yield from (unknown_property(key, guess, absent, at) for key, guess in meant.items())
        yield from self._known_fields(shape, value, at)
        for name in shape.required:
            if name in absent and name not in meant.values():
                yield missing(name, wanted(shape.fields[name].type), at)

    def _of_unknown_type(self, base: Shape, value: dict[str, Any], at: At) -> Iterator[Finding]:
        """Of properties that are not in `base`, only the likely typing errors: the others are the type's own."""
        absent, meant = _strange(base, value)
        for key, guess in meant.items():
            if guess and key != TYPE_PROPERTIES:
                yield unknown_property(key, guess, absent, at).softened()
        yield from self._known_fields(base, value, at)

    def _known_fields(self, shape: Shape, value: dict[str, Any], at: At) -> Iterator[Finding]:
        for key, one in value.items():
            if field := shape.by_lower.get(key.lower()):
                below = at.down(key, at.what if key == TYPE_PROPERTIES else f'"{key}"')
                if field.name != key:
                    yield letter_case(key, field, below)
                yield from self._value(field.type, one, below)


def _strange(shape: Shape, value: Mapping[str, Any]) -> tuple[list[str], dict[str, str | None]]:
    """The properties that `value` lacks, and its unknown ones, each with the lacking one it was meant to be."""
    present = {key.lower() for key, one in value.items() if one is not None}
    absent = [name for name in shape.fields if name.lower() not in present]
    return absent, {key: closest(key, absent) for key in value if key.lower() not in shape.by_lower}


def _key_of(name: str, value: Mapping[str, Any]) -> str:
    """The key of `value` that is `name`, or was meant to be; `name` itself when there is none."""
    return name if name in value else next((key for key in value if closest(key, [name])), name)


def _is_inactive(value: Mapping[str, Any]) -> bool:
    """Whether this is an activity that the service does not run, so that nothing in it is an error."""
    return str(value.get("state")).lower() == "inactive"


def _named(union: Union, tag: str) -> str:
    return f"{tag} {spaced(union.name)}" if union.name in NAMED_BY_KIND else tag
