"""The Git-mode backend, and the reader of Git-mode folders, which undoes it."""

import json
from typing import Any

from adfc.diagnostic import Diagnostic
from adfc.emit import git
from adfc.gitmode import GitFolder, read_factory
from adfc.kinds import MANAGED_PRIVATE_ENDPOINTS, PIPELINES
from adfc.source import SourceFile

PIPELINE = '{\n\t"name": "load",\n\t"properties": {\n\t\t"activities": []\n\t}\n}'
SERVICE = (
    '{\n\t"name": "store",\n\t"type": "linkedservices",\n\t"properties": {\n\t\t"type": "AzureBlobStorage"\n\t}\n}'
)
NETWORK = '{\n\t"name": "default",\n\t"type": "managedvirtualnetworks"\n}'
ENDPOINT = '{\n\t"name": "lake",\n\t"properties": {\n\t\t"groupId": "dfs"\n\t}\n}'
FACTORY = {
    "name": "factory",
    "properties": {"globalParameters": {"env": {"type": "string", "value": "dev"}}, "globalConfigurations": {"a": "b"}},
    "location": "westeurope",
    "identity": {"type": "SystemAssigned"},
}


def read(files: dict[str, str], name: str = "") -> tuple[GitFolder, list[Diagnostic]]:
    return read_factory([SourceFile(path, text) for path, text in files.items()], name)


def rewritten(files: dict[str, str]) -> dict[str, str]:
    folder, found = read(files)
    assert not found
    return {one.path.removeprefix("adf/"): one.text for one in git.factory_files(folder.factory)}


def test_files_come_back_as_studio_wrote_them() -> None:
    files = {
        "pipeline/load.json": PIPELINE,
        "linkedService/store.json": SERVICE,
        "managedVirtualNetwork/default.json": NETWORK,
        "managedVirtualNetwork/default/managedPrivateEndpoint/lake.json": ENDPOINT,
        "factory/factory.json": json.dumps(FACTORY, indent="\t"),
    }
    assert rewritten(files) == files


def test_a_factory_with_nothing_to_say_has_no_file() -> None:
    assert rewritten({"factory/factory.json": '{"name": "factory"}'}) == {}


def test_the_type_of_a_dataset_stands_last() -> None:
    (text,) = rewritten({"dataset/d.json": '{"type": "t", "name": "d", "properties": {}}'}).values()
    assert list(json.loads(text)) == ["name", "properties", "type"]


def test_resources_are_read_in_the_order_of_the_git_tree() -> None:
    names = ["load", "load-2", "Zoo", "äther", "load 2"]
    files = {f"pipeline/{name}.json": PIPELINE.replace("load", name) for name in names} | {"trigger/a.json": "{}"}
    folder, _ = read(files)
    assert [one.name for one in folder.factory.resources] == ["Zoo", "load 2", "load-2", "load", "äther", "a"]


def test_endpoints_are_named_below_their_network() -> None:
    folder, _ = read({"managedVirtualNetwork/default/managedPrivateEndpoint/lake.json": ENDPOINT})
    (endpoint,) = folder.factory.resources
    assert (endpoint.kind, endpoint.name) == (MANAGED_PRIVATE_ENDPOINTS, "default/lake")


def test_the_settings_of_the_exporter_are_read() -> None:
    folder, found = read(
        {
            "publish_config.json": '{"publishBranch": "adf_publish", "includeGlobalParamsTemplate": true}',
            "arm-template-parameters-definition.json": '{"Microsoft.DataFactory/factories/pipelines": {}}',
        }
    )
    assert not found
    assert (folder.include_factory, folder.include_global_parameters) == (False, True)
    assert folder.definition == {"Microsoft.DataFactory/factories/pipelines": {}}


def test_what_is_not_of_adf_is_passed_over() -> None:
    folder, found = read({"README.md": "#", "sql/x.json": "[", "pipeline/sub/x.json": "[", "pipeline/x.txt": "["})
    assert (folder.factory.resources, found) == ((), [])


def test_a_place_in_the_properties_is_a_place_in_the_file() -> None:
    folder, _ = read({"pipeline/load.json": PIPELINE})
    span = folder.factory.of(PIPELINES)[0].origin.span(("activities",), key=True)
    assert (span.file, span.line, span.column) == ("pipeline/load.json", 4, 3)


def test_what_is_no_object_is_told() -> None:
    _, found = read({"pipeline/a.json": "[]", "pipeline/b.json": '{"name": "b", "properties": 1}'})
    assert [(one.code, one.message) for one in found] == [
        ("ADF070", '"pipeline/a.json" must be a JSON object'),
        ("ADF070", '"properties" of "pipeline/b.json" must be a JSON object'),
    ]


def test_several_factories_need_a_name() -> None:
    files = {"factory/b.json": '{"name": "b", "location": "x"}', "factory/a.json": '{"name": "a"}'}
    _, (told,) = read(files)
    assert (told.code, told.message) == ("ADF071", 'the folder holds several factories: "a", "b"')
    folder, found = read(files, "b")
    assert not found
    own: dict[str, Any] = dict(folder.factory.extra)
    assert (folder.factory.name, own) == ("b", {"location": "x"})
