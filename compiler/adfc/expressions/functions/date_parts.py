"""The functions of dates that read or write one: formatDateTime, ticks, dayOfWeek, startOfDay and their like."""

from collections.abc import Sequence

from adfc.expressions.dotnet.date_reading import Today
from adfc.expressions.dotnet.instant import TICKS_PER_DAY, TICKS_PER_HOUR
from adfc.expressions.functions.date_arguments import DateFunction, culture_at, moment_at, written
from adfc.expressions.values import Value


def format_date_time(arguments: Sequence[Value], today: Today) -> Value:
    """The date by a format, in a locale."""
    moment = moment_at(arguments, 0, today)
    return written(moment, arguments, 1, culture_at(arguments, 2))


def ticks(arguments: Sequence[Value], today: Today) -> Value:
    """100 ns since 0001-01-01."""
    return moment_at(arguments, 0, today).ticks


def day_of_week(arguments: Sequence[Value], today: Today) -> Value:
    """0 for Sunday to 6 for Saturday."""
    return moment_at(arguments, 0, today).weekday


def day_of_month(arguments: Sequence[Value], today: Today) -> Value:
    """1 to 31."""
    return moment_at(arguments, 0, today).date.day


def day_of_year(arguments: Sequence[Value], today: Today) -> Value:
    """1 to 366."""
    return moment_at(arguments, 0, today).date.timetuple().tm_yday


def start_of_day(arguments: Sequence[Value], today: Today) -> Value:
    """The midnight before."""
    moment = moment_at(arguments, 0, today)
    return written(moment.add(-(moment.ticks % TICKS_PER_DAY)), arguments, 1)


def start_of_hour(arguments: Sequence[Value], today: Today) -> Value:
    """The full hour before."""
    moment = moment_at(arguments, 0, today)
    return written(moment.add(-(moment.ticks % TICKS_PER_HOUR)), arguments, 1)


def start_of_month(arguments: Sequence[Value], today: Today) -> Value:
    """The midnight of the first."""
    moment = moment_at(arguments, 0, today)
    past = (moment.date.day - 1) * TICKS_PER_DAY + moment.ticks % TICKS_PER_DAY
    return written(moment.add(-past), arguments, 1)


FUNCTIONS: dict[str, DateFunction] = {
    "formatdatetime": format_date_time,
    "ticks": ticks,
    "dayofweek": day_of_week,
    "dayofmonth": day_of_month,
    "dayofyear": day_of_year,
    "startofday": start_of_day,
    "startofhour": start_of_hour,
    "startofmonth": start_of_month,
}
