"""The parameters of the ARM backend: secrets and definitions; one small factory a rule."""

import json
from typing import Any

import pytest

from adfc.kinds import (
    CREDENTIALS,
    DATASETS,
    LINKED_SERVICES,
    MANAGED_PRIVATE_ENDPOINTS,
    MANAGED_VIRTUAL_NETWORKS,
    PIPELINES,
    TRIGGERS,
)
from tests.exported import (
    LS,
    activity,
    declared,
    exported,
    pipeline_reference,
    resource,
    service,
    service_reference,
    template,
)

# Secrets


def test_a_credential_becomes_the_secret_of_its_type() -> None:
    made = template(
        resource(
            LINKED_SERVICES, "sql", service("SqlServer", server="s", userName="u", encrypt="x", encryptedCredential="c")
        )
    )
    settings = made.resources[0].properties["typeProperties"]
    assert list(settings) == ["server", "userName", "password", "encrypt"]
    assert settings["password"] == {"type": "SecureString", "value": "[parameters('sql_password')]"}
    assert next(iter(declared(made).items())) == (
        "sql_password",
        {"type": "secureString", "metadata": "Secure string for 'password' of 'sql'"},
    )


def test_no_credential_no_secret() -> None:
    assert list(exported(LINKED_SERVICES, service("Sftp", host="h", userName="u"))["typeProperties"]) == [
        "host",
        "userName",
    ]


def test_a_secret_in_key_vault_stays_there() -> None:
    secret = {"type": "AzureKeyVaultSecret", "store": service_reference("vault"), "secretName": "s"}
    made = template(
        resource(LINKED_SERVICES, "ls", service("Sftp", userName="u", password=secret, encryptedCredential="c"))
    )
    assert made.resources[0].properties["typeProperties"]["password"] == secret
    assert list(declared(made)) == ["ls_properties_typeProperties_userName"]


@pytest.mark.parametrize(
    ("settings", "secret"),
    [
        ({"url": "u"}, "accountKey"),
        ({"url": "u", "servicePrincipalId": "i"}, "servicePrincipalCredential"),
    ],
)
def test_the_secret_follows_the_authentication(settings: dict[str, Any], secret: str) -> None:
    made = exported(LINKED_SERVICES, service("AzureBlobFS", **settings, encryptedCredential="c"))
    assert made["typeProperties"][secret]["type"] == "SecureString"


def test_a_sas_uri_is_the_only_secret_of_its_linked_service() -> None:
    made = template(resource(LINKED_SERVICES, "ls", service("AzureBlobFS", sasUri="u", encryptedCredential="c")))
    assert made.resources[0].properties["typeProperties"] == {"sasUri": "[parameters('ls_sasUri')]"}
    assert declared(made) == {"ls_sasUri": {"type": "secureString", "metadata": "Secure string for 'sasUri' of 'ls'"}}


def test_a_function_has_a_key_without_credential() -> None:
    made = exported(LINKED_SERVICES, service("AzureFunction", functionAppUrl="u", authentication="Anonymous"))
    assert list(made["typeProperties"]) == ["functionAppUrl", "authentication", "functionKey"]


def connection(**settings: Any) -> dict[str, Any]:
    made = template(resource(LINKED_SERVICES, "ls", service("SqlServer", **settings)))
    assert made.resources[0].properties["typeProperties"]["connectionString"] == "[parameters('ls_connectionString')]"
    return declared(made)["ls_connectionString"]


def test_a_connection_string_with_its_secret_has_no_default() -> None:
    assert "defaultValue" not in connection(connectionString="data source=x", encryptedCredential="c")


def test_a_connection_string_without_secret_keeps_its_default_with_cased_keys() -> None:
    text = "integrated security=True;data source=x;Note=data source=y"
    cased = "Integrated Security=True;Data Source=x;Note=data source=y"
    assert connection(connectionString=text)["defaultValue"] == cased
    assert connection(connectionString=text, userName="u", encryptedCredential="c")["defaultValue"] == cased


