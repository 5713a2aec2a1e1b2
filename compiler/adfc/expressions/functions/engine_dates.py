"""What the engine formats and reckons beyond Data Factory's page: dateDifference, formatTimeSpan, formatNumber, ...

Logic Apps documents them: https://learn.microsoft.com/azure/logic-apps/workflow-definition-language-functions-reference.
"""

from collections.abc import Sequence

from adfc.expressions.dotnet.cultures import Culture
from adfc.expressions.dotnet.date_exact import parse_exact
from adfc.expressions.dotnet.date_pattern import BadFormat
from adfc.expressions.dotnet.date_reading import Today
from adfc.expressions.dotnet.date_words import NotADate
from adfc.expressions.dotnet.instant import Instant
from adfc.expressions.dotnet.number_format import format_number
from adfc.expressions.dotnet.spans import NotASpan, constant, format_span, parse_span
from adfc.expressions.functions.contract import Function, Refused, integer_at, string_at, wrong_kind
from adfc.expressions.functions.date_arguments import DateFunction, culture_at, moment_at, written
from adfc.expressions.values import Value

_DEFAULT_NUMBERS = "en-US"
_DATE_FORMATS = 'one letter like "d", or a pattern like "yyyyMMdd"'
_AS_IN_ENGLISH = ("", "en", "en-US")
"""The cultures that read dates as the invariant one does."""


def date_difference(arguments: Sequence[Value], today: Today) -> Value:
    """From the first point in time to the second, as a time span (`33.04:05:06`)."""
    start, end = moment_at(arguments, 0, today), moment_at(arguments, 1, today)
    return constant(end.ticks - start.ticks)


def parse_date_time(arguments: Sequence[Value], today: Today) -> Value:
    """A text to a date: by a format in any locale, or as English has it."""
    culture = culture_at(arguments, 1)
    if culture.calendar != "Gregorian":
        raise Refused(f"adfc does not read dates of {culture.name}, whose calendar is its own; the engine does", 1)
    if len(arguments) > 2:
        return written(_by_format(arguments, culture, today), (), 0)
    if culture.name not in _AS_IN_ENGLISH:
        message = f"adfc reads dates of {culture.name} by a format only, the engine without one too"
        raise Refused(message, 1, 'give the format as the third argument, like "d"')
    return written(moment_at(arguments, 0, today), (), 0)


def _by_format(arguments: Sequence[Value], culture: Culture, today: Today) -> Instant:
    text, pattern = string_at(arguments, 0), string_at(arguments, 2)
    if not pattern:
        raise Refused("the format is empty", 2, _DATE_FORMATS)
    try:
        return parse_exact(text, pattern, culture, today)
    except NotADate:
        raise Refused(f'"{text}" is no date and time of the format "{pattern}"', 0) from None
    except BadFormat:
        raise Refused(f'"{pattern}" is no format for dates', 2, _DATE_FORMATS) from None


def format_time_span(arguments: Sequence[Value]) -> Value:
    """A time span by a format, in a locale."""
    text, pattern, culture = string_at(arguments, 0), string_at(arguments, 1), culture_at(arguments, 2)
    try:
        return format_span(parse_span(text), pattern, culture.numbers.plain.decimal)
    except NotASpan:
        raise Refused(f'"{text}" is no time span', 0, 'write it like "1.02:03:04" or "02:03:04"') from None
    except BadFormat:
        way_out = 'c, g, G, or a pattern like "hh\\:mm\\:ss", where text is quoted or stands behind "\\"'
        raise Refused(f'"{pattern}" is no format for time spans', 1, way_out) from None


def format_number_of(arguments: Sequence[Value]) -> Value:
    """A number by a format, in a locale (English where none is given)."""
    value, pattern = arguments[0], string_at(arguments, 1)
    culture = culture_at(arguments, 2, _DEFAULT_NUMBERS)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise wrong_kind(arguments, 0, "a number")
    number = value if isinstance(value, float) else integer_at(arguments, 0)
    try:
        return format_number(number, pattern, culture.numbers)
    except BadFormat:
        raise Refused(f'"{pattern}" is no format for such a number', 1, 'N2, F1, P, C, D4, X, or like "0.00"') from None


DATE_FUNCTIONS: dict[str, DateFunction] = {"datedifference": date_difference, "parsedatetime": parse_date_time}

FUNCTIONS: dict[str, Function] = {"formattimespan": format_time_span, "formatnumber": format_number_of}
