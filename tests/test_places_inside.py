"""A finding about a part of a string shows that part, wherever the string was written."""

from pathlib import Path

import pytest

from adfc.compile import compile_folder, compile_project
from adfc.diagnostic import Severity
from adfc.kinds import KINDS, PIPELINES
from adfc.model import Factory
from adfc.rules.rule import Finding, Rule
from adfc.source import Path as DataPath

WORD = "Speling"
DATA_FLOWS = next(one for one in KINDS if one.section == "dataFlows")
QUERY: DataPath = ("activities", 0, "typeProperties", "source", "query")


def shown(factory: Factory, path: DataPath) -> str:
    """`file:line:column-line:column` of WORD in the string at a path of the only pipeline."""
    resource = factory.of(PIPELINES)[0]
    value = resource.properties
    for step in path:
        value = value[step]
    text = value["value"] if isinstance(value, dict) else value
    at = text.index(WORD)
    finding = Finding(resource, path, "misspelt", within=(at, at + len(WORD)))
    rule = Rule("ADF999", "spelling", Severity.ERROR, lambda _: iter([finding]))
    span = next(rule.run(None, Severity.ERROR)).span  # type: ignore[arg-type]
    return f"{span.file}:{span.line}:{span.column}-{span.end_line}:{span.end_column}"


def build(folder: Path, query: str, files: dict[str, str] | None = None, settings: str = "") -> Factory:
    """The factory of a project with one pipeline, whose only activity has a query."""
    (folder / "adfc.yml").write_text(f"name: sales\nfactory: sales-df\n{settings}")
    (folder / "pipelines").mkdir()
    head = "pipelines:\n  p:\n    activities:\n      A:\n        type: Lookup\n        source:\n"
    spec = f"{head}          type: AzureSqlSource\n          query: {query}\n"
    for name, text in {"pipelines/a.yml": spec, **(files or {})}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return compile_project(folder, env={}).factories["default"]


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("a Speling", "8:20-8:27"),
        ("'it''s Speling'", "8:25-8:32"),
        (r'"\u00e9\n Speling"', "8:28-8:35"),
        ("|\n            a\n              Speling", "10:15-10:22"),
        (">-\n            a\n            Speling\n            b", "10:13-10:20"),
        ('"a\n              b Speling"', "9:17-9:24"),
        ("\"@concat('a', Speling())\"", "8:32-8:39"),
        ("|-\n            @concat('a',\n              Speling())", "10:15-10:22"),
        ('{value: "@Speling()", type: Expression}', "8:28-8:35"),
        ('{literal: "@@Speling()"}', "8:31-8:38"),
    ],
)
def test_in_a_scalar(query: str, place: str, tmp_path: Path) -> None:
    assert shown(build(tmp_path, query), QUERY) == f"pipelines/a.yml:{place}"


def test_an_expression_and_its_object_are_one_place(tmp_path: Path) -> None:
    factory = build(tmp_path, '"@Speling()"')
    assert shown(factory, QUERY) == shown(factory, (*QUERY, "value"))


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("a ${var.table} Speling ${var.day}", "8:33-8:40"),
        ("${var.half}${var.other}", "8:18-8:41"),
        ("$${x} Speling", "8:24-8:31"),
        ("x ${var.whole} y", "8:20-8:32"),
    ],
)
def test_beside_placeholders(query: str, place: str, tmp_path: Path) -> None:
    """What a placeholder became is shown as the placeholder."""
    settings = "variables: {table: orders, day: monday, half: Spel, other: ing, whole: a Speling b}\n"
    assert shown(build(tmp_path, query, settings=settings), QUERY) == f"pipelines/a.yml:{place}"


def test_in_an_override(tmp_path: Path) -> None:
    overrides = "{pipelines: {p: {activities: {A: {source: {query: a Speling}}}}}}"
    settings = f"targets:\n  default:\n    overrides: {overrides}\n"
    assert shown(build(tmp_path, "select 1", settings=settings), QUERY) == "adfc.yml:5:68-5:75"


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_in_a_file_of_its_own(line_break: str, tmp_path: Path) -> None:
    body = line_break.join(["T", "| where a", "| Speling b", ""])
    factory = build(tmp_path, "{file: q.kql}", {"pipelines/q.kql": body})
    assert shown(factory, QUERY) == "pipelines/q.kql:3:3-3:10"


