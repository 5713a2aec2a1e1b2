"""Expressions written as plain text: the exporter wraps them where ADF Studio would have."""

from typing import Any

from adfc.emit.arm.shapes import type_of
from adfc.model import Data


def is_expression_text(value: Data) -> bool:
    """Whether `value` is text that ADF evaluates: it starts with one `@`, or interpolates with `@{`."""
    return isinstance(value, str) and ((value.startswith("@") and not value.startswith("@@")) or "@{" in value)


def wrap_expressions(data: Data) -> None:
    """Turn every expression written as plain text in `data`, at any depth, into an `Expression` object, in place."""
    items: Any = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        if is_expression_text(value):
            data[key] = {"value": value, "type": "Expression"}
        elif isinstance(value, dict | list) and type_of(value) != "Expression":
            wrap_expressions(value)


def wrap_at(holder: Data, key: str) -> None:
    """Turn the expression written as plain text under `key` of `holder`, if there is one, into an object."""
    if isinstance(holder, dict) and is_expression_text(holder.get(key)):
        holder[key] = {"value": holder[key], "type": "Expression"}
