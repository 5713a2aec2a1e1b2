"""Answers as JSON: what `adfc eval --batch` and `--format json` write, in the form of the recorded vectors."""

import json
import math

from adfc.expressions.evaluate import EvaluationError, evaluate
from adfc.expressions.parser import parse
from adfc.expressions.state import State
from adfc.expressions.syntax import ExpressionError
from adfc.expressions.texts import float_text
from adfc.expressions.values import Value, kind_of


def answer(expression: str, state: State) -> dict[str, Value]:
    """`result` and `type` of an expression, or `error` and the `stage` (`parse`, `evaluate`) that found it."""
    try:
        value = evaluate(parse(expression), state)
    except ExpressionError as error:
        return {"error": error.message, "stage": "parse"}
    except EvaluationError as error:
        return {"error": error.message, "stage": "evaluate"}
    return {"result": value, "type": kind_of(value)}


def line_of(record: Value) -> str:
    """A value as one line of ASCII JSON. Floats that JSON has no number for are strings: `"Infinity"`."""
    return json.dumps(_plain(record))


def _plain(value: Value) -> Value:
    if isinstance(value, float) and not math.isfinite(value):
        return float_text(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return {name: _plain(one) for name, one in value.items()} if isinstance(value, dict) else value