def test_in_a_file_that_is_an_expression(tmp_path: Path) -> None:
    factory = build(tmp_path, "{file: q.kql}", {"pipelines/q.kql": "T\n| where @{Speling()}\n"})
    assert shown(factory, QUERY) == "pipelines/q.kql:2:11-2:18"


def test_in_a_json_file(tmp_path: Path) -> None:
    factory = build(tmp_path, "{file: q.json}", {"pipelines/q.json": '{"a": ["x\\n Speling"]}'})
    assert shown(factory, (*QUERY, "a", 0)) == "pipelines/q.json:1:13-1:20"


def test_in_a_line_of_a_list(tmp_path: Path) -> None:
    """A script of a data flow becomes a list of its lines."""
    flow = "dataFlows:\n  f: {type: MappingDataFlow, scriptLines: {file: f.txt}}\n"
    files = {"pipelines/f.yml": flow, "pipelines/f.txt": "source()\n  Speling\n"}
    origin = build(tmp_path, "select 1", files).of(DATA_FLOWS)[0].origin
    span = origin.inside(("typeProperties", "scriptLines", 1), "  Speling", 2, 9)
    assert (span.file, span.line, span.column, span.end_column) == ("pipelines/f.txt", 2, 3, 10)


def test_in_text_of_a_pattern(tmp_path: Path) -> None:
    """The words in the template, and the place that uses it."""
    template = (
        "pipelines:\n  {{ name }}:\n    activities:\n      A:\n        type: Lookup\n        source:\n"
        '          type: AzureSqlSource\n          query: "a Speling of {{ name }}"\n'
    )
    files = {
        "templates/pat/spec.yml.j2": template,
        "templates/pat/spec.schema.json": '{"type": "object", "properties": {"name": {"type": "string"}}}',
        "pipelines/a.yml": "use:\n  u:\n    template: pat\n    with: {name: p}\n",
    }
    assert shown(build(tmp_path, "", files), QUERY) == "templates/pat/spec.yml.j2:8:21-8:28"


def test_in_a_git_mode_folder(tmp_path: Path) -> None:
    source = '{"type": "AzureSqlSource", "query": {"value": "@concat(\'\\u00e9\', Speling())", "type": "Expression"}}'
    activity = f'{{"name": "A", "type": "Lookup", "typeProperties": {{"source": {source}}}}}'
    (tmp_path / "pipeline").mkdir()
    text = f'{{"name": "p", "properties": {{"activities": [\n{activity}]}}}}'
    (tmp_path / "pipeline/p.json").write_text(text)
    line = text.split("\n")[1]
    at = line.index("Speling") + 1
    assert shown(compile_folder(tmp_path)[0].factory, QUERY) == f"pipeline/p.json:2:{at}-2:{at + 7}"


def test_what_the_compiler_made_is_shown_at_the_nearest_place(tmp_path: Path) -> None:
    factory = build(tmp_path, "select 1")
    origin = factory.of(PIPELINES)[0].origin
    assert origin.inside(QUERY, "select 2", 0, 3) == origin.span(QUERY)
    made = (*QUERY[:-1], "queryTimeout")
    assert origin.inside(made, "02:00:00", 0, 2) == origin.span(made)


def test_a_finding_knows_the_whole_value(tmp_path: Path) -> None:
    """A comment there silences it."""
    resource = build(tmp_path, ">- # a comment\n            a\n            Speling").of(PIPELINES)[0]
    finding = Finding(resource, QUERY, "misspelt", within=(2, 9))
    rule = Rule("ADF999", "spelling", Severity.ERROR, lambda _: iter([finding]))
    found = next(rule.run(None, Severity.ERROR))  # type: ignore[arg-type]
    assert found.span.line == 10
    assert found.whole is not None
    assert found.whole.line == 8
