"""Specs as a person would have written them, of bodies that hold what is awkward to write."""

from pathlib import Path
from typing import Any

import pytest

from adfc.importer import Source
from adfc.lower.mapping import CONVERSION
from tests.importing import factory_of, project, spec, there_and_back

VAULT = {"type": "AzureKeyVault", "annotations": [], "typeProperties": {"baseUrl": "https://sales-kv.vault.azure.net/"}}
BLOB = {
    "type": "AzureBlobStorage",
    "annotations": [],
    "typeProperties": {"serviceEndpoint": "https://sales.blob.core.windows.net/", "accountKind": "StorageV2"},
}


def reference(name: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"referenceName": name, "type": f"{kind}Reference", **more}


def expression(text: str) -> dict[str, str]:
    return {"value": text, "type": "Expression"}


def activity(settings: Any, kind: str = "WebActivity", **more: Any) -> dict[str, Any]:
    return {"name": "Call", "type": kind, "typeProperties": settings, **more}


def lifted(settings: Any, kind: str = "WebActivity", **more: Any) -> Any:
    """What is written of one activity."""
    return spec("pipelines", {"activities": [activity(settings, kind, **more)]})["activities"]["Call"]


def test_expressions_are_plain_text() -> None:
    settings = {"url": expression("@pipeline().parameters.url"), "method": "POST", "body": expression("a@{1}")}
    assert lifted(settings) == {
        "type": "WebActivity", "url": "@pipeline().parameters.url", "method": "POST", "body": "a@{1}",
    }  # fmt: skip


def test_an_expression_that_is_none_stays_an_object() -> None:
    for odd in (expression("none"), {"type": "Expression", "value": 1}, {"type": "Expression", "content": "x"}):
        assert lifted({"url": odd})["url"] == odd
    assert lifted({"url": {**expression("@x"), "more": 1}})["url"]["value"] == {"literal": "@x"}


def test_text_that_would_become_an_expression_is_told_apart() -> None:
    assert lifted({"url": "@x", "method": "GET"})["url"] == {"literal": "@x"}
    assert lifted({"url": "@@x", "method": "GET"})["url"] == "@@x"
    assert spec("linkedServices", {"type": "Web", "typeProperties": {"url": "@{linkedService().url}"}})["url"] == (
        "@{linkedService().url}"
    )


def test_keys_that_mean_something_to_a_spec_are_told_apart() -> None:
    for odd in ({"file": "x"}, {"literal": 1}, {"secureParameter": "x"}, {"secret": "x", "vault": "y"}):
        assert lifted({"url": "u", "body": odd})["body"] == {"literal": odd}
        parameters = {"file": {"type": "object", "defaultValue": odd}}
        assert spec("pipelines", {"activities": [], "parameters": parameters})["parameters"] == {
            "file": {"type": "object", "defaultValue": {"literal": odd}}
        }


def test_references_are_names() -> None:
    dataset = {"type": "AzureTable", "linkedServiceName": reference("store", "LinkedService", parameters={"a": "b"})}
    assert spec("datasets", dataset)["linkedServiceName"] == {"name": "store", "parameters": {"a": "b"}}
    run = activity({"pipeline": reference("load", "Pipeline"), "waitOnCompletion": True}, "ExecutePipeline")
    assert spec("pipelines", {"activities": [run]})["activities"]["Call"]["pipeline"] == "load"


def test_a_secret_of_key_vault_is_named() -> None:
    secret = {"type": "AzureKeyVaultSecret", "store": reference("kv", "LinkedService"), "secretName": "key"}
    told = spec("linkedServices", {"type": "AzureBatch", "typeProperties": {"accessKey": secret}})
    assert told["accessKey"] == {"secret": "key", "vault": "kv"}
    versioned = {**secret, "secretVersion": "1"}
    told = spec("linkedServices", {"type": "AzureBatch", "typeProperties": {"accessKey": versioned}})
    assert told["accessKey"] == {"secret": "key", "vault": "kv", "version": "1"}


def test_after_says_what_depends_on_what() -> None:
    def edge(name: str, *conditions: str) -> dict[str, Any]:
        return {"activity": name, "dependencyConditions": list(conditions)}

    after = lifted({}, dependsOn=[edge("A", "Succeeded"), edge("B", "Failed"), edge("C", "Failed", "Skipped")])["after"]
    assert after == ["A", {"B": "Failed"}, {"C": ["Failed", "Skipped"]}]
    for odd in ([], [{"activity": "A"}], [edge("A", "Sometimes")], "A"):
        assert lifted({}, dependsOn=odd)["dependsOn"] == odd


