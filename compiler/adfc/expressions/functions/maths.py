"""Functions of the group math."""

import math
from collections.abc import Callable, Sequence

from adfc.expressions.functions.contract import Function, Refused, Run, int32_at
from adfc.expressions.functions.logic import number_at
from adfc.expressions.values import INT64, Value

MOST = 100_000
"""How many numbers range() makes at most."""

INT32_END = 2**31


def _whole_quotient(one: int, other: int) -> int:
    """The quotient of integers without its fraction, cut towards 0."""
    quotient = abs(one) // abs(other)
    return quotient if (one < 0) == (other < 0) else -quotient


def _whole_rest(one: int, other: int) -> int:
    """What is left by that division: it has the sign of the first."""
    if (one, other) == (-(2**63), -1):
        raise OverflowError
    return one - other * _whole_quotient(one, other)


def _calculation(
    of_integers: Callable[[int, int], int], of_floats: Callable[[float, float], float], *, divides: bool = False
) -> Function:
    """A function of two numbers: of integers exactly and inside 64 bits, else of floats."""

    def calculate(arguments: Sequence[Value]) -> Value:
        one, other = number_at(arguments, 0), number_at(arguments, 1)
        if divides and other == 0:
            raise Refused("nothing can be divided by zero", 1)
        try:
            if isinstance(one, int) and isinstance(other, int):
                return _inside(of_integers(one, other))
            return of_floats(float(one), float(other))
        except OverflowError as error:
            raise Refused("the result is beyond the 64 bits of an integer") from error

    return calculate


def _inside(value: int) -> int:
    if value not in INT64:
        raise OverflowError
    return value


def _float_rest(one: float, other: float) -> float:
    return math.nan if math.isinf(one) else math.fmod(one, other)


def _extreme(choose: Callable[..., int | float]) -> Function:
    """The greatest or the least of numbers, given one by one or as an array."""

    def extreme(arguments: Sequence[Value]) -> Value:
        numbers = _numbers(arguments)
        if not numbers:
            raise Refused("the array is empty", 0)
        return choose(numbers, key=_place)

    return extreme


def _place(number: int | float) -> tuple[bool, int | float]:
    """Where a number stands in order: what is no number before all others."""
    return (number == number, number)  # noqa: PLR0124 (only NaN differs from itself)


def _numbers(arguments: Sequence[Value]) -> list[int | float]:
    only = arguments[0]
    if len(arguments) > 1 or not isinstance(only, list):
        return [number_at(arguments, index) for index in range(len(arguments))]
    try:
        return [number_at(only, index) for index in range(len(only))]
    except Refused as error:
        raise Refused(error.message.replace("argument", "element"), 0) from error


def make_range(arguments: Sequence[Value]) -> Value:
    """So many integers from the first on."""
    start, count = int32_at(arguments, 0), int32_at(arguments, 1)
    if not 0 <= count <= MOST:
        raise Refused(f"the second argument, how many integers, must be 0 to {MOST}, not {count}", 1)
    if start + count > INT32_END:
        raise Refused(f"{count} integers from {start} on go beyond 32 bits", 1)
    return list(range(start, start + count))


def rand(arguments: Sequence[Value], run: Run) -> Value:
    """An integer from the first on, below the second."""
    least, end = int32_at(arguments, 0), int32_at(arguments, 1)
    if least > end:
        raise Refused(f"the least value {least} is above the end {end}", 0)
    return run.random.randrange(least, end) if least < end else least


FUNCTIONS = {
    "add": _calculation(lambda one, other: one + other, lambda one, other: one + other),
    "sub": _calculation(lambda one, other: one - other, lambda one, other: one - other),
    "mul": _calculation(lambda one, other: one * other, lambda one, other: one * other),
    "div": _calculation(_whole_quotient, lambda one, other: one / other, divides=True),
    "mod": _calculation(_whole_rest, _float_rest, divides=True),
    "max": _extreme(max),
    "min": _extreme(min),
    "range": make_range,
}
RUN_FUNCTIONS = {"rand": rand}
