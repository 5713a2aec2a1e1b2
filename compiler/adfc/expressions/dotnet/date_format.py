"""Points in time to text by .NET's format strings, standard ones of one letter and custom ones.

https://learn.microsoft.com/dotnet/standard/base-types/standard-date-and-time-format-strings and
https://learn.microsoft.com/dotnet/standard/base-types/custom-date-and-time-format-strings.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from adfc.expressions.dotnet import cultures
from adfc.expressions.dotnet.calendars import Day, day_in
from adfc.expressions.dotnet.cultures import Culture
from adfc.expressions.dotnet.date_pattern import BadFormat, beside_a_day, pieces
from adfc.expressions.dotnet.instant import TICKS_PER_DAY, Instant

ROUND_TRIP = "yyyy'-'MM'-'dd'T'HH':'mm':'ss.fffffffK"

_ALWAYS_INVARIANT = {
    "o": ROUND_TRIP,
    "O": ROUND_TRIP,
    "r": "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
    "R": "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
    "s": "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
    "u": "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
}

_OF_CULTURE: Mapping[str, Callable[[Culture], str]] = {
    "d": lambda culture: culture.short_date,
    "D": lambda culture: culture.long_date,
    "f": lambda culture: f"{culture.long_date} {culture.short_time}",
    "F": lambda culture: f"{culture.long_date} {culture.long_time}",
    "g": lambda culture: f"{culture.short_date} {culture.short_time}",
    "G": lambda culture: f"{culture.short_date} {culture.long_time}",
    "m": lambda culture: culture.month_day,
    "M": lambda culture: culture.month_day,
    "t": lambda culture: culture.short_time,
    "T": lambda culture: culture.long_time,
    "U": lambda culture: f"{culture.long_date} {culture.long_time}",
    "y": lambda culture: culture.year_month,
    "Y": lambda culture: culture.year_month,
}

STANDARD = tuple(_OF_CULTURE) + tuple(_ALWAYS_INVARIANT)
"""The letters that are a format by themselves."""


@dataclass
class _Writer:
    """A point in time, and how it is to be written."""

    moment: Instant
    culture: Culture

    @cached_property
    def day(self) -> Day:
        """Year, month and day in the culture's calendar."""
        return day_in(self.culture.calendar, self.moment.date)


def format_date(moment: Instant, pattern: str, culture: Culture) -> str:
    """The point in time, written by a format string. The empty one means `G`.

    Raises:
        BadFormat: .NET knows no such format.
        OutOfRange: the culture's calendar does not reach that far.
    """
    if not pattern:
        pattern, culture = _general(moment, culture)
    custom, culture = expanded(pattern, culture)
    return _custom(_Writer(moment, culture), custom)


def expanded(pattern: str, culture: Culture) -> tuple[str, Culture]:
    """The custom format that a standard one of one letter stands for, and the culture that writes it.

    Raises:
        BadFormat: the letter is none.
    """
    if len(pattern) > 1:
        return pattern, culture
    if pattern in _ALWAYS_INVARIANT:
        return _ALWAYS_INVARIANT[pattern], cultures.find(cultures.INVARIANT)
    if pattern not in _OF_CULTURE:
        raise BadFormat(pattern)
    if pattern == "U":
        culture = cultures.gregorian(culture)
    return _OF_CULTURE[pattern](culture), culture


def _general(moment: Instant, culture: Culture) -> tuple[str, Culture]:
    """`G`, but `s` on the first day there is, where the calendar does not know it."""
    if moment.ticks < TICKS_PER_DAY and culture.calendar in ("Persian", "UmAlQura"):
        return "s", cultures.find(cultures.INVARIANT)
    return "G", culture


def _custom(writer: _Writer, pattern: str) -> str:
    written = ""
    for letter, count, at in pieces(pattern):
        if not count:
            written += letter
        elif letter == "F":
            written = _short_fraction(writer.moment, count, written)
        elif letter == "M" and count >= 3:
            written += _month(writer, count, beside_a_day(pattern, at, count))
        else:
            written += _WRITERS[letter](writer, count)
    return written


def _short_fraction(moment: Instant, count: int, written: str) -> str:
    """`F`: the fraction without the zeros at its end; a point before it goes where nothing is left."""
    digits = _fraction(moment, count).rstrip("0")
    if digits:
        return written + digits
    return written.removesuffix(".")


def _fraction(moment: Instant, count: int) -> str:
    return f"{moment.fraction:07d}"[:count]


def _number(value: int, count: int) -> str:
    return f"{value:0{min(count, 2)}d}"


def _day(writer: _Writer, count: int) -> str:
    if count <= 2:
        return _number(writer.day[2], count)
    names = writer.culture.short_days if count == 3 else writer.culture.days
    return names[writer.moment.weekday]


def _month(writer: _Writer, count: int, is_genitive: bool) -> str:
    culture = writer.culture
    if is_genitive and culture.has_genitive:
        names = culture.genitive_short_months if count == 3 else culture.genitive_months
    else:
        names = culture.short_months if count == 3 else culture.months
    return names[writer.day[1] - 1]


def _year(writer: _Writer, count: int) -> str:
    year = writer.day[0]
    return _number(year % 100, count) if count <= 2 else f"{year:0{count}d}"


def _half(writer: _Writer, count: int) -> str:
    name = writer.culture.am if writer.moment.hour < 12 else writer.culture.pm
    return _first_unit(name) if count == 1 else name


def _first_unit(name: str) -> str:
    """The first of the UTF-16 units: half a character, where the script lies beyond them."""
    if name and ord(name[0]) > 0xFFFF:
        return chr(0xD800 + (ord(name[0]) - 0x10000 >> 10))
    return name[:1]


def _offset(_: _Writer, count: int) -> str:
    return {1: "+0", 2: "+00"}.get(count, "+00:00")


def _zone(writer: _Writer, _: int) -> str:
    return {"utc": "Z", "local": "+00:00", "unspecified": ""}[writer.moment.kind]


_WRITERS: Mapping[str, Callable[[_Writer, int], str]] = {
    "d": _day,
    "M": lambda writer, count: _number(writer.day[1], count),
    "y": _year,
    "g": lambda writer, _: writer.culture.era if writer.day else "",
    "h": lambda writer, count: _number(writer.moment.hour % 12 or 12, count),
    "H": lambda writer, count: _number(writer.moment.hour, count),
    "m": lambda writer, count: _number(writer.moment.minute, count),
    "s": lambda writer, count: _number(writer.moment.second, count),
    "f": lambda writer, count: _fraction(writer.moment, count),
    "t": _half,
    "z": _offset,
    "K": _zone,
    ":": lambda writer, _: writer.culture.time_separator,
    "/": lambda writer, _: writer.culture.date_separator,
}
