"""ARM templates as factories: what ADF Studio exports, and what people write by hand."""

from typing import Any

import pytest

from adfc.diagnostic import Problems
from adfc.importer import Source, read_arm, read_parameters
from adfc.importer.arm.expressions import UnknownValueError
from adfc.importer.arm.scope import Scope
from adfc.importer.lift.nowhere import no_places
from adfc.model import Document

FACTORY = "Microsoft.DataFactory/factories"
NAMED = {"factoryName": {"type": "string", "defaultValue": "sales-df"}}


def document(data: Any, name: str = "template.json") -> Document:
    return Document(name, data, no_places())


def resource(collection: str, name: str, properties: Any, **more: Any) -> dict[str, Any]:
    full = f"[concat(parameters('factoryName'), '/{name}')]"
    return {"type": f"{FACTORY}/{collection}", "name": full, "properties": properties, **more}


def template(*resources: Any, **more: Any) -> dict[str, Any]:
    return {"parameters": {**NAMED, **more.pop("parameters", {})}, "resources": list(resources), **more}


def read(data: Any, values: dict[str, Any] | None = None, **linked: Any) -> tuple[Source, list[str]]:
    """The source that a template is, and the codes and messages of what is wrong with it."""
    problems = Problems()
    given = read_parameters(
        document({"parameters": {name: {"value": one} for name, one in (values or {}).items()}}), problems
    )
    found = {f"{name}.json": document(one, name) for name, one in linked.items()}
    source = read_arm(document(data), given, {}, found.get, problems)
    return source, [f"{one.code} {one.message}" for one in problems.found]


def properties(data: Any, values: dict[str, Any] | None = None) -> Any:
    """The properties of the only resource of a template without mistakes."""
    source, found = read(data, values)
    assert not found
    (only,) = source.factory.resources
    return only.properties


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[concat('a', 'b', 1)]", "ab1"),
        ("[concat(createArray(1), createArray(2))]", [1, 2]),
        ("[format('{0}-{1}', 'a', toUpper('b'))]", "a-B"),
        ("[if(equals(parameters('P'), 'x'), 'yes', parameters('none'))]", "yes"),
        ("[variables('v').inner[1]]", 2),
        ("[replace('a''b', '''', '-')]", "a-b"),
        ("[string(createObject('a', true()))]", '{"a":true}'),
        ("[json('{\"a\": [1]}').a[0]]", 1),
        ("[substring('abcdef', 1, 2)]", "bc"),
        ("[union(createObject('a', 1), createObject('b', 2))]", {"a": 1, "b": 2}),
        ("[first(split('a,b', ','))]", "a"),
        ("[padLeft(7, 3, '0')]", "007"),
        ("[not(or(false(), contains('abc', 'z')))]", True),
        ("[coalesce(null(), 'b')]", "b"),
        ("[[not an expression]", "[not an expression]"),
        ("[x].y", "[x].y"),
        ("plain", "plain"),
    ],
)
def test_expressions(text: str, value: Any) -> None:
    variables = {"v": {"inner": [1, 2]}}
    assert Scope({}, {"p": {"defaultValue": "x"}}, variables).value(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "[resourceGroup().location]", "[parameters('none')]", "[variables('none')]", "[concat('a']", "[]", "[a]",
        "[concat('a')b]", "[first(1)]", "[int('x')]", "[variables('circle')]", "[concat('a', parameters('secret'))]",
        "[createArray(1)[5]]", "[json('{')]",
    ],
)  # fmt: skip
def test_what_can_not_be_known(text: str) -> None:
    declared = {"secret": {"type": "secureString"}}
    with pytest.raises(UnknownValueError):
        Scope({}, declared, {"circle": "[variables('circle')]"}).value(text)


