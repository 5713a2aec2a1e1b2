"""`adfc import`: what it reads, what it writes, what it refuses, and with which code it ends."""

import json
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from adfc.cli.app import run

Printed = pytest.CaptureFixture[str]

STORE = {
    "name": "store",
    "type": "Microsoft.DataFactory/factories/linkedservices",
    "properties": {"annotations": [], "type": "HttpServer", "typeProperties": {
        "url": "https://dev.example.org/", "enableServerCertificateValidation": True, "authenticationType": "Anonymous",
    }},
}  # fmt: skip
PIPELINE = {"name": "load", "properties": {"activities": [], "folder": {"name": "Daily"}}}
OWNER = {
    "name": "sales-df",
    "location": "westeurope",
    "properties": {"globalParameters": {"day": {"type": "int", "value": 1}}},
}


def put(folder: Path, files: dict[str, Any]) -> Path:
    """Write files, data as JSON."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return folder


@pytest.fixture
def git(tmp_path: Path) -> Path:
    """A Git-mode folder in `adf/`, beside which the project goes to `sales/`."""
    files = {
        "linkedService/store.json": STORE, "pipeline/load.json": PIPELINE, "factory/sales-df.json": OWNER,
        "publish_config.json": {"publishBranch": "adf_publish", "includeGlobalParamsTemplate": True},
    }  # fmt: skip
    return put(tmp_path / "adf", files).parent


def adfc(here: Path, *words: str) -> int:
    return run(["-C", str(here), "--no-color", *words])


def texts(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_folder_becomes_a_project_that_builds(git: Path, capsys: Printed) -> None:
    assert adfc(git, "import", "adf", "--into", "sales", "--prove") == 0
    printed = capsys.readouterr()
    assert printed.out == "2 of 2 resources identical\n"
    assert "of the factory itself, this stays as it is in Azure: location\n" in printed.err
    assert printed.err.endswith("  adfc -C sales check      says what is wrong, and writes nothing\n")
    assert (git / "sales/adfc.yml").read_text() == "name: sales-df\nfactory: sales-df\n"
    assert (git / "sales/pipelines/connections.yml").read_text() == (
        "linkedServices:\n  store:\n    type: http\n    url: https://dev.example.org/\n"
    )
    assert (
        git / "sales/pipelines/globalParameters.yml"
    ).read_text() == "globalParameters:\n  day: {type: int, value: 1}\n"
    assert (git / "sales/publish_config.json").read_bytes() == (git / "adf/publish_config.json").read_bytes()
    assert adfc(git / "sales", "build", "-q") == 0
    built = json.loads((git / "sales/build/adf/pipeline/load.json").read_text())
    assert built["properties"] == PIPELINE["properties"]


def test_nothing_is_written_over_unasked(git: Path, capsys: Printed) -> None:
    put(git, {"sales/pipelines/Daily.yml": b"mine"})
    assert adfc(git, "import", "adf", "--into", "sales") == 4
    assert capsys.readouterr().err == (
        'error: "sales/pipelines/Daily.yml" is there already\n'
        "  = help: import --into another folder, or write over them with --force\n"
    )
    assert list(texts(git / "sales")) == ["pipelines/Daily.yml"]
    assert adfc(git, "import", "adf", "--into", "sales", "--force", "--prove") == 0
    assert adfc(git, "import", "adf", "--into", "sales") == 4
    assert '"sales/adfc.yml" and 4 more of the files are there already' in capsys.readouterr().err


def test_importing_twice_is_importing_once(git: Path) -> None:
    encrypted = {"properties": {"type": "Sftp", "typeProperties": {"host": "h", "encryptedCredential": "ew0K"}}}
    put(git, {"adf/linkedService/a.json": encrypted})
    assert adfc(git, "import", "adf", "--into", "sales") == 0
    once = texts(git / "sales")
    assert b"# ADF511" in once["pipelines/connections.yml"]
    assert adfc(git, "import", "adf", "--into", "sales", "--force") == 0
    assert texts(git / "sales") == once


def test_files_as_people_keep_them(git: Path) -> None:
    text = (
        '\ufeff{\r\n\t// by hand\r\n\t"name": "odd",\r\n\t"etag": "1",\r\n\t"properties": {"activities": [],},\r\n}\r\n'
    )
    put(git, {"adf/pipeline/odd.json": text.encode(), "adf/README.md": b"#", "adf/pipeline/.x.json": b"{"})
    assert adfc(git, "import", "adf", "--into", "sales", "--prove") == 0
    assert "  odd:\n    activities: {}\n" in (git / "sales/pipelines/pipelines.yml").read_text()


def test_what_can_not_be_read_is_said_and_the_rest_imported(
    git: Path, capsys: Printed, snapshot_text: SnapshotAssertion
) -> None:
    bad = {
        "pipeline/cut.json": b'{"name": "cut", "properties": {',
        "dataset/list.json": [],
        "pipeline/LOAD.json": PIPELINE,
    }
    put(git, {f"adf/{name}": content for name, content in bad.items()})
    put(git, {"adf/pipeline/latin.json": "{'name': 'ä'}".encode("latin-1")})
    assert adfc(git, "import", "adf", "--into", "sales") == 1
    printed = capsys.readouterr().out
    assert printed.endswith("\n2 of 2 resources identical\n")
    assert printed == snapshot_text


def test_what_differs_is_shown_with_the_reason(git: Path, capsys: Printed, snapshot_text: SnapshotAssertion) -> None:
    secret = {"type": "SecureString", "value": "Tr0ub4dor&3"}
    store = {"type": "Sftp", "typeProperties": {"host": "h", "password": secret}}
    for name, properties in (("db", store), ("odd", {"type": "sftp"})):
        put(git, {f"adf/linkedService/{name}.json": {"properties": properties}})
    assert adfc(git, "import", "adf", "--into", "sales") == 0
    assert capsys.readouterr().out == snapshot_text
    assert not any(b"Tr0ub4dor" in text for text in texts(git / "sales").values())
    assert adfc(git, "import", "adf", "--into", "sales", "--force", "--prove") == 1


def parameters(**values: Any) -> dict[str, Any]:
    return {"parameters": {name: {"value": value} for name, value in values.items()}}


def test_parameter_files_are_targets(git: Path, capsys: Printed) -> None:
    values = {"factoryName": "prod-df", "store_properties_typeProperties_url": "https://prod.example.org/"}
    put(git, {"prod.json": parameters(**values, default_properties_day_value=2), "more.json": parameters(nothing=1)})
    words = ("--parameters", "prod=prod.json", "--parameters", "more=more.json")
    assert adfc(git, "import", "adf", "--into", "sales", "--prove", *words) == 0
    printed = capsys.readouterr().out
    assert 'warning[ADF078]: the template has no parameter "nothing"\n --> more.json:1:17\n' in printed
    assert printed.endswith("".join(f"{name}: 2 of 2 resources identical\n" for name in ("dev", "prod", "more")))
    assert (git / "sales/adfc.yml").read_text() == (
        "name: sales-df\nfactory: sales-df\ntargets:\n  dev:\n    default: true\n  prod:\n    factory: prod-df\n"
        "    overrides:\n      linkedServices:\n        store: {url: https://prod.example.org/}\n"
        "      globalParameters:\n        day: {value: 2}\n  more:\n    factory: sales-df\n"
    )


FACTORY = "Microsoft.DataFactory/factories"
TEMPLATE = {
    "parameters": {"factoryName": {"type": "string", "defaultValue": "sales-df"}, "url": {"type": "string"}},
    "resources": [
        {
            "type": f"{FACTORY}/linkedServices",
            "name": "[concat(parameters('factoryName'), '/store')]",
            "properties": {"type": "Web", "typeProperties": {"url": "[parameters('url')]"}},
        }
    ],
}


def test_a_template_takes_the_values_beside_it(tmp_path: Path, capsys: Printed) -> None:
    files = {
        "ARMTemplateForFactory.json": TEMPLATE,
        "ARMTemplateParametersForFactory.json": parameters(url="https://dev/"),
        "test.json": parameters(url="https://test/"),
    }
    put(tmp_path / "arm", files)
    spec = tmp_path / "sales/pipelines/connections.yml"
    for source, more, url in (
        ("arm/ARMTemplateForFactory.json", (), "https://dev/"),
        ("arm", (), "https://dev/"),
        ("arm", ("--parameters", "arm/test.json"), "https://test/"),
    ):
        assert adfc(tmp_path, "import", source, "--into", "sales", "--force", "--prove", *more) == 0
        assert f"url: {url}\n" in spec.read_text()
    words = ("--parameters", "test=arm/test.json", "--force")
    assert adfc(tmp_path, "import", "arm", "--into", "sales", *words) == 0
    assert "        store: {url: https://test/}\n" in (tmp_path / "sales/adfc.yml").read_text()
    assert capsys.readouterr().out.endswith("dev: 1 of 1 resources identical\ntest: 1 of 1 resources identical\n")


def test_what_is_wrong_with_a_template(tmp_path: Path, capsys: Printed, snapshot_text: SnapshotAssertion) -> None:
    private = {"type": f"{FACTORY}/privateEndpointConnections", "name": "sales-df/x"}
    looped = {"type": f"{FACTORY}/pipelines", "name": "[concat(parameters('factoryName'), '/p')]", "copy": {"count": 2}}
    put(
        tmp_path,
        {
            "a.json": {**TEMPLATE, "resources": [*TEMPLATE["resources"], looped, private]},
            "none.json": {},
            "bad.json": [],
        },
    )
    assert adfc(tmp_path, "import", "a.json", "--into", "a") == 1
    assert "    # An expression of ARM," in (tmp_path / "a/pipelines/connections.yml").read_text()
    assert adfc(tmp_path, "import", "none.json", "--into", "none") == 1
    assert adfc(tmp_path, "import", "a.json", "--into", "b", "--parameters", "bad.json") == 1
    assert capsys.readouterr().out == snapshot_text


def test_what_is_no_source(git: Path, capsys: Printed) -> None:
    (git / "empty").mkdir()
    for source, message in (
        ("nowhere", '"nowhere"'),
        ("empty", '"empty" holds no factory'),
        (".", '"." holds no factory\n  = help: name the folder that does: adf\n'),
    ):
        assert adfc(git, "import", source, "--into", "sales") == 4
        assert message in capsys.readouterr().err
    assert adfc(git, "import", "adf", "--into", "sales", "--parameters", "prod=nowhere.json") == 4
    assert not (git / "sales").exists()
