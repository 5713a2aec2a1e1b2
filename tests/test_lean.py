"""What a command does not need it does not do: no module imported for nothing, no file read for its places."""

import subprocess
import sys
from pathlib import Path

import pytest

from adfc.adf.grammar import Type, ValueKind
from adfc.adf.model import LEAVES, Shape, load
from adfc.compile import compile_project
from adfc.rules import codes, pages
from tests.compiled import ENV
from tests.test_cases import CASES
from tests.test_cli_process import environment

SPARED = {"adfc.read.yaml_tree", "adfc.read.json_tree", "adfc.validate.adf.explain", "adfc.report.sarif", "jsonschema"}
"""What reads for places, explains, and draws what nobody asked for."""

SPEC = """\
linkedServices:
  store: {type: AzureBlobStorage, serviceEndpoint: "${var.store}"}
datasets:
  table:
    type: Json
    linkedServiceName: store
    description: A table.
    annotations: [it]
    folder: {name: tables}
    location: {type: AzureBlobStorageLocation, container: raw, fileName: a.json}
    schema: {file: columns.json}
pipelines:
  load:
    description: Reads.
    annotations: [it]
    folder: {name: loads}
    activities:
      read:
        type: Script
        linkedServiceName: store
        policy: {timeout: 0.01:00:00}
        scripts: [{type: Query, text: {file: query.sql}}]
      look:
        type: GetMetadata
        policy: {timeout: 0.01:00:00}
        dataset: table
        fieldList: [size]
triggers:
  daily:
    type: ScheduleTrigger
    annotations: [it]
    recurrence: {frequency: Day, interval: 1, startTime: 2026-01-01T02:00:00, timeZone: UTC}
    pipelines: [{pipelineReference: load}]
"""


def test_a_clean_build_reads_nothing_twice(tmp_path: Path) -> None:
    (tmp_path / "adfc.yml").write_text("name: lean\nfactory: lean-df\nvariables: {store: https://lean/}\n")
    (tmp_path / "pipelines").mkdir()
    (tmp_path / "pipelines/load.yml").write_text(SPEC + "  # nicht für die Uhr\n", encoding="utf-8")
    (tmp_path / "pipelines/columns.json").write_text('{"type": "object"}')
    (tmp_path / "pipelines/query.sql").write_text("SELECT 1")
    code = "import sys; from adfc.cli.app import run; code = run(['build']); print(*sys.modules); sys.exit(code)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, env=environment(), check=True
    )
    assert (done.returncode, done.stdout.splitlines()[:-1]) == (0, []), "the project is one that nothing is said about"
    assert SPARED.isdisjoint(done.stdout.split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_who_asks_for_no_files_is_told_the_same(case: Path) -> None:
    asked = compile_project(case, env=ENV, files=False)
    assert asked.diagnostics == compile_project(case, env=ENV).diagnostics
    assert asked.artifacts == ()


def test_all_codes_are_known_without_their_pages() -> None:
    assert codes() == tuple(pages())


def test_no_reference_stands_below_columns_and_mappings() -> None:
    for shape in load().shapes.values():
        for key in LEAVES & shape.fields.keys():
            assert ValueKind.REFERENCE not in kinds_below(shape.fields[key].type, set()), f"{key} of {shape.name}"


def kinds_below(of: Type, seen: set[Type]) -> set[ValueKind]:
    """The kinds of all values that can stand in one of this type."""
    if of in seen:
        return set()
    seen.add(of)
    shapes: list[Shape] = []
    if of.kind is ValueKind.SHAPE:
        shapes = [load().shape(of.name)]
    elif of.kind is ValueKind.UNION:
        shapes = [load().union(of.name).base, *load().union(of.name).members.values()]
    inner = [one.type for shape in shapes for one in shape.fields.values()]
    return {of.kind}.union(*(kinds_below(one, seen) for one in (*inner, of.inner) if one))
