"""The functions of dates and of formats, by name.

A text without a date (`07:08:09`) or without a year is completed with the day of the run. So every function that reads
dates comes twice: pure, where such a text is refused, and with the run's clock. What computes them is imported with the
first call: most builds evaluate no date.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import NoReturn

from adfc.expressions.functions.contract import Function, Refused, Run, RunFunction
from adfc.expressions.values import Value

_READ_DATES = (
    "adddays",
    "addhours",
    "addminutes",
    "addseconds",
    "addtotime",
    "convertfromutc",
    "converttimezone",
    "converttoutc",
    "datedifference",
    "dayofmonth",
    "dayofweek",
    "dayofyear",
    "formatdatetime",
    "parsedatetime",
    "startofday",
    "startofhour",
    "startofmonth",
    "subtractfromtime",
    "ticks",
)
_READ_THE_CLOCK = ("getfuturetime", "getpasttime", "utcnow")
_READ_NEITHER = ("formatnumber", "formattimespan")

ARITIES: dict[str, tuple[int, int | None]] = {
    "dateDifference": (2, 2),
    "parseDateTime": (1, 3),
    "formatTimeSpan": (2, 3),
    "formatNumber": (2, 3),
}
"""The least and the most arguments of those that Data Factory does not document."""


@cache
def _dates() -> Mapping[str, Callable[[Sequence[Value], Callable[[], int]], Value]]:
    from adfc.expressions.functions import date_parts, date_shifts, date_zones, engine_dates  # noqa: PLC0415

    return date_parts.FUNCTIONS | date_shifts.FUNCTIONS | date_zones.FUNCTIONS | engine_dates.DATE_FUNCTIONS


def _pure(name: str, arguments: Sequence[Value]) -> Value:
    return _dates()[name](arguments, _no_clock)


def _timed(name: str, arguments: Sequence[Value], run: Run) -> Value:
    from adfc.expressions.dotnet.instant import TICKS_PER_DAY  # noqa: PLC0415

    return _dates()[name](arguments, lambda: run.ticks - run.ticks % TICKS_PER_DAY)


def _no_clock() -> NoReturn:
    message = "a text without a date or a year means another time on every run"
    raise Refused(message, None, 'write the whole date, like "2024-05-06T07:08:09Z"')


def _of_clock(name: str, arguments: Sequence[Value], run: Run) -> Value:
    from adfc.expressions.functions.date_shifts import RUN_FUNCTIONS as OF_CLOCK  # noqa: PLC0415

    return OF_CLOCK[name](arguments, run)


def _format(name: str, arguments: Sequence[Value]) -> Value:
    from adfc.expressions.functions.engine_dates import FUNCTIONS as FORMATS  # noqa: PLC0415

    return FORMATS[name](arguments)


FUNCTIONS: dict[str, Function] = {
    **{name: partial(_pure, name) for name in _READ_DATES},
    **{name: partial(_format, name) for name in _READ_NEITHER},
}
"""By name in lower case: those whose value is the same on every run."""

RUN_FUNCTIONS: dict[str, RunFunction] = {
    **{name: partial(_timed, name) for name in _READ_DATES},
    **{name: partial(_of_clock, name) for name in _READ_THE_CLOCK},
}
"""Those that read dates, with a clock; and those of the clock alone."""
