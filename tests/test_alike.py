"""What targets have alike is lowered once, and nobody can tell."""

import shutil
from pathlib import Path

import pytest
import yaml

from adfc.compile import Compilation, compile_project
from adfc.model import Factory, Resource
from tests.compiled import ENV
from tests.test_cases import CASES, PROJECTS

PROJECT = """\
name: two
factory: two-df
variables: {host: dev}
targets:
  dev: {default: true}
  prod:
    variables: {host: prod}
    overrides:
      linkedServices: {moved: {type: AzureBlobFS, serviceEndpoint: null, url: https://prod.dfs.core.windows.net}}
      datasets: {on moved: {container: null, fileSystem: raw}}
"""

SPEC = """\
linkedServices:
  web: {type: http, url: https://example.org/}
  named: {type: http, url: "https://${var.host}.example.org/"}
  moved: {type: AzureBlobStorage, serviceEndpoint: https://dev.blob.core.windows.net}
datasets:
  on web: {type: json, linkedService: web, relativeUrl: a.json}
  on named: {type: json, linkedService: named, relativeUrl: a.json}
  on moved: {type: json, linkedService: moved, container: raw, fileName: a.json}
  one: &twice {type: json, linkedService: web, relativeUrl: b.json}
  other: *twice
pipelines:
  plain: {activities: {wait: {type: Wait, waitTimeInSeconds: 1}}}
  copying:
    activities:
      same: {type: copy, source: {dataset: on web}, sink: {dataset: landed, type: JsonSink}}
  moving:
    activities:
      other: {type: copy, source: {dataset: on moved}, sink: {dataset: landed, type: JsonSink}}
"""

LANDED = """\
datasets:
  landed:
    type: Json
    linkedServiceName: moved
    location: {type: AzureBlobStorageLocation, container: raw}
"""


def compiled(folder: Path, spec: str) -> Compilation:
    (folder / "pipelines").mkdir()
    (folder / "adfc.yml").write_text(PROJECT)
    (folder / "pipelines/spec.yml").write_text(spec)
    (folder / "pipelines/landed.yml").write_text(LANDED)
    return compile_project(folder, env={})


def by_name(factory: Factory) -> dict[str, Resource]:
    return {one.name: one for one in factory.resources}


def test_what_a_target_changes_nothing_of_is_the_very_same(tmp_path: Path) -> None:
    factories = compiled(tmp_path, SPEC).factories
    dev, prod = by_name(factories["dev"]), by_name(factories["prod"])
    shared = {name for name in dev if name in prod and dev[name] is prod[name]}
    assert shared == {"web", "on web", "one", "other", "plain", "copying", "landed"}
    assert dev["named"].properties["typeProperties"]["url"] == "https://dev.example.org/"
    assert prod["named"].properties["typeProperties"]["url"] == "https://prod.example.org/"


def test_what_is_lowered_by_another_spec_changes_with_it(tmp_path: Path) -> None:
    """A copy takes its settings from the store on which its dataset lies."""
    factories = compiled(tmp_path, SPEC).factories
    dev, prod = by_name(factories["dev"]), by_name(factories["prod"])
    sources = [one["moving"].properties["activities"][0]["typeProperties"]["source"] for one in (dev, prod)]
    assert [one["storeSettings"]["type"] for one in sources] == [
        "AzureBlobStorageReadSettings",
        "AzureBlobFSReadSettings",
    ]


def test_a_body_that_two_names_share_makes_two_resources(tmp_path: Path) -> None:
    prod = by_name(compiled(tmp_path, SPEC).factories["prod"])
    assert prod["one"].origin.span((), key=True).line == prod["other"].origin.span((), key=True).line - 1


def test_what_is_wrong_is_told_whichever_target_is_first(tmp_path: Path) -> None:
    found = compiled(tmp_path, SPEC.replace("waitTimeInSeconds: 1", "waitTimeInSecond: 1")).diagnostics
    assert [one.code for one in found if one.is_error] == ["ADF101"]


SEVERAL = [
    one
    for one in (*CASES, *PROJECTS)
    if len((yaml.safe_load((one / "adfc.yml").read_text()) or {}).get("targets", ())) > 1
]


@pytest.mark.parametrize("project", SEVERAL, ids=lambda project: project.name)
def test_the_order_of_targets_is_irrelevant(project: Path, tmp_path: Path) -> None:
    for part in ("pipelines", "templates"):
        if (project / part).is_dir():
            shutil.copytree(project / part, tmp_path / part)
    text = yaml.safe_load((project / "adfc.yml").read_text())
    text["targets"] = dict(reversed(text["targets"].items()))
    (tmp_path / "adfc.yml").write_text(yaml.safe_dump(text, sort_keys=False))
    env = {**ENV, "AZURE_SUBSCRIPTION_ID": ENV["CASE_SUBSCRIPTION"]}
    forwards, backwards = compile_project(project, env=env), compile_project(tmp_path, env=env)
    assert dict(forwards.factories) == dict(backwards.factories)
    assert sorted(one.code for one in forwards.diagnostics) == sorted(one.code for one in backwards.diagnostics)
