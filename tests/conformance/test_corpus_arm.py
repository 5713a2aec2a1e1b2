"""Published factories: what the ARM backend makes of their sources, against what ADF Studio published of them."""

import json
import re
from collections import Counter
from functools import cache
from typing import Any

import pytest

from adfc.emit.arm import ArmResource, Parameter, Template, arm_template, exported_files
from adfc.emit.arm.linked import CONTAINER, master_data, part_data, parts
from adfc.emit.arm.template import parameters_data
from adfc.emit.json_text import json_text
from tests.conformance.eras import differences, explained
from tests.conformance.published import Published, all_published, in_english, needs_corpus, tell

pytestmark = needs_corpus

MAIN = "ARMTemplateForFactory.json"
PARAMETERS = "ARMTemplateParametersForFactory.json"
MODERN = [one for one in all_published() if one.modern]
OLDER = [one for one in all_published() if one.older]
DEPLOYMENTS_NAMED = "2020-08"
"""When the names of deployments got the factory's in front."""
SESSION_KINDS = {"adfcdcs"}
"""Kinds of which a publish depends on what the author had open: inline connections lose their linked service."""


@cache
def exported(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The whole template: theirs, ours."""
    published = next(one for one in all_published() if one.name == name)
    ours = arm_template(published.folder.factory, published.options).data()
    return in_english(published.arm(MAIN), ours), ours


def by_name(template: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(one["type"], one["name"]): one for one in template["resources"]}


def collection(arm_type: str) -> str:
    return arm_type.split("/", 2)[-1]


def unequal(name: str) -> list[tuple[str, str]]:
    """Type and name of the resources whose bytes differ, or that only one side has."""
    theirs, ours = (by_name(one) for one in exported(name))
    return [key for key in theirs.keys() | ours.keys() if json_text(theirs.get(key)) != json_text(ours.get(key))]


def test_every_parameter_is_theirs() -> None:
    wrong = [one.name for one in MODERN if exported(one.name)[0]["parameters"] != exported(one.name)[1]["parameters"]]
    assert not wrong


def test_resources_are_theirs_byte_for_byte() -> None:
    lines = []
    for one in MODERN:
        total, wrong = len(exported(one.name)[0]["resources"]), unequal(one.name)
        lines.append(f"{one.name:6} {one.date} {total - len(wrong):4} of {total:4} resources equal {wrong or ''}")
        assert {collection(kind) for kind, _ in wrong} <= SESSION_KINDS
        assert total - len(wrong) >= one.facts["exact"]
    tell(lines)


def test_templates_are_theirs_byte_for_byte() -> None:
    equal = {one.name for one in MODERN if json_text(exported(one.name)[0]) == json_text(exported(one.name)[1])}
    assert equal >= {one.name for one in MODERN if one.facts["template_byte_equal"]}
    for one in (one for one in MODERN if one.name not in equal):
        theirs, ours = exported(one.name)
        in_other_order = sorted(by_name(theirs)) == sorted(by_name(ours)) and list(by_name(theirs)) != list(
            by_name(ours)
        )
        assert unequal(one.name) or in_other_order
    tell([f"{len(equal)} of {len(MODERN)} templates byte-equal"])


def test_the_other_files_are_theirs_when_the_template_is() -> None:
    for one in MODERN:
        theirs, ours = exported(one.name)
        made = {file.path.removeprefix("arm/"): file.text for file in exported_files(one.folder.factory, one.options)}
        assert sorted(made) == one.arm_files()
        if json_text(theirs) == json_text(ours):
            for path, text in made.items():
                own = json.loads(text)
                published = one.arm(path)
                assert json_text(in_english(published, own) if "resources" in own else published) == text, (
                    one.name,
                    path,
                )


def as_template(published: Published) -> Template:
    """Their whole template as ours would be: what its linked templates follow from."""
    theirs, ours = exported(published.name)
    known = {(one.type, one.name): one for one in arm_template(published.folder.factory, published.options).resources}
    first_pass = {name for one in known.values() for name in one.secrets}
    parameters = tuple(
        Parameter(
            name, one["type"], (), one.get("metadata", ""), (one["defaultValue"],) if "defaultValue" in one else None
        )
        for name, one in theirs["parameters"].items()
    )
    resources = tuple(as_resource(one, known[one["type"], one["name"]].id, first_pass) for one in theirs["resources"])
    return Template(ours["parameters"]["factoryName"]["defaultValue"], parameters, resources)


def as_resource(theirs: dict[str, Any], own_id: str, first_pass: set[str]) -> ArmResource:
    read = [name for name in re.findall(r"\[parameters\('([^']*)'\)\]", json.dumps(theirs)) if name != "factoryName"]
    return ArmResource(
        own_id,
        theirs["name"],
        theirs["type"],
        theirs["properties"],
        tuple(theirs["dependsOn"]),
        tuple(name for name in read if name in first_pass),
        tuple(name for name in read if name not in first_pass),
        extra={key: theirs[key] for key in ("location", "identity") if key in theirs},
    )


@pytest.mark.parametrize("published", [*MODERN, *OLDER], ids=lambda one: one.name)
def test_linked_templates_follow_from_the_whole_template(published: Published) -> None:
    template = as_template(published)
    cut = parts(template)
    if not cut:
        assert not [path for path in published.arm_files() if path.startswith("linkedTemplates")]
        return
    made = {f"ArmTemplate_{index}.json": part_data(template, part) for index, part in enumerate(cut)}
    if published.date > DEPLOYMENTS_NAMED:
        made["ArmTemplate_master.json"] = master_data(template, cut)
    made["ArmTemplateParameters_master.json"] = parameters_data((*template.parameters, *CONTAINER))
    for file, own in made.items():
        theirs = published.arm(f"linkedTemplates/{file}")
        assert json_text(in_english(theirs, own) if "resources" in own else theirs) == json_text(own), file


def test_older_exports_differ_as_their_eras_do() -> None:
    reasons: Counter[str] = Counter()
    unexplained = []
    for one in OLDER:
        theirs, ours = exported(one.name)
        assert by_name(theirs).keys() == by_name(ours).keys()
        found = list(differences("parameters", theirs["parameters"], ours["parameters"]))
        for key, resource in by_name(theirs).items():
            found += differences(collection(key[0]), resource, by_name(ours)[key])
        reasons.update(explained(difference, one.date) for difference in found)
        unexplained += [(one.name, one.date, difference) for difference in found if not explained(difference, one.date)]
    tell([f"{count:6} {reason}" for reason, count in reasons.most_common()])
    assert not unexplained
