"""Texts to floats, as .NET's Double.Parse reads them: white space around, a sign at an end, groups, an exponent."""

import math
import re
from functools import cache

from adfc.expressions.dotnet import cultures
from adfc.expressions.dotnet.cultures import Numbers

_WHITE = r"[\t-\r ]*"
_SPACES = ("\xa0", "\u202f")
"""What a culture may part groups with, and everybody types as a space."""
_SIGN_APART = 2
"""The pattern of negative numbers that has a space behind the sign."""


def parse_float(text: str, culture: str = cultures.INVARIANT, *, trailing_sign: bool = True) -> float | None:
    """The float that a text means in a culture, infinite where it is too great; None where it means none.

    Raises:
        UnknownCulture: .NET refuses the culture's name.
    """
    numbers = cultures.find_as_named(culture).numbers
    match = _pattern(numbers).fullmatch(text)
    if match is None or (match["behind"] and (match["before"] or not trailing_sign)):
        return _symbol(text.strip(), numbers)
    whole = re.sub(r"[^0-9]", "", match["whole"] or "")
    exponent = (match["exponent"] or "0").replace(numbers.minus, "-").replace(numbers.plus, "+")
    exponent = re.sub(r"[^0-9+-]", "", exponent)
    value = float(f"{whole or 0}.{match['fraction'] or match['only'] or 0}e{exponent}")
    return -value if numbers.minus in (match["before"], match["behind"]) else value


@cache
def _pattern(numbers: Numbers) -> re.Pattern[str]:
    sign = f"{_literal(numbers.plus)}|{_literal(numbers.minus)}"
    apart = _WHITE if numbers.plain.negative == _SIGN_APART else ""
    point, group = _literal(numbers.plain.decimal), _literal(numbers.plain.group)
    whole = rf"(?P<whole>[0-9](?:[0-9]|{group})*)"
    return re.compile(
        rf"{_WHITE}(?P<before>{sign})?{apart}"
        rf"(?:{whole}(?:{point}(?P<fraction>[0-9]*))?|{point}(?P<only>[0-9]+))"
        rf"(?:[eE](?P<exponent>(?:{sign})?[0-9]+))?"
        rf"{_WHITE}(?P<behind>{sign})?{_WHITE}\0*"
    )


def _literal(sign: str) -> str:
    """The sign itself; where it is a space that does not break, any of its kind and the plain one."""
    return f"[ {sign}]" if sign in _SPACES else re.escape(sign)


def _symbol(text: str, numbers: Numbers) -> float | None:
    """The names of what is no number, in any case."""
    lower = text.lower()
    infinity, nan = numbers.infinity.lower(), numbers.nan.lower()
    if lower in (infinity, numbers.plus.lower() + infinity):
        return math.inf
    if lower == numbers.negative_infinity.lower():
        return -math.inf
    if lower in (nan, numbers.plus + nan, numbers.minus + nan):
        return math.nan
    return None