def test_activities_are_a_mapping_where_names_are_unique() -> None:
    wait = {"type": "Wait", "typeProperties": {"waitTimeInSeconds": 1}}
    named = [{"name": "B", **wait}, {"name": "A", **wait}]
    assert list(spec("pipelines", {"activities": named})["activities"]) == ["B", "A"]
    for odd in ([named[0], named[0]], [named[0], wait], [named[0], None]):
        assert isinstance(spec("pipelines", {"activities": odd})["activities"], list)


def test_type_properties_are_left_out_where_lowering_puts_them_back() -> None:
    table = {"type": "AzureSqlTable", "typeProperties": {"schema": "dbo", "table": "orders"}}
    assert spec("datasets", table)["typeProperties"] == {"schema": "dbo", "table": "orders"}
    assert spec("datasets", {"type": "AzureTable", "typeProperties": {}})["typeProperties"] == {}
    assert "typeProperties" not in spec("datasets", {"type": "AzureTable"})
    assert spec("linkedServices", {"type": "Web", "typeProperties": {"url": "u", "after": 1}})["after"] == 1
    assert "typeProperties" in lifted({"after": 1})


def test_a_connector_is_used_where_it_fits_to_the_letter() -> None:
    assert spec("linkedServices", VAULT) == {"type": "key_vault", "url": "https://sales-kv.vault.azure.net/"}
    more = {**VAULT, "typeProperties": {**VAULT["typeProperties"], "new": 1}}
    assert spec("linkedServices", more)["type"] == "AzureKeyVault"
    assert spec("linkedServices", {**VAULT, "annotations": ["a"], "description": "d"}) == {
        "description": "d", "type": "key_vault", "url": "https://sales-kv.vault.azure.net/", "annotations": ["a"],
    }  # fmt: skip


CSV = {
    "type": "DelimitedText",
    "linkedServiceName": reference("lake", "LinkedService"),
    "annotations": [],
    "typeProperties": {
        "location": {"type": "AzureBlobStorageLocation", "container": "raw", "fileName": expression("@dataset().name")},
        "columnDelimiter": ";",
        "escapeChar": "\\",
        "quoteChar": '"',
        "firstRowAsHeader": True,
    },
    "parameters": {"name": {"type": "string"}},
    "schema": [],
}
OTHERS = {"linkedServices": {"lake": BLOB}, "datasets": {"raw": CSV}}


def test_a_format_on_a_store_is_one_body() -> None:
    assert spec("datasets", CSV, {"linkedServices": {"lake": BLOB}}) == {
        "type": "csv",
        "linkedService": "lake",
        "container": "raw",
        "fileName": "@dataset().name",
        "columnDelimiter": ";",
        "firstRowAsHeader": True,
        "parameters": {"name": {"type": "string"}},
    }


def copied(**changes: Any) -> dict[str, Any]:
    """A Copy activity as ADF Studio writes it."""
    settings: dict[str, Any] = {
        "source": {
            "type": "DelimitedTextSource",
            "storeSettings": {
                "type": "AzureBlobStorageReadSettings", "recursive": True, "enablePartitionDiscovery": False,
            },
            "formatSettings": {"type": "DelimitedTextReadSettings"},
        },
        "sink": {"type": "AzureTableSink", "writeBatchSize": 10000},
        "enableStaging": False,
        "translator": {"type": "TabularTranslator", **CONVERSION},
    }  # fmt: skip
    return {
        "name": "Call",
        "type": "Copy",
        "dependsOn": [],
        "policy": {
            "timeout": "0.12:00:00", "retry": 2, "retryIntervalInSeconds": 30, "secureOutput": False,
            "secureInput": False,
        },
        "userProperties": [],
        "typeProperties": settings,
        "inputs": [reference("raw", "Dataset", parameters={"name": "a.csv"})],
        "outputs": [reference("raw", "Dataset", parameters={"name": "b.csv"})],
        **changes,
    }  # fmt: skip


def test_copy_says_only_what_is_its_own() -> None:
    assert spec("pipelines", {"activities": [copied()]}, OTHERS)["activities"]["Call"] == {
        "type": "copy",
        "source": {"dataset": {"name": "raw", "parameters": {"name": "a.csv"}}},
        "sink": {
            "dataset": {"name": "raw", "parameters": {"name": "b.csv"}}, "type": "AzureTableSink",
            "writeBatchSize": 10000,
        },
        "policy": {"retry": 2},
    }  # fmt: skip


