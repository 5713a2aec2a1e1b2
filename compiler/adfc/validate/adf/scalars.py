"""Which plain values fit which kind of field. Both the quick and the explaining check ask here."""

import re
from collections.abc import Mapping

from adfc.adf.grammar import ValueKind

PLAIN: Mapping[ValueKind, tuple[type, ...]] = {
    ValueKind.STRING: (str,),
    ValueKind.INT: (int,),
    ValueKind.NUMBER: (float, int),
    ValueKind.BOOL: (bool,),
    ValueKind.OBJECT: (dict,),
}
"""What JSON values of these kinds are; `bool` is an `int` to Python and to nobody else, so classes are compared."""

AS_TEXT: Mapping[ValueKind, re.Pattern[str]] = {
    ValueKind.INT: re.compile(r"[+-]?[0-9]+"),
    ValueKind.NUMBER: re.compile(r"[+-]?[0-9]+(\.[0-9]+)?"),
    ValueKind.BOOL: re.compile(r"true|false", re.IGNORECASE),
}
"""What the service reads from text: Microsoft's own examples write `"isSequential": "true"` and `"interval": "15"`."""


def fits(kind: ValueKind, value: object) -> bool:
    """Whether `value`, which is no expression, is a plain value of this kind."""
    if value.__class__ in PLAIN.get(kind, ()):
        return True
    return isinstance(value, str) and kind in AS_TEXT and AS_TEXT[kind].fullmatch(value) is not None


def is_expression(value: object) -> bool:
    """Whether the service computes `value` at run time: an Expression object or a string that holds `@`.

    `@@` at the start is a plain `@` (Microsoft's page on expressions and functions).
    """
    if isinstance(value, str):
        return (value.startswith("@") and not value.startswith("@@")) or "@{" in value
    return isinstance(value, dict) and value.get("type") == "Expression" and "value" in value
