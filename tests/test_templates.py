"""Every template of the demo, the examples and the cases: what Resource Manager and Microsoft's scripts ask of one."""

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adfc.compile import compile_project
from tests.compiled import ENV
from tests.conformance.contracts import ArmSchemas, BicepTypes

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "examples", ROOT / "tests/cases")
PROJECTS = [ROOT, *sorted(file.parent for folder in FOLDERS for file in folder.rglob("adfc.yml"))]
CONTRACTS = os.environ.get("ADFC_CONTRACTS", "")
TEMPLATE = "arm/ARMTemplateForFactory.json"

each_project = pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)


@cache
def _built(project: Path) -> dict[str, Any]:
    """The JSON files of a build; none for a project that does not build."""
    artifacts = compile_project(project, env=ENV).artifacts
    return {one.path: json.loads(one.text) for one in artifacts if one.path.endswith(".json")}


@each_project
def test_every_parameter_is_read_and_every_one_read_is_declared(project: Path) -> None:
    for template in (_built(project)[TEMPLATE],) if _built(project) else ():
        calls = re.findall(r"parameters\('((?:[^']|'')*)'\)", json.dumps(template["resources"]))
        assert {one.replace("''", "'") for one in calls} == set(template["parameters"]) or not template["resources"]


@each_project
def test_every_dependency_is_in_the_template_or_declared_external(project: Path) -> None:
    for template in (_built(project)[TEMPLATE],) if _built(project) else ():
        names = {_name(one) for one in template["resources"]}
        for one in template["resources"]:
            for target in one["dependsOn"]:
                literal = re.fullmatch(r"\[concat\(variables\('factoryId'\), '/[A-Za-z/]+?/(.*)'\)\]", target)
                assert literal is None or literal[1].rpartition("/")[2] in {name.rpartition("/")[2] for name in names}


@each_project
def test_microsofts_scripts_find_every_name(project: Path) -> None:
    files = _built(project)
    folders = {path.removesuffix(".json").rpartition("/")[2] for path in files if path.startswith("adf/")}
    for template in (files[TEMPLATE],) if files else ():
        for one in template["resources"]:
            if "condition" not in one and not one["type"].endswith("/globalparameters"):
                assert _name(one).rpartition("/")[2] in folders


def _name(resource: Any) -> str:
    """The name as the scripts cut it out: 37 characters before it, 3 after it."""
    name: str = resource["name"]
    return name[37 : 37 + len(name) - 40].replace("''", "'")


@pytest.mark.skipif(not CONTRACTS, reason="ADFC_CONTRACTS does not name a folder with Microsoft's schemas")
@pytest.mark.parametrize("project", PROJECTS[:2], ids=["demo", "example"])
def test_the_demo_and_the_example_pass_microsofts_contracts(project: Path) -> None:
    schemas = ArmSchemas(Path(CONTRACTS, "arm"))
    types = BicepTypes(Path(CONTRACTS, "bicep/Microsoft.DataFactory.bicep-types.json"))
    files = _built(project)
    template = files[TEMPLATE]
    assert not schemas.template_errors({**template, "resources": []})
    for one in template["resources"]:
        assert not [*schemas.resource_errors(one), *types.resource_errors(one)]
    for path, data in files.items():
        if path.startswith("arm/parameters/"):
            assert not schemas.parameter_file_errors(data)