def test_an_inline_secret_is_taken_out() -> None:
    made = template(resource(LINKED_SERVICES, "ls", service("X", token={"type": "SecureString", "value": "s3cret"})))
    assert "s3cret" not in json.dumps(made.data())


def test_a_secure_parameter_of_the_spec_has_its_own_name_and_no_default() -> None:
    empty = {"type": "SecureString", "value": ""}
    path = ("typeProperties", "connectionString")
    made = template(
        resource(LINKED_SERVICES, "a", service("CosmosDb", connectionString=empty), {path: "cosmos"}),
        resource(LINKED_SERVICES, "b", service("CosmosDb", connectionString=empty), {path: "cosmos"}),
    )
    assert declared(made) == {
        "cosmos": {"type": "secureString", "metadata": "Secure string for 'connectionString' of 'b'"}
    }
    assert [len(one.places) for one in made.parameters] == [0, 2]
    for one in made.resources:
        assert one.properties["typeProperties"]["connectionString"]["value"] == "[parameters('cosmos')]"


# The definition


def test_the_built_in_definition() -> None:
    run = {"pipelineReference": pipeline_reference("load"), "parameters": {"day": "[x]", "n": 2, "all": True}}
    made = template(
        resource(LINKED_SERVICES, "ls", service("RestService", url="u", port=1)),
        resource(
            DATASETS, "d", {"type": "AzureBlob", "typeProperties": {"folderPath": "p", "location": {"fileName": "x"}}}
        ),
        resource(TRIGGERS, "t", {"pipelines": [run], "typeProperties": {"scope": "s"}}),
        resource(MANAGED_VIRTUAL_NETWORKS, "default", {}),
        resource(MANAGED_PRIVATE_ENDPOINTS, "default/lake", {"groupId": "dfs", "fqdns": ["h"]}),
        resource(CREDENTIALS, "c", {"typeProperties": {"resourceId": "id"}}),
    )
    assert declared(made) == {
        "d_properties_typeProperties_folderPath": {"type": "string", "defaultValue": "p"},
        "ls_properties_typeProperties_url": {"type": "string", "defaultValue": "u"},
        "t_properties_load_parameters_day": {"type": "string", "defaultValue": "[[x]"},
        "t_properties_load_parameters_n": {"type": "int", "defaultValue": 2},
        "t_properties_load_parameters_all": {"type": "bool", "defaultValue": True},
        "t_properties_typeProperties_scope": {"type": "string", "defaultValue": "s"},
        "lake_properties_groupId": {"type": "string", "defaultValue": "dfs"},
        "lake_properties_fqdns": {"type": "array", "defaultValue": ["h"]},
    }


def test_a_parameter_knows_its_places() -> None:
    made = template(resource(LINKED_SERVICES, "LS", service("RestService", url="u")))
    (place,) = made.parameters[1].places
    assert (place.resource, place.path) == (("linkedServices", "ls"), ("properties", "typeProperties", "url"))


def test_what_key_vault_holds_is_named_by_its_secret() -> None:
    secret = {"type": "AzureKeyVaultSecret", "store": service_reference("vault"), "secretName": "s"}
    made = template(
        resource(LINKED_SERVICES, "ls", service("CosmosDb", connectionString=secret, accessKeyId=dict(secret)))
    )
    assert declared(made) == {
        "ls_properties_typeProperties_connectionString_secretName": {"type": "string", "defaultValue": "s"},
        "ls_properties_typeProperties_accessKeyId": {"type": "object", "defaultValue": secret},
    }
    assert made.resources[0].depends_on == ("[concat(variables('factoryId'), '/linkedServices/vault')]",)


def test_the_parameter_of_an_expression_is_its_value() -> None:
    url = {"value": "@{linkedService().host}", "type": "Expression"}
    made = template(resource(LINKED_SERVICES, "ls", service("RestService", url=url)))
    name = "ls_properties_typeProperties_url"
    assert made.resources[0].properties["typeProperties"]["url"] == {
        "value": f"[parameters('{name}')]",
        "type": "Expression",
    }
    assert declared(made)[name] == {"type": "string", "defaultValue": "@{linkedService().host}"}


