"""`adfc show`: the final value of anything, and all that had a part in it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from adfc.cli.app import run
from adfc.provenance.paths import Miss, parse, resolve, shown

TESTS = Path(__file__).parent
Printed = pytest.CaptureFixture[str]

FILES = {
    "adfc.yml": """\
name: sales
factory: sales-df
variables:
  host: ${var.sub}.example.org
  sub: www
  login: {basic: {user: us, password: {secret: web, vault: "${var.vault}"}}}
  vault: vault
  wait: 60
targets:
  dev: {default: true}
  prod:
    factory: ${env.CASE_FACTORY}
    variables: {sub: prod}
    overrides:
      linkedServices:
        web: {auth: "${var.login}"}
        table: {database: prod}
      pipelines:
        listed:
          activities:
            Second: {waitTimeInSeconds: 2}
""",
    "pipelines/a.yml": """\
linkedServices:
  vault: {type: key_vault, url: "https://${target.factory}.vault.azure.net/"}
  web:
    type: http
    url: https://${var.host}/
  table:
    type: kusto
    endpoint: https://sales.kusto.windows.net
    database: dev
    auth: {servicePrincipal: {id: me, tenant: us, key: {secret: key, vault: vault, version: "3"}}}
datasets:
  rows:
    type: kusto
    linkedService: {name: table, parameters: {}}
    table: Orders
    columns: {id: int, price: real}
  orders: {type: json, linkedService: web, relativeUrl: orders.json, compression: gzip}
pipelines:
  orders:
    activities:
      Copy:
        type: copy
        source: {dataset: orders, requestTimeout: "00:01:00"}
        sink: {dataset: {name: rows}, flushImmediately: true}
        mapping: {id: number}
        enableStaging: null
        policy: {retry: 1}
      Copy by columns:
        type: copy
        after: {Copy: Failed}
        source: {dataset: orders}
        sink: {dataset: rows}
  listed:
    activities:
      - {name: First, type: Wait, waitTimeInSeconds: "${var.wait}"}
      - {name: Second, type: Wait, waitTimeInSeconds: 1, dependsOn: []}
triggers:
  nightly:
    type: ScheduleTrigger
    state: Stopped
    recurrence: {frequency: Day, interval: 1, startTime: 2026-01-01T02:00:00, timeZone: UTC}
    pipelines: [{pipelineReference: orders}]
globalParameters:
  host: {type: string, value: "${var.host}"}
""",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that says things in every way."""
    monkeypatch.setenv("CASE_FACTORY", "sales-prod-df")
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def asked(folder: Path, capsys: Printed, *arguments: str) -> str:
    """What `adfc show` prints."""
    code = run(["-C", str(folder), "show", *arguments])
    printed = capsys.readouterr()
    assert code == 0, printed.err
    return printed.out


def everything(folder: Path, capsys: Printed, resources: list[str], *options: str) -> str:
    """What it prints of all these resources."""
    return "\n".join(f"=== {name}\n{asked(folder, capsys, name, *options)}" for name in resources)


RESOURCES = ["vault", "web", "table", "datasets/orders", "rows", "pipelines/orders", "listed", "nightly", "host"]


@pytest.mark.parametrize("options", [["-t", "dev"], ["-t", "prod"], ["-t", "prod", "--arm"]], ids=" ".join)
def test_whole_project(options: list[str], project: Path, capsys: Printed, snapshot_text: SnapshotAssertion) -> None:
    assert everything(project, capsys, RESOURCES, *options) == snapshot_text


def test_whole_language(capsys: Printed, monkeypatch: pytest.MonkeyPatch, snapshot_text: SnapshotAssertion) -> None:
    monkeypatch.setenv("CASE_SUBSCRIPTION", "1")
    names = ["raw", "typed", "plain", "secure", "flow", "identity", "default", "default/lake", "everything", "retries"]
    assert everything(TESTS / "cases/language/everything", capsys, names, "-t", "prod") == snapshot_text


def test_pattern(capsys: Printed, repository: Path, snapshot_text: SnapshotAssertion) -> None:
    folder = repository / "examples/three_countries"
    names = ["australia_table", "pipelines/japan"]
    assert everything(folder, capsys, names) == snapshot_text


def test_git_mode_folder(capsys: Printed, snapshot_text: SnapshotAssertion) -> None:
    names = ["load", "archive", "datasets/orders", "linkedServices/lake", "default/lake", "daily", "host"]
    assert everything(TESTS / "git_folders/sales", capsys, names, "--arm") == snapshot_text


def test_one_value_and_its_causes(project: Path, capsys: Printed) -> None:
    assert asked(project, capsys, "WEB", "typeProperties.url", "--target", "prod") == (
        '"https://prod.example.org/"\n'
        "  pipelines/a.yml:5:10\n"
        "  ${var.host}: adfc.yml:4:9\n"
        "  ${var.sub} of target prod: adfc.yml:13:22\n"
    )


@pytest.mark.parametrize("path", ["activities[Copy].typeProperties.sink", "activities.copy.sink", "/activities/0/sink"])
def test_ways_to_write_a_path(path: str, project: Path, capsys: Printed) -> None:
    printed = asked(project, capsys, "pipelines/orders", path)
    assert printed.startswith("activities[Copy].typeProperties.sink.type ")


