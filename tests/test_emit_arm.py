"""The ARM backend: resources, dependencies, linked templates; one small factory a rule."""

import json
from typing import Any

import pytest

from adfc.emit.arm import ArmOptions, arm_template, exported_files
from adfc.gitmode import read_factory
from adfc.kinds import (
    CREDENTIALS,
    DATA_FLOWS,
    DATASETS,
    INTEGRATION_RUNTIMES,
    LINKED_SERVICES,
    MANAGED_PRIVATE_ENDPOINTS,
    PIPELINES,
    TRIGGERS,
)
from adfc.model import Factory, Resource
from adfc.source import Path
from tests.exported import (
    LS,
    activity,
    dataset_reference,
    declared,
    exported,
    pipeline_reference,
    resource,
    service,
    service_reference,
    settings_of,
    template,
)

# The frame


def test_the_head_is_that_of_the_exporter() -> None:
    data = template().data()
    assert list(data) == ["$schema", "contentVersion", "parameters", "variables", "resources"]
    assert data["$schema"] == "http://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#"
    assert data["parameters"] == {
        "factoryName": {"type": "string", "metadata": "Data Factory name", "defaultValue": "f"}
    }


def test_a_resource_is_named_below_its_factory() -> None:
    (data,) = template(resource(CREDENTIALS, "who am I", {"type": "ManagedIdentity"})).data()["resources"]
    assert list(data) == ["name", "type", "apiVersion", "properties", "dependsOn"]
    assert data["name"] == "[concat(parameters('factoryName'), '/who am I')]"
    assert (data["type"], data["apiVersion"]) == ("Microsoft.DataFactory/factories/credentials", "2018-06-01")


def test_resources_stand_by_type_then_as_a_git_tree_holds_their_files() -> None:
    made = template(
        resource(TRIGGERS, "a", {}), *(resource(PIPELINES, name, {}) for name in ("load", "load-2", "load 2", "Zoo"))
    )
    assert [one.name[37:-3] for one in made.resources] == ["Zoo", "load 2", "load-2", "load", "a"]


def test_text_that_arm_would_evaluate_is_escaped() -> None:
    properties = {"description": "[draft]", "annotations": ["[a].b", "[]", "[[x]]"]}
    assert exported(DATA_FLOWS, properties) == {"description": "[[draft]", "annotations": ["[a].b", "[[]", "[[[x]]"]}


def test_the_sources_of_a_template_are_left_alone() -> None:
    properties = service("AzureSqlDatabase", server="s", userName="u", encryptedCredential="x")
    before = json.dumps(properties)
    template(resource(LINKED_SERVICES, "ls", properties))
    assert json.dumps(properties) == before


def test_files_of_a_factory() -> None:
    factory = Factory("f", "dev", (resource(PIPELINES, "p", {}),), {"env": {"type": "string", "value": "dev"}})
    files = {one.path: one.text for one in exported_files(factory, ArmOptions())}
    assert list(files) == [
        "arm/ARMTemplateForFactory.json",
        "arm/ARMTemplateParametersForFactory.json",
        "arm/globalParameters/f_GlobalParameters.json",
        "arm/linkedTemplates/ArmTemplate_0.json",
        "arm/linkedTemplates/ArmTemplate_master.json",
        "arm/linkedTemplates/ArmTemplateParameters_master.json",
    ]
    assert json.loads(files["arm/globalParameters/f_GlobalParameters.json"]) == factory.global_parameters
    assert json.loads(files["arm/ARMTemplateParametersForFactory.json"])["parameters"] == {
        "factoryName": {"value": "f"}
    }


# What is added


def test_a_pipeline_gets_a_policy_and_its_keys_in_order() -> None:
    properties = {"annotations": [], "activities": [], "runDimensions": {}, "parameters": {}, "description": "d"}
    made = exported(PIPELINES, properties)
    assert list(made) == ["description", "activities", "runDimensions", "policy", "parameters", "annotations"]
    assert made["policy"] == {"elapsedTimeMetric": {}}


def test_a_policy_of_ones_own_is_kept() -> None:
    policy = {"elapsedTimeMetric": {"duration": "0.00:10:00"}}
    assert exported(PIPELINES, {"activities": [], "policy": policy})["policy"] == policy


def test_references_to_datasets_get_parameters() -> None:
    inner = activity("Lookup", source={}, dataset=dataset_reference("d"))
    copy = {**activity("Copy", source={}, sink={}), "inputs": [dataset_reference("d")]}
    made = exported(PIPELINES, {"activities": [activity("ForEach", activities=[inner]), copy]})["activities"]
    assert made[0]["typeProperties"]["activities"][0]["typeProperties"]["dataset"]["parameters"] == {}
    assert made[1]["inputs"] == [{**dataset_reference("d"), "parameters": {}}]


