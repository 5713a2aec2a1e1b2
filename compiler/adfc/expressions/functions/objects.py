"""Functions that the engine has for properties of objects, and ADF's page does not name."""

from collections.abc import Sequence

from adfc.expressions.functions.contract import Refused, string_at, wrong_kind
from adfc.expressions.names import property_of
from adfc.expressions.values import Value


def add_property(arguments: Sequence[Value]) -> Value:
    """The object with one more property, which must be new to it."""
    held, name = _parts(arguments)
    if property_of(held, name) is not None:
        raise Refused(f'the object has a property "{name}" already', 1, "setProperty() replaces it")
    return {**held, name: arguments[2]}


def set_property(arguments: Sequence[Value]) -> Value:
    """The object with this value for a property that it has, whatever the case, or for a new one."""
    held, name = _parts(arguments)
    return {**_without(held, name), property_of(held, name) or name: arguments[2]}


def remove_property(arguments: Sequence[Value]) -> Value:
    """The object without this property."""
    return _without(*_parts(arguments))


def _without(held: dict[str, Value], name: str) -> dict[str, Value]:
    odd = property_of(held, name)
    return {known: value for known, value in held.items() if known != odd}


def _parts(arguments: Sequence[Value]) -> tuple[dict[str, Value], str]:
    held = arguments[0]
    if not isinstance(held, dict):
        raise wrong_kind(arguments, 0, "an object")
    return held, string_at(arguments, 1)


FUNCTIONS = {"addproperty": add_property, "setproperty": set_property, "removeproperty": remove_property}
ARITIES = {"addProperty": (3, 3), "setProperty": (3, 3), "removeProperty": (2, 2)}
