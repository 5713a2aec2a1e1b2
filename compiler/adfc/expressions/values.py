"""What an expression can be worth, and the names that ADF has for the kinds of it."""

from typing import TypeAlias

Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | None"
"""JSON as the engine carries it: integers (exact, of any size) and floats stay apart, objects keep their order.

A string may hold halves of a UTF-16 pair that stand alone; two halves side by side are always one character.
"""

INT64 = range(-(2**63), 2**63)
"""The integers that the engine can calculate with; it carries larger ones, and no more."""

KINDS = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "float",
    str: "string",
    list: "array",
    dict: "object",
}


def kind_of(value: Value) -> str:
    """`string`, `integer`, `float`, `boolean`, `null`, `array` or `object`."""
    return KINDS[type(value)]


def a_kind(value: Value) -> str:
    """The same for the middle of a sentence: `a string`, `an array`, `null`."""
    kind = kind_of(value)
    if value is None:
        return kind
    return f"an {kind}" if kind[0] in "aio" else f"a {kind}"
