"""A factory over ARM's limits is also written as parts that deploy one after the other, without a storage account."""

import json
from typing import Any

import pytest

from adfc.diagnostic import Problems
from adfc.emit import emit
from adfc.emit.arm.options import ArmOptions
from adfc.emit.build import Build
from adfc.kinds import DATASETS, LINKED_SERVICES, PIPELINES
from adfc.model import Factory, Resource, tree_order
from tests.arm_evaluator import deployed
from tests.test_fold import NOWHERE

TEXT = "x" * 6_000


def _factory(target: str, copies: int) -> Factory:
    """As many linked services, datasets and pipelines, each referring to the one before."""
    resources = []
    for number in range(copies):
        url = {
            "type": "Web",
            "typeProperties": {"url": f"https://{target}/{number}", "authenticationType": "Anonymous"},
        }
        dataset = {
            "type": "WebTable",
            "linkedServiceName": {"referenceName": f"ls{number}", "type": "LinkedServiceReference"},
            "typeProperties": {"index": number},
        }
        inner = {"pipeline": {"referenceName": f"pl{number - 1}", "type": "PipelineReference"}}
        activity = {"name": "Run", "type": "ExecutePipeline", "description": TEXT, "typeProperties": inner}
        activities = [activity] if number else []
        resources += [
            Resource(LINKED_SERVICES, f"ls{number}", url, NOWHERE),
            Resource(DATASETS, f"ds{number}", dataset, NOWHERE),
            Resource(PIPELINES, f"pl{number}", {"activities": activities}, NOWHERE),
        ]
    return Factory(f"df-{target}", target, tuple(sorted(resources, key=tree_order)))


def _files(copies: int) -> tuple[dict[str, Any], Problems]:
    factories = {target: _factory(target, copies) for target in ("dev", "prod")}
    problems = Problems()
    build = Build("large", factories, "dev", NOWHERE.span, ArmOptions(parameters="differences"))
    return {one.path: json.loads(one.text) for one in emit(build, problems)}, problems


@pytest.fixture(scope="module", params=[300, 700], ids=["over 800 resources", "over 4 MB"])
def built(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Problems]:
    return _files(request.param)


def test_each_part_is_within_every_limit(built: tuple[dict[str, Any], Problems]) -> None:
    files, problems = built
    order = files["arm/parts/order.json"]["deployInThisOrder"]
    assert len(order) > 1
    for part in order:
        template = files[f"arm/parts/{part['template']}"]
        assert len(template["resources"]) == part["resources"] <= 800
        assert len(template["parameters"]) == part["parameters"] <= 256
        assert len(json.dumps(template, indent="\t")) <= 4 * 1024 * 1024
    assert any("too large for one deployment" in one.message for one in problems.found)


def test_the_parts_deploy_what_the_whole_would(built: tuple[dict[str, Any], Problems]) -> None:
    files, _ = built
    for target in ("dev", "prod"):
        whole = deployed(files["arm/ARMTemplateForFactory.json"], files[f"arm/parameters/{target}.json"])
        there: dict[str, Any] = {}
        for part in files["arm/parts/order.json"]["deployInThisOrder"]:
            name = part["template"]
            new = deployed(files[f"arm/parts/{name}"], files[f"arm/parts/parameters/{target}/{name}"])
            needed = {_key(one) for key in new for one in whole[key]["dependsOn"]}
            assert needed <= {_end(key) for key in (*there, *new)}, "nothing is deployed before what it refers to"
            there |= new
        assert {key: one["properties"] for key, one in there.items()} == {
            key: one["properties"] for key, one in whole.items()
        }


def test_a_small_factory_has_no_parts() -> None:
    files, problems = _files(3)
    assert not [path for path in files if path.startswith("arm/parts/")]
    assert not problems.found


def _key(resource_id: str) -> str:
    return "/".join(resource_id.split("/")[-2:])


def _end(key: str) -> str:
    """Collection and name, as an id ends, of a type and a full name."""
    kind, name = key.split(" ", 1)
    return f"{kind.rpartition('/')[2]}/{name.rpartition('/')[2]}"
