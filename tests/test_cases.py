"""Every folder of cases/ that holds an adfc.yml is compiled, and everything it gives compared byte for byte."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.compiled import described

HERE = Path(__file__).parent
CASES = sorted(file.parent for file in (HERE / "cases").rglob("adfc.yml"))
PROJECTS = (HERE.parent, *sorted(file.parent for file in (HERE.parent / "examples").rglob("adfc.yml")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(HERE / "cases").as_posix().replace("/", "-"))
def test_case(case: Path, snapshot_text: SnapshotAssertion) -> None:
    assert described(case) == snapshot_text


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: "demo" if project == HERE.parent else project.name)
def test_project(project: Path, snapshot_text: SnapshotAssertion) -> None:
    assert described(project) == snapshot_text