def test_an_exported_template() -> None:
    service = {"type": "Web", "typeProperties": {"url": "[parameters('shop_properties_typeProperties_url')]"}}
    data = template(
        resource("linkedServices", "shop", service, dependsOn=[]),
        resource("pipelines", "load all", {"activities": []}),
        resource("managedVirtualNetworks/managedPrivateEndpoints", "default/lake", {"groupId": "blob"}),
        {"type": FACTORY, "name": "[parameters('factoryName')]", "location": "westeurope",
         "properties": {"globalParameters": {"env": {"type": "String", "value": "dev"}}}},
        resource("globalparameters", "default", {"day": {"type": "String", "value": "today"}}),
        {"type": "Microsoft.Storage/storageAccounts", "name": "sales"},
        parameters={"shop_properties_typeProperties_url": {"type": "string", "defaultValue": "https://dev/"}},
    )  # fmt: skip
    source, found = read(data, {"shop_properties_typeProperties_url": "https://test/"})
    assert not found
    assert source.factory.name == "sales-df"
    assert source.factory.extra == {"location": "westeurope"}
    assert set(source.factory.global_parameters) == {"env", "day"}
    assert [one.name for one in source.factory.resources] == ["load all", "shop", "default/lake"]
    assert source.factory.resources[1].properties["typeProperties"] == {"url": "https://test/"}


def test_what_the_exporter_adds_is_taken_away() -> None:
    reference = {"referenceName": "orders", "type": "DatasetReference"}
    activity = {"name": "a", "type": "Copy", "typeProperties": {}, "inputs": [{**reference, "parameters": {}}]}
    run = {
        "name": "b",
        "type": "ExecutePipeline",
        "policy": {"secureInput": False},
        "typeProperties": {"parameters": {}},
    }
    web = {"name": "c", "type": "WebActivity", "typeProperties": {"headers": {}, "body": {}}}
    body = {"activities": [activity, run, web], "policy": {"elapsedTimeMetric": {}, "cancelAfter": {}}}
    assert properties(template(resource("pipelines", "p", body))) == {
        "activities": [
            {"name": "a", "type": "Copy", "typeProperties": {}, "inputs": [reference]},
            {"name": "b", "type": "ExecutePipeline", "typeProperties": {}},
            {"name": "c", "type": "WebActivity", "typeProperties": {"body": {}}},
        ]
    }


def test_secrets_are_parameters() -> None:
    secure = {"pw": {"type": "secureString"}, "cs": {"type": "SecureString"}, "plain": {"type": "string"}}
    settings = {
        "password": {"type": "SecureString", "value": "[parameters('pw')]"},
        "connectionString": "[parameters('cs')]",
        "accessKey": {"type": "SecureString", "value": "[parameters('plain')]"},
    }
    data = template(resource("linkedServices", "s", {"type": "Web", "typeProperties": settings}), parameters=secure)
    source, found = read(data, {"pw": "Tr0ub4dor&3", "plain": "Tr0ub4dor&3"})
    assert not found
    (only,) = source.factory.resources
    assert set(only.secure.values()) == {"pw", "cs", "plain"}
    assert "Tr0ub4dor" not in repr(source.factory)


def test_a_secret_with_a_default_is_a_text() -> None:
    declared = {"cs": {"type": "secureString", "defaultValue": "Data Source=x;Integrated Security=True"}}
    body = {"type": "SqlServer", "typeProperties": {"connectionString": "[parameters('cs')]"}}
    data = template(resource("linkedServices", "s", body), parameters=declared)
    assert properties(data)["typeProperties"]["connectionString"].startswith("Data Source=x")


def test_escaped_text_is_text() -> None:
    declared = {"list": {"type": "string", "defaultValue": "[[L],[R]"}}
    body = {
        "activities": [],
        "parameters": {"a": {"defaultValue": "[parameters('list')]"}, "b": {"defaultValue": "[[x]"}},
    }
    data = template(resource("pipelines", "p", body), parameters=declared)
    for values in ({}, {"list": "[[L],[R]"}):
        told = properties(data, values)["parameters"]
        assert told == {"a": {"defaultValue": "[L],[R]"}, "b": {"defaultValue": "[x]"}}


def test_a_template_by_hand() -> None:
    inner = {"type": "pipelines", "name": "p", "properties": {"activities": []}, "condition": "[equals(1, 1)]"}
    off = {"type": "pipelines", "name": "q", "properties": {}, "condition": "[equals(1, 2)]"}
    factory = {"type": FACTORY, "name": "[variables('name')]", "properties": {}, "resources": [inner, off]}
    other = {"type": f"{FACTORY}/triggers", "name": "[format('{0}/{1}', variables('name'), 't')]", "properties": {}}
    source, found = read({"variables": {"name": "hand-df"}, "resources": [factory, other]})
    assert not found
    assert (source.factory.name, [one.name for one in source.factory.resources]) == ("hand-df", ["p", "t"])


