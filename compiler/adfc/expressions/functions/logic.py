"""Functions of the group logical that need all their arguments; if, and, or and coalesce are the evaluator's."""

import operator
from collections.abc import Callable, Sequence
from typing import Any

from adfc.expressions.collation import compare
from adfc.expressions.equality import deep_equal
from adfc.expressions.functions.contract import Function, Refused, wrong_kind
from adfc.expressions.values import INT64, Value, a_kind, kind_of


def equals(arguments: Sequence[Value]) -> Value:
    """Whether all values are the same: 1 equals 1.0, but neither equals '1'; case counts."""
    return all(_same(arguments, index) for index in range(1, len(arguments)))


def _same(arguments: Sequence[Value], index: int) -> bool:
    first, other = arguments[0], arguments[index]
    if _is_number(first) and _is_number(other):
        return number_at(arguments, 0) == number_at(arguments, index)
    return deep_equal(first, other)


def strong_equals(arguments: Sequence[Value]) -> Value:
    """The same for values of one kind; of two kinds, it is an error."""
    for index, one in enumerate(arguments):
        if kind_of(one) != kind_of(arguments[0]) and not (_is_number(one) and _is_number(arguments[0])):
            raise Refused(f"{a_kind(arguments[0])} and {a_kind(one)} can't be compared", index)
    return equals(arguments)


def negate(arguments: Sequence[Value]) -> Value:
    """The opposite of a boolean."""
    if isinstance(arguments[0], bool):
        return not arguments[0]
    raise wrong_kind(arguments, 0, "a boolean")


def _ordering(holds: Callable[[Any, Any], bool]) -> Function:
    """A comparison of two numbers, or of two texts by their place in the alphabet."""

    def ordered(arguments: Sequence[Value]) -> Value:
        first, second = arguments
        if isinstance(first, str) and isinstance(second, str):
            return holds(compare(first, second), 0)
        return holds(*_numbers(arguments))

    return ordered


def _numbers(arguments: Sequence[Value]) -> tuple[int | float, int | float]:
    first, second = arguments
    if isinstance(first, str):
        raise wrong_kind(arguments, 1, "a string as the first is")
    if not _is_number(first):
        raise wrong_kind(arguments, 0, "a number or a string")
    if not _is_number(second):
        raise wrong_kind(arguments, 1, "a number as the first is")
    return number_at(arguments, 0), number_at(arguments, 1)


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def number_at(arguments: Sequence[Value], index: int) -> int | float:
    """The number at `index`, which becomes a float if another argument is one.

    Raises:
        Refused: it is no number, or an integer beyond 64 bits.
    """
    value = arguments[index]
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise wrong_kind(arguments, index, "an integer or a float")
    if isinstance(value, int) and value not in INT64:
        raise Refused(f"{value} is beyond the 64 bits of an integer", index)
    return float(value) if any(isinstance(one, float) for one in arguments) else value


FUNCTIONS = {
    "equals": equals,
    "strongequals": strong_equals,
    "not": negate,
    "greater": _ordering(operator.gt),
    "greaterorequals": _ordering(operator.ge),
    "less": _ordering(operator.lt),
    "lessorequals": _ordering(operator.le),
}
ARITIES = {"strongEquals": (2, None)}
