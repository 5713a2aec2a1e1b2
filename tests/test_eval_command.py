"""`adfc eval`: one expression for an author, a file of them for a machine."""

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from adfc.cli.app import run

Printed = pytest.CaptureFixture[str]
STATE = {
    "pipeline": {"parameters": {"Region": "north"}, "RunId": "r-1"},
    "variables": {"v": [1, 2.0]},
    "activities": {"Look up": {"output": {"firstRow": {"Id": 7}}, "status": "Succeeded"}},
    "item": {"table": "Orders"},
    "dataset": {"file": "a.csv"},
    "linkedService": {"host": "h"},
    "trigger": {"outputs": {"body": {"fileName": "f.csv"}}},
}


@pytest.fixture
def state(tmp_path: Path) -> Path:
    file = tmp_path / "state.json"
    file.write_text(json.dumps(STATE))
    return file


@pytest.mark.parametrize(
    ("expression", "shown", "kind"),
    [
        ("@concat('a', 'b')", "ab", "a string"),
        ("@add(1, 2)", "3", "an integer"),
        ("@add(1, 2.0)", "3.0", "a float"),
        ("@div(1e300, 1e-300)", "Infinity", "a float"),
        ("@equals(1, 1)", "true", "a boolean"),
        ("@null", "null", "null"),
        ("@createArray(1, 'é', null)", '[1, "é", null]', "an array"),
        ("@json('{}')", "{}", "an object"),
        ("@first('😀')", "\ufffd", "a string"),
        ("plain", "plain", "a string"),
        ("concat('a')", "concat('a')", "plain text: an expression begins with @"),
        (" @concat('a')", " @concat('a')", "plain text: an expression begins with @"),
        ("pipeline().parameters['p']", "pipeline().parameters['p']", "plain text: an expression begins with @"),
        ("say (it) twice", "say (it) twice", "a string"),
    ],
)
def test_shows_the_value_and_what_it_is(expression: str, shown: str, kind: str, capsys: Printed) -> None:
    assert run(["eval", expression]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == (f"{shown}\n", f"{kind}\n")


def test_a_long_value_takes_several_lines(capsys: Printed) -> None:
    run(["eval", "--quiet", "@range(100, 40)"])
    printed = capsys.readouterr()
    assert printed.out.startswith("[\n  100,\n  101,\n")
    assert not printed.err


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ("1", "integer"),
        ("1.0", "float"),
        ("true", "boolean"),
        ("null", "null"),
        ("[1]", "array"),
        ('{"a": 1}', "object"),
        ('"1"', "string"),
        ("x", "string"),
        ("", "string"),
        ("007", "string"),
        ("NaN", "string"),
        ("a=b", "string"),
    ],
)
def test_a_parameter_is_read_as_json_or_is_text(given: str, kind: str, capsys: Printed) -> None:
    run(["eval", "@pipeline().parameters.p", "--parameters", f"p={given}", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["type"] == kind


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("@pipeline().RunId", "r-1"),
        ("@variables('V')[1]", "2.0"),
        ("@activity('look UP').output.firstRow.Id", "7"),
        ("SELECT * FROM @{item().table}", "SELECT * FROM Orders"),
        ("@dataset().file", "a.csv"),
        ("@linkedService().host", "h"),
        ("@triggerBody().fileName", "f.csv"),
        ("@trigger()?.outputs?.body?.nope", "null"),
    ],
)
def test_a_state_gives_all_that_a_run_has(expression: str, shown: str, state: Path, capsys: Printed) -> None:
    assert run(["eval", expression, "--state", str(state)]) == 0
    assert capsys.readouterr().out == f"{shown}\n"


def test_a_parameter_wins_over_the_state_whatever_its_case(state: Path, capsys: Printed) -> None:
    run(["eval", "@pipeline().parameters", "--state", str(state), "--parameters", "region=south"])
    assert capsys.readouterr().out == '{"Region": "south"}\n'


