"""The environments that adfc writes, against Microsoft's contracts, which refuse them once a value or a key is wrong.

The environment variable ADFC_CONTRACTS names a folder with ARM's JSON schemas in `arm/` and Bicep's types in `bicep/`.
"""

import copy
import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adfc.compile import compile_project
from adfc.emit.environment import TEMPLATE
from tests.compiled import ENV
from tests.conformance.contracts import ArmSchemas, BicepTypes
from tests.conformance.published import tell

CONTRACTS = os.environ.get("ADFC_CONTRACTS", "")
pytestmark = pytest.mark.skipif(not CONTRACTS, reason="ADFC_CONTRACTS does not name a folder")

ROOT = Path(__file__).resolve().parents[2]
PROJECTS = {"demo": ROOT, "everything": ROOT / "tests/cases/environment/everything"}

UNKNOWN = ("Microsoft.KeyVault/", "Microsoft.ManagedIdentity/", "Microsoft.Storage/")
"""Providers that the contracts do not hold."""

OPEN = {
    "tags": "any key",
    "repoConfiguration": "more keys than its own: its type chooses them",
    "globalParameters": "any key",
}
"""Objects whose keys are the user's."""

PASSED = {
    r"Authorization/roleAssignments \('scope',\)": "it belongs to templates; there is no Bicep table",
    r"Authorization/roleAssignments .*'principalType'\) misspelt": "the schema is open; there is no Bicep table",
    r"userAssignedIdentities', .* of another type": "what stands for an identity may be anything",
    r"\('tags',\) of another type": "it is a parameter, whose value is an object",
}
"""Mutations that the contracts take, and why."""


class Contracts:
    """Both contracts together: each refuses what the other lets pass."""

    def __init__(self, folder: Path) -> None:
        self.arm = ArmSchemas(folder / "arm")
        self._bicep = [BicepTypes(one) for one in sorted((folder / "bicep").glob("*.json"))]

    def know(self, resource: Any) -> bool:
        return self.arm.knows(resource)

    def errors(self, resource: Any) -> list[str]:
        told = [one.resource_errors(resource) for one in self._bicep if one.knows(resource)]
        return [*self.arm.resource_errors(resource), *(error for errors in told for error in errors)]


@cache
def contracts() -> Contracts:
    return Contracts(Path(CONTRACTS))


@cache
def written(project: str) -> dict[str, Any]:
    """The JSON files of a project's environment by path."""
    compilation = compile_project(PROJECTS[project], env={**ENV, "AZURE_SUBSCRIPTION_ID": "0"})
    return {
        one.path: json.loads(one.text)
        for one in compilation.artifacts
        if one.path.startswith("environment/") and one.path.endswith(".json")
    }


def resources(project: str) -> list[Any]:
    found: list[Any] = written(project)[TEMPLATE]["resources"]
    return found


@pytest.mark.parametrize("project", PROJECTS)
def test_the_contracts_accept_what_is_written(project: str) -> None:
    files = written(project)
    assert not contracts().arm.template_errors({**files[TEMPLATE], "resources": []})
    for path, data in files.items():
        assert "parameters/" not in path or not contracts().arm.parameter_file_errors(data)
    for one in resources(project):
        assert contracts().know(one) or one["type"].startswith(UNKNOWN)
        assert not contracts().know(one) or not contracts().errors(one), one["name"]


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of every value at any depth, but inside what is the user's own."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in items:
        yield (*path, key)
        if key not in OPEN:
            yield from paths(one, (*path, key))


def changed(resource: Any, path: tuple[Any, ...], how: str) -> Any:
    """A copy with a misspelt key, or a value of another type, at a path."""
    data = copy.deepcopy(resource)
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    value = holder[path[-1]]
    if how == "misspelt":
        holder[f"{path[-1]}x"] = holder.pop(path[-1])
    else:
        holder[path[-1]] = "text" if not isinstance(value, str) else {"an": "object"}
    return data


def mutations(project: str) -> Iterator[tuple[str, Any]]:
    for one in resources(project):
        for path in paths({key: value for key, value in one.items() if key not in ("dependsOn", "condition")}):
            if not contracts().know(one):
                continue
            if isinstance(path[-1], str) and not path[-1].startswith("["):
                yield f"{one['type']} {path} misspelt", changed(one, path, "misspelt")
            yield f"{one['type']} {path} of another type", changed(one, path, "of another type")


@pytest.mark.parametrize("project", PROJECTS)
def test_the_contracts_refuse_every_mutation(project: str) -> None:
    found = list(mutations(project))
    passed = []
    for what, one in found:
        named = isinstance(one.get("type"), str) and isinstance(one.get("apiVersion"), str)
        if named and contracts().know(one) and not contracts().errors(one):
            passed.append(what)
    tell([f"{project}: {len(found)} mutations, {len(passed)} passed", *passed])
    assert [what for what in passed if not any(re.search(pattern, what) for pattern in PASSED)] == []
    assert len(passed) < 0.03 * len(found)
