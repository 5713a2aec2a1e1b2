"""The schemas in a real editor's language server: no false finding over the demo, hover, completion, typos found."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from adfc.connectors import open_library
from adfc.editor import FOLDER, editor_files, vscode_settings
from adfc.files import PROJECT_FILE, Folder
from tests.language_server import VERSION, LanguageServer, command

ROOT = Path(__file__).resolve().parents[1]
FILES = [PROJECT_FILE, *(file.relative_to(ROOT).as_posix() for file in sorted((ROOT / "pipelines").rglob("*.yml")))]
SPEC = "pipelines/spec.yml"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with its schemas, as a user has it after `adfc schema`."""
    root = tmp_path_factory.mktemp("demo")
    shutil.copy(ROOT / PROJECT_FILE, root)
    shutil.copytree(ROOT / "pipelines", root / "pipelines")
    folder = root / FOLDER
    folder.mkdir(parents=True)
    for file in editor_files(open_library(Folder(ROOT))):
        (folder / file.path).write_text(file.text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def server(project: Path, pytestconfig: pytest.Config) -> Iterator[LanguageServer]:
    """A server with the settings that `adfc init` writes for VS Code."""
    assert pytestconfig.cache
    settings = {"schemas": json.loads(vscode_settings())["yaml.schemas"], "schemaStore": {"enable": False}}
    on = {"yaml": {**settings, "validate": True, "hover": True, "completion": True}}
    running = LanguageServer(command(pytestconfig.cache.mkdir(f"yaml-language-server-{VERSION}")), project, on)
    running.open(SPEC, "")
    yield running
    running.close()


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_found_in_the_demo(server: LanguageServer, name: str) -> None:
    assert server.open(name, (ROOT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("name", "word", "typo", "said"),
    [
        ("connections.yml", "cluster", "clutser", "Property clutser is not allowed."),
        ("environment.yml", "capacity", "capacitiy", "Property capacitiy is not allowed."),
        ("environment.yml", "datetime", "datetiem", "Value is not accepted. Valid values: "),
        ("connections.yml", "relativeUrl", "relativUrl", "Property relativUrl is not allowed."),
        ("connections.yml", "kusto", "kutso", "this is no known type of linked service"),
        ("connections.yml", "servicePrincipal", "servicePrincpal", "Property servicePrincpal is not allowed."),
        ("connections.yml", "linkedServices", "linkedService", "Property linkedService is not allowed."),
        ("covid_au_bulk_copy.yml", "requestMethod", "requestMetod", "Property requestMetod is not allowed."),
        ("covid_au_bulk_copy.yml", "GET", "GTE", 'Value is not accepted. Valid values: "GET", "POST".'),
        ("covid_au_bulk_copy.yml", "interval", "intervall", "Property intervall is not allowed."),
        ("covid_au_bulk_copy.yml", "Stopped", "Stoped", "Value is not accepted. Valid values: "),
        (PROJECT_FILE, "state", "sate", "Property sate is not allowed."),
    ],
)
def test_typo_is_found_at_its_place(server: LanguageServer, name: str, word: str, typo: str, said: str) -> None:
    file = name if name == PROJECT_FILE else f"pipelines/covid/{name}"
    text = (ROOT / file).read_text(encoding="utf-8")
    server.open(file, text)
    found = server.change(file, text.replace(word, typo, 1))
    line, column = place(text, text.index(word))
    at = [one["message"] for one in found if one["range"]["start"] == {"line": line, "character": column}]
    assert len(at) == 1
    assert at[0].startswith(said)
    assert server.change(file, text) == []


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, counted from 0."""
    before = text[:offset]
    return before.count("\n"), offset - before.rfind("\n") - 1


COPY = "pipelines: {p: {activities: {A: {type: copy, source: {dataset: d, |query: q}, sink: {dataset: e}}}}}"
RECURRENCE = "triggers: {t: {type: ScheduleTrigger, recurrence: {|frequency: Day, interval: 1}}}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("linkedServices: {a: {type: kusto, |endpoint: e, database: d}}", "The cluster's URI"),
        ("linkedServices: {a: {|type: kusto}}", "`kusto`: Azure Data Explorer (Kusto)"),
        ("|linkedServices: {}", "Every linked service, by its name."),
        ("linkedServices: {a: {type: AzureSqlDatabase, |connectionString: c}}", "The connection string. Type: string"),
        (
            "linkedServices: {a: {type: AzureSqlDatabase, typeProperties: {|connectionString: c}}}",
            "The connection string.",
        ),
        (COPY, "The KQL query."),
        (RECURRENCE, "* `Day`"),
        ("use: {u: {template: bulk_copy, with: {|table: t}}}", "The table that the file is copied into."),
    ],
)
def test_hover_tells_what_a_property_is(server: LanguageServer, text: str, shown: str) -> None:
    server.change(SPEC, text.replace("|", ""))
    assert shown in server.hover(SPEC, *place(text, text.index("|")))


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("|", {"linkedServices": "linkedServices:\n  ", "use": "use:\n  "}),
        ("linkedServices:\n  a:\n    |", {"type": "type: "}),
        ("linkedServices:\n  a:\n    type: |", {"http": "http", "AzureBlobFS": "AzureBlobFS"}),
        ("linkedServices:\n  a:\n    type: http\n    |", {"url": "url: ", "description": "description: "}),
        (
            "linkedServices:\n  a:\n    type: AzureBlobFS\n    |",
            {"url": "url: ", "typeProperties": "typeProperties:\n  "},
        ),
        ("datasets:\n  a:\n    type: json\n    |", {"relativeUrl": "relativeUrl: ", "container": "container: "}),
        ("pipelines:\n  p:\n    |", {"activities": "activities:\n  ", "concurrency": "concurrency: ${1:0}"}),
        ("pipelines:\n  p:\n    activities:\n      A:\n        type: |", {"copy": "copy", "ForEach": "ForEach"}),
        ("triggers:\n  t:\n    type: ScheduleTrigger\n    state: |", {"Started": "Started", "Stopped": "Stopped"}),
        ("use:\n  u:\n    template: |", {"bulk_copy": "bulk_copy"}),
    ],
)
def test_completion_offers_what_is_known(server: LanguageServer, text: str, offered: dict[str, str]) -> None:
    server.change(SPEC, text.replace("|", ""))
    found = server.completion(SPEC, *place(text, text.index("|")))
    assert {label: found.get(label) for label in offered} == offered


def test_completion_in_an_override(server: LanguageServer) -> None:
    text = "name: n\nfactory: f\ntargets:\n  prod:\n    overrides:\n      triggers:\n        daily:\n          "
    server.open(PROJECT_FILE, text)
    assert server.completion(PROJECT_FILE, 7, 10)["state"] == "state: "


def test_first_line_of_a_file_names_its_schema(server: LanguageServer) -> None:
    modeline = "# yaml-language-server: $schema=../.adfc/schemas/spec.schema.json\n"
    found = server.open("elsewhere/spec.yml", modeline + "linkedService: {}\n")
    assert [one["message"] for one in found] == ["Property linkedService is not allowed."]
