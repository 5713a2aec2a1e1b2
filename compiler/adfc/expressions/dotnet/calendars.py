"""Calendars other than the Gregorian one that cultures date by: Thai Buddhist, Persian, Umm al-Qura."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import TypeAlias

from adfc.expressions.dotnet.instant import OutOfRange

_UM_AL_QURA_FIRST = 1318
"""The first year that the Umm al-Qura calendar knows."""

Day: TypeAlias = tuple[int, int, int]
"""Year, month and day, counted from 1."""


def day_in(calendar: str, day: date) -> Day:
    """A day as a culture's calendar dates it.

    Raises:
        OutOfRange: the calendar does not reach that far.
    """
    return _CALENDARS[calendar](day)


def _gregorian(day: date) -> Day:
    return day.year, day.month, day.day


def _thai(day: date) -> Day:
    return day.year + 543, day.month, day.day


def _persian(day: date) -> Day:
    ordinal, years = day.toordinal(), _persian_years()
    if ordinal < years[0]:
        raise OutOfRange("the Persian calendar begins on 0622-03-22")
    year = bisect_right(years, ordinal)
    in_year = ordinal - years[year - 1]
    month = in_year // 31 if in_year < 186 else 6 + (in_year - 186) // 30
    first = month * 31 if month <= 6 else 186 + (month - 6) * 30
    return year, month + 1, in_year - first + 1


@cache
def _persian_years() -> list[int]:
    """The ordinal on which each year begins, from the first on."""
    from adfc.expressions.dotnet import calendar_tables as tables  # noqa: PLC0415  few cultures need it

    leaps = {tables.PERSIAN_FIRST_LEAP}
    last = tables.PERSIAN_FIRST_LEAP
    for run in tables.PERSIAN_LEAPS:
        for step in [4] * int(run) + [5]:
            last += step
            leaps.add(last)
    starts = [tables.PERSIAN_FIRST_DAY]
    for year in range(1, 9378):
        starts.append(starts[-1] + (366 if year in leaps else 365))
    return starts


def _um_al_qura(day: date) -> Day:
    ordinal, starts = day.toordinal(), _um_al_qura_months()
    if not starts[0] <= ordinal < starts[-1]:
        raise OutOfRange("the Umm al-Qura calendar reaches from 1900-04-30 to 2077-11-16")
    month = bisect_right(starts, ordinal) - 1
    return _UM_AL_QURA_FIRST + month // 12, month % 12 + 1, ordinal - starts[month] + 1


@cache
def _um_al_qura_months() -> list[int]:
    """The ordinal on which each month begins, from 1318-01 on, and the one behind the last."""
    from adfc.expressions.dotnet import calendar_tables as tables  # noqa: PLC0415

    starts = [tables.UM_AL_QURA_FIRST_DAY]
    for digits in range(0, len(tables.UM_AL_QURA_MONTHS), 3):
        year = int(tables.UM_AL_QURA_MONTHS[digits : digits + 3], 16)
        for month in range(11, -1, -1):
            starts.append(starts[-1] + 29 + (year >> month & 1))
    return starts


_CALENDARS: Mapping[str, Callable[[date], Day]] = {
    "Gregorian": _gregorian,
    "ThaiBuddhist": _thai,
    "Persian": _persian,
    "UmAlQura": _um_al_qura,
}
