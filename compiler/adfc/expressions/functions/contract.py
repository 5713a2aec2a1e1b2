"""What the modules of functions share: how a function is called, and how it says that it can't."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from adfc.expressions.values import INT64, Value, a_kind

ORDINALS = ("first", "second", "third", "fourth")


@dataclass(frozen=True, slots=True)
class Run:
    """What differs from one run to the next."""

    ticks: int
    """The time of the run: 100 ns since 0001-01-01T00:00:00Z."""
    random: Random
    """Where guid() and rand() take their numbers from."""


Function: TypeAlias = Callable[[Sequence[Value]], Value]
"""Takes the values of the arguments, whose number is right already; raises Refused and nothing else."""

RunFunction: TypeAlias = Callable[[Sequence[Value], Run], Value]
"""The same for a function whose value differs from run to run: utcNow, guid, rand, getFutureTime, getPastTime."""


class Refused(Exception):  # noqa: N818 (the evaluator makes the error of it)
    """A function can't take these arguments: why, in words that follow the function's name and a colon."""

    def __init__(self, message: str, argument: int | None = None, way_out: str = "") -> None:
        """Takes the index of the argument that is to blame; None blames the whole call."""
        super().__init__(message)
        self.message = message
        self.argument = argument
        self.way_out = way_out


def wrong_kind(arguments: Sequence[Value], index: int, wanted: str) -> Refused:
    """The argument at `index` is of a kind that does not fit. `wanted` is like `a string`."""
    given = arguments[index]
    return Refused(f"the {ORDINALS[index]} argument must be {wanted}, not {a_kind(given)}", index, _way(given, wanted))


def _way(given: Value, wanted: str) -> str:
    """What makes a value of the wanted kind."""
    if given is None:
        return "coalesce() puts another value in the place of null"
    if isinstance(given, str) and wanted in _OF_TEXT:
        return _OF_TEXT[wanted]
    return "string() makes a string of it" if wanted == "a string" else ""


_OF_TEXT = {
    "an integer": "int() makes an integer of it",
    "an integer or a float": "int() or float() makes a number of it",
    "a boolean": "bool() makes a boolean of it",
    "an array": "array() or split() makes an array of it",
    "an object": "json() makes an object of it",
    "XML, as xml() gives it": "xml() makes XML of it",
}


def string_at(arguments: Sequence[Value], index: int) -> str:
    """The argument at `index`, a string.

    Raises:
        Refused: it is none.
    """
    value = arguments[index]
    if isinstance(value, str):
        return value
    raise wrong_kind(arguments, index, "a string")


def integer_at(arguments: Sequence[Value], index: int) -> int:
    """The argument at `index`, an integer of 64 bits.

    Raises:
        Refused: it is none, or beyond the 64 bits.
    """
    value = arguments[index]
    if type(value) is not int:
        raise wrong_kind(arguments, index, "an integer")
    if value not in INT64:
        raise Refused(f"{value} is beyond the 64 bits of an integer", index)
    return value


def int32_at(arguments: Sequence[Value], index: int) -> int:
    """The same cut to its lower 32 bits, as the engine does where it counts: 4294967297 is 1.

    Raises:
        Refused: it is no integer.
    """
    return as_int32(integer_at(arguments, index))


def as_int32(value: int) -> int:
    """The lower 32 bits of an integer, with their sign."""
    return (value + 2**31) % 2**32 - 2**31
