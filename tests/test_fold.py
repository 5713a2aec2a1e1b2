"""Parameters over ARM's limit fold into objects, and a deployment gives the same resources as before."""

import json
from typing import Any

import pytest

from adfc.emit.arm.fold import fold
from adfc.emit.arm.options import ArmOptions
from adfc.emit.arm.targets import Shared, shared_template
from adfc.emit.arm.template import parameters_file
from adfc.emit.build import Build
from adfc.emit.json_text import json_text
from adfc.gitmode import GitOrigin
from adfc.kinds import LINKED_SERVICES
from adfc.model import Document, Factory, Resource
from adfc.source import Node, Places, Span
from tests.arm_evaluator import deployed

NOWHERE = GitOrigin(Document("", {}, Places(lambda: Node(Span("", 1, 1, 1, 1)))))


def _factory(target: str, services: int, settings: int) -> Factory:
    names = ["url", "server", "database", "userName", "host", "tenant"][:settings]
    resources = [
        Resource(
            LINKED_SERVICES,
            f"ls{number:04}",
            {"type": "Odd", "typeProperties": dict.fromkeys(names, f"[{target} {number}]")},
            NOWHERE,
        )
        for number in range(services)
    ]
    return Factory(f"df-{target}", target, tuple(resources))


def _build(services: int, settings: int, target: str = "dev") -> Build:
    factories = {name: _factory(name, services, settings) for name in ("dev", "prod")}
    return Build("p", factories, target, NOWHERE.span, ArmOptions())


def _deployed(shared: Shared, target: str) -> dict[str, Any]:
    files = (shared.template.data(), parameters_file(shared.values[target]))
    template, parameters = (json.loads(json_text(data)) for data in files)
    return deployed(template, parameters)


@pytest.mark.parametrize(("services", "settings"), [(3, 2), (60, 6), (300, 6), (300, 1)])
def test_a_folded_template_deploys_the_same(services: int, settings: int) -> None:
    build = _build(services, settings)
    shared = shared_template(build)
    assert len(shared.template.parameters) <= 256
    for target in build.factories:
        alone = shared_template(_build(services, settings, target))
        one = _deployed(shared, target)
        assert one == _deployed(alone, target)
        assert one[f"Microsoft.DataFactory/factories/linkedServices df-{target}/ls0001"]["properties"] == (
            build.factories[target].resources[1].properties
        )


def test_no_more_resources_are_folded_than_needed() -> None:
    shared = shared_template(_build(60, 6))
    objects = [one for one in shared.template.parameters if one.type == "object"]
    assert len(shared.template.parameters) == 256
    assert len(objects) == 21


def test_few_parameters_stay_as_they_are() -> None:
    template = shared_template(_build(3, 2)).template
    assert fold(template).template is template
