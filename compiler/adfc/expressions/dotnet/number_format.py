"""Numbers to text by .NET's format strings of one letter and a precision: N2, F, E, G, P, C, D, X, R.

https://learn.microsoft.com/dotnet/standard/base-types/standard-numeric-format-strings. What is none of those is a
custom format (`adfc.expressions.dotnet.number_custom`).
"""

import math
import re
from collections.abc import Callable, Mapping

from adfc.expressions.dotnet.cultures import Numbers, Signs
from adfc.expressions.dotnet.date_pattern import BadFormat
from adfc.expressions.dotnet.digits import Digits, exactly, shortest, to_places, to_significant
from adfc.expressions.dotnet.number_custom import exponent_text, format_custom

_STANDARD = re.compile(r"([A-Za-z])(0*[0-9]{0,2})")
_ROUND_TRIP_DIGITS = 17
_CUSTOM_DIGITS = 15
"""How many digits of a float a custom format sees."""

_NEGATIVE_NUMBER = ("(n)", "-n", "- n", "n-", "n -")
_POSITIVE_CURRENCY = ("$n", "n$", "$ n", "n $")
_NEGATIVE_CURRENCY = (
    "($n)",
    "-$n",
    "$-n",
    "$n-",
    "(n$)",
    "-n$",
    "n-$",
    "n$-",
    "-n $",
    "-$ n",
    "n $-",
    "$ n-",
    "$ -n",
    "n- $",
    "($ n)",
    "(n $)",
)
_POSITIVE_PERCENT = ("n %", "n%", "%n", "% n")
_NEGATIVE_PERCENT = ("-n %", "-n%", "-%n", "%-n", "%n-", "n-%", "n%-", "-% n", "n %-", "% n-", "% -n", "n- %")

Standard = Callable[[int | float, int | None, Numbers], str]


def format_number(value: int | float, pattern: str, numbers: Numbers) -> str:
    """The number, written by a format string. The empty one means `G`.

    Raises:
        BadFormat: .NET knows no such format, or not for such a number (`D` and `X` want an integer, `R` a float).
    """
    if isinstance(value, float) and not math.isfinite(value):
        return _not_finite(value, numbers)
    match = _STANDARD.fullmatch(pattern or "G")
    if match is None:
        return format_custom(_custom_digits(value), pattern, numbers)
    letter, precision = match[1], int(match[2]) if match[2] else None
    if letter in "eE":
        return _scientific(value, precision, numbers, letter)
    if letter in "gGrR":
        return _general_or_round_trip(value, letter, precision, numbers)
    if letter in "xX":
        return _hexadecimal(value, precision, pattern, letter)
    standard = _STANDARDS.get(letter.upper())
    if standard is None:
        raise BadFormat(pattern)
    return standard(value, precision, numbers)


def _not_finite(value: float, numbers: Numbers) -> str:
    if math.isnan(value):
        return numbers.nan
    return numbers.infinity if value > 0 else numbers.negative_infinity


def _custom_digits(value: int | float) -> Digits:
    return to_significant(value, _CUSTOM_DIGITS) if isinstance(value, float) else exactly(value)


def _to_places(value: int | float, places: int) -> Digits:
    """Rounded behind the point: a float to even, an integer (of per cent, say) as it is."""
    return to_places(value, places) if isinstance(value, float) else exactly(value)


def _fixed(value: int | float, precision: int | None, numbers: Numbers) -> str:
    places = numbers.plain.digits if precision is None else precision
    found = _to_places(value, places)
    return (numbers.minus if found.is_negative else "") + _plain(found, places, numbers.plain.decimal)


def _number(value: int | float, precision: int | None, numbers: Numbers) -> str:
    places = numbers.plain.digits if precision is None else precision
    found = _to_places(value, places)
    pattern = _NEGATIVE_NUMBER[numbers.plain.negative] if found.is_negative else "n"
    return _filled(pattern, _grouped(found, places, numbers.plain), numbers.plain, numbers)


def _currency(value: int | float, precision: int | None, numbers: Numbers) -> str:
    signs = numbers.currency
    places = signs.digits if precision is None else precision
    found = _to_places(value, places)
    pattern = _NEGATIVE_CURRENCY[signs.negative] if found.is_negative else _POSITIVE_CURRENCY[signs.positive]
    return _filled(pattern, _grouped(found, places, signs), signs, numbers)