def test_the_columns_of_a_copy_are_a_mapping() -> None:
    def mapped(*names: str) -> Any:
        activity = copied()
        mappings = [{"source": {"name": name}, "sink": {"name": f"{name}2"}} for name in names]
        activity["typeProperties"]["translator"] = {"type": "TabularTranslator", "mappings": mappings, **CONVERSION}
        activity["typeProperties"]["sink"]["type"] = "DelimitedTextSink"
        return spec("pipelines", {"activities": [activity]}, OTHERS)["activities"]["Call"]

    assert mapped("id", "day")["mapping"] == {"id2": "id", "day2": "day"}
    assert mapped("a\nb\nc\nd\ne\nf")["mapping"] == {"a\nb\nc\nd\ne\nf2": "a\nb\nc\nd\ne\nf"}
    assert "translator" in mapped("id", "id")


def test_copy_says_null_for_what_it_must_not_write() -> None:
    unsaid = ("dependsOn", "userProperties", "policy", "enableStaging", "translator")
    bare = {key: value for key, value in copied().items() if key not in unsaid}
    bare["typeProperties"] = {key: value for key, value in bare["typeProperties"].items() if key not in unsaid}
    told = spec("pipelines", {"activities": [bare]}, OTHERS)["activities"]["Call"]
    assert {key: told[key] for key in unsaid} == dict.fromkeys(unsaid)


def test_what_is_no_copy_between_two_datasets_stays_as_it_is() -> None:
    unknown = [reference("nowhere", "Dataset")]
    for odd in ({"inputs": unknown}, {"inputs": []}, {"outputs": [None]}, {"policy": {"retry": 1}}):
        assert spec("pipelines", {"activities": [copied(**odd)]}, OTHERS)["activities"]["Call"]["type"] == "Copy"


def test_long_texts_have_files_of_their_own(tmp_path: Path) -> None:
    query = "select *\nfrom orders\nwhere day = 1\nand\n1 = 1"
    scripts = [{"type": "Query", "text": text} for text in (query, expression(f"{query}@{{1}}"), f"@{query}")]
    script = activity({"scripts": scripts}, "Script")
    flow = {"type": "MappingDataFlow", "typeProperties": {"scriptLines": [f"source({n}) ~> s{n}" for n in range(9)]}}
    body = {"activities": [script], "folder": {"name": "Load/Daily"}, "description": query}
    factory = factory_of({"pipelines": {"it": body}, "dataFlows": {"join": flow}})
    assert there_and_back(factory, tmp_path).proofs["default"].holds
    files = {one.path: one.text for one in project(factory, tmp_path).files({})}
    assert files["pipelines/Load/Daily/it/Call.sql"] == f"{query}\n"
    assert files["pipelines/Load/Daily/it/Call text.sql"] == f"{query}@{{1}}\n"
    assert files["pipelines/dataFlows/join.dfs"].count("\n") == 9
    assert "text: {file: Daily/it/Call.sql}" in files["pipelines/Load/Daily.yml"]
    assert "* -text\n" in files["pipelines/.gitattributes"]
    assert "description: |-\n      select *" in files["pipelines/Load/Daily.yml"]
    assert "- type: Query\n            text: {literal" not in files["pipelines/Load/Daily.yml"]


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r", "\n\n", "\r\r\n"])
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_the_end_of_a_text_is_kept(end: str, line: str, tmp_path: Path) -> None:
    text = line.join("select") + end
    script = activity({"scripts": [{"type": "Query", "text": text}]}, "Script")
    assert there_and_back(factory_of({"pipelines": {"it": {"activities": [script]}}}), tmp_path).proofs["default"].holds


def test_folders_are_files(tmp_path: Path) -> None:
    def filed(folder: str) -> dict[str, Any]:
        return {"activities": [], "folder": {"name": folder}}

    names = ["A/B", "a/b", "A", "datasets", "CON", ".x", "a:b", "x/../../y", " ", "Ünïcode"]
    factory = factory_of(
        {"pipelines": {f"p{n}": filed(name) for n, name in enumerate(names)}, "datasets": {"d": {"type": "AzureTable"}}}
    )
    outcome = there_and_back(factory, tmp_path)
    assert outcome.proofs["default"].holds
    assert {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.yml")} == {
        "adfc.yml", "pipelines/A/B.yml", "pipelines/A.yml", "pipelines/datasets.yml", "pipelines/_CON.yml",
        "pipelines/_.x.yml", "pipelines/a_b.yml", "pipelines/x/_/_/y.yml", "pipelines/pipelines.yml",
        "pipelines/Ünïcode.yml",
    }  # fmt: skip


