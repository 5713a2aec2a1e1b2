"""Laws of environments: what the schema takes becomes a template that Resource Manager could deploy."""

import json
import os
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from adfc.compile import Compilation, compile_project
from adfc.configure.environment import environment_schema
from adfc.emit.environment import TEMPLATE
from adfc.validate.schema import refusals
from adfc.validate.wanted import resolve
from tests.arm_evaluator import deployed
from tests.conformance.contracts import ArmSchemas, BicepTypes

CONTRACTS = os.environ.get("ADFC_CONTRACTS", "")
DEFINITIONS = environment_schema()["$defs"]
NAMES = st.sampled_from(["a", "b", "Orders", "two words", "x-y"])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12)
SIZES = st.sampled_from(["Dev(No SLA)_Standard_D11_v2", "Standard_E2ads_v5"])
RULES = {"ADF498": "off"}
"""Regions are drawn freely: what Azure refuses of them is another matter."""


def values(schema: Any) -> SearchStrategy[Any]:
    """Values that a schema takes, but for what it says of several keys together."""
    schema = resolve(schema, DEFINITIONS)
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    for choice in ("oneOf", "anyOf"):
        if choice in schema and "type" not in schema:
            return st.one_of([values(one) for one in schema[choice]])
    kinds = schema.get("type", "object")
    return st.one_of([_of_type(kind, schema) for kind in ([kinds] if isinstance(kinds, str) else kinds)])


def _of_type(kind: str, schema: Mapping[str, Any]) -> SearchStrategy[Any]:
    if kind == "object":
        return _object(schema)
    if kind == "array":
        return st.lists(values(schema["items"]), min_size=schema.get("minItems", 0), max_size=2)
    if kind == "string":
        return st.from_regex(schema["pattern"], fullmatch=True) if "pattern" in schema else TEXTS
    if kind == "null":
        return st.none()
    return st.booleans() if kind == "boolean" else st.integers(schema.get("minimum", 0), schema.get("maximum", 10**6))


def _object(schema: Mapping[str, Any]) -> SearchStrategy[Any]:
    if "properties" not in schema:
        inner = schema.get("additionalProperties", {"type": "string"})
        return st.dictionaries(NAMES, values(inner), min_size=schema.get("minProperties", 0), max_size=2)
    fields = {key: values(one) for key, one in schema["properties"].items()}
    required = {key: fields.pop(key) for key in schema.get("required", ()) if key in fields}
    return st.fixed_dictionaries(required, optional=fields)


@st.composite
def parts(draw: st.DrawFn, section: str) -> Any:
    """A part that the schema takes, with a location."""
    body = draw(values(DEFINITIONS[section])) or {}
    least = {"location": "Central US"} | ({"sku": draw(SIZES)} if section == "kustoClusters" else {})
    schema = {**DEFINITIONS[section], "$defs": DEFINITIONS}
    whole = {**body, **least, "name": draw(st.from_regex("[a-z]{4,6}", fullmatch=True))}
    return whole if not refusals(whole, schema) else {**least, "name": whole["name"]}


def environments() -> SearchStrategy[Any]:
    sections = ("kustoClusters", "cosmosAccounts", "keyVaults", "storageAccounts", "identities")
    many = {
        section: st.dictionaries(st.sampled_from(["one", "two"]), parts(section), max_size=2) for section in sections
    }
    return st.fixed_dictionaries({}, optional={**many, "factory": parts("factory").map(_nameless)})


def _nameless(factory: Any) -> Any:
    return {key: one for key, one in factory.items() if key != "name"}


def _met(section: str, first: Any, second: Any) -> Any:
    """What the second says of parts that the first has too."""
    found = second[section]
    return found if section == "factory" else {key: one for key, one in found.items() if key in first[section]}


def compiled(first: Any, second: Any) -> Compilation:
    """A project whose second target lays another environment over the first one."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "pipelines").mkdir()
        overrides = {"environment": {key: _met(key, first, second) for key in first.keys() & second.keys()}}
        project = {
            "name": "law",
            "factory": "law-df",
            "rules": RULES,
            "targets": {"dev": {"default": True}, "prod": {"overrides": overrides}},
        }
        (root / "adfc.yml").write_text(json.dumps(project, ensure_ascii=False), encoding="utf-8")
        (root / "pipelines/a.yml").write_text(json.dumps({"environment": first}, ensure_ascii=False), encoding="utf-8")
        return compile_project(root, env={})


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(environments(), environments())
def test_what_the_schema_takes_can_be_deployed_for_every_target(first: Any, second: Any) -> None:
    compilation = compiled(first, second)
    files = {one.path: json.loads(one.text) for one in compilation.artifacts if one.path.endswith(".json")}
    if TEMPLATE not in files:
        assert compilation.diagnostics or not any(one.environment for one in compilation.factories.values())
        return
    for target in ("dev", "prod"):
        made = deployed(files[TEMPLATE], files[f"environment/parameters/{target}.json"])
        assert all("[parameters(" not in json.dumps(one) for one in made.values())
    for one in files[TEMPLATE]["resources"] if CONTRACTS else ():
        assert not _refused(one), one


def _refused(resource: Any) -> list[str]:
    arm, bicep = _contracts()
    told = [one.resource_errors(resource) for one in bicep if one.knows(resource)]
    return [*(arm.resource_errors(resource) if arm.knows(resource) else ()), *(error for one in told for error in one)]


@cache
def _contracts() -> tuple[ArmSchemas, list[BicepTypes]]:
    folder = Path(CONTRACTS)
    return ArmSchemas(folder / "arm"), [BicepTypes(one) for one in sorted((folder / "bicep").glob("*.json"))]