def _percent(value: int | float, precision: int | None, numbers: Numbers) -> str:
    signs = numbers.percent
    places = signs.digits if precision is None else precision
    found = _to_places(value, places + 2).shifted(2)
    pattern = _NEGATIVE_PERCENT[signs.negative] if found.is_negative else _POSITIVE_PERCENT[signs.positive]
    return _filled(pattern, _grouped(found, places, signs), signs, numbers)


def _decimal(value: int | float, precision: int | None, numbers: Numbers) -> str:
    if isinstance(value, float):
        raise BadFormat("D")
    return (numbers.minus if value < 0 else "") + str(abs(value)).zfill(precision or 0)


def _hexadecimal(value: int | float, precision: int | None, pattern: str, letter: str) -> str:
    """An integer's 64 bits."""
    if isinstance(value, float):
        raise BadFormat(pattern)
    return format(value & 2**64 - 1, letter).zfill(precision or 0)


def _scientific(value: int | float, precision: int | None, numbers: Numbers, letter: str) -> str:
    places = 6 if precision is None else precision
    found = to_significant(value, places + 1) if isinstance(value, float) else exactly(value).rounded(places + 1)
    sign = numbers.minus if found.is_negative else ""
    return sign + _mantissa(found, places, numbers) + _exponent(found, letter, 3, numbers)


def _mantissa(found: Digits, places: int, numbers: Numbers) -> str:
    """One digit before the point, so many behind it."""
    behind = "".join(found.at(place) for place in range(1, places + 1))
    return found.at(0) + (numbers.plain.decimal + behind if places else "")


def _exponent(found: Digits, letter: str, least: int, numbers: Numbers) -> str:
    return exponent_text(found.scale - 1 if found.text else 0, letter, least, True, numbers)


def _general_or_round_trip(value: int | float, letter: str, precision: int | None, numbers: Numbers) -> str:
    if letter in "rR":
        if not isinstance(value, float):
            raise BadFormat(letter)
        precision = None
    if not precision and not isinstance(value, float):
        return _decimal(value, None, numbers)
    found, most = _general_digits(value, precision)
    return _general(found, most, "e" if letter in "gr" else "E", numbers)


def _general_digits(value: int | float, precision: int | None) -> tuple[Digits, int]:
    """The digits that `G` shows, and how many there may be before the point."""
    if not isinstance(value, float):
        return exactly(value).rounded(precision or 0), precision or 0
    if precision:
        return to_significant(value, precision), precision
    found = shortest(value)
    return found, max(len(found.text), _ROUND_TRIP_DIGITS)


def _general(found: Digits, most: int, letter: str, numbers: Numbers) -> str:
    """Plain, or with an exponent where more digits than allowed stand before the point, or zeros behind it."""
    sign = numbers.minus if found.is_negative else ""
    if found.scale > most or found.scale < -3:
        return sign + _mantissa(found, len(found.text) - 1, numbers) + _exponent(found, letter, 2, numbers)
    return sign + _plain(found, max(len(found.text) - found.scale, 0), numbers.plain.decimal)


def _plain(found: Digits, places: int, decimal: str) -> str:
    whole = "".join(found.at(place) for place in range(found.scale)) or "0"
    behind = "".join(found.at(place) for place in range(found.scale, found.scale + places))
    return whole + (decimal + behind if places else "")


def _grouped(found: Digits, places: int, signs: Signs) -> str:
    """With a separator between the groups of digits before the point."""
    whole, _, behind = _plain(found, places, "\0").partition("\0")
    return group(whole, signs) + (signs.decimal + behind if places else "")


def group(whole: str, signs: Signs) -> str:
    """Digits in groups: of the sizes given from the right on, the last of which goes on."""
    groups: list[str] = []
    sizes = list(signs.sizes) or [0]
    while len(whole) > sizes[0] > 0:
        groups.insert(0, whole[-sizes[0] :])
        whole = whole[: -sizes[0]]
        sizes = sizes[1:] or sizes
    return signs.group.join([whole, *groups])


def _filled(pattern: str, number: str, signs: Signs, numbers: Numbers) -> str:
    """The number put into one of .NET's patterns, where `-`, `$` and `%` stand for the culture's signs."""
    filled = {"n": number, "-": numbers.minus, "$": signs.symbol, "%": signs.symbol}
    return "".join(filled.get(letter, letter) for letter in pattern)


_STANDARDS: Mapping[str, Standard] = {"F": _fixed, "N": _number, "C": _currency, "P": _percent, "D": _decimal}
