"""What holds for the files of every factory."""

import json
import re
from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adfc.emit.arm import ArmOptions, Template, arm_template, exported_files
from adfc.emit.arm.linked import part_data, parts
from adfc.emit.git import factory_files
from adfc.gitmode import GitOrigin, read_factory
from adfc.kinds import DATASETS, KINDS, LINKED_SERVICES, MANAGED_PRIVATE_ENDPOINTS, PIPELINES, TRIGGERS
from adfc.model import Artifact, Document, Factory, Resource, tree_order
from adfc.source import Node, Places, SourceFile, Span

NOWHERE = GitOrigin(Document("x.json", {}, Places(lambda: Node(Span("x.json", 1, 1, 1, 1)))))

NAMES = st.text("ab Z-'ä_", min_size=1, max_size=6)
KEYS = st.sampled_from(
    [
        "typeProperties",
        "parameters",
        "url",
        "userName",
        "connectionString",
        "encryptedCredential",
        "value",
        "type",
        "authenticationType",
        "dataflow",
        "datasets",
        "activities",
        "cases",
        "source",
        "ssisProperties",
    ]
)
WORDS = st.sampled_from(
    [
        "x",
        "",
        "[x]",
        "[[x]]",
        "[x",
        "@x",
        "a@{x}b",
        "@@x",
        "Copy",
        "Expression",
        "SqlServer",
        "AzureKeyVaultSecret",
        "SecureString",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(-1, 1).map(lambda number: number + 2) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
REFERENCES = st.builds(
    lambda kind, name: {"referenceName": name, "type": kind},
    st.sampled_from([PIPELINES.reference, DATASETS.reference, LINKED_SERVICES.reference]) | VALUES,
    NAMES | VALUES,
)
ACTIVITIES = st.fixed_dictionaries(
    {
        "name": NAMES,
        "type": st.sampled_from(["Copy", "ExecutePipeline", "ExecuteDataFlow", "WebActivity", "ForEach"]) | VALUES,
        "typeProperties": st.dictionaries(KEYS, VALUES | REFERENCES, max_size=4) | VALUES,
    },
    optional={"inputs": st.lists(REFERENCES, max_size=2), "linkedServiceName": REFERENCES},
)
PROPERTIES = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["SqlServer", "RestService", "AzureBlobFS", "AzureFunction", "RestResource"]) | VALUES,
        "typeProperties": st.dictionaries(KEYS, VALUES, max_size=5) | VALUES,
        "activities": st.lists(ACTIVITIES, max_size=3) | VALUES,
        "pipelines": VALUES,
        "policy": VALUES,
        "linkedServiceName": REFERENCES,
        "annotations": VALUES,
    },
)
GLOBALS = st.dictionaries(NAMES, st.fixed_dictionaries({"type": st.just("object"), "value": VALUES}), max_size=3)


@st.composite
def resources(draw: st.DrawFn) -> Resource:
    kind, name = draw(st.sampled_from(KINDS)), draw(NAMES)
    name = f"default/{name}" if kind is MANAGED_PRIVATE_ENDPOINTS else name
    return Resource(kind, name, draw(PROPERTIES), NOWHERE)


FACTORIES = st.builds(
    lambda several, told: Factory("f", "dev", tuple(sorted(several, key=tree_order)), told),
    st.lists(resources(), unique_by=lambda one: one.key, max_size=12),
    GLOBALS,
)
OPTIONS = st.builds(ArmOptions, include_factory=st.booleans(), include_global_parameters=st.booleans())


def files_of(factory: Factory, options: ArmOptions) -> list[Artifact]:
    return [*factory_files(factory), *exported_files(factory, options)]


@given(FACTORIES, OPTIONS)
def test_files_are_json_and_nothing_is_changed(factory: Factory, options: ArmOptions) -> None:
    before = deepcopy([one.properties for one in factory.resources])
    files = files_of(factory, options)
    assert [one.properties for one in factory.resources] == before
    assert len({one.path for one in files}) == len(files)
    for one in files:
        json.loads(one.text)
    assert files == files_of(factory, options)


@given(FACTORIES, st.randoms(use_true_random=False))
def test_the_order_of_resources_is_irrelevant(factory: Factory, chance: Any) -> None:
    shuffled = list(factory.resources)
    chance.shuffle(shuffled)
    other = Factory(factory.name, factory.target, tuple(shuffled), factory.global_parameters)
    assert exported_files(factory, ArmOptions()) == exported_files(other, ArmOptions())


