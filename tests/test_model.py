"""The generated model: what it counts, what it knows of references and common keys, and that it is up to date."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from adfc.adf.descriptions import describe
from adfc.adf.grammar import Field, Type, ValueKind, read_field, write_field
from adfc.adf.limits import LIMITS
from adfc.adf.model import Shape, common_keys, load
from adfc.adf.names import ACCEPTED, DOCUMENTED
from adfc.kinds import BY_REFERENCE, GLOBAL_PARAMETERS, KINDS

MODEL = load()
NAMES = st.from_regex(r"[A-Za-z]\w{0,8}", fullmatch=True)
KINDS_OF_VALUES = sorted(ValueKind)


def fields() -> Iterator[tuple[Shape, Field]]:
    return ((shape, field) for shape in MODEL.shapes.values() for field in shape.fields.values())


def innermost(of: Type) -> Type:
    return innermost(of.inner) if of.inner else of


def at(section: str, properties: Any, path: str) -> Type | None:
    """The type at a path, written with dots, of the properties of a resource."""
    of: Type | None = MODEL.roots[section]
    value = properties
    for word in path.split("."):
        step = int(word) if word.isdigit() else word
        of = MODEL.child(of, value, step) if of else None
        value = value[int(word)] if isinstance(value, list) else value.get(word)
    return of


def test_counts(snapshot: SnapshotAssertion) -> None:
    lines = [f"{MODEL.source}"]
    lines += [f"{name}: {len(MODEL.union(name).members)} types" for name in sorted(MODEL.unions)]
    lines += [f"shapes: {len(MODEL.shapes)}", f"enums: {len(MODEL.enums)}"]
    lines += [f"values of enums: {sum(map(len, MODEL.enums.values()))}"]
    kinds = [field.type.kind for _, field in fields()]
    lines += [f"fields of {kind}: {kinds.count(kind)}" for kind in KINDS_OF_VALUES]
    lines += [f"required: {sum(field.required for _, field in fields())}"]
    assert "\n".join(lines) == snapshot


def test_every_name_in_a_type_is_known() -> None:
    for _, field in fields():
        inner = innermost(field.type)
        known = {
            ValueKind.SHAPE: MODEL.shapes.keys(),
            ValueKind.UNION: MODEL.unions,
            ValueKind.ENUM: MODEL.enums.keys(),
            ValueKind.REFERENCE: MODEL.references.keys(),
        }
        assert inner.kind not in known or inner.name in known[inner.kind]


def test_every_kind_of_resource_has_a_root() -> None:
    for kind in (*KINDS, GLOBAL_PARAMETERS):
        root = MODEL.roots[kind.section]
        assert root.name == kind.union or not kind.union
    assert BY_REFERENCE.keys() <= MODEL.references.keys()


def test_every_field_that_the_package_declares_is_described() -> None:
    bare = [f"{shape.name}.{field.name}" for shape, field in fields() if not describe(shape, field.name)]
    assert len(bare) < 60  # what the overlay adds


def test_a_description_is_inherited() -> None:
    copy = MODEL.union("Activity").members["Copy"]
    assert describe(copy) == "Copy activity."
    assert describe(copy, "name") == "Activity name. Required."


def test_common_keys_of_a_known_type() -> None:
    assert common_keys("Activity", "Copy") == {
        "name", "type", "description", "state", "onInactiveMarkAs", "dependsOn", "userProperties",
        "linkedServiceName", "policy", "inputs", "outputs",
    }  # fmt: skip
    assert common_keys("Trigger", "TumblingWindowTrigger") >= {"pipeline", "type"}
    assert common_keys("Activity", "copy") == common_keys("Activity", "Copy")


def test_common_keys_of_an_unknown_type_are_those_of_the_base() -> None:
    assert common_keys("Activity", "Tomorrow") >= {"name", "dependsOn", "linkedServiceName", "policy"}
    assert common_keys("Trigger", "TomorrowTrigger") >= {"pipelines", "runtimeState"}
    assert common_keys("Dataset", "Tomorrow") >= {"linkedServiceName", "schema", "folder"}


@pytest.mark.parametrize(
    ("union", "clashes"),
    [("Dataset", {"schema"}), ("LinkedService", {"version"}), ("Activity", set()), ("Trigger", set())],
)
def test_names_that_stand_both_beside_and_under_type_properties(union: str, clashes: set[str]) -> None:
    found = set()
    for shape in MODEL.union(union).members.values():
        inner = shape.type_properties
        if inner and inner.kind is ValueKind.SHAPE:
            found |= shape.fields.keys() & MODEL.shape(inner.name).fields.keys()
    assert found == clashes


VAULT = {"type": "AzureKeyVaultSecret", "store": "kv", "secretName": "s"}
SQL = {"type": "AzureSqlDatabase", "typeProperties": {"password": VAULT, "connectionString": VAULT}}
COPY = {
    "type": "Copy",
    "inputs": ["d"],
    "typeProperties": {"stagingSettings": {}, "logSettings": {"logLocationSettings": {}}},
}
IN_IF = {"type": "IfCondition", "typeProperties": {"ifTrueActivities": [COPY]}}
IN_SWITCH = {"type": "Switch", "typeProperties": {"cases": [{"activities": [COPY]}]}}
AFTER = {"type": "TumblingWindowTriggerDependencyReference"}
WINDOW = {"type": "TumblingWindowTrigger", "pipeline": {}, "typeProperties": {"dependsOn": [AFTER]}}


@pytest.mark.parametrize(
    ("section", "properties", "path", "reference"),
    [
        ("datasets", {"type": "Json"}, "linkedServiceName", "LinkedService"),
        ("linkedServices", {"type": "Web"}, "connectVia", "IntegrationRuntime"),
        ("linkedServices", SQL, "typeProperties.password.store", "LinkedService"),
        ("linkedServices", SQL, "typeProperties.connectionString.store", "LinkedService"),
        ("linkedServices", SQL, "typeProperties.credential", "Credential"),
        ("pipelines", {"activities": [COPY]}, "activities.0.inputs.0", "Dataset"),
        ("pipelines", {"activities": [IN_IF]}, "activities.0.typeProperties.ifTrueActivities.0.inputs.0", "Dataset"),
        (
            "pipelines",
            {"activities": [IN_SWITCH]},
            "activities.0.typeProperties.cases.0.activities.0.inputs.0",
            "Dataset",
        ),
        (
            "pipelines",
            {"activities": [COPY]},
            "activities.0.typeProperties.stagingSettings.linkedServiceName",
            "LinkedService",
        ),
        (
            "pipelines",
            {"activities": [COPY]},
            "activities.0.typeProperties.logSettings.logLocationSettings.linkedServiceName",
            "LinkedService",
        ),
        (
            "pipelines",
            {"activities": [{"type": "ExecuteDataFlow", "typeProperties": {}}]},
            "activities.0.typeProperties.dataflow",
            "DataFlow",
        ),
        (
            "pipelines",
            {"activities": [{"type": "ExecutePipeline", "typeProperties": {}}]},
            "activities.0.typeProperties.pipeline",
            "Pipeline",
        ),
        ("triggers", {"type": "ScheduleTrigger", "pipelines": [{}]}, "pipelines.0.pipelineReference", "Pipeline"),
        ("triggers", WINDOW, "pipeline.pipelineReference", "Pipeline"),
        ("triggers", WINDOW, "typeProperties.dependsOn.0.referenceTrigger", "Trigger"),
        (
            "dataFlows",
            {"type": "MappingDataFlow", "typeProperties": {"sources": [{}]}},
            "typeProperties.sources.0.dataset",
            "Dataset",
        ),
        ("integrationRuntimes", {"type": "Managed"}, "managedVirtualNetwork", "ManagedVirtualNetwork"),
    ],
)
def test_references_at_any_depth(section: str, properties: object, path: str, reference: str) -> None:
    assert at(section, properties, path) == Type(ValueKind.REFERENCE, f"{reference}Reference")


def test_descriptions_give_the_type_of_a_field_declared_as_anything() -> None:
    source = MODEL.union("CopySource").members["AzureDataExplorerSource"].fields
    assert source["query"].type == Type(ValueKind.STRING, expression=True)
    assert source["queryTimeout"].type.expression
    assert source["additionalColumns"].type.kind is ValueKind.LIST


def test_a_union_compares_its_types_without_case_and_knows_former_names() -> None:
    settings = MODEL.union("StoreReadSettings")
    assert settings.member("azureblobstoragereadsettings") is settings.members["AzureBlobStorageReadSettings"]
    assert settings.member("AzureBlobStorageReadSetting") is settings.members["AzureBlobStorageReadSettings"]
    assert settings.member("Tomorrow") is None
    assert settings.member({"not": "text"}) is None


TYPES = st.recursive(
    st.builds(Type, st.sampled_from([one for one in KINDS_OF_VALUES if one not in ("list", "map")]), NAMES),
    lambda inner: st.builds(
        Type, st.sampled_from([ValueKind.LIST, ValueKind.MAP]), st.just(""), inner, st.booleans(), st.booleans()
    ),
)


@given(st.builds(Field, NAMES, TYPES, st.booleans(), st.booleans()))
def test_the_text_of_a_field_says_all_of_it(field: Field) -> None:
    assert read_field(field.name, write_field(field)) == field


def test_what_is_no_type_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        read_field("paint", "!colour")


def test_limits_and_names_are_told_with_their_page() -> None:
    assert all(one.figure > 0 and one.page.url.startswith("https://") and one.page.date for one in LIMITS.values())
    assert LIMITS["activitiesPerPipeline"].figure == 120
    assert ACCEPTED.keys() - {"factory"} == {kind.section for kind in (*KINDS, GLOBAL_PARAMETERS)}


@pytest.mark.parametrize(
    ("section", "good", "bad"),
    [
        ("factory", ["covidau-df", "abc"], ["ab", "a--b", "-ab", "a_b", "x" * 64]),
        ("integrationRuntimes", ["AutoResolveIntegrationRuntime"], ["my ir"]),
        ("linkedServices", ["Covid DS HTTP Server", "covid_cdb", "1st"], ["", "a.b", "a/b", " a", "x" * 261]),
        ("managedVirtualNetworks", ["default", "_", "a-b"], ["a b", "a-", "x" * 128]),
    ],
)
def test_names_that_the_service_accepts(section: str, good: list[str], bad: list[str]) -> None:
    assert all(ACCEPTED[section].allows(name) for name in good)
    assert not any(ACCEPTED[section].allows(name) for name in bad)


def test_names_that_only_the_documentation_forbids() -> None:
    assert not DOCUMENTED["datasets"].allows("raw-orders")
    assert ACCEPTED["datasets"].allows("raw-orders")
    assert not DOCUMENTED["activities"].allows("x" * 56)


def test_the_committed_files_are_what_the_pinned_package_gives(repository: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.model", "--check"], cwd=repository, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    if "can't be downloaded" in done.stderr:
        pytest.skip("the pinned azure-mgmt-datafactory can't be downloaded here")
