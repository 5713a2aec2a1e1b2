"""The functions that go forward and back in time: addDays, addToTime, getFutureTime and their like."""

from collections.abc import Sequence
from functools import partial

from adfc.expressions.dotnet.date_reading import Today
from adfc.expressions.dotnet.instant import (
    TICKS_PER_DAY,
    TICKS_PER_HOUR,
    TICKS_PER_MINUTE,
    TICKS_PER_SECOND,
    Instant,
    OutOfRange,
)
from adfc.expressions.functions.contract import Refused, Run, RunFunction, integer_at
from adfc.expressions.functions.date_arguments import DateFunction, moment_at, unit_at, written
from adfc.expressions.values import Value

_TICKS = {
    "Second": TICKS_PER_SECOND,
    "Minute": TICKS_PER_MINUTE,
    "Hour": TICKS_PER_HOUR,
    "Day": TICKS_PER_DAY,
    "Week": 7 * TICKS_PER_DAY,
}
_MONTHS = {"Month": 1, "Year": 12}


def add(unit: str, arguments: Sequence[Value], today: Today) -> Value:
    """The point in time so many units later: addDays and its like."""
    count = integer_at(arguments, 1)
    return written(_shifted(moment_at(arguments, 0, today), count, unit, 1), arguments, 2)


def shift(sign: int, arguments: Sequence[Value], today: Today) -> Value:
    """The same with the unit as an argument: addToTime (`sign` 1), subtractFromTime (-1)."""
    count, unit = sign * _int32(integer_at(arguments, 1)), unit_at(arguments, 2)
    return written(_shifted(moment_at(arguments, 0, today), _int32(count), unit, 1), arguments, 3)


def from_now(sign: int, arguments: Sequence[Value], run: Run) -> Value:
    """From the clock of the run on: getFutureTime (`sign` 1), getPastTime (-1)."""
    count, unit = sign * _int32(integer_at(arguments, 0)), unit_at(arguments, 1)
    return written(_shifted(Instant(run.ticks, "utc"), _int32(count), unit, 0), arguments, 2)


def utc_now(arguments: Sequence[Value], run: Run) -> Value:
    """The clock of the run."""
    return written(Instant(run.ticks, "utc"), arguments, 0)


def _int32(count: int) -> int:
    """The engine keeps 32 bits of a count beside a unit: 4294967297 days are one."""
    return (count + 2**31) % 2**32 - 2**31


def _shifted(moment: Instant, count: int, unit: str, argument: int) -> Instant:
    try:
        if unit in _MONTHS:
            return moment.add_months(count * _MONTHS[unit])
        return moment.add(count * _TICKS[unit])
    except OutOfRange:
        raise Refused("this leads out of the years 1 to 9999", argument) from None


FUNCTIONS: dict[str, DateFunction] = {
    "adddays": partial(add, "Day"),
    "addhours": partial(add, "Hour"),
    "addminutes": partial(add, "Minute"),
    "addseconds": partial(add, "Second"),
    "addtotime": partial(shift, 1),
    "subtractfromtime": partial(shift, -1),
}

RUN_FUNCTIONS: dict[str, RunFunction] = {
    "getfuturetime": partial(from_now, 1),
    "getpasttime": partial(from_now, -1),
    "utcnow": utc_now,
}
