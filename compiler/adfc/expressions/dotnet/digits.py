"""A number as digits and the place of its point: what .NET's number formats work on."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal

_EXACT = Context(prec=2000, rounding=ROUND_HALF_EVEN)
"""Enough for every digit of a float: the smallest has 1074 of them behind the point."""


@dataclass(frozen=True, slots=True)
class Digits:
    """`0.digits` times ten to the `scale`, without zeros at the end. Zero has no digits and the scale 0."""

    is_negative: bool
    text: str
    scale: int
    is_float: bool

    def shifted(self, places: int) -> "Digits":
        """Times ten to the `places`."""
        return Digits(self.is_negative, self.text, self.scale + places, self.is_float) if self.text else self

    def rounded(self, count: int) -> "Digits":
        """The first `count` digits; a 5 behind them goes up. An integer's zero loses its sign, a float's keeps it."""
        if count >= len(self.text):
            return self
        kept = int("0" + self.text[: max(count, 0)]) + (count >= 0 and self.text[count] >= "5")
        if not kept:
            return Digits(self.is_negative and self.is_float, "", 0, self.is_float)
        written = str(kept).zfill(count)
        carry = len(written) - count
        return Digits(self.is_negative, written.rstrip("0"), self.scale + carry, self.is_float)

    def at(self, place: int) -> str:
        """The digit at a place from the left, `0` behind the last."""
        return self.text[place] if 0 <= place < len(self.text) else "0"


def exactly(value: int | float) -> Digits:
    """Every digit of a number; a float has all of its binary fraction's."""
    return _digits(Decimal(value), isinstance(value, float))


def shortest(value: float) -> Digits:
    """The fewest digits that tell a float from its neighbours."""
    return _digits(Decimal(repr(value)), True)


def to_places(value: float, places: int) -> Digits:
    """A float to so many digits behind the point; what lies in the middle goes to the even digit."""
    return _digits(Decimal(value).quantize(Decimal(1).scaleb(-places), context=_EXACT), True)


def to_significant(value: float, count: int) -> Digits:
    """A float to so many digits in all; what lies in the middle goes to the even digit."""
    return _digits(Context(prec=count, rounding=ROUND_HALF_EVEN).create_decimal(Decimal(value)), True)


def _digits(value: Decimal, is_float: bool) -> Digits:
    sign, numbers, exponent = value.as_tuple()
    text = "".join(map(str, numbers)).lstrip("0")
    scale = len(text) + int(exponent) if text else 0
    return Digits(bool(sign), text.rstrip("0"), scale, is_float)
