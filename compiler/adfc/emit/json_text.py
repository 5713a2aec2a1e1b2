"""JSON text as ADF Studio writes it, byte for byte: JavaScript's `JSON.stringify` with tabs."""

import re
from decimal import Decimal

import msgspec

from adfc.model import Data

_NUMBER = re.compile(r"(?:^|(?<=[ \t]))-?\d+(?:\.\d+)?(?:e-?\d+)?(?=,?$)", re.MULTILINE)
"""A number that ends a line; text in quotes never ends one without its quote."""

_FRACTION = re.compile(rb"\.\d+(?:e-?\d+)?(?:,?\n|\Z)")
_EXPONENT = re.compile(rb"e-?\d+(?:,?\n|\Z)")
"""The end of a line that ends with a float. Most templates hold none, and are spared the search for all numbers: these
patterns are quick, because they begin with a plain character."""

_SPACES_AWAY = bytes.maketrans(b" ", b"\xff")
_SPACES_BACK = bytes.maketrans(b" \xff", b"\t ")


def json_text(data: Data) -> str:
    """`data` as JSON: tabs, LF, no newline at the end, `[]` and `{}` when empty, nothing escaped that need not be.

    Numbers read as JavaScript prints them (1.0 as 1, 1e22 as 1e+22, -0.0 as 0); whole numbers keep all their
    digits, where a browser would round beyond 2**53.
    """
    written = _tabbed(msgspec.json.encode(data))
    text = written.decode()
    has_float = _FRACTION.search(written) or _EXPONENT.search(written)
    return _NUMBER.sub(_javascript_number, text) if has_float else text


def _tabbed(compact: bytes) -> bytes:
    """JSON on one line, as lines indented by tabs.

    While msgspec indents by spaces, 0xFF stands for the spaces of text, and then for the one after a key: UTF-8 never
    has that byte. What is a space in the end is indentation.
    """
    spaced = msgspec.json.format(compact.translate(_SPACES_AWAY), indent=1)
    return spaced.replace(b'": ', b'":\xff').translate(_SPACES_BACK)


def _javascript_number(match: re.Match[str]) -> str:
    token = match.group()
    return token if token.removeprefix("-").isdigit() else _javascript_float(float(token))


def _javascript_float(value: float) -> str:
    """A float as ECMA-262's Number::toString prints it (6.1.6.1.20): plain from 1e-6 up to 1e21, else with exponent."""
    if value == 0:
        return "0"
    negative, tuple_digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    digits = "".join(map(str, tuple_digits))
    point = len(digits) + int(exponent)
    return ("-" if negative else "") + _place_point(digits, point)


def _place_point(digits: str, point: int) -> str:
    """`digits` with the decimal point after the first `point` of them."""
    if len(digits) <= point <= 21:
        return digits.ljust(point, "0")
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    mantissa = digits if len(digits) == 1 else f"{digits[0]}.{digits[1:]}"
    return f"{mantissa}e{point - 1:+d}"