def test_parameters_of_a_reference_are_kept() -> None:
    reference = {**dataset_reference("d"), "parameters": {"day": "@item()"}}
    assert settings_of("Delete", dataset=reference)["dataset"] == reference


def test_executing_a_pipeline_gets_parameters_and_a_policy() -> None:
    run = activity("ExecutePipeline", pipeline=pipeline_reference("p"))
    nested = activity("IfCondition", ifTrueActivities=[run], ifFalseActivities=[])
    made = exported(PIPELINES, {"activities": [nested]})["activities"][0]["typeProperties"]["ifTrueActivities"][0]
    assert list(made) == ["name", "type", "dependsOn", "policy", "userProperties", "typeProperties"]
    assert (made["policy"], made["typeProperties"]["parameters"]) == ({"secureInput": False}, {})


def test_executing_a_data_flow_names_its_sources_and_sinks() -> None:
    ends = {"sources": [{"name": "in"}, {"name": "lookup"}], "sinks": [{"name": "out"}]}
    flow = resource(DATA_FLOWS, "flow", {"type": "MappingDataFlow", "typeProperties": ends})
    reference = {"referenceName": "flow", "type": "DataFlowReference", "datasetParameters": {"out": {"day": 1}}}
    run = activity("ExecuteDataFlow", dataflow=reference, compute={})
    made = exported(PIPELINES, {"activities": [run]}, flow)["activities"][0]["typeProperties"]
    assert list(made) == ["dataflow", "staging", "compute"]
    assert list(made["dataflow"]) == ["referenceName", "type", "parameters", "datasetParameters"]
    assert list(made["dataflow"]["datasetParameters"].items()) == [("in", {}), ("lookup", {}), ("out", {"day": 1})]


def test_executing_a_power_query_names_its_sinks_itself() -> None:
    flow = resource(DATA_FLOWS, "flow", {"type": "WranglingDataFlow", "typeProperties": {"sources": [{"name": "in"}]}})
    sink = {"name": "out", "dataset": dataset_reference("d")}
    run = activity(
        "ExecuteWranglingDataflow",
        dataflow={"referenceName": "flow", "type": "DataFlowReference"},
        queries=[{"queryName": "q", "dataflowSinks": [sink]}],
    )
    made = exported(PIPELINES, {"activities": [run]}, flow)["activities"][0]["typeProperties"]
    assert made["dataflow"]["datasetParameters"] == {"in": {}, "out": {}}
    assert "parameters" not in made["dataflow"]
    assert made["queries"][0]["dataflowSinks"][0]["dataset"]["parameters"] == {}


def test_a_web_activity_starts_with_its_method() -> None:
    made = settings_of("WebActivity", url="u", method="GET", disableCertValidation=True, authentication={})
    assert list(made) == ["method", "headers", "disableCertValidation", "url", "authentication"]


def test_headers_of_an_azure_function_stand_before_its_method() -> None:
    made = settings_of("AzureFunctionActivity", functionName="f", method="POST", body="b")
    assert list(made) == ["functionName", "headers", "method", "body"]


def test_executing_a_package_gets_connection_managers() -> None:
    made = settings_of("ExecuteSSISPackage", runtime="x64")
    assert made == {"runtime": "x64", "projectConnectionManagers": {}, "packageConnectionManagers": {}}


@pytest.mark.parametrize(
    ("kind", "settings", "path"),
    [
        ("Script", {"scripts": [{"text": "@x"}]}, ("scripts", 0, "text")),
        ("ExecutePipeline", {"parameters": {"p": "@x"}}, ("parameters", "p")),
        ("Copy", {"source": {"query": "@x"}, "sink": {}}, ("source", "query")),
        ("AzureDataExplorerCommand", {"command": "@x"}, ("command",)),
    ],
)
def test_expressions_written_as_text_are_wrapped(kind: str, settings: dict[str, Any], path: Path) -> None:
    value: Any = settings_of(kind, **settings)
    for step in path:
        value = value[step]
    assert value == {"value": "@x", "type": "Expression"}


@pytest.mark.parametrize("text", ["plain", "@@x", "a@b"])
def test_text_that_is_no_expression_stays(text: str) -> None:
    assert settings_of("AzureDataExplorerCommand", command=text) == {"command": text}