@pytest.mark.parametrize(
    ("expression", "marks", "message", "way_out"),
    [
        ("@add(1, 'x')", "        ^^^", "add: the second argument must be an integer or a float, not a string", ""),
        (
            "@concat(toUpper(1))",
            "                ^",
            "toUpper: the first argument must be a string, not an integer",
            "",
        ),
        ("@upperCase('a')", " ^^^^^^^^^", 'there is no function "upperCase"', 'did you mean "toUpper"?'),
        ("@trigger().x", " ^^^^^^^^^", "trigger() means nothing outside a trigger", "--state"),
        ("@concta('a')", " ^^^^^^", 'there is no function "concta"', 'did you mean "concat"?'),
        ("@toLower('a', 'b')", "              ^^^", "toLower takes 1 argument, not 2", ""),
        ("@pipeline().parameters.q", "                       ^", 'there is no parameter "q"', "--parameters"),
        ("@variables('q')", "           ^^^", 'there is no variable "q"', "--state"),
        ("@item().x", " ^^^^^^", "item() means nothing outside a ForEach or Filter activity", "--state"),
        ("@json('{').x", "      ^^^", "json: this is not JSON: the text ends where a name or } is expected", ""),
        (
            "@createArray(1)[3]",
            "                ^",
            "there is no element 3: the array has 1 element, counted from 0",
            "?[...]",
        ),
        ("@json('null').x", "              ^", 'null has no properties: "x" can\'t be taken of it', "?.x"),
        ("@if('true', 1, 2)", "    ^^^^^^", "if: the first argument must be a boolean, not a string", "bool()"),
        ("@div(1, 0)", "        ^", "div: nothing can be divided by zero", ""),
        ("@concat('a'", " ^", '"concat(" is not closed', ""),
    ],
)
def test_marks_what_is_wrong(expression: str, marks: str, message: str, way_out: str, capsys: Printed) -> None:
    assert run(["eval", "--no-color", expression]) == 1
    printed = capsys.readouterr().out
    first, _, _, shown, marked, *rest = printed.splitlines()
    assert first.startswith(f"error[ADF300]: {message}")
    assert shown == f"1 | {expression}"
    assert marked.startswith(f"  | {marks}")
    assert way_out in "\n".join(rest)


def test_marks_a_place_in_a_text_of_several_lines(capsys: Printed) -> None:
    run(["eval", "--no-color", "SELECT *\nFROM @{nope()}"])
    assert "2 | FROM @{nope()}\n  |        ^^^^\n" in capsys.readouterr().out


def test_a_batch_answers_line_by_line(tmp_path: Path, state: Path, capsys: Printed) -> None:
    lines = [
        '{"id": "a", "expression": "@add(1, 1.0)"}',
        "",
        '{"expression": "@nope()"}',
        '{"id": 1, "expression": "@("}',
    ]
    (tmp_path / "batch.jsonl").write_text("\n".join(lines))
    assert run(["-C", str(tmp_path), "eval", "--batch", "batch.jsonl", "--state", state.name]) == 0
    first, second, third = capsys.readouterr().out.splitlines()
    assert first == '{"id": "a", "expression": "@add(1, 1.0)", "result": 2.0, "type": "float"}'
    assert json.loads(second) == {
        "expression": "@nope()",
        "error": 'there is no function "nope"',
        "stage": "evaluate",
    }
    assert json.loads(third)["id"] == 1
    assert json.loads(third)["stage"] == "parse"


def test_a_batch_is_ascii_and_knows_what_json_does_not(capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    expressions = ["@first('😀')", "@createArray(float('NaN'), -0.0)", "@pipeline().parameters.n"]
    text = "\n".join(json.dumps({"expression": one}) for one in expressions)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    run(["eval", "--batch", "-", "--parameters", "n=12345678901234567890"])
    printed = capsys.readouterr().out
    assert '"result": "\\ud83d", "type": "string"' in printed
    assert '"result": ["NaN", -0.0]' in printed
    assert '"result": 12345678901234567890' in printed


def test_reads_an_expression_from_stdin(capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO("@length('é')\n".encode())))
    assert run(["eval", "-"]) == 0
    assert capsys.readouterr().out == "1\n"


def test_an_error_as_json(capsys: Printed) -> None:
    assert run(["eval", "@nope()", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"error": 'there is no function "nope"', "stage": "evaluate"}


@pytest.mark.parametrize(
    ("arguments", "message", "way_out"),
    [
        ([], "nothing is named to be evaluated", "--batch"),
        (["@x()", "--batch", "b"], "an expression and a batch are two tasks", "name an expression"),
        (["@x()", "--parameters", "p"], '"p" is no parameter', "NAME=VALUE"),
        (["@x()", "--state", "gone.json"], 'can\'t read "gone.json": No such file', "- for stdin"),
        (["@x()", "--state", "bad.json"], "bad.json is not JSON: Expecting", "object of JSON"),
        (["@x()", "--state", "list.json"], "list.json: a state must be an object, not an array", "pipeline"),
        (["@x()", "--state", "typo.json"], 'typo.json: a state has no key "variable"', 'did you mean "variables"?'),
        (["@x()", "--state", "kind.json"], 'kind.json: "variables" of a state must be an object, not a string', ""),
        (["--batch", "bad.json"], "bad.json:1 is not JSON", '{"expression": "@add(1, 2)"}'),
        (["--batch", "list.json"], "list.json:1 holds no expression", '{"expression": "@add(1, 2)"}'),
    ],
)
def test_says_what_it_can_not_do(
    arguments: list[str], message: str, way_out: str, tmp_path: Path, capsys: Printed
) -> None:
    (tmp_path / "bad.json").write_text("{")
    (tmp_path / "list.json").write_text("[]")
    (tmp_path / "typo.json").write_text('{"variable": {}}')
    (tmp_path / "kind.json").write_text('{"variables": "v"}')
    assert run(["-C", str(tmp_path), "eval", *arguments]) == 4
    printed = capsys.readouterr()
    assert not printed.out
    assert message in printed.err
    assert way_out in printed.err
