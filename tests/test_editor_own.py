"""The schemas for editors of a project's own connectors and patterns, and the files and settings that hold them."""

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from adfc.cli.app import run
from adfc.connectors import open_library
from adfc.editor import FOLDER, SETTINGS, editor_files, vscode_settings
from adfc.editor.definitions import Definitions
from adfc.editor.files import PROJECT, SPEC
from adfc.editor.loosen import Loosening
from adfc.files import PROJECT_FILE, Folder
from tests.editing import complaints, yaml

CONNECTOR = {
    "title": "A crate",
    "type": "object",
    "required": ["lid"],
    "properties": {
        "lid": {"enum": ["open", "shut"], "description": "How it is."},
        "size": {"type": "integer", "minimum": 1},
        "inside": {"$ref": "#/$defs/part"},
        "kind": {"oneOf": [{"const": "plain"}, {"$ref": "#/$defs/wood"}, {"$ref": "#/$defs/iron"}]},
        "code": {"type": "string", "pattern": "^[A-Z]$"},
    },
    "if": {"properties": {"lid": {"const": "shut"}}},
    "then": {"required": ["size"]},
    "$defs": {
        "part": {"type": "object", "properties": {"inside": {"$ref": "#/$defs/part"}}, "additionalProperties": False},
        "wood": {"type": "object", "properties": {"wood": {"type": "string"}}, "additionalProperties": False},
        "iron": {"type": "object", "properties": {"iron": {"type": "string"}}, "additionalProperties": False},
    },
}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a connector and a pattern of its own, to be read."""
    root = tmp_path_factory.mktemp("own")
    (root / PROJECT_FILE).write_text("name: own\nfactory: own-df\n")
    crate, stack = root / "templates" / "crate", root / "templates" / "stack"
    crate.mkdir(parents=True)
    (crate / "linkedService.yml").write_text("type: Odbc\ntypeProperties: {connectionString: '{{ lid }}'}\n")
    (crate / "linkedService.schema.json").write_text(json.dumps(CONNECTOR))
    stack.mkdir()
    (stack / "spec.yml.j2").write_text("pipelines: { {{ name }}: {} }\n")
    properties = {"name": {"type": "string"}, "crates": {"type": "integer"}}
    schema = {"type": "object", "required": ["name"], "properties": properties, "additionalProperties": False}
    (stack / "spec.schema.json").write_text(json.dumps(schema))
    return root


@pytest.fixture
def copied(own: Path, tmp_path: Path) -> Path:
    """The same, to be written to."""
    return shutil.copytree(own, tmp_path / "own")


@pytest.mark.parametrize(
    ("body", "good"),
    [
        ("lid: open", True),
        ("lid: '${var.lid}'", True),
        ("lid: opne", False),
        ("lid: shut", False),
        ("lid: shut, size: 1", True),
        ("lid: open, size: 0", False),
        ("lid: open, size: '@x'", True),
        ("lid: open, size: big", False),
        ("lid: open, size: {type: Expression, value: x}", True),
        ("lid: {type: Expression, value: x}", True),
        ("lid: open, size: {big: true}", False),
        ("lid: open, inside: {inside: {inside: {}}}", True),
        ("lid: open, inside: {inside: {insied: {}}}", False),
        ("lid: open, kind: plain", True),
        ("lid: open, kind: plian", False),
        ("lid: open, kind: {wood: oak}", True),
        ("lid: open, kind: {wodo: oak}", False),
        ("lid: open, kind: {}", False),
        ("lid: open, code: A", True),
        ("lid: open, code: a", False),
        ("lid: open, code: '${env.CODE}'", True),
        ("lid: open, code: null", True),
        ("lid: open, description: d, annotations: []", True),
        ("lid: open, typeProperties: {}", False),
    ],
)
def test_connector_of_the_project(own: Path, body: str, good: bool) -> None:
    found = complaints(yaml(f"linkedServices: {{a: {{type: crate, {body}}}}}"), own)
    assert bool(found) is not good, found


def test_pattern_of_the_project(own: Path) -> None:
    assert complaints(yaml("use: {u: {template: stack, with: {name: n, crates: '${var.n}'}}}"), own) == []
    assert complaints(yaml("use: {u: {template: stack, with: {crates: 1}, forEach: [{name: n}]}}"), own) == []
    assert complaints(yaml("use: {u: {template: stack, with: {crates: 1}}}"), own) != []
    assert complaints(yaml("use: {u: {template: stack, with: {name: n, crtes: 1}}}"), own) != []


@pytest.mark.parametrize(
    ("strict", "taken", "refused"),
    [
        ({"not": {"required": ["a"]}}, {"b": 1}, {"a": "${var.x}"}),
        ({"if": {"properties": {"a": {"const": 1}}}, "then": False}, {"a": "${var.x}"}, {"a": 1}),
        ({"if": {"properties": {"a": {"const": 1}}}, "else": False}, {"a": "${var.x}"}, {"a": 2}),
        ({"$ref": "https://example.org/other.json"}, {"a": 1}, ...),
        ({"items": {"type": "integer"}}, [1, "${var.x}", None], ["x"]),
        ({"contains": {"const": 1}}, ["${var.x}"], [2]),
        ({"propertyNames": {"enum": ["a"]}}, {"a": 1}, {"${var.x}": 1}),
        ({"anyOf": [{"type": "integer"}], "oneOf": [{"type": "integer"}]}, "${var.x}", "x"),
    ],
)
def test_loosened_schema(strict: dict[str, Any], taken: Any, refused: Any) -> None:
    definitions = Definitions()
    loose = Loosening(definitions, {}).schema(strict)
    schema = jsonschema_rs.Draft202012Validator({**loose, "$defs": definitions.in_order()})
    assert schema.is_valid(taken)
    assert refused is ... or not schema.is_valid(refused)


def test_settings_of_vscode_name_the_schemas() -> None:
    schemas_of = json.loads(vscode_settings())["yaml.schemas"]
    assert {name.removeprefix(f"./{FOLDER}/"): files for name, files in schemas_of.items()} == {
        SPEC: ["pipelines/**/*.yml", "pipelines/**/*.yaml"],
        PROJECT: ["adfc.yml"],
    }


def test_command_writes_what_is_made(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(copied), "schema"]) == 0
    written = {file.name: file.read_text(encoding="utf-8") for file in (copied / FOLDER).iterdir()}
    assert written == {one.path: one.text for one in editor_files(open_library(Folder(copied)))}
    assert "wrote 2 files to .adfc/schemas/" in capsys.readouterr().err

    assert run(["-C", str(copied), "schema", "-v"]) == 0
    told = capsys.readouterr().err
    assert "is up to date" in told
    assert "spec.schema.json" in told

    assert run(["-C", str(copied), "schema", "--out", "elsewhere", "-q"]) == 0
    assert capsys.readouterr().err == ""
    assert (copied / "elsewhere" / SPEC).is_file()


def test_command_never_takes_a_folder_that_holds_something_else(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(copied), "schema", "--out", "templates"]) == 4
    assert run(["-C", str(copied), "schema", "--out", f"{PROJECT_FILE}/x"]) == 4
    assert "error: can't make" in capsys.readouterr().err
    assert (copied / "templates" / "crate").is_dir()


def test_command_says_what_is_wrong_with_a_connector(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copied / "templates" / "crate" / "linkedService.schema.json").write_text("{")
    assert run(["-C", str(copied), "schema"]) == 1
    assert "templates/crate/linkedService.schema.json" in capsys.readouterr().out
    assert not (copied / FOLDER).exists()


def test_new_project_has_schemas_and_settings(tmp_path: Path) -> None:
    assert run(["-C", str(tmp_path), "init", "new"]) == 0
    assert (tmp_path / "new" / SETTINGS).read_text(encoding="utf-8") == vscode_settings()
    assert sorted(file.name for file in (tmp_path / "new" / FOLDER).iterdir()) == [PROJECT, SPEC]
