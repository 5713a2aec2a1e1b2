"""ADF bodies against the model: what is said, how bad it is, where; and that both checks agree."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adfc.adf.model import load
from adfc.diagnostic import Diagnostic, Severity
from adfc.kinds import DATASETS, LINKED_SERVICES, PIPELINES, TRIGGERS, Kind
from adfc.model import Resource
from adfc.source import Path, Span
from adfc.validate.adf import check, check_properties
from adfc.validate.adf.explain import Explainer
from adfc.validate.adf.fast import Checks


@dataclass(slots=True)
class Asked:
    """An origin that gives every place the same span and keeps what it was asked."""

    asked: list[tuple[Path, bool, str | None]] = field(default_factory=list)

    def span(self, path: Path, *, key: bool = False, word: str | None = None) -> Span:
        self.asked.append((path, key, word))
        return Span("spec.yml", 1, 1, 1, 2)


def said(kind: Kind, properties: dict[str, Any]) -> list[Diagnostic]:
    return list(check(Resource(kind, "x", properties, Asked())))


def places(kind: Kind, properties: dict[str, Any]) -> list[tuple[Path, bool, str | None]]:
    origin = Asked()
    list(check(Resource(kind, "x", properties, origin)))
    return origin.asked


def lines(found: list[Diagnostic]) -> list[str]:
    return [f"{one.severity}[{one.code}]: {one.message} = {one.help}" for one in found]


def pipeline(*activities: dict[str, Any]) -> dict[str, Any]:
    return {"activities": list(activities)}


def without(body: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in body.items() if key not in keys}


KUSTO = {"referenceName": "covid19_table", "type": "DatasetReference"}
COPY: dict[str, Any] = {
    "name": "Copy covid",
    "type": "Copy",
    "dependsOn": [{"activity": "Wait", "dependencyConditions": ["Succeeded"]}],
    "policy": {"timeout": "0.12:00:00", "retry": 2, "secureInput": False},
    "inputs": [KUSTO],
    "outputs": [KUSTO],
    "typeProperties": {
        "source": {"type": "AzureDataExplorerSource", "query": "Covid19 | take 1", "queryTimeout": "00:10:00"},
        "sink": {"type": "CosmosDbSqlApiSink", "writeBehavior": "upsert"},
    },
}
HTTP = {"type": "HttpServer", "typeProperties": {"url": "https://example.org/", "authenticationType": "Anonymous"}}
JSON = {"type": "Json", "linkedServiceName": {"referenceName": "web", "type": "LinkedServiceReference"}}


def test_good_bodies_are_silent() -> None:
    assert said(PIPELINES, pipeline(COPY)) == []
    assert said(LINKED_SERVICES, HTTP) == []
    assert said(DATASETS, JSON) == []


def test_a_misspelt_property_is_an_error_with_its_place() -> None:
    body = {**HTTP, "typeProperties": {"urll": "https://example.org/", "authenticationType": "Anonymous"}}
    assert lines(said(LINKED_SERVICES, body)) == [
        'error[ADF101]: unknown property "urll" in HttpServer linked service = did you mean "url"?'
    ]
    assert places(LINKED_SERVICES, body) == [(("typeProperties", "urll"), True, "urll")]


def test_a_property_nobody_knows_is_kept_with_a_warning() -> None:
    body = pipeline({"name": "Wait", "type": "Wait", "typeProperties": {"waitTimeInSeconds": 1, "tomorrow": 2}})
    assert lines(said(PIPELINES, body)) == [
        'warning[ADF101]: unknown property "tomorrow" in Wait activity = it is kept as it is'
    ]
    activity = {"name": "Wait", "type": "Wait", "typeProperties": {"waitTimeInSeconds": 1}, "tomorrow": 2}
    (found,) = said(PIPELINES, pipeline(activity))
    assert found.help.startswith("it is kept as it is; known: description, state, ")


def test_a_guess_is_never_a_property_that_is_there_already() -> None:
    body = pipeline({**COPY, "policies": {}})
    (found,) = said(PIPELINES, body)
    assert found.severity is Severity.WARNING


def test_properties_in_another_letter_case_are_advice() -> None:
    body = {"Type": "HttpServer", "typeproperties": {"URL": "https://example.org/"}}
    assert {one.code for one in said(LINKED_SERVICES, body)} == {"ADF106"}
    assert lines(said(LINKED_SERVICES, body))[0] == (
        'info[ADF106]: ADF writes "type" for "Type" = the service does not mind'
    )


def test_an_unknown_type_close_to_a_known_one_is_an_error() -> None:
    body = pipeline({**COPY, "type": "Coppy"})
    assert lines(said(PIPELINES, body)) == ['error[ADF102]: unknown activity type "Coppy" = did you mean "Copy"?']
    assert places(PIPELINES, body) == [(("activities", 0, "type"), False, "Coppy")]


def test_an_unknown_type_is_kept_and_its_own_properties_not_judged() -> None:
    body = {"type": "QuantumStore", "typeProperties": {"spin": 1}, "entanglement": True}
    assert lines(said(LINKED_SERVICES, body)) == [
        'warning[ADF102]: unknown linked service type "QuantumStore" = it is kept as it is'
    ]


def test_what_every_type_has_is_judged_in_an_unknown_type() -> None:
    body = {"type": "QuantumStore", "conectVia": {}, "annotations": "none"}
    assert [one.code for one in said(LINKED_SERVICES, body)] == ["ADF102", "ADF101", "ADF104"]
    assert all(one.severity is Severity.WARNING for one in said(LINKED_SERVICES, body))


@pytest.mark.parametrize(
    ("tag", "near"), [("SalesforceV3", "SalesforceV2"), ("AzureBlobStorageEdge", "AzureBlobStorage")]
)
def test_what_may_be_a_newer_type_is_no_slip(tag: str, near: str) -> None:
    assert lines(said(LINKED_SERVICES, {"type": tag, "typeProperties": {}})) == [
        f'warning[ADF102]: unknown linked service type "{tag}" = '
        f'it is kept as it is; the nearest that is known: "{near}"'
    ]


@pytest.mark.parametrize("tag", ["copy", "COPY"])
def test_types_are_compared_without_case(tag: str) -> None:
    assert said(PIPELINES, pipeline({**COPY, "type": tag})) == []


def test_what_is_missing_is_said_at_the_object_that_lacks_it() -> None:
    body = pipeline(without(COPY, "name"))
    assert lines(said(PIPELINES, body)) == ['error[ADF103]: Copy activity needs "name" = "name" is text']
    assert places(PIPELINES, body) == [(("activities", 0), False, None)]


def test_a_missing_type_is_missing() -> None:
    (found,) = said(PIPELINES, pipeline(without(COPY, "type")))
    assert (found.code, found.message) == ("ADF103", '"activities" needs "type"')


def test_null_is_absent() -> None:
    assert said(PIPELINES, pipeline({**COPY, "description": None, "userProperties": None})) == []
    assert [one.code for one in said(PIPELINES, pipeline({**COPY, "name": None}))] == ["ADF103"]


@pytest.mark.parametrize("state", ["Inactive", "inactive"])
def test_nothing_in_an_inactive_activity_is_an_error(state: str) -> None:
    inner = {"name": "Copy", "type": "Copy", "typeProperties": {"sorce": {}}}
    loop = {"name": "Loop", "type": "ForEach", "typeProperties": {"activities": [inner]}}
    assert {one.severity for one in said(PIPELINES, pipeline({**loop, "state": state}))} == {Severity.WARNING}
    assert Severity.ERROR in {one.severity for one in said(PIPELINES, pipeline(loop))}


@pytest.mark.parametrize(
    "container",
    [
        {"type": "IfCondition", "typeProperties": {"expression": "@true", "ifFalseActivities": "HERE"}},
        {"type": "Until", "typeProperties": {"expression": "@true", "activities": "HERE"}},
        {"type": "ForEach", "typeProperties": {"items": "@variables('x')", "activities": "HERE"}},
        {
            "type": "Switch",
            "typeProperties": {"on": "@variables('x')", "cases": [{"value": "a", "activities": "HERE"}]},
        },
    ],
)
def test_activities_are_judged_in_every_container(container: dict[str, Any]) -> None:
    broken = {**COPY, "polcy": COPY["policy"]}
    assert said(PIPELINES, pipeline(put({"name": "outer", **container}, [COPY]))) == []
    (found,) = said(PIPELINES, pipeline(put({"name": "outer", **container}, [without(broken, "policy")])))
    assert (found.message, found.help) == ('unknown property "polcy" in Copy activity', 'did you mean "policy"?')


def put(value: Any, activities: list[dict[str, Any]]) -> Any:
    """The value with `activities` in place of HERE."""
    if isinstance(value, dict):
        return {key: put(one, activities) for key, one in value.items()}
    if isinstance(value, list):
        return [put(one, activities) for one in value]
    return activities if value == "HERE" else value


@pytest.mark.parametrize(
    "value", ["@pipeline().parameters.n", "@{1}", "1@{2}", {"value": "@variables('n')", "type": "Expression"}]
)
def test_expressions_stand_for_anything(value: object) -> None:
    assert said(PIPELINES, pipeline({**COPY, "policy": {"retry": value, "secureInput": value}})) == []


def test_two_at_signs_are_text() -> None:
    (found,) = said(PIPELINES, pipeline({**COPY, "policy": {"retry": "@@twice"}}))
    assert found.code == "ADF104"


@pytest.mark.parametrize(
    ("policy", "message", "help_"),
    [
        ({"retry": "many"}, '"retry" must be a whole number or an expression', "found text"),
        ({"retry": True}, '"retry" must be a whole number or an expression', "found true or false"),
        ({"secureInput": 1}, '"secureInput" must be true or false', "found a number"),
        ({"timeout": 5}, '"timeout" must be text or an expression', "found a number"),
    ],
)
def test_a_wrong_type_is_a_warning(policy: dict[str, Any], message: str, help_: str) -> None:
    (found,) = said(PIPELINES, pipeline({**COPY, "policy": policy}))
    assert (found.code, found.severity, found.message, found.help) == ("ADF104", Severity.WARNING, message, help_)


@pytest.mark.parametrize("policy", [{"retry": "15"}, {"secureInput": "true"}, {"secureInput": "False"}])
def test_numbers_and_booleans_written_as_text_are_good(policy: dict[str, Any]) -> None:
    assert said(PIPELINES, pipeline({**COPY, "policy": policy})) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"policy": "none"}, '"policy" must be a mapping'),
        ({"inputs": ["covid19_table"]}, '"inputs" must be a reference to a dataset'),
        ({"typeProperties": {"source": "x", "sink": {"type": "BlobSink"}}}, '"source" must be a mapping with a type'),
    ],
)
def test_plain_values_where_objects_belong_are_errors(change: dict[str, Any], message: str) -> None:
    (found,) = said(PIPELINES, pipeline({**COPY, **change}))
    assert (found.code, found.severity, found.message) == ("ADF104", Severity.ERROR, message)


def test_enums_are_open_and_compared_without_case() -> None:
    def conditions(*values: str) -> dict[str, Any]:
        return pipeline({**COPY, "dependsOn": [{"activity": "Wait", "dependencyConditions": list(values)}]})

    assert said(PIPELINES, conditions("succeeded", "FAILED")) == []
    assert lines(said(PIPELINES, conditions("Succeded"))) == [
        'error[ADF105]: unknown value "Succeded" of "dependencyConditions" = did you mean "Succeeded"?'
    ]
    assert lines(said(PIPELINES, conditions("Tomorrow"))) == [
        'warning[ADF105]: unknown value "Tomorrow" of "dependencyConditions" = '
        "known: Succeeded, Failed, Skipped, Completed"
    ]


VAULT: dict[str, Any] = {
    "type": "AzureKeyVaultSecret",
    "store": {"referenceName": "kv", "type": "LinkedServiceReference"},
    "secretName": "s",
}


@pytest.mark.parametrize("place", ["connectionString", "accountKey", "serviceEndpoint", "sasToken"])
def test_key_vault_references_where_linked_services_take_text(place: str) -> None:
    def storage(secret: object) -> dict[str, Any]:
        return {"type": "AzureBlobStorage", "typeProperties": {place: secret}}

    assert said(LINKED_SERVICES, storage(VAULT)) == []
    (found,) = said(LINKED_SERVICES, storage({**without(VAULT, "secretName"), "secretNam": "s"}))
    assert found.message == 'unknown property "secretNam" in AzureKeyVaultSecret'
    (found,) = said(LINKED_SERVICES, storage(without(VAULT, "store")))
    assert found.message == 'AzureKeyVaultSecret needs "store"'


def test_a_key_vault_reference_is_nothing_for_a_pipeline_s_text() -> None:
    (found,) = said(PIPELINES, pipeline({**COPY, "description": VAULT}))
    assert found.code == "ADF104"


def test_names_of_the_user_are_free() -> None:
    body = {**pipeline(COPY), "parameters": {"nmae": {"type": "string"}}, "variables": {"typ": {"type": "Boolean"}}}
    assert said(PIPELINES, body) == []


def test_triggers_and_global_parameters() -> None:
    recurrence = {"frequency": "Day", "interval": 1, "schedule": {"hours": [6], "minutes": [0]}}
    trigger = {"type": "ScheduleTrigger", "typeProperties": {"recurrence": recurrence}}
    assert said(TRIGGERS, trigger) == []
    assert list(check_properties("globalParameters", {"cluster": {"type": "string", "value": "a"}}, Asked())) == []
    (found,) = check_properties("globalParameters", {"cluster": {"type": "string", "vale": "a"}}, Asked())
    assert (found.message, found.help) == ('unknown property "vale" in "cluster"', 'did you mean "value"?')


MODEL = load()
CHECKS = Checks(MODEL)
WORDS = ["type", "name", "Type", "typeProperties", "activities", "source", "Copy", "HttpServer", "url", "store", "@a"]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(WORDS) | st.text(max_size=4)
DATA = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=4), inner),
    max_leaves=20,
)
BODIES = [("pipelines", pipeline(COPY)), ("linkedServices", HTTP), ("datasets", JSON)]


@settings(deadline=None)
@given(st.sampled_from(sorted(MODEL.roots)), st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=4), DATA))
def test_any_data_is_judged_and_both_checks_agree(section: str, properties: dict[str, Any]) -> None:
    assert_agreement(section, properties)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(BODIES), st.data(), DATA)
def test_both_checks_agree_on_bodies_that_are_nearly_good(
    body: tuple[str, dict[str, Any]], data: st.DataObject, value: Any
) -> None:
    section, properties = body[0], deepcopy(body[1])
    inside = data.draw(st.sampled_from(objects(properties)))
    inside[data.draw(st.sampled_from(sorted(inside)) | st.sampled_from(WORDS))] = value
    assert_agreement(section, properties)


def objects(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [found for one in value for found in objects(one)]
    if not isinstance(value, dict):
        return []
    return [value, *(found for one in value.values() for found in objects(one))]


def assert_agreement(section: str, properties: dict[str, Any]) -> None:
    wanted = MODEL.roots[section]
    assert CHECKS.of(wanted)(properties) == (not list(Explainer(MODEL).explain(wanted, properties)))


def test_one_place_guesses() -> None:
    assert [one.help for one in said(PIPELINES, pipeline({**COPY, "description_": "x"}))] == [
        'did you mean "description"?'
    ]