def test_a_parameter_stands_for_all_below_it(project: Path, capsys: Printed) -> None:
    printed = asked(project, capsys, "web", "typeProperties.password.store", "--arm", "-t", "prod")
    assert printed.startswith(
        "\"[parameters('web_properties_typeProperties')]\"\n  parameter web_properties_typeProperties: {"
    )
    assert "...\n" in printed


def test_target_whose_name_ends_like_a_word_of_ours(project: Path, capsys: Printed) -> None:
    file = project / "adfc.yml"
    file.write_text(file.read_text().replace("prod:", "uat:"))
    assert "override of target uat: adfc.yml:17:27\n" in asked(project, capsys, "table", "database", "-t", "uat")


def test_json_for_scripts(project: Path, capsys: Printed) -> None:
    printed = asked(project.parent, capsys, "-C", str(project), "table", "database", "-t", "prod", "--format", "json")
    assert json.loads(printed) == {
        "version": 1,
        "resource": {"section": "linkedServices", "name": "table"},
        "path": "typeProperties.database",
        "value": "prod",
        "values": [
            {
                "path": "typeProperties.database",
                "value": "prod",
                "origins": [
                    {
                        "kind": "override",
                        "text": "override of target prod: adfc.yml:17:27",
                        "file": "adfc.yml",
                        "line": 17,
                        "column": 27,
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("arguments", "message", "way_out"),
    [
        (["wbe"], 'there is no resource "wbe"', 'did you mean "web"?'),
        (["dataset/rows"], 'there is no resource "dataset/rows"', 'did you mean "datasets/rows"?'),
        (["orders"], '"orders" is the name of 2 resources', "known: pipelines/orders, datasets/orders"),
        (["web", "typeProperties.ulr"], 'there is no "ulr" in "typeProperties"', 'did you mean "url"?'),
        (["web", "ulr"], 'there is no "ulr"', 'did you mean "url"?'),
        (["web", "url.x"], 'there is no "x" in "typeProperties.url"', "nothing is in it"),
        (["listed", "activities[Frist]"], 'there is no "Frist" in "activities"', 'did you mean "First"?'),
        (["listed", "activities[2]"], 'there is no "2" in "activities"', "known: First, Second"),
        (["web", "typeProperties[url"], '"typeProperties[url" is no path', "write it as "),
        (["web", "--target", "prdo"], 'there is no target "prdo"', 'did you mean "prod"?'),
        (["listed", "policy"], 'there is no "policy"', "known: activities"),
        (["listed", "policy.x", "--arm"], 'there is no "x" in "policy"', "known: elapsedTimeMetric"),
    ],
)
def test_what_is_not_there(arguments: list[str], message: str, way_out: str, project: Path, capsys: Printed) -> None:
    assert run(["-C", str(project), "show", *arguments]) == 4
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"error: {message}\n  = help: {way_out}")


def test_what_is_not_broken_is_shown_among_errors(project: Path, capsys: Printed) -> None:
    (project / "pipelines/b.yml").write_text(
        "pipelines: {more: {activities: {Run: {type: ExecutePipeline, pipeline: x}}}}\n"
    )
    assert run(["-C", str(project), "show", "web", "url"]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith('"https://www.example.org/"\n')
    assert printed.err == "the specs have errors: adfc check says which\n"
    assert run(["-C", str(project), "show", "wbe"]) == 4
    assert capsys.readouterr().err.endswith('did you mean "web"?; the specs have errors: adfc check says which\n')
    assert run(["-C", str(project), "show", "web", "--arm"]) == 4
    assert capsys.readouterr().err.startswith("error: there is no ARM template\n")


def test_project_that_can_not_be_read(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "adfc.yml").write_text("name: sales\n")
    assert run(["-C", str(tmp_path), "show", "web"]) == 1
    assert "error[ADF030]" in capsys.readouterr().out


def test_git_mode_folder_has_no_targets(capsys: Printed) -> None:
    assert run(["-C", str(TESTS / "git_folders/sales"), "show", "load", "-t", "prod"]) == 4
    assert "a folder of ADF's JSON has no targets" in capsys.readouterr().err


keys = st.one_of(st.sampled_from(["a", "0", "a.b", "[0]", '"', "]", "/", "\\", " ", "name", "é"]), st.text(max_size=4))
items = st.builds(lambda name, more: {"name": name, **more}, keys, st.dictionaries(keys, st.integers(), max_size=2))
values = st.recursive(
    st.one_of(st.integers(), st.none()),
    lambda inner: st.one_of(st.dictionaries(keys, inner, max_size=3), st.lists(st.one_of(inner, items), max_size=3)),
    max_leaves=8,
)


def paths_in(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(one for step, child in inner for one in paths_in(child, (*path, step)))]


@given(values)
def test_every_path_reads_back_as_itself(value: Any) -> None:
    for path in paths_in(value):
        words = parse(shown(value, path))
        assert not isinstance(words, Miss)
        assert resolve(value, words) == path


@given(st.text())
def test_no_text_is_too_odd_for_a_path(text: str) -> None:
    words = parse(text)
    assert isinstance(words, Miss) or resolve({"a": [1]}, words) is not None
