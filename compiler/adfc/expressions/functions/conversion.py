"""Functions of the group conversion that make scalars and arrays: int, float, bool, string, array."""

import math
from collections.abc import Sequence

from adfc.expressions.dotnet.cultures import INVARIANT, UnknownCulture
from adfc.expressions.dotnet.float_text import parse_float
from adfc.expressions.functions.contract import Refused, string_at, wrong_kind
from adfc.expressions.functions.strings import WHITE
from adfc.expressions.texts import text_of
from adfc.expressions.values import INT64, Value, a_kind

BOOLEANS = {"true": True, "false": False}


def to_int(arguments: Sequence[Value]) -> Value:
    """The integer that a text, a number or a boolean stands for. It goes by way of a float, as the engine does."""
    value = arguments[0]
    number = parse_float(value, trailing_sign=False) if isinstance(value, str) else _as_float(value)
    if number is None:
        raise _not_converted(arguments, "an integer")
    if math.isnan(number):
        return -(2**63)
    if not math.isfinite(number) or number != math.floor(number) or int(number) not in INT64:
        raise _not_converted(arguments, "an integer")
    return int(number)


def to_float(arguments: Sequence[Value]) -> Value:
    """The float that a text (as its culture writes numbers), a number or a boolean stands for."""
    value = arguments[0]
    culture = _culture(arguments) if len(arguments) == 2 else INVARIANT
    number = _float_of(arguments, value, culture) if isinstance(value, str) else _as_float(value)
    if number is None:
        raise _not_converted(arguments, "a float")
    return number


def _as_float(value: Value) -> float | None:
    if isinstance(value, bool | float):
        return float(value)
    return float(value) if isinstance(value, int) and value in INT64 else None


def _not_converted(arguments: Sequence[Value], wanted: str) -> Refused:
    value = arguments[0]
    shown = f'"{value}"' if isinstance(value, str) else f"{value}" if isinstance(value, int | float) else a_kind(value)
    return Refused(f"{shown} can't be converted to {wanted}", 0)


def _float_of(arguments: Sequence[Value], text: str, culture: str) -> float | None:
    try:
        return parse_float(text, culture)
    except UnknownCulture:
        raise Refused(f'"{arguments[1]}" is no culture', 1, 'a culture is a language and a country: "de-DE"') from None


def _culture(arguments: Sequence[Value]) -> str:
    if not isinstance(arguments[0], str):
        raise wrong_kind(arguments, 0, "a string where a culture is given")
    if isinstance(arguments[1], int | float):
        text_of(arguments[1])  # no culture is called so: the engine forgets it, if it has a text
        return INVARIANT
    return string_at(arguments, 1)


def is_float(arguments: Sequence[Value]) -> Value:
    """Whether float() takes this text."""
    text = string_at(arguments, 0)
    culture = _culture(arguments) if len(arguments) == 2 else INVARIANT
    return _float_of(arguments, text, culture) is not None


def is_int(arguments: Sequence[Value]) -> Value:
    """Whether a text is an integer of 32 bits, written out."""
    text = string_at(arguments, 0).strip(" \t\n\v\f\r").rstrip("\0")
    digits = text[1:] if text[:1] in {"+", "-"} else text
    return digits.isascii() and digits.isdecimal() and -(2**31) <= int(text) < 2**31


def to_bool(arguments: Sequence[Value]) -> Value:
    """The boolean that a text (`true`, `FALSE`) or a number stands for."""
    value = arguments[0]
    if isinstance(value, str):
        found = BOOLEANS.get(value.strip(WHITE + "\0").lower())
        if found is not None:
            return found
    elif isinstance(value, int | float) and (isinstance(value, float) or value in INT64):
        return bool(value)
    raise _not_converted(arguments, "a boolean")


def to_string(arguments: Sequence[Value]) -> Value:
    """Any value as text."""
    return text_of(arguments[0])


def array(arguments: Sequence[Value]) -> Value:
    """An array of this one value; an array stays as it is."""
    value = arguments[0]
    return value if isinstance(value, list) else [value]


def create_array(arguments: Sequence[Value]) -> Value:
    """An array of all arguments."""
    return list(arguments)


FUNCTIONS = {
    "int": to_int,
    "float": to_float,
    "isfloat": is_float,
    "isint": is_int,
    "bool": to_bool,
    "string": to_string,
    "array": array,
    "createarray": create_array,
}
ARITIES = {"isFloat": (1, 2), "isInt": (1, 1)}