def test_a_dataset_wraps_its_expressions_and_has_type_properties() -> None:
    made = exported(DATASETS, {"type": "Json", "typeProperties": {"location": {"fileName": "a@{dataset().day}.json"}}})
    assert made["typeProperties"]["location"]["fileName"]["type"] == "Expression"
    assert list(exported(DATASETS, {"type": "AzureSqlTable", "schema": []})) == ["type", "schema", "typeProperties"]
    assert list(exported(DATASETS, {"type": "RestResource", "schema": {}})) == ["type", "typeProperties", "schema"]


def test_pipelines_of_a_trigger_get_parameters() -> None:
    run = {"pipelineReference": pipeline_reference("p")}
    assert exported(TRIGGERS, {"pipelines": [run]})["pipelines"][0]["parameters"] == {}
    assert exported(TRIGGERS, {"pipeline": run})["pipeline"]["parameters"] == {}


def test_integration_runtimes() -> None:
    assert exported(INTEGRATION_RUNTIMES, {"type": "SelfHosted"}) == {"type": "SelfHosted", "typeProperties": {}}
    packages = {"type": "Managed", "typeProperties": {"ssisProperties": {"edition": "Standard", "runtimeVersion": "1"}}}
    made = exported(INTEGRATION_RUNTIMES, packages)
    assert made["typeProperties"]["ssisProperties"] == {"edition": "Standard"}


@pytest.mark.parametrize(
    ("kind", "settings", "keys"),
    [
        ("AmazonS3", {"serviceUrl": "u"}, ["serviceUrl", "authenticationType"]),
        ("Snowflake", {"role": "r"}, ["authenticationType", "role"]),
        ("SapTable", {"language": "", "server": "s"}, ["server"]),
        ("SapTable", {"language": "EN"}, ["language"]),
        ("AzureBlobFS", {"tenant": "t", "url": "u"}, ["url", "tenant"]),
        (
            "AzureDatabricks",
            {"newClusterInitScripts": [], "clusterOption": "F"},
            ["clusterOption", "newClusterInitScripts"],
        ),
    ],
)
def test_type_properties_of_linked_services(kind: str, settings: dict[str, Any], keys: list[str]) -> None:
    assert list(exported(LINKED_SERVICES, service(kind, **settings))["typeProperties"]) == keys


def test_keys_of_a_linked_service_stand_in_order() -> None:
    properties = {"connectVia": {}, "typeProperties": {}, "type": "X", "annotations": [], "description": "d"}
    assert list(exported(LINKED_SERVICES, properties)) == [
        "description",
        "annotations",
        "type",
        "typeProperties",
        "connectVia",
    ]


# Dependencies


def depends_on(*resources: Resource) -> list[str]:
    """What the first resource depends on, as `<collection>/<name>`."""
    made = {one.id: one for one in template(*resources).resources}
    first = resources[0]
    found = made[f"[concat(variables('factoryId'), '/{first.kind.collection}/{first.name}')]"].depends_on
    return [one.removeprefix("[concat(variables('factoryId'), '/").removesuffix("')]") for one in found]


def test_dependencies_stand_outermost_first() -> None:
    inner = activity("Delete", dataset=dataset_reference("inner"))
    loop = activity("ForEach", activities=[inner])
    last = activity("ExecutePipeline", pipeline=pipeline_reference("next"))
    found = depends_on(resource(PIPELINES, "p", {"activities": [loop, last]}))
    assert found == ["pipelines/next", "datasets/inner"]


def test_inputs_and_outputs_of_an_activity_come_first_and_its_linked_service_last() -> None:
    copy = {
        **activity("Copy", source={}, sink={}),
        "linkedServiceName": service_reference("ls"),
        "outputs": [dataset_reference("out")],
        "inputs": [dataset_reference("in"), dataset_reference("in")],
    }
    found = depends_on(resource(PIPELINES, "p", {"activities": [copy]}))
    assert found == ["datasets/in", "datasets/out", "linkedServices/ls"]


def test_an_endpoint_depends_on_its_network() -> None:
    endpoint = resource(MANAGED_PRIVATE_ENDPOINTS, "default/lake", {"groupId": "dfs"})
    assert depends_on(endpoint) == ["managedVirtualNetworks/default"]


def test_a_name_that_is_a_parameter_is_read_in_the_dependency() -> None:
    via = {"referenceName": "ir", "type": "IntegrationRuntimeReference"}
    definition = {LS: {"*": {"properties": {"connectVia": {"referenceName": "=:ir"}}}}}
    made = template(resource(LINKED_SERVICES, "ls", {"type": "X", "connectVia": via}), definition=definition)
    assert made.resources[0].depends_on == (
        "[concat(variables('factoryId'), '/integrationRuntimes/', parameters('ls_properties_connectVia_ir'))]",
    )


