"""Functions of the group collection that combine or order elements: union, intersection, and the engine's sort."""

from collections.abc import Sequence
from functools import reduce
from typing import Any, TypeGuard

from adfc.expressions.equality import deep_equal, identity
from adfc.expressions.functions.contract import Refused, string_at, wrong_kind
from adfc.expressions.names import property_of
from adfc.expressions.texts import units
from adfc.expressions.values import Value, a_kind, kind_of


def union(arguments: Sequence[Value]) -> Value:
    """All elements of arrays, each once; or all properties of objects, of which the last of a name wins."""
    if _are_arrays(arguments):
        found = {identity(one): one for held in arguments for one in held}
        return list(found.values())
    return reduce(lambda one, other: one | other, _objects(arguments))


def intersection(arguments: Sequence[Value]) -> Value:
    """The elements that all arrays hold, each once; or the properties that all objects have with the same value."""
    if _are_arrays(arguments):
        common = set.intersection(*({identity(one) for one in held} for held in arguments))
        found: dict[object, Value] = {}
        for one in arguments[0]:
            found.setdefault(identity(one), one)
        return [one for key, one in found.items() if key in common]
    first_object, *others = _objects(arguments)
    return {
        name: value
        for name, value in first_object.items()
        if all(name in other and deep_equal(other[name], value) for other in others)
    }


def _are_arrays(arguments: Sequence[Value]) -> TypeGuard[Sequence[list[Value]]]:
    return all(isinstance(one, list) for one in arguments)


def _objects(arguments: Sequence[Value]) -> list[dict[str, Value]]:
    found = [one for one in arguments if isinstance(one, dict)]
    if len(found) == len(arguments):
        return found
    odd = next((index for index, one in enumerate(arguments) if type(one) is not type(arguments[0])), 0)
    kinds = ", ".join(dict.fromkeys(map(a_kind, arguments)))
    raise Refused(f"the arguments must all be arrays, or all be objects, not {kinds}", odd)


def sort(arguments: Sequence[Value]) -> Value:
    """The elements in order, or objects in the order of a property: null, then numbers, or text by its code units."""
    held = arguments[0]
    if not isinstance(held, list):
        raise wrong_kind(arguments, 0, "an array")
    name = string_at(arguments, 1) if len(arguments) > 1 else None
    keys = held if name is None else [_sort_field(one, name) for one in held]
    kinds = {_sort_kind(key) for key in keys if key is not None}
    if len(kinds) > 1:
        raise Refused("elements of several kinds have no order", 0)
    return [one for _, one in sorted(zip(keys, held, strict=True), key=lambda pair: _sort_weight(pair[0]))]


def _sort_field(one: Value, name: str) -> Value:
    found = property_of(one, name) if isinstance(one, dict) else None
    if found is None or not isinstance(one, dict):
        raise Refused(f'an element has no property "{name}"', 1)
    return one[found]


def _sort_kind(value: Value) -> str:
    if isinstance(value, list | dict):
        raise Refused(f"{a_kind(value)} has no place in an order", 0)
    return "number" if isinstance(value, int | float) and not isinstance(value, bool) else kind_of(value)


def _sort_weight(value: Value) -> tuple[bool, Any]:
    return (value is not None, units(value) if isinstance(value, str) else value or 0)


FUNCTIONS = {"union": union, "intersection": intersection, "sort": sort}
ARITIES = {"sort": (1, 2)}
