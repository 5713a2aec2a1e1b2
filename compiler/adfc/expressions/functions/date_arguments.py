"""What the functions of dates take: points in time, formats, locales, time units, time zones."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from adfc.expressions.dotnet import cultures
from adfc.expressions.dotnet.cultures import Culture, UnknownCulture
from adfc.expressions.dotnet.date_format import format_date
from adfc.expressions.dotnet.date_parse import parse_date
from adfc.expressions.dotnet.date_pattern import BadFormat
from adfc.expressions.dotnet.date_reading import Today
from adfc.expressions.dotnet.date_words import NotADate
from adfc.expressions.dotnet.instant import Instant, OutOfRange
from adfc.expressions.functions.contract import Refused, string_at
from adfc.expressions.values import Value
from adfc.suggest import hint

DateFunction: TypeAlias = Callable[[Sequence[Value], Today], Value]
"""A function of dates: its arguments, and the midnight of the clock for a text without a date."""

UNITS = ("Second", "Minute", "Hour", "Day", "Week", "Month", "Year")
"""As the engine numbers them, from 1."""

_WRITE_IT = 'write it like "2024-05-06T07:08:09Z"'
_FORMATS = 'one letter like "d", "o", "u", or a pattern like "yyyy-MM-dd HH:mm:ss"'


def moment_at(arguments: Sequence[Value], index: int, today: Today) -> Instant:
    """The point in time that a text means.

    Raises:
        Refused: it is no text, or means none.
    """
    text = string_at(arguments, index)
    try:
        return parse_date(text, today)
    except NotADate:
        raise Refused(f'"{text}" is no date and time', index, _WRITE_IT) from None


def culture_at(arguments: Sequence[Value], index: int, default: str = cultures.INVARIANT) -> Culture:
    """The culture that the argument names, or the default where it is missing."""
    name = string_at(arguments, index) if index < len(arguments) else default
    try:
        return cultures.find(name)
    except UnknownCulture:
        raise Refused(f'"{name}" is no locale', index, 'a locale is a language and a country, like "de-DE"') from None


def written(moment: Instant, arguments: Sequence[Value], index: int, culture: Culture | None = None) -> str:
    """The point in time by the format in the argument, `o` where it is missing."""
    pattern = string_at(arguments, index) if index < len(arguments) else "o"
    culture = culture or cultures.find(cultures.INVARIANT)
    try:
        return format_date(moment, pattern, culture)
    except BadFormat:
        raise Refused(f'"{pattern}" is no format for dates', index, _way_out(pattern)) from None
    except OutOfRange as error:
        raise Refused(f"the date can't be written for {culture.name}: {error}", 0) from None


def _way_out(pattern: str) -> str:
    """A single letter is a standard format: `%` makes a custom one of it."""
    if len(pattern) == 1 and pattern in "hHmsfFgtyMdzK":
        return f'"%{pattern}" is the custom format of one letter'
    return _FORMATS


def unit_at(arguments: Sequence[Value], index: int) -> str:
    """The time unit in the argument, in any case; like .NET's enumerations also by number, or several joined.

    Raises:
        Refused: it is none.
    """
    text = string_at(arguments, index)
    number = 0
    for word in text.split(","):
        number |= _unit(word.strip())
    if 1 <= number <= len(UNITS):
        return UNITS[number - 1]
    raise Refused(f'"{text}" is no time unit', index, hint(text.strip(), UNITS))


def _unit(word: str) -> int:
    lowered = word.lower()
    for number, name in enumerate(UNITS, start=1):
        if lowered in (name.lower(), str(number), f"+{number}"):
            return number
    return len(UNITS) + 1