# The factory and its global parameters

GLOBAL = {"env": {"type": "string", "value": "dev"}}


def test_global_parameters_are_the_last_resource_when_asked_for() -> None:
    factory = Factory("f", "dev", (resource(PIPELINES, "p", {}),), GLOBAL)
    made = arm_template(factory, ArmOptions(include_global_parameters=True))
    last = made.resources[-1].data()
    assert (last["name"], last["dependsOn"]) == ("[concat(parameters('factoryName'), '/default')]", [])
    assert last["type"] == "Microsoft.DataFactory/factories/globalparameters"
    assert last["properties"] == {"env": {"type": "string", "value": "[parameters('default_properties_env_value')]"}}


def test_the_factory_is_a_resource_when_asked_for() -> None:
    identity = {"type": "SystemAssigned", "principalId": "p", "tenantId": "t"}
    factory = Factory("f", "dev", (resource(PIPELINES, "p", {}),), GLOBAL, {}, {"location": "l", "identity": identity})
    made = arm_template(factory, ArmOptions(include_factory=True))
    own = made.resources[-1].data()
    assert list(own) == ["name", "type", "apiVersion", "properties", "dependsOn", "location", "identity"]
    assert own["identity"] == {"type": "[parameters('dataFactory_identity_type')]"}
    assert made.resources[0].depends_on == ("[variables('factoryId')]",)
    assert list(declared(made)) == [
        "dataFactory_properties_globalParameters_env_value",
        "dataFactory_location",
        "dataFactory_identity_type",
    ]


# Linked templates


def chain(length: int) -> list[Resource]:
    """Pipelines of which each runs the one before."""
    return [
        resource(
            PIPELINES,
            f"p{index:03}",
            {
                "activities": [activity("ExecutePipeline", pipeline=pipeline_reference(f"p{index - 1:03}"))]
                if index
                else []
            },
        )
        for index in range(length)
    ]


def linked(*resources: Resource, **options: Any) -> dict[str, dict[str, Any]]:
    files = exported_files(Factory("f", "dev", resources, GLOBAL), ArmOptions(**options))
    start = "arm/linkedTemplates/ArmTemplate"
    return {one.path.removeprefix(start): json.loads(one.text) for one in files if one.path.startswith(start)}


def test_twenty_resources_make_a_part() -> None:
    files = linked(*chain(41))
    assert [len(files[f"_{index}.json"]["resources"]) for index in range(3)] == [20, 20, 1]
    assert files["_1.json"]["resources"][0]["dependsOn"] == []
    assert files["_1.json"]["resources"][1]["dependsOn"] == ["[concat(variables('factoryId'), '/pipelines/p020')]"]


def test_the_master_deploys_part_after_part() -> None:
    master = linked(*chain(21))["_master.json"]
    assert [one["name"] for one in master["resources"]] == ["f_ArmTemplate_0", "f_ArmTemplate_1"]
    assert [one["dependsOn"] for one in master["resources"]] == [
        [],
        ["[resourceId('Microsoft.Resources/deployments', 'f_ArmTemplate_0')]"],
    ]
    assert list(master["parameters"]) == ["factoryName", "containerUri", "containerSasToken"]


def test_a_part_declares_what_it_reads_secrets_first() -> None:
    files = linked(
        resource(LINKED_SERVICES, "a", service("RestService", url="u")),
        resource(LINKED_SERVICES, "b", service("CosmosDb", connectionString="c", encryptedCredential="x")),
        include_global_parameters=True,
    )
    names = ["factoryName", "b_connectionString", "default_properties_env_value", "a_properties_typeProperties_url"]
    assert list(files["_0.json"]["parameters"]) == names
    assert list(files["_master.json"]["resources"][0]["properties"]["parameters"]) == names
    assert files["_0.json"]["resources"][0]["type"].endswith("/globalparameters")
    assert files["Parameters_master.json"]["parameters"]["containerUri"] == {"value": ""}


def test_a_circle_and_a_long_chain_are_cut_too() -> None:
    first, *others = chain(3000)
    run = activity("ExecutePipeline", pipeline=pipeline_reference("p2999"))
    closing = resource(PIPELINES, first.name, {"activities": [run]})
    assert len([name for name in linked(closing, *others) if name[1].isdigit()]) == 150


def test_a_factory_without_resources_has_no_linked_templates() -> None:
    assert linked() == {}


def test_a_template_can_be_made_of_what_is_read() -> None:
    folder, _ = read_factory([])
    assert arm_template(folder.factory, ArmOptions()).resources == ()