@pytest.mark.parametrize(
    ("instruction", "name", "declaration"),
    [
        ("=", "p_properties_concurrency", {"type": "int", "defaultValue": 3}),
        ("-", "p_properties_concurrency", {"type": "int"}),
        ("=:runs", "p_properties_runs", {"type": "int", "defaultValue": 3}),
        ("=:-runs", "p_runs", {"type": "int", "defaultValue": 3}),
        ("-::string", "p_properties", {"type": "string"}),
        ("=runs:string", "p_properties_string", {"type": "int", "defaultValue": 3}),
    ],
)
def test_instructions(instruction: str, name: str, declaration: dict[str, Any]) -> None:
    definition = {PIPELINES.arm_type: {"properties": {"concurrency": instruction}}}
    made = template(resource(PIPELINES, "p", {"activities": [], "concurrency": 3}), definition=definition)
    assert declared(made) == {name: declaration}
    assert made.resources[0].properties["concurrency"] == f"[parameters('{name}')]"


@pytest.mark.parametrize(("instruction", "value"), [("Managed", 3), ("=", 1.5), ("=", None)])
def test_what_can_be_no_parameter_stays(instruction: str, value: Any) -> None:
    definition = {PIPELINES.arm_type: {"properties": {"concurrency": instruction}}}
    made = template(resource(PIPELINES, "p", {"activities": [], "concurrency": value}), definition=definition)
    assert (declared(made), made.resources[0].properties["concurrency"]) == ({}, value)


def test_a_definition_replaces_the_built_in_one_whole() -> None:
    services = [resource(LINKED_SERVICES, "ls", service("CosmosDb", connectionString="c", accountName="n"))]
    assert list(declared(template(*services, definition={}))) == ["ls_connectionString"]


def test_a_type_of_its_own_hides_the_star() -> None:
    star = {"properties": {"typeProperties": {"url": "=", "host": "="}}}
    definition = {LS: {"*": star, "Sftp": {"properties": {"typeProperties": {"host": "=:h"}}}}}
    services = [resource(LINKED_SERVICES, kind, service(kind, url="u", host="h")) for kind in ("Sftp", "X")]
    assert list(declared(template(*services, definition=definition))) == [
        "Sftp_properties_typeProperties_h",
        "X_properties_typeProperties_url",
        "X_properties_typeProperties_host",
    ]


def test_items_of_a_list_are_named_by_index() -> None:
    rules = {"properties": {"activities": [{"typeProperties": {"libraries": [{"egg": "="}]}}]}}
    notebook = activity("DatabricksNotebook", libraries=[{"jar": "j"}, {"egg": "e"}])
    made = template(resource(PIPELINES, "p", {"activities": [notebook]}), definition={PIPELINES.arm_type: rules})
    assert declared(made) == {"p_properties_0_typeProperties_1_egg": {"type": "string", "defaultValue": "e"}}


@pytest.mark.parametrize(
    ("instruction", "name", "declaration"),
    [
        ("-:-connectionString:string", "ls_connectionString", {"type": "string"}),
        ("=:conn:string", "ls_properties_typeProperties_conn", {"type": "string", "defaultValue": "a=b"}),
    ],
)
def test_a_definition_may_declare_a_connection_string(instruction: str, name: str, declaration: dict[str, Any]) -> None:
    definition = {LS: {"*": {"properties": {"typeProperties": {"connectionString": instruction}}}}}
    made = template(resource(LINKED_SERVICES, "ls", service("CosmosDb", connectionString="a=b")), definition=definition)
    assert declared(made) == {name: declaration}
    settings = made.resources[0].properties["typeProperties"]
    assert settings["connectionString"] == {"type": "SecureString", "value": f"[parameters('{name}')]"}
    assert [*made.resources[0].secrets, *made.resources[0].settings] == [name]
