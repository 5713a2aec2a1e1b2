"""Whether a literal can be what a parameter's type wants; an expression always can."""

import json
from collections.abc import Callable

from adfc.model import Data
from adfc.validate.adf.scalars import is_expression


def suits(wanted: str, value: Data) -> bool:
    """Whether `value` can be passed to a parameter of type `wanted` (ADF's word in lower case).

    The service converts text: published factories pass "4" to an int and JSON text to an object (measured).
    """
    check = CHECKS.get(wanted)
    return check is None or value is None or is_expression(value) or check(value)


def _is_int(value: Data) -> bool:
    return _reads(int, value) if isinstance(value, str) else isinstance(value, int) and not isinstance(value, bool)


def _is_float(value: Data) -> bool:
    return _reads(float, value) if isinstance(value, str) else _is_number(value)


def _is_number(value: Data) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_bool(value: Data) -> bool:
    return value.lower() in {"true", "false"} if isinstance(value, str) else isinstance(value, bool)


def _is_array(value: Data) -> bool:
    return _reads(json.loads, value) if isinstance(value, str) else isinstance(value, list)


def _is_object(value: Data) -> bool:
    return _reads(json.loads, value) if isinstance(value, str) else isinstance(value, (dict, list))


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


CHECKS: dict[str, Callable[[Data], bool]] = {
    "int": _is_int,
    "float": _is_float,
    "bool": _is_bool,
    "array": _is_array,
    "object": _is_object,
}
"""The types that not every literal suits."""


def described(value: Data) -> str:
    """`value` as a message names it."""
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, bool):
        return str(value).lower()
    return "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else str(value)
