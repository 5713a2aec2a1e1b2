"""What a project may make of its own connectors, and how it goes wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from adfc.compile import compile_project
from adfc.diagnostic import Severity


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "adfc.yml").write_text("name: own\nfactory: own-df\n")
    (tmp_path / "pipelines").mkdir()
    return tmp_path


def own_part(project: Path, connector: str, role: str, template: str, properties: dict[str, Any], **more: Any) -> None:
    folder = project / "templates" / connector
    folder.mkdir(parents=True, exist_ok=True)
    schema = {"title": connector, "type": "object", "properties": properties, **more}
    (folder / f"{role}.yml").write_text(template)
    (folder / f"{role}.schema.json").write_text(json.dumps(schema))


def service(project: Path, body: dict[str, Any]) -> tuple[Any, list[str]]:
    """A linked service's properties, and the messages about it, but for those of style."""
    (project / "pipelines" / "a.yml").write_text(json.dumps({"linkedServices": {"it": body}}))
    result = compile_project(project, env={})
    found = [f"{one.code} {one.message}" for one in result.diagnostics if one.severity is Severity.ERROR]
    bodies = [one.properties for factory in result.factories.values() for one in factory.resources]
    return next(iter(bodies), None), found


def test_a_template_of_the_project_goes_before_the_packaged_one(project: Path) -> None:
    own_part(project, "http", "linkedService", "type: HttpServer\ntypeProperties:\n  url: '{{ host }}'\n", {"host": {}})
    body, found = service(project, {"type": "http", "host": "https://own.example/"})
    assert body["typeProperties"] == {"url": "https://own.example/"}
    assert found == []


def test_what_expressions_leave_empty_is_dropped(project: Path) -> None:
    template = "type: HttpServer\ntypeProperties:\n  url: '{{ url }}'\n  authHeaders: {a: '{{ a }}', b: ['{{ b }}']}\n"
    own_part(project, "thing", "linkedService", template, {"url": {}, "a": {}, "b": {}})
    assert service(project, {"type": "thing", "url": "u"})[0]["typeProperties"] == {"url": "u"}
    both = service(project, {"type": "thing", "url": "u", "b": "x"})[0]["typeProperties"]
    assert both == {"url": "u", "authHeaders": {"b": ["x"]}}


def test_a_property_may_be_called_like_a_word_of_jinja2(project: Path) -> None:
    template = "type: HttpServer\ntypeProperties: {url: '{{ range }}'}\n"
    own_part(project, "thing", "linkedService", template, {"range": {}})
    assert "typeProperties" not in service(project, {"type": "thing"})[0]


def test_an_unknown_property_is_refused_whatever_the_schema_says_of_others(project: Path) -> None:
    own_part(project, "thing", "linkedService", "type: HttpServer\ntypeProperties: {url: '{{ url }}'}\n", {"url": {}})
    _, found = service(project, {"type": "thing", "uri": "u"})
    assert found == ['ADF120 unknown property "uri" in linked service "it" of type "thing"']


def test_a_property_of_the_connector_goes_before_a_common_one(project: Path) -> None:
    template = "type: HttpServer\ntypeProperties: {url: '{{ version }}'}\n"
    own_part(project, "thing", "linkedService", template, {"version": {"type": "string"}})
    assert service(project, {"type": "thing", "version": "2"})[0]["typeProperties"] == {"url": "2"}


def test_definitions_of_the_project_are_laid_over_the_packaged_ones(project: Path) -> None:
    template = "type: HttpServer\ntypeProperties: {url: '{{ url }}', password: '{{ auth.basic.password }}'}\n"
    refs = {"url": {"$ref": "#/$defs/mine"}, "auth": {"oneOf": [{"$ref": "#/$defs/basic"}]}}
    own_part(project, "thing", "linkedService", template, refs)
    mine = {"$defs": {"mine": {"title": "a URL of mine", "type": "string", "pattern": "^https://"}}}
    (project / "templates" / "definitions.schema.json").write_text(json.dumps(mine))
    assert service(project, {"type": "thing", "url": "https://x"})[1] == []
    _, found = service(project, {"type": "thing", "url": "ftp://x"})
    assert found == ['ADF122 "url" of linked service "it" of type "thing" must be a URL of mine']


@pytest.mark.parametrize("value", ["@dataset().header", "@{dataset().header}"])
def test_an_expression_stands_where_a_value_is_wanted(value: str, project: Path) -> None:
    specs = {
        "linkedServices": {"lake": {"type": "adls", "url": "https://x.dfs.core.windows.net"}},
        "datasets": {
            "rows": {
                "type": "csv",
                "linkedService": "lake",
                "fileSystem": "raw",
                "parameters": {"header": {"type": "bool"}},
                "firstRowAsHeader": value,
            }
        },
    }
    (project / "pipelines" / "a.yml").write_text(json.dumps(specs))
    result = compile_project(project, env={})
    assert [one for one in result.diagnostics if one.severity is not Severity.INFO] == []
    rows = next(one for one in result.factories["default"].resources if one.name == "rows")
    assert rows.properties["typeProperties"]["firstRowAsHeader"] == {"value": value, "type": "Expression"}


@pytest.mark.parametrize("file", ["linkedService.yml", "linkedService.schema.json"])
@pytest.mark.parametrize(
    "text", ["", "[]", "{", "null", "x: {{", '{"$defs": []}', '{"type": "strng"}', "a: '{{ ( }}'", "a: '{{ a), (b }}'"]
)
def test_a_broken_file_of_a_connector_is_a_complaint_and_no_crash(file: str, text: str, project: Path) -> None:
    own_part(project, "thing", "linkedService", "type: HttpServer\n", {"url": {"type": "string"}})
    (project / "templates" / "thing" / file).write_text(text)
    body, found = service(project, {"type": "thing"})
    assert found or body is not None