def test_a_name_whose_owner_is_not_known() -> None:
    data = {"parameters": {"df": {"type": "string"}}, "resources": [
        {"type": f"{FACTORY}/pipelines", "name": "[concat(parameters('df'), '/p')]", "properties": {"activities": []}},
    ]}  # fmt: skip
    source, found = read(data)
    assert not found
    assert [one.name for one in source.factory.resources] == ["p"]
    data["resources"][0]["name"] = "[parameters('df')]"
    assert read(data)[1] == ["ADF074 can't know the name of this pipeline"]


def deployment(name: str, link: str, **parameters: Any) -> dict[str, Any]:
    passed = {key: {"value": value} for key, value in parameters.items()}
    uri = f"[concat(parameters('containerUri'), '/{link}.json', parameters('containerSasToken'))]"
    return {
        "type": "Microsoft.Resources/deployments",
        "name": name,
        "properties": {"mode": "Incremental", "templateLink": {"uri": uri}, "parameters": passed},
    }


def test_linked_templates_are_followed() -> None:
    secret = {"type": "SecureString", "value": "[parameters('pw')]"}
    service = {"type": "Web", "typeProperties": {"url": "[parameters('url')]", "password": secret}}
    declared = {"url": {"type": "string"}, "pw": {"type": "secureString"}}
    part = template(resource("linkedServices", "s", service), parameters=declared)
    nested = {"type": "Microsoft.Resources/deployments", "name": "n", "properties": {
        "template": template(resource("pipelines", "p", {"activities": []})),
    }}  # fmt: skip
    passed = {
        "factoryName": "[parameters('factoryName')]",
        "url": "[parameters('shop')]",
        "pw": "[parameters('shop_pw')]",
    }
    shop = {"shop": {"type": "string", "defaultValue": "https://dev/"}, "shop_pw": {"type": "secureString"}}
    source, found = read(template(deployment("0", "part_0", **passed), nested, parameters=shop), part_0=part)
    assert not found
    pipeline, linked = source.factory.resources
    assert pipeline.name == "p"
    assert linked.properties["typeProperties"]["url"] == "https://dev/"
    assert dict(linked.secure) == {("typeProperties", "password"): "shop_pw"}


def test_a_template_that_links_itself_ends() -> None:
    part = template(deployment("0", "part_0"), resource("pipelines", "p", {"activities": []}))
    source, found = read(template(deployment("0", "part_0")), part_0={**part, "parameters": NAMED})
    assert not found
    assert [one.name for one in source.factory.resources] == ["p"]


def test_what_is_wrong_is_said() -> None:
    body = {"type": "Web", "typeProperties": {"url": "[resourceGroup().location]"}}
    _, found = read(template(resource("linkedServices", "s", body)))
    assert found == [
        'ADF074 can\'t know the value of "[resourceGroup().location]": '
        '"resourceGroup" is known only where the template is deployed'
    ]
    _, found = read(template(resource("pipelines", "p", {}, copy={"name": "each", "count": 3})))
    assert found == ["ADF075 a resource with a loop is not read"]
    _, found = read({"parameters": {}})
    assert found == ['ADF073 "template.json" is no ARM template: it has no "resources"']
    _, found = read(template(resource("pipelines", "p", {}), resource("pipelines", "P", {})))
    assert found == ['ADF077 "p" and "P" are the same name: ADF compares without case']
    _, found = read(template({"type": f"{FACTORY}/privateEndpointConnections", "name": "sales-df/x"}))
    assert found == [f'ADF079 a resource of type "{FACTORY}/privateEndpointConnections" is not imported']
    _, found = read(template(resource("pipelines", "p", [])))
    assert found == ['ADF070 "properties" must be a JSON object']
    problems = Problems()
    assert read_parameters(document([]), problems).values == {}
    assert [one.code for one in problems.found] == ["ADF076"]


def test_values_that_change_nothing_are_said() -> None:
    problems = Problems()
    given = read_parameters(
        document({"parameters": {"factoryNam": {"value": "x"}, "FACTORYNAME": {"value": "y"}}}), problems
    )
    given.check(["factoryName"], problems)
    assert [(one.code, one.message, one.help) for one in problems.found] == [
        ("ADF078", 'the template has no parameter "factoryNam"', 'did you mean "factoryName"?')
    ]
