"""Laws of the connectors that come with adfc: what a schema accepts, its template makes something of."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from adfc.compile import compile_project
from adfc.connectors.part import GIVEN
from adfc.validate.schema import refusals
from adfc.validate.wanted import resolve
from tests.packaged import ALL, LIBRARY, part, properties, ways_to_sign_in

HEALTH = (HealthCheck.filter_too_much, HealthCheck.too_slow)
"""A schema's conditions refuse many a drawn value, and that is fine."""


def values(schema: Any, definitions: Any) -> SearchStrategy[Any]:
    """Values that a schema (without its conditions) accepts."""
    schema = resolve(schema, definitions)
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    for choice in ("oneOf", "anyOf"):
        if choice in schema and "type" not in schema:
            return st.one_of([values(one, definitions) for one in schema[choice]])
    kinds = schema["type"]
    return st.one_of([_of_type(kind, schema, definitions) for kind in ([kinds] if isinstance(kinds, str) else kinds)])


def _of_type(kind: str, schema: Any, definitions: Any) -> SearchStrategy[Any]:
    if kind == "object":
        return _mappings(schema, definitions)
    if kind == "array":
        items = values(schema["items"], definitions) if "items" in schema else st.text()
        return st.lists(items, min_size=schema.get("minItems", 0), max_size=3)
    if kind == "string":
        return st.from_regex(schema["pattern"]) if "pattern" in schema else st.text(min_size=schema.get("minLength", 0))
    simple: dict[str, SearchStrategy[Any]] = {
        "integer": st.integers(schema.get("minimum"), schema.get("maximum")),
        "number": st.floats(allow_nan=False, allow_infinity=False),
        "boolean": st.booleans(),
    }
    return simple[kind]


def _mappings(schema: Any, definitions: Any) -> SearchStrategy[Any]:
    if "properties" not in schema:
        inner = schema.get("additionalProperties")
        of_values = values(inner, definitions) if isinstance(inner, dict) else st.text()
        return st.dictionaries(st.text(min_size=1), of_values, min_size=schema.get("minProperties", 0), max_size=3)
    # What names a part of an environment is replaced by what that gives before a template sees it.
    written = {
        key: one
        for key, one in schema["properties"].items()
        if "environment" not in one or key in schema.get("required", ())
    }
    fields = {key: values(one, definitions) for key, one in written.items()}
    required = {key: fields.pop(key) for key in schema.get("required", ())}
    return st.fixed_dictionaries(required, optional=fields)


@pytest.mark.parametrize(("name", "role"), ALL)
@settings(max_examples=25, deadline=None, suppress_health_check=HEALTH)
@given(data=st.data())
def test_what_a_schema_accepts_its_template_renders(name: str, role: str, data: st.DataObject) -> None:
    one = part(name, role)
    given_to_it = {key: {"type": "given"} for key in GIVEN.get(role, ()) if key in str(one.expressions)}
    written = data.draw(_mappings(one.schema, one.schema["$defs"]))
    assume(not refusals(written, one.schema))
    body = one.render({**written, **given_to_it})
    json.dumps(body)
    assert role == "column" or body["type"] == one.adf_type


@pytest.mark.parametrize(("name", "role"), ALL)
@settings(max_examples=10, deadline=None, suppress_health_check=HEALTH)
@given(data=st.data())
def test_a_default_changes_nothing_when_written_out(name: str, role: str, data: st.DataObject) -> None:
    one = part(name, role)
    defaults = {key: schema["default"] for key, schema in properties(name, role).items() if "default" in schema}
    written = data.draw(_mappings(one.schema, one.schema["$defs"])) if defaults else {}
    for key, default in defaults.items():
        without = {name: value for name, value in written.items() if name != key}
        if not refusals({**without, key: default}, one.schema) and not refusals(without, one.schema):
            assert one.render(without) == one.render({**without, key: default})


SECRETS = [
    pytest.param(name, form, id=f"{name}-{form['title']}")
    for name in LIBRARY.with_part("linkedService")
    for form in ways_to_sign_in(name)
    if "/secret" in json.dumps(form)
]


@pytest.mark.parametrize(("name", "form"), SECRETS)
def test_a_secret_is_never_written_and_never_shown(name: str, form: Mapping[str, Any], tmp_path: Path) -> None:
    definitions = part(name, "linkedService").schema["$defs"]
    auth = {key: _with_text(one, definitions) for key, one in form["properties"].items()}
    body = {"type": name, "auth": auth}
    (tmp_path / "pipelines").mkdir()
    (tmp_path / "adfc.yml").write_text("name: x\nfactory: x-df\n")
    (tmp_path / "pipelines" / "a.yml").write_text(json.dumps({"linkedServices": {"it": body}}))
    found = [one for one in compile_project(tmp_path, env={}).diagnostics if "must be a secret" in one.message]
    assert found
    assert all("hunter2" not in one.message + one.help for one in found)


def _with_text(schema: Any, definitions: Any) -> Any:
    """A value with texts all over, also where a secret is wanted."""
    schema = resolve(schema, definitions)
    return {key: _with_text(one, definitions) for key, one in schema.get("properties", {}).items()} or "hunter2"
