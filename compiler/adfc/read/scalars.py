"""Numbers within what JSON can write and ADF can hold: 64-bit integers and finite floats."""

import math
from collections.abc import Callable

from adfc.diagnostic import Problems
from adfc.model import Data
from adfc.read import complaints
from adfc.source import Span

_INT64 = range(-(2**63), 2**63)
_SAFE_DIGITS = 19
_MOST_DIGITS = 20


class OddScalarError(ValueError):
    """A scalar that means `value` (its own text if JSON has no such value), and something to say about it."""

    def __init__(self, value: Data, complain: Callable[[Problems, str, Span], None]) -> None:
        super().__init__(value)
        self.value = value
        self.complain = complain
        """Adds the diagnostic, given the scalar's text and place."""


def integer(text: str) -> int:
    """The value of decimal digits, maybe signed; raises OddScalarError beyond 64 bits and for leading zeros."""
    if len(text) < _SAFE_DIGITS and text[0] in "123456789":
        return int(text)
    digits = text.lstrip("+-")
    significant = digits.lstrip("0") or "0"
    if len(significant) > _MOST_DIGITS:  # Python itself refuses to convert some thousands of digits
        raise OddScalarError(text, complaints.too_big)
    value = within_64_bits(text, -int(significant) if text.startswith("-") else int(significant))
    if significant != digits:
        raise OddScalarError(value, complaints.leading_zero)
    return value


def within_64_bits(text: str, value: int) -> int:
    """`value`, which is written as `text`; raises OddScalarError if it is too big."""
    if value not in _INT64:
        raise OddScalarError(text, complaints.too_big)
    return value


def decimal(text: str) -> float:
    """The value of a number with a fraction or an exponent; raises OddScalarError if it is too large for a float."""
    value = float(text)
    if math.isinf(value):
        raise OddScalarError(text, complaints.not_finite)
    return value
