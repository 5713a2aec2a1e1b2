"""What the ARM backend makes of published factories, against Microsoft's contracts for templates and resources.

The environment variable ADFC_CONTRACTS names a folder with ARM's JSON schemas in `arm/` and Bicep's types in `bicep/`.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adfc.emit.arm import ArmResource, Template, arm_template
from adfc.emit.arm.template import parameters_data
from tests.conformance.contracts import CONTRACT_LAGS, ArmSchemas, BicepTypes
from tests.conformance.published import all_published, needs_corpus, tell

CONTRACTS = os.environ.get("ADFC_CONTRACTS", "")
pytestmark = [needs_corpus, pytest.mark.skipif(not CONTRACTS, reason="ADFC_CONTRACTS does not name a folder")]

INVALID_SOURCES = {
    r"SqlPool(Source|Sink|Table)": "a type of Synapse",
    r"(Read|Write)Setting'": "a type's name from before its release",
    r"(linkedServiceName|pipeline|source|sink|scriptLinkedService) is missing": "a draft",
    r"(columnDelimiter|escapeChar|quoteChar|container) is unknown": "written by hand, for another type",
    r"(subscriptionId|resourceGroupName) is unknown": "written by another service",
    r"(sources|sinks)\.\d+: script is unknown": "a data flow of an early preview",
}
"""What a contract refuses because the source is wrong already."""


def templates() -> Iterator[tuple[str, Template]]:
    for published in all_published():
        yield published.name, arm_template(published.folder.factory, published.options)


def resources() -> Iterator[ArmResource]:
    """Every resource, those that differ in nothing once."""
    seen: set[str] = set()
    for _, template in templates():
        for resource in template.resources:
            text = json.dumps(resource.data())
            if text not in seen:
                seen.add(text)
                yield resource


def reason(complaint: str) -> str:
    known = CONTRACT_LAGS | INVALID_SOURCES
    return next((why for pattern, why in known.items() if re.search(pattern, complaint)), "")


def test_resources_pass_the_contracts() -> None:
    schemas = ArmSchemas(Path(CONTRACTS, "arm"))
    types = BicepTypes(Path(CONTRACTS, "bicep/Microsoft.DataFactory.bicep-types.json"))
    reasons: Counter[str] = Counter()
    unexplained: list[tuple[str, str]] = []
    total = invalid = 0
    for resource in resources():
        data = resource.data()
        complaints = [*schemas.resource_errors(data), *types.resource_errors(data)]
        reasons.update(reason(one) for one in complaints)
        unexplained += [(resource.name, one) for one in complaints if not reason(one)]
        total, invalid = total + 1, invalid + bool(complaints)
    tell([f"{total} resources, {invalid} refused", *(f"{count:4} {why}" for why, count in reasons.most_common())])
    assert not unexplained
    assert invalid < 0.03 * total


def test_templates_and_parameter_files_pass_the_contracts() -> None:
    schemas = ArmSchemas(Path(CONTRACTS, "arm"))
    for name, template in templates():
        assert not schemas.template_errors({**template.data(), "resources": []}), name
        assert not schemas.parameter_file_errors(parameters_data(template.parameters)), name


def test_every_parameter_is_read_and_every_one_read_is_declared() -> None:
    for name, template in templates():
        read = set(
            re.findall(r"parameters\('((?:[^']|'')*)'\)", json.dumps([one.data() for one in template.resources]))
        )
        declared = {one.name.replace("'", "''") for one in template.parameters}
        assert read == declared or not template.resources, name
        used = {name for one in template.resources for name in (*one.secrets, *one.settings)}
        assert used == {one.name for one in template.parameters[1:]}


def test_dependencies_stay_inside_the_template() -> None:
    """A few published sources refer to what they do not hold: the exporter names it all the same."""
    outside, total = [], 0
    for _, template in templates():
        inside = {one.id for one in template.resources}
        named = [target for one in template.resources for target in one.depends_on]
        outside += [target for target in named if target not in inside]
        total += len(named)
    tell([f"{total} dependencies, outside: {outside}"])
    assert len(outside) <= 0.001 * total


def test_microsofts_scripts_find_every_name() -> None:
    """They cut the name of a resource out by position: 37 characters before it, 3 after it."""
    for published in all_published():
        template = arm_template(published.folder.factory, published.options)
        cut = [cut_out(one.data()) for one in template.resources if one.type != "Microsoft.DataFactory/factories"]
        factory = published.folder.factory
        names = [*(one.name for one in factory.resources), *["default"] * published.options.include_global_parameters]
        assert sorted(cut) == sorted(names)


def cut_out(resource: dict[str, Any]) -> str:
    name: str = resource["name"]
    return name[37 : 37 + len(name) - 40]
