"""Complaints about ADF's JSON point at what the user wrote: in a spec, or in the override laid over it."""

from pathlib import Path

import pytest

from adfc.compile import compile_project

TARGET = "name: sales\nfactory: sales-df\ntargets:\n  prod:\n    default: true\n    overrides:\n"


def places(folder: Path, spec: str, overrides: str = "") -> list[str]:
    """Code and place of every error and warning."""
    (folder / "adfc.yml").write_text(TARGET + overrides if overrides else "name: sales\nfactory: sales-df\n")
    (folder / "pipelines").mkdir()
    (folder / "pipelines/a.yml").write_text(spec)
    found = [one for one in compile_project(folder, env={}).diagnostics if one.severity != "info"]
    return [f"{one.code} {one.span.file}:{one.span.line}:{one.span.column}" for one in found]


def test_state_of_a_trigger(tmp_path: Path) -> None:
    spec = "triggers:\n  t: {type: ScheduleTrigger, state: {on: true}, recurrence: {frequency: Day, interval: 1}}\n"
    assert "ADF104 pipelines/a.yml:2:37" in places(tmp_path, spec)


@pytest.mark.parametrize(
    "activities", ["[{name: Pause, type: Wait, waitTimeInSeconds: 1}]", "{Pause: {type: Wait, waitTimeInSeconds: 1}}"]
)
def test_override_of_an_activity_in_a_list_or_a_mapping(activities: str, tmp_path: Path) -> None:
    spec = f"pipelines:\n  load:\n    activities: {activities}\n"
    overrides = "      pipelines: {load: {activities: {Pause: {waitTimeInSecond: 2}}}}\n"
    assert places(tmp_path, spec, overrides) == ["ADF101 adfc.yml:7:47"]


def test_private_endpoint_that_only_the_override_has(tmp_path: Path) -> None:
    spec = "managedVirtualNetworks:\n  default: {}\n"
    overrides = "      managedVirtualNetworks: {default: {managedPrivateEndpoints: {lake: {groupIds: dfs}}}}\n"
    assert places(tmp_path, spec, overrides) == ["ADF101 adfc.yml:7:75"]
