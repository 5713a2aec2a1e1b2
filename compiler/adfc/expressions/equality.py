"""When two values are the same to the engine."""

import math

from adfc.expressions.texts import float_text
from adfc.expressions.values import Value


def deep_equal(one: Value, other: Value) -> bool:
    """Whether two values are the same, of the same kind in every part: `[1]` is not `[1.0]`. Objects have no order."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(deep_equal, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(deep_equal(one[name], other[name]) for name in one)
    return one == other or (_is_nan(one) and _is_nan(other))


def _is_nan(value: Value) -> bool:
    return isinstance(value, float) and math.isnan(value)


def identity(value: Value) -> object:
    """What two values share that are the same: fit for a set."""
    if isinstance(value, list):
        return ("array", *map(identity, value))
    if isinstance(value, dict):
        return ("object", frozenset((name, identity(one)) for name, one in value.items()))
    if isinstance(value, float):
        return ("float", float_text(value + 0.0))
    return (type(value).__name__, value)
