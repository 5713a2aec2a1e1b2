"""One template for all targets: deployed with a target's file, it gives exactly that target's build."""

import json
from pathlib import Path

import pytest

from adfc.compile import compile_project
from adfc.emit import arm, environment
from adfc.model import Artifact
from tests.arm_evaluator import deployed
from tests.compiled import ENV

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "examples", ROOT / "tests/cases")
PROJECTS = [ROOT, *sorted(file.parent for folder in FOLDERS for file in folder.rglob("adfc.yml"))]


def _deployed(artifacts: tuple[Artifact, ...], target: str, template: str = arm.TEMPLATE) -> object:
    files = {one.path: one.text for one in artifacts}
    if template not in files:
        return None
    parameters = f"{template.partition('/')[0]}/parameters/{target}.json"
    return deployed(json.loads(files[template]), json.loads(files[parameters]))


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)
def test_every_target_is_deployed_from_the_default_build(project: Path) -> None:
    shared = compile_project(project, env=ENV)
    for target in shared.factories if shared.artifacts else ():
        own = compile_project(project, target=target, env=ENV)
        for template in (arm.TEMPLATE, environment.TEMPLATE):
            assert _deployed(shared.artifacts, target, template) == _deployed(own.artifacts, target, template)
