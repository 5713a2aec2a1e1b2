"""The parser against what Microsoft's engine answered: it takes and refuses the same."""

import json
from pathlib import Path

import pytest

from adfc.expressions.parser import parse
from adfc.expressions.syntax import ExpressionError

VECTORS = [json.loads(line) for line in (Path(__file__).parent / "vectors" / "dev.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: str(one["id"]))
def test_takes_what_the_engine_takes(vector: dict[str, str]) -> None:
    if vector.get("stage") != "parse":
        parse(vector["expression"])
        return
    with pytest.raises(ExpressionError) as raised:
        parse(vector["expression"])
    error = raised.value
    assert 0 <= error.start <= error.end <= len(vector["expression"])
    assert error.message
    assert "\n" not in error.message + error.way_out


MISTAKES = [
    ("@activity(Look).output", "Look", "text stands between single quotes: 'Look'"),
    ('@activity("Look up").output', '"Look up"', "strings stand between straight single quotes: 'Look up'"),
    ("@activity('Look up'.output)", ".", "only the value of a call has properties and elements"),
    ("@pipeline.parameters.p", "pipeline", "write pipeline()"),
    ("@variables.status", "variables", "write variables('name')"),
    ("@item", "item", "write item()"),
    ("@formatDateTime(utcNow, 'yyyy')", "utcNow", "a function is called: utcNow(...)"),
    ("@concat('a', 'b'", "concat(", 'write ")" after the last argument'),
    ("@concat('a'))", ")", 'leave out the ")": nothing is open that it closes'),
    ("@concat('a' 'b')", "'b'", "is a comma missing?"),
    ("@concat('it's')", "s", "a single quote inside a string is doubled: 'it''s'"),
    ("@concat('a' + 'b')", "+", "there are no operators: write add(a, b) for numbers, concat(a, b) for text"),
    ("@pipeline().parameters.p == 'x'", "==", "there are no operators: write equals(a, b)"),
    ("@true and false", "and", "there are no operators: write and(a, b)"),
    ("@concat('a', [1])", "[", "an array is made by createArray(...)"),
    ("@json({x})", "{", "an object is made by json('{...}')"),
    ("@concat('a', @item())", "@", "@ stands only before the whole expression: leave it out here"),
    ("@concat('a', 'b)", "'b)", "close it with ', and double a ' inside: 'it''s'"),
    ("@item().my-name", "-", "a name with - in it stands in brackets: ['my-name']; a difference is sub(a, b)"),
    (
        "@item().my col",
        "col",
        "a name with a space in it stands in brackets: ['my col']; text beside an expression is written @{...} text",
    ),
    ("@item().x @{utcNow()}", "@{", "more than one expression is written @{...}@{...}"),
    ("x @{item().name", "@{", 'write "}" after the expression, or "@@{" for the text "@{"'),
    ("@item().", "", 'write a name, or leave out the "."'),
]


@pytest.mark.parametrize(("text", "marked", "way_out"), MISTAKES)
def test_names_the_way_out_of_usual_mistakes(text: str, marked: str, way_out: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        parse(text)
    error = raised.value
    assert (text[error.start : error.end], error.way_out) == (marked, way_out)
