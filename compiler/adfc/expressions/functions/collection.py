"""Functions of the group collection, and the engine's further ones: reverse, sort."""

from collections.abc import Sequence

from adfc.expressions.equality import deep_equal
from adfc.expressions.functions.contract import Refused, int32_at, string_at, wrong_kind
from adfc.expressions.names import property_of
from adfc.expressions.texts import text_of, units
from adfc.expressions.values import Value

LIST_OR_TEXT = "an array or a string"


def contains(arguments: Sequence[Value]) -> Value:
    """Whether an array holds a value, a text another text, or an object a property. Case counts in texts alone."""
    held, wanted = arguments
    if isinstance(held, list):
        return any(deep_equal(one, wanted) for one in held)
    if not isinstance(held, str | dict):
        raise wrong_kind(arguments, 0, "an object, an array or a string")
    name = string_at(arguments, 1)
    return property_of(held, name) is not None if isinstance(held, dict) else units(name) in units(held)


def empty(arguments: Sequence[Value]) -> Value:
    """Whether nothing is in it; null is empty."""
    held = arguments[0]
    if held is None or isinstance(held, str | list | dict):
        return not held
    raise wrong_kind(arguments, 0, "an object, an array, a string or null")


def first(arguments: Sequence[Value]) -> Value:
    """The first element, or null; of a text its first UTF-16 unit, or an empty text."""
    held = _held(arguments)
    return held[0] if held else _none_of(held)


def last(arguments: Sequence[Value]) -> Value:
    """The last element or unit."""
    held = _held(arguments)
    return held[-1] if held else _none_of(held)


def _none_of(held: str | list[Value]) -> Value:
    return "" if isinstance(held, str) else None


def length(arguments: Sequence[Value]) -> Value:
    """How many elements an array has, or a text UTF-16 units."""
    return len(_held(arguments))


def skip(arguments: Sequence[Value]) -> Value:
    """What is left without the first elements or units."""
    held = _held(arguments)
    return held[_count(arguments) :]


def take(arguments: Sequence[Value]) -> Value:
    """The first elements or units."""
    held = _held(arguments)
    return held[: _count(arguments)]


def _held(arguments: Sequence[Value]) -> str | list[Value]:
    held = arguments[0]
    if isinstance(held, str):
        return units(held)
    if isinstance(held, list):
        return held
    raise wrong_kind(arguments, 0, LIST_OR_TEXT)


def _count(arguments: Sequence[Value]) -> int:
    count = int32_at(arguments, 1)
    if count < 0:
        raise Refused(f"the second argument, the number of elements, must not be below 0, as {count} is", 1)
    return count


def join(arguments: Sequence[Value]) -> Value:
    """The elements as text, with another text between them."""
    held, between = arguments[0], string_at(arguments, 1)
    if isinstance(held, list):
        return between.join(map(text_of, held))
    raise wrong_kind(arguments, 0, "an array")


def reverse(arguments: Sequence[Value]) -> Value:
    """The elements from the last to the first."""
    held = arguments[0]
    if isinstance(held, list):
        return held[::-1]
    raise wrong_kind(arguments, 0, "an array")


FUNCTIONS = {
    "contains": contains,
    "empty": empty,
    "first": first,
    "last": last,
    "length": length,
    "skip": skip,
    "take": take,
    "join": join,
    "reverse": reverse,
}
ARITIES = {"reverse": (1, 1)}
