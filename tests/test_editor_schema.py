"""The schemas for editors: they find what the compiler finds, and nothing where the compiler has nothing to say."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from adfc.compile import compile_project
from adfc.connectors import open_library
from adfc.editor import editor_files
from adfc.editor.files import PROJECT, SPEC
from adfc.editor.texts import COMPUTED
from adfc.files import PROJECT_FILE, Folder
from adfc.read import decode, read
from adfc.source import Path as DataPath
from tests.compiled import ENV
from tests.editing import ROOT, complaints, schemas, yaml

PROJECTS = sorted(file.parent for part in ("tests/cases", "examples") for file in (ROOT / part).rglob(PROJECT_FILE))
SHAPES = ("ADF02", "ADF1")
"""How the codes begin that are about the shape of what is written, not about names or what they mean."""


def documents(root: Path) -> Iterator[tuple[str, Any]]:
    """The data of a project's files that can be read, each with the name of its schema."""
    for file in (root / PROJECT_FILE, *sorted((root / "pipelines").rglob("*.y*ml"))):
        source, _ = decode(file.name, file.read_bytes())
        document, _ = read(source) if source else (None, [])
        if document is not None:
            yield PROJECT if file.name == PROJECT_FILE else SPEC, document.data


@pytest.mark.parametrize("name", [SPEC, PROJECT])
def test_schemas_are_good_ones(name: str) -> None:
    assert jsonschema_rs.meta.is_valid(schemas(ROOT)[name])
    assert schemas(ROOT)[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def mappings(value: Any) -> Iterator[dict[str, Any]]:
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from mappings(one)
    if isinstance(value, dict):
        yield value


@pytest.mark.parametrize("name", [SPEC, PROJECT])
def test_every_reference_leads_somewhere_and_every_definition_is_used(name: str) -> None:
    schema = schemas(ROOT)[name]
    targets = {one["$ref"] for one in mappings(schema) if isinstance(one.get("$ref"), str)}
    assert targets == {f"#/$defs/{key}" for key in schema["$defs"]}


def digest() -> str:
    return sha256("".join(file.text for file in editor_files(open_library(Folder(ROOT)))).encode()).hexdigest()


def test_same_library_same_bytes() -> None:
    paths = os.pathsep.join((str(ROOT), str(ROOT / "compiler")))
    other = subprocess.run(
        [sys.executable, "-c", "from tests.test_editor_schema import digest; print(digest())"],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": paths},
        capture_output=True,
        check=True,
        text=True,
    )
    assert other.stdout.strip() == digest()


@pytest.mark.parametrize("root", [ROOT, *PROJECTS], ids=lambda root: root.relative_to(ROOT).as_posix())
def test_nothing_is_found_where_the_compiler_finds_nothing(root: Path) -> None:
    said = [one for one in compile_project(root, env=ENV).diagnostics if one.is_error or one.code.startswith(SHAPES)]
    library = root if (root / "templates").is_dir() else ROOT  # of the same content, which takes its time
    told = [one for name, data in documents(root) for one in complaints(data, library, name)]
    assert said or not told


def test_demo_is_good_for_jsonschema_too() -> None:
    for name, data in documents(ROOT):
        assert list(Draft202012Validator(schemas(ROOT)[name]).iter_errors(data)) == []


RESOURCES = {
    "a connector": "linkedServices: type: http, url: https://x.org/, description: d, connectVia: ir",
    "a variable for any value": "linkedServices: type: http, url: '${var.u}', auth: '${var.a}', parameters: '${env.V}'",
    "nothing where something could be": "linkedServices: type: http, url: u, auth: null",
    "a secret": "linkedServices: type: http, url: u, auth: {basic: {user: u, password: {secret: s, vault: v}}}",
    "a secret of ADF's": "linkedServices: type: AzureBlobFS, accountKey: {secret: s, vault: v, version: '1'}",
    "a secure parameter": "linkedServices: type: AzureBlobFS, accountKey: {secureParameter: p}",
    "a secret in ADF's words": "linkedServices: type: AzureBlobFS, accountKey: {type: SecureString, value: v}",
    "typeProperties": "linkedServices: type: HttpServer, typeProperties: {url: u}",
    "both": "linkedServices: type: HttpServer, authenticationType: Basic, typeProperties: {url: u}",
    "each in part": "linkedServices: type: HttpServer, url: u, typeProperties: {authenticationType: Basic}",
    "a type in another case": "linkedServices: type: HTTPserver, anything: goes",
    "a type known later": "linkedServices: type: '${var.t}', anything: goes",
    "an open type": "datasets: type: CustomDataset, linkedServiceName: l, anything: goes",
    "a choice of shapes": "linkedServices: type: Web, url: u, authenticationType: Anonymous",
    "a format on any store": "datasets: type: json, linkedService: l, relativeUrl: u",
    "a reference with parameters": "datasets: type: json, linkedService: {name: l, parameters: {p: 1}}, relativeUrl: u",
    "one of ADF's": "datasets: type: SapBwCube, linkedServiceName: {referenceName: l, type: LINKEDSERVICEREFERENCE}",
    "a state": "triggers: type: BlobTrigger, state: started, folderPath: f, maxConcurrency: 1, linkedService: l",
    "a shape known later": "triggers: type: ScheduleTrigger, recurrence: '${var.r}'",
    "a shape in a file": "triggers: type: ScheduleTrigger, recurrence: {file: r.json}",
    "an Expression": "datasets: type: Json, linkedServiceName: l, location: {type: Expression, value: '@x'}",
    "a network": "managedVirtualNetworks: managedPrivateEndpoints: {e: {groupId: g, fqdns: ['${var.f}']}}",
    "a global parameter": "globalParameters: type: string, value: v",
    "a use": "use: template: bulk_copy, with: {name: a}, forEach: [{url: '${var.u}'}]",
}
"""Bodies whose shape the compiler accepts: their section, and their keys as YAML."""


@pytest.mark.parametrize("resource", RESOURCES.values(), ids=RESOURCES)
def test_good_resource(resource: str) -> None:
    section, _, keys_ = resource.partition(": ")
    assert complaints({section: {"a": yaml(f"{{{keys_}}}")}}) == []


def test_empty_sections() -> None:
    assert complaints(yaml("{datasets: , pipelines: {a: }}")) == []


ACTIVITIES = {
    "a copy": "type: copy, source: {dataset: d, requestMethod: GET}, sink: {dataset: {name: e, parameters: {p: 1}}}",
    "a copy of ADF's": "type: copy, source: {dataset: d, type: JsonSource, sourceRetryCount: 1}, sink: {dataset: e}",
    "a mapping": "type: copy, source: {dataset: d}, sink: {dataset: e}, mapping: {to: from}, parallelCopies: '@x'",
    "after one": "type: Wait, waitTimeInSeconds: 1, after: A",
    "after some": "type: Wait, waitTimeInSeconds: 1, after: [A, {B: Failed}, {C: [Failed, Skipped]}]",
    "an expression": "type: Wait, waitTimeInSeconds: '@add(1, 2)'",
    "a literal": "type: SetVariable, variableName: v, value: {literal: '@x'}",
    "a text in a file": "type: Script, linkedServiceName: l, scripts: [{type: Query, text: {file: q.sql}}]",
    "a list in a file": "type: Script, linkedServiceName: l, scripts: {file: s.json}",
    "inner activities": "type: ForEach, items: '@x', activities: {B: {type: Fail, message: m, errorCode: c}}",
    "a list of them": "type: ForEach, items: '@x', activities: [{name: B, type: Script, linkedServiceName: l}]",
    "cases": "type: Switch, on: '@x', cases: [{value: v, activities: {B: {type: Fail, message: m, errorCode: c}}}]",
}


@pytest.mark.parametrize("activity", ACTIVITIES.values(), ids=ACTIVITIES)
def test_good_activity(activity: str) -> None:
    assert complaints({"pipelines": {"p": {"activities": {"A": yaml(f"{{{activity}}}")}}}}) == []


BAD = {
    "linkedServices: {a: {type: http, rul: u}}": "'rul' was unexpected",
    "linkedServices: {a: {type: http}}": "'url' is a required property",
    "linkedServices: {a: {type: htpp, url: u}}": "['linkedServices', 'a', 'type']",
    "linkedServices: {a: {type: AzureBlobF, url: u}}": "['linkedServices', 'a', 'type']",
    "linkedServices: {a: {type: AzureBlobFS, tenannt: t}}": "'tenannt' was unexpected",
    "linkedServices: {a: {type: HttpServer}}": "'url' is a required property",
    "linkedServices: {a: {type: HttpServer, typeProperties: {urll: u}}}": "'urll' was unexpected",
    "linkedServices: {a: {type: AzureBlobFS, servicePrincipalKey: k}}": "'servicePrincipalKey'",
    "linkedServices: {a: {type: AzureBlobFS, accountKey: {secret: s}}}": "'vault' is a required property",
    "linkedServices: {a: {type: http, url: u, auth: {basci: {user: u}}}}": "'auth'",
    "linkedServices: {a: {type: http, url: u, connectVia: 3}}": "'connectVia'",
    "datasets: {a: {type: json, relativeUrl: u}}": "'linkedService' is a required property",
    "datasets: {a: {type: json, linkedService: {nam: l}}}": "'nam' was unexpected",
    "triggers: {a: {type: ScheduleTrigger, recurrence: {frequency: Dya, interval: 1}}}": "'frequency'",
    "triggers: {a: {type: ScheduleTrigger, recurrence: {frequency: Day, interval: soon}}}": "'interval'",
    "pipelines: {p: {activities: {A: {type: copy, source: {dataset: d}}}}}": "'sink' is a required property",
    "pipelines: {p: {activities: {A: {type: copy, source: {dataset: d, requestMetod: G}}}}}": "'requestMetod'",
    "pipelines: {p: {activities: {A: {type: copy, source: {dataset: {nam: d}, type: JsonSource}}}}}": "'nam'",
    "pipelines: {p: {activities: {A: {type: Wait, waitTimeInSeconds: 1, after: {B: Faild}}}}}": "'after'",
    "pipelines: {p: {activities: [{type: Wait, waitTimeInSeconds: 1}]}}": "'name' is a required property",
    "use: {u: {template: bulkcopy}}": "'template'",
    "use: {u: {template: bulk_copy, with: {nam: n}, forEach: []}}": "'nam' was unexpected",
    "use: {u: {template: bulk_copy}}": "'with' is a required property",
    "linkedService: {}": "'linkedService' was unexpected",
}
"""Specs with a mistake, and what is said of it (in the engine's words)."""


@pytest.mark.parametrize(("spec", "said"), BAD.items())
def test_bad_spec(spec: str, said: str) -> None:
    found = complaints(yaml(spec))
    assert any(said in one.replace('"', "'") for one in found), found


def keys(data: Any, path: DataPath = ()) -> Iterator[DataPath]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, inner in items:
        if isinstance(step, str):
            yield (*path, step)
        yield from keys(inner, (*path, step))


def misspelt(data: Any, path: DataPath) -> Any:
    """The data with two letters of the key at `path` swapped."""
    step, *rest = path
    if rest:
        items = list(data) if isinstance(data, list) else dict(data)
        items[step] = misspelt(data[step], tuple(rest))  # type: ignore[index]
        return items
    typo = f"{step[:-2]}{step[-1]}{step[-2]}"  # type: ignore[index]
    return {typo if key == step else key: one for key, one in data.items()}


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    for name in (PROJECT_FILE, "pipelines"):
        source, target = ROOT / name, tmp_path / name
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    return tmp_path


@pytest.mark.parametrize(
    "name", [PROJECT_FILE, "pipelines/covid/connections.yml", "pipelines/covid/covid_au_bulk_copy.yml"]
)
def test_a_misspelt_key_is_found_where_the_compiler_finds_it(demo: Path, name: str) -> None:
    data = yaml((ROOT / name).read_text(encoding="utf-8"))
    found = 0
    for path in keys(data):
        typo = misspelt(data, path)
        (demo / name).write_text(json.dumps(typo), encoding="utf-8")
        said = [one.code for one in compile_project(demo, env=ENV).diagnostics]
        told = complaints(typo, ROOT, PROJECT if name == PROJECT_FILE else SPEC)
        assert told or not any(code.startswith(SHAPES) for code in said), (path, said)
        assert said or not told, (path, told)
        found += bool(told)
    assert found


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("@x", True),
        ("@@x", False),
        ("a @{x}", True),
        ("${var.x}", True),
        ("${target.name}/x", True),
        ("${x}", False),
        ("x", False),
    ],
)
def test_texts_known_later(text: str, computed: bool) -> None:
    assert jsonschema_rs.Draft202012Validator({"pattern": COMPUTED}).is_valid(text) is computed


