"""The quick check: closures compiled from the model that say only yes or no, in a tenth of the explaining check's time.

A yes means that the explaining check has nothing to say. What a type needs is compiled when a value first asks for it.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from adfc.adf.grammar import Type, ValueKind
from adfc.adf.model import SECRETS, Model, Shape, is_secret
from adfc.validate.adf.scalars import PLAIN, fits, is_expression

Check: TypeAlias = Callable[[Any], bool]
"""Whether a value other than null fits."""


class Checks:
    """The compiled checks of one model."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._of_types: dict[Type, Check] = {}
        self._of_shapes: dict[str, Check] = {}

    def of(self, wanted: Type) -> Check:
        """The check for values of this type."""
        if wanted not in self._of_types:
            self._of_types[wanted] = self._compiled(wanted)
        return self._of_types[wanted]

    def _compiled(self, wanted: Type) -> Check:
        literal = self._literal(wanted)
        if not wanted.secret:
            return literal
        secret = self._union(SECRETS)
        return lambda value: secret(value) if is_secret(value) else literal(value)

    def _literal(self, wanted: Type) -> Check:
        match wanted.kind:
            case ValueKind.ANY:
                return _anything
            case ValueKind.LIST | ValueKind.MAP:
                assert wanted.inner
                return (_list if wanted.kind is ValueKind.LIST else _map)(self.of(wanted.inner))
            case ValueKind.ENUM:
                return _enum(self._model.enums[wanted.name])
            case ValueKind.SHAPE:
                return self._shape(self._model.shape(wanted.name))
            case ValueKind.REFERENCE:
                return self._shape(self._model.reference(wanted.name))
            case ValueKind.UNION:
                return self._union(wanted.name)
            case ValueKind.SECURE:
                return self._union(SECRETS)
            case _:
                return lambda value: is_expression(value) or fits(wanted.kind, value)

    def _shape(self, shape: Shape) -> Check:
        if shape.name not in self._of_shapes:
            self._of_shapes[shape.name] = self._compiled_shape(shape)
        return self._of_shapes[shape.name]

    def _compiled_shape(self, shape: Shape) -> Check:
        checks: dict[str, Check] = {}
        plain = {key: PLAIN[one.type.kind][0] for key, one in shape.fields.items() if one.type.kind in PLAIN}

        def check(value: Any) -> bool:
            if value.__class__ is not dict:
                return is_expression(value)
            if not checks:  # not before the first value: some shapes hold themselves
                checks.update((key, self.of(one.type)) for key, one in shape.fields.items())
            for key, one in value.items():
                if one.__class__ is plain.get(key):
                    continue
                fitting = checks.get(key)
                if fitting is None or not (one is None or fitting(one)):
                    return is_expression(value)
            for name in shape.required:
                if value.get(name) is None:
                    return is_expression(value)
            return True

        return check

    def _union(self, name: str) -> Check:
        union = self._model.union(name)
        by_tag: dict[str, Check] = {}

        def check(value: Any) -> bool:
            tag = value.get(union.discriminator) if value.__class__ is dict else None
            if tag.__class__ is not str:
                return is_expression(value)
            fitting = by_tag.get(tag)
            if fitting is None:
                member = union.member(tag)
                if member is None:
                    return is_expression(value)
                fitting = by_tag[tag] = self._shape(member)
            return fitting(value)

        return check


def _anything(_: Any) -> bool:
    return True


def _list(each: Check) -> Check:
    def check(value: Any) -> bool:
        if value.__class__ is not list:
            return is_expression(value)
        for one in value:  # noqa: SIM110 (a loop takes half the time of `all`)
            if not (one is None or each(one)):
                return False
        return True

    return check


def _map(each: Check) -> Check:
    def check(value: Any) -> bool:
        if value.__class__ is not dict:
            return is_expression(value)
        for one in value.values():
            if not (one is None or each(one)):
                return is_expression(value)
        return True

    return check


def _enum(values: Iterable[str]) -> Check:
    lowered = {value.lower() for value in values}
    return lambda value: (value.__class__ is str and value.lower() in lowered) or is_expression(value)