@given(FACTORIES)
def test_git_mode_files_are_read_as_they_were(factory: Factory) -> None:
    written = [SourceFile(one.path.removeprefix("adf/"), one.text) for one in factory_files(factory)]
    folder, found = read_factory(written, "f")
    assert not found
    assert folder.factory.resources == factory.resources
    assert folder.factory.global_parameters == factory.global_parameters


def evaluated(value: Any, parameters: dict[str, Any]) -> Any:
    """`value` of a template as a deployment with these parameters sees it."""
    if isinstance(value, dict):
        return {key: evaluated(inner, parameters) for key, inner in value.items()}
    if isinstance(value, list):
        return [evaluated(inner, parameters) for inner in value]
    if not isinstance(value, str) or not (value.startswith("[") and value.endswith("]")):
        return value
    if value.startswith("[["):
        return value[1:]
    read = re.fullmatch(r"\[parameters\('((?:[^']|'')*)'\)\]", value)
    return evaluated(parameters[read.group(1).replace("''", "'")], parameters) if read else value


def deployed(template: Template) -> list[Any]:
    """The resources that deploying the template with its own defaults makes."""
    defaults = {one.name: one.value() for one in template.parameters}
    return [evaluated(one.properties, defaults) for one in template.resources]


def without_secrets(factory: Factory) -> Factory:
    plain = tuple(one for one in factory.resources if one.kind is not LINKED_SERVICES)
    return Factory(factory.name, factory.target, plain, factory.global_parameters)


@given(FACTORIES, OPTIONS)
def test_a_deployment_sees_what_was_there_without_parameters(factory: Factory, options: ArmOptions) -> None:
    plain = without_secrets(factory)
    bare = ArmOptions({}, options.include_factory, options.include_global_parameters)
    assert deployed(arm_template(plain, options)) == deployed(arm_template(plain, bare))


@given(st.lists(st.tuples(st.sampled_from([DATASETS, TRIGGERS]), NAMES, VALUES), max_size=5))
def test_text_is_deployed_as_it_was_written(values: list[Any]) -> None:
    """What the exporter adds aside: no rule touches `description`."""
    several = {(kind, name.lower()): Resource(kind, name, {"description": one}, NOWHERE) for kind, name, one in values}
    factory = Factory("f", "dev", tuple(sorted(several.values(), key=tree_order)))
    made = deployed(arm_template(factory, ArmOptions()))
    assert [one["description"] for one in made] == [one.properties["description"] for one in factory.resources]


@given(FACTORIES, OPTIONS)
def test_every_parameter_is_read_and_none_is_missing(factory: Factory, options: ArmOptions) -> None:
    template = arm_template(factory, options)
    text = json.dumps([one.data() for one in template.resources], ensure_ascii=False)
    read = {name.replace("''", "'") for name in re.findall(r"(?<!\[)\[parameters\('((?:[^']|'')*)'\)\]", text)}
    named = {name for one in template.resources for name in (*one.secrets, *one.settings)}
    declared = {one.name for one in template.parameters} - {"factoryName"}
    assert read - {"factoryName"} == named == declared


@given(st.lists(resources(), unique_by=lambda one: one.key, min_size=1, max_size=60), OPTIONS)
def test_parts_hold_everything_once_and_depend_on_no_later_part(several: list[Resource], options: ArmOptions) -> None:
    template = arm_template(Factory("f", "dev", tuple(several)), options)
    cut = parts(template)
    assert sorted(one.id for part in cut for one in part) == sorted(one.id for one in template.resources)
    assert all(len(part) <= 20 for part in cut)
    seen: set[str] = set()
    ids = {one.id for one in template.resources}
    circular = _in_circles(template)
    for part in cut:
        seen |= {one.id for one in part}
        for one in part:
            assert {target for target in one.depends_on if target in ids} - circular <= seen or one.id in circular
        data = part_data(template, part)
        inside = {one.id for one in part}
        assert all(set(one["dependsOn"]) <= inside for one in data["resources"])


def _in_circles(template: Template) -> set[str]:
    """The resources that depend on themselves, directly or not, and what depends on those."""
    below = {one.id: set(one.depends_on) for one in template.resources}
    free: set[str] = set()
    while ready := {one for one in below if one not in free and below[one] & below.keys() <= free}:
        free |= ready
    return below.keys() - free
