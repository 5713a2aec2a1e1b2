"""What holds for every connector that comes with adfc, and for the case that shows it."""

from collections.abc import Iterator
from typing import Any

import pytest
from tools.docs.connectors import page

from adfc.adf.model import TYPE_PROPERTIES, load
from adfc.compile import compile_project
from adfc.connectors import Part, jinja
from adfc.connectors.part import GIVEN
from adfc.diagnostic import Severity
from adfc.lower.factory import FACTS
from adfc.read import read_yaml
from adfc.source import SourceFile
from adfc.validate.schema import fault_of, refusals
from tests.packaged import ALL, CASES, LIBRARY, ROOT, part, properties, ways_to_sign_in

OURS = {
    "auth": "reads alike in every connector",
    "columns": "a mapping, where ADF has a list",
    "compression": "ADF has it in an object of its own",
    "compressionLevel": "likewise",
    "container": "Cosmos DB's present word for a collection",
    "partitionKey": "ADF has no word for it",
    "url": "as the other linked services call it",
    "name": "of a column in a mapping",
    "cluster": "names a part of the environment",
    "account": "likewise",
    "vault": "likewise",
    "storageAccount": "likewise",
}
"""The only properties whose name is not ADF's, with the reason."""


def test_the_library_has_nothing_to_complain_about() -> None:
    for name, role in ALL:
        part(name, role)
    assert LIBRARY.problems.found == []


@pytest.mark.parametrize(("name", "role"), ALL)
def test_a_schema_says_all_there_is_to_say(name: str, role: str) -> None:
    schema = part(name, role).schema
    assert fault_of(schema) is None
    assert schema["title"]
    assert schema["additionalProperties"] is False
    assert set(schema.get("required", ())) <= set(schema["properties"])
    for key, one in properties(name, role).items():
        assert one.get("description", "").endswith("."), key


@pytest.mark.parametrize(("name", "role"), ALL)
def test_a_template_uses_just_what_its_schema_knows(name: str, role: str) -> None:
    one = part(name, role)
    used = jinja.names_in(one.expressions)
    assert used <= one.keys | GIVEN.get(role, set())
    named = {key for key, told in one.schema["properties"].items() if "environment" in told}
    assert one.keys - used - named <= set(FACTS)


@pytest.mark.parametrize(("name", "role"), ALL)
def test_a_property_is_called_as_adf_calls_it(name: str, role: str) -> None:
    one = part(name, role)
    words = set(_words(one.skeleton))
    assert [key for key in one.keys if key not in words and key not in OURS] == []


def _words(skeleton: Any) -> Iterator[str]:
    """The keys that a template writes."""
    if isinstance(skeleton, dict):
        yield from skeleton
        for value in skeleton.values():
            yield from _words(value)


@pytest.mark.parametrize(("name", "role"), ALL)
def test_a_template_writes_what_the_model_knows(name: str, role: str) -> None:
    unions = {
        "linkedService": "LinkedService",
        "dataset": "Dataset",
        "location": "DatasetLocation",
        "source": "CopySource",
        "sink": "CopySink",
        "readSettings": "StoreReadSettings",
        "writeSettings": "StoreWriteSettings",
    }
    if role == "column":
        return
    one = part(name, role)
    shape = load().union(unions[role]).member(one.adf_type)
    assert shape is not None, one.adf_type
    assert set(one.skeleton) <= set(shape.fields)
    inner = load().shape(shape.type_properties.name) if shape.type_properties else None
    assert set(one.skeleton.get(TYPE_PROPERTIES, ())) <= set(inner.fields if inner else ())


@pytest.mark.parametrize("name", LIBRARY.with_part("linkedService"))
def test_who_says_nothing_signs_in_as_the_factory_where_that_works(name: str) -> None:
    one = part(name, "linkedService")
    words = [form.get("const") for form in ways_to_sign_in(name)]
    if "auth" in one.schema.get("required", ()):
        return
    default = "managedIdentity" if "managedIdentity" in words else "anonymous"
    assert default in words
    needed = {key: f"https://x.blob.example/{key}" for key in _always_needed(one)}
    assert one.render(needed) == one.render({**needed, "auth": default})


def _always_needed(one: Part) -> set[str]:
    return {key for rule in (one.schema, *one.schema.get("allOf", ())) for key in _required(rule)}


def _required(rule: Any) -> Iterator[str]:
    """What a rule wants of a body that signs in as the factory and names no part of an environment."""
    yield from rule.get("required", ())
    wants_unnamed = "not" in rule.get("if", {})
    branch = rule.get("then" if wants_unnamed else "else")
    yield from _required(branch) if branch else ()


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / "docs" / "connectors.md").read_text(encoding="utf-8") == page(LIBRARY)


@pytest.mark.parametrize("name", LIBRARY.connectors)
def test_a_case_is_what_adf_accepts(name: str) -> None:
    found = [one for one in compile_project(CASES / name, env={}).diagnostics if one.severity is not Severity.INFO]
    assert found == []


@pytest.mark.parametrize(("name", "role"), ALL)
def test_a_case_shows_every_property(name: str, role: str) -> None:
    shown = {key for key, _ in _entries(_specs(name))}
    hidden = {"name"} if role == "column" else set()
    assert part(name, role).keys - shown - hidden == set()


@pytest.mark.parametrize("name", LIBRARY.with_part("linkedService"))
def test_a_case_shows_every_way_to_sign_in(name: str) -> None:
    one = part(name, "linkedService")
    bodies = [body for _, body in _entries(_specs(name)) if isinstance(body, dict) and body.get("type") == name]
    for form in ways_to_sign_in(name):
        whole = {**form, "$defs": one.schema["$defs"]}
        assert any(not refusals(body.get("auth"), whole) for body in bodies), form["title"]


@pytest.mark.parametrize("name", LIBRARY.connectors)
def test_a_case_copies_in_both_directions(name: str) -> None:
    roles = [role for role in ("source", "sink", "readSettings", "writeSettings") if (name, role) in ALL]
    resources = compile_project(CASES / name, env={}).factories["default"].resources
    assert {part(name, role).adf_type for role in roles} <= {
        one for found in resources for one in _types(found.properties)
    }


def _specs(name: str) -> list[Any]:
    files = sorted((CASES / name / "pipelines").glob("*.yml"))
    documents = [read_yaml(SourceFile(file.name, file.read_text(encoding="utf-8")))[0] for file in files]
    return [document.data for document in documents if document]


def _entries(value: Any) -> Iterator[tuple[str, Any]]:
    """Every key of a value at any depth, with what stands under it."""
    for key, child in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield str(key), child
        yield from _entries(child)


def _types(value: Any) -> Iterator[str]:
    return (child for key, child in _entries(value) if key == "type" and isinstance(child, str))