OVERRIDES = "name: n\nfactory: f\ntargets: {{prod: {{overrides: {}}}}}"


@pytest.mark.parametrize(
    ("overrides", "good"),
    [
        ("{triggers: {daily: {state: Started}}}", True),
        ("{triggers: {daily: null}}", True),
        ("{triggers: {daily: {recurrence: {interval: 2}}}}", True),
        ("{triggers: {daily: {typeProperties: {recurrence: {interval: 2}}}}}", True),
        ("{linkedServices: {adx: {endpoint: e, connectVia: null}}}", True),
        ("{pipelines: {p: {activities: {A: {policy: {retry: 2}, source: {requestMethod: POST}}}}}}", True),
        ("{pipelines: {p: {activities: {A: {waitTimeInSeconds: 2, after: B}, C: null}}}}", True),
        ("{datasets: {d: {folderPath: f, location: {folderPath: f}}}}", True),
        ("{use: {u: {with: {anything: goes}}}}", True),
        ("{trigers: {}}", False),
        ("{triggers: {daily: {stae: Started}}}", False),
        ("{triggers: {daily: {state: Statred}}}", False),
        ("{triggers: {daily: {recurrence: {intervall: 2}}}}", False),
        ("{linkedServices: {adx: {endpiont: e}}}", False),
        ("{pipelines: {p: {activities: {A: {policy: {rety: 2}}}}}}", False),
        ("{pipelines: {p: {activities: {A: {waitTimeInSecond: 2}}}}}", False),
    ],
)
def test_overrides(overrides: str, good: bool) -> None:
    found = complaints(yaml(OVERRIDES.format(overrides)), ROOT, PROJECT)
    assert bool(found) is not good, found
