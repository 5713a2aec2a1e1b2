"""The functions of time zones: convertFromUtc, convertToUtc, convertTimeZone.

The engine refuses a local time that clocks skip in spring or show twice in autumn, as does this.
"""

from collections.abc import Sequence

from adfc.expressions.dotnet.date_reading import Today
from adfc.expressions.dotnet.instant import Instant
from adfc.expressions.dotnet.zones import (
    NoSuchTime,
    UnknownZone,
    Zone,
    between,
    find_zone,
    from_utc,
    to_utc,
    windows_ids,
)
from adfc.expressions.functions.contract import Refused, string_at
from adfc.expressions.functions.date_arguments import DateFunction, moment_at, written
from adfc.expressions.values import Value
from adfc.suggest import closest

_ZONES = 'a time zone has an id of Windows, like "W. Europe Standard Time" or "UTC"'


def convert_from_utc(arguments: Sequence[Value], today: Today) -> Value:
    """A point in UTC, whose text ends in Z, to the local time of a zone."""
    moment, zone = moment_at(arguments, 0, today), _zone_at(arguments, 1)
    if moment.kind != "utc":
        message = f'"{arguments[0]}" is not said to be of UTC'
        raise Refused(message, 0, "let it end in Z, or use convertTimeZone")
    return written(from_utc(moment, zone), arguments, 2)


def convert_to_utc(arguments: Sequence[Value], today: Today) -> Value:
    """A local time of a zone, whose text says no zone, to UTC."""
    moment, zone = moment_at(arguments, 0, today), _zone_at(arguments, 1)
    if moment.kind == "utc" and zone.rules is not None:
        raise Refused(f'"{arguments[0]}" is of UTC already, not of "{zone.id}"', 1)
    if moment.kind == "local":
        raise Refused(f'"{arguments[0]}" says its offset already', 0, "leave the offset out, or use convertTimeZone")
    return written(moment if moment.kind == "utc" else _to_utc(moment, zone), arguments, 2)


def convert_time_zone(arguments: Sequence[Value], today: Today) -> Value:
    """A local time of one zone to that of another. With Z or an offset the text is of that, whatever the first zone.

    Even then the engine refuses a time that clocks of the first zone show twice.
    """
    moment = moment_at(arguments, 0, today)
    source, target = _zone_at(arguments, 1), _zone_at(arguments, 2)
    local = moment if moment.kind == "unspecified" else from_utc(moment, source)
    try:
        shifted = between(local, source, target)
    except NoSuchTime:
        raise _no_such_time(source) from None
    return written(shifted if moment.kind == "unspecified" else from_utc(moment, target), arguments, 3)


def _to_utc(moment: Instant, zone: Zone) -> Instant:
    try:
        return to_utc(moment, zone)
    except NoSuchTime:
        raise _no_such_time(zone) from None


def _no_such_time(zone: Zone) -> Refused:
    message = f'clocks of "{zone.id}" skip this time, or show it twice'
    return Refused(message, 0, "let the text end in Z or an offset, and use convertTimeZone")


def _zone_at(arguments: Sequence[Value], index: int) -> Zone:
    name = string_at(arguments, index)
    try:
        return find_zone(name)
    except UnknownZone:
        close = closest(name, windows_ids())
        raise Refused(f'"{name}" is no time zone', index, f'did you mean "{close}"?' if close else _ZONES) from None


FUNCTIONS: dict[str, DateFunction] = {
    "convertfromutc": convert_from_utc,
    "converttoutc": convert_to_utc,
    "converttimezone": convert_time_zone,
}