def test_endpoints_stand_in_their_network(tmp_path: Path) -> None:
    endpoint = {"privateLinkResourceId": "/subscriptions/1", "groupId": "blob"}
    bodies = {"managedVirtualNetworks": {"default": {}}, "managedPrivateEndpoints": {"default/lake": endpoint}}
    assert there_and_back(factory_of(bodies), tmp_path).proofs["default"].holds
    assert spec("managedVirtualNetworks", {}, {"managedPrivateEndpoints": {"it/lake": endpoint}}) == {
        "managedPrivateEndpoints": {"lake": endpoint}
    }


def test_an_endpoint_without_its_network_is_not_lost(tmp_path: Path) -> None:
    proof = there_and_back(factory_of({"managedPrivateEndpoints": {"default/lake": {"groupId": "blob"}}}), tmp_path)
    told = proof.proofs["default"]
    assert (told.different, [one.name for one in told.added], told.holds) == ((), ["default"], False)


def test_variables_in_text_are_only_text(tmp_path: Path) -> None:
    texts = ["${var.x}", "$${", "$$${var.x}", "${x}", "${env.HOME} ${target.name}", "$${var.x"]
    activities = [activity({"url": text, "body": {"a": [text]}}, name=f"n{n}") for n, text in enumerate(texts)]
    parameters = {"p": {"type": "string", "value": "${var.x}"}}
    factory = factory_of({"pipelines": {"it": {"activities": activities}}}, global_parameters=parameters)
    proof = there_and_back(factory, tmp_path).proofs["default"]
    assert proof.holds, proof


def test_a_secret_is_not_written(tmp_path: Path) -> None:
    body = {"type": "Web", "typeProperties": {"url": "u", "password": {"type": "SecureString", "value": "Tr0ub4dor&3"}}}
    outcome = there_and_back(factory_of({"linkedServices": {"shop": body}}), tmp_path)
    assert not any("Tr0ub4dor" in file.read_text() for file in tmp_path.rglob("*.yml"))
    assert [one.reasons for one in outcome.proofs["default"].different] == [
        ('typeProperties.password: a secret is never written; it is the secure parameter "shop_password" now',)
    ]
    path = ("linkedServices", "shop", "password")
    assert outcome.notes.comments["pipelines/connections.yml"][path][-1].startswith("A secret stood here.")


def test_what_needs_the_reader_is_a_comment(tmp_path: Path) -> None:
    encrypted = {"type": "Sftp", "typeProperties": {"host": "h", "encryptedCredential": "ew0K"}}
    broken = {"activities": [activity({"pipeline": reference("laod", "Pipeline")}, "ExecutePipeline")]}
    factory = factory_of({"linkedServices": {"a": encrypted}, "pipelines": {"load": broken}})
    outcome = there_and_back(factory, tmp_path)
    assert outcome.proofs["default"].holds
    files = {one.path: one.text for one in project(factory, tmp_path).files(outcome.notes.comments)}
    assert "    # ADF511: " in files["pipelines/connections.yml"]
    assert '        # ADF202: there is no pipeline "laod"' in files["pipelines/pipelines.yml"]


def test_what_can_not_be_built_is_told_with_the_reason(tmp_path: Path) -> None:
    factory = factory_of({"linkedServices": {"a": {"type": "web"}}, "pipelines": {"x/y": {"activities": []}}})
    different = there_and_back(factory, tmp_path).proofs["default"].different
    assert [one.reasons for one in different] == [
        ('its spec can\'t be built: there is no connector "web"',),
        ('its spec can\'t be built: "x/y" can\'t be the name of a pipeline: it holds "/"',),
    ]


def test_an_empty_factory_is_a_project(tmp_path: Path) -> None:
    assert there_and_back(factory_of({}), tmp_path).proofs["default"].holds


def test_numbers_are_not_mixed_up(tmp_path: Path) -> None:
    numbers = {"a": 1, "b": 1.0, "c": True, "d": -0.0, "e": 1e22, "f": 2**63 - 1, "g": None}
    body = {"activities": [activity({"url": "u", "method": "POST", "body": numbers})]}
    assert there_and_back(factory_of({"pipelines": {"it": body}}), tmp_path).proofs["default"].holds


def test_the_source_is_not_changed(tmp_path: Path) -> None:
    factory = factory_of(
        {"linkedServices": {"lake": BLOB}, "datasets": {"raw": CSV}, "pipelines": {"p": {"activities": [copied()]}}}
    )
    before = repr(factory)
    there_and_back(factory, tmp_path)
    assert repr(factory) == before
    assert Source(factory).factory is factory
