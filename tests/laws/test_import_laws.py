"""What holds for every factory: its specs build what was imported, however odd it is."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adfc.adf.model import load
from adfc.compile import compile_project
from adfc.connectors import open_library
from adfc.files import Folder
from adfc.importer import Source, project_of, prove, withhold
from adfc.importer.same import same
from adfc.importer.yaml import Style, yaml_text
from adfc.model import Factory
from adfc.read import read_yaml
from adfc.source import SourceFile
from tests.compiled import ENV
from tests.importing import factory_of, there_and_back, write
from tests.laws.test_editor_laws import bodies

ODD = st.sampled_from(
    [
        "", " ", "yes", "null", "~", "0123", "12:30:45", "1e3", "0x1F", ".inf", "<<", "=", "---", "- a", "a: b", "a #b",
        "@x", "@@x", "a@{x}", "${var.x}", "$${", "$$${x}", "{", "[x]", "a\nb\nc\nd\ne\nf", "a\r\nb\r\nc\r\nd\r\ne",
        "select\n\n\n\n\n\n", "\ufeffx", "a\u2028b", "\x00", "😀", "file", "literal", "secret",
    ]
)  # fmt: skip
TEXTS = (
    ODD | st.text(st.characters(exclude_categories=["Cs"]), max_size=9) | st.text(" \n\t:#-'\"@{}[],|>\\a1", max_size=9)
)
NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
DATA = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(TEXTS, DATA, min_size=1, max_size=4), st.booleans(), st.booleans())
def test_yaml_is_read_as_it_was_written(data: dict[str, Any], is_open: bool, is_spaced: bool) -> None:
    comments = {(key,): ("a comment",) for key in data}
    text = yaml_text(data, Style(comments, lambda _: is_open, lambda _: is_spaced))
    document, found = read_yaml(SourceFile("a.yml", text))
    assert not found
    assert document is not None
    assert same(document.data, data)
    assert text == yaml_text(document.data, Style(comments, lambda _: is_open, lambda _: is_spaced))


UNIONS = {
    "linkedServices": "LinkedService",
    "datasets": "Dataset",
    "triggers": "Trigger",
    "integrationRuntimes": "IntegrationRuntime",
    "dataFlows": "DataFlow",
    "credentials": "Credential",
}


@st.composite
def typed(draw: st.DrawFn, union: str) -> dict[str, Any]:
    """A body of one of ADF's types, with more and odder values than anyone would write."""
    members = load().union(union).members
    tag = draw(st.sampled_from(sorted(members)))
    more = draw(st.dictionaries(TEXTS, DATA, max_size=1))
    return _clean({**more, **draw(bodies(members[tag], 2)), "type": tag})


@st.composite
def pipelines(draw: st.DrawFn) -> dict[str, Any]:
    """A pipeline whose activities may have no name, or all the same."""
    names = st.fixed_dictionaries({}, optional={"name": st.sampled_from(["a", "b", ""])})
    listed = [{**draw(typed("Activity")), **draw(names)} for _ in range(draw(st.integers(0, 3)))]
    more = draw(st.dictionaries(st.sampled_from(["description", "folder", "annotations"]), DATA, max_size=2))
    return {**more, "activities": listed}


@st.composite
def factories(draw: st.DrawFn) -> Factory:
    """A factory with a few resources of any kind."""
    found: dict[str, dict[str, Any]] = {}
    for number in range(draw(st.integers(1, 3))):
        section = draw(st.sampled_from([*UNIONS, "pipelines"]))
        body = draw(pipelines() if section == "pipelines" else typed(UNIONS[section]))
        found.setdefault(section, {})[f"it {number}"] = body
    return withhold(factory_of(found)).factory


def _clean(value: Any) -> Any:
    """The value within what JSON files hold: whole numbers of 64 bits, text without halves of characters."""
    if isinstance(value, dict):
        return {_clean(key): _clean(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return max(min(value, 2**63 - 1), -(2**63)) if type(value) is int else value


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(factories())
def test_a_factory_comes_back_as_it_was(factory: Factory) -> None:
    with TemporaryDirectory() as folder:
        proof = there_and_back(factory, Path(folder)).proofs["default"]
    assert proof.holds, proof.different


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(factories())
def test_comments_change_nothing(factory: Factory) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        told = there_and_back(factory, root).notes.comments
        made = project_of(Source(factory), open_library(Folder(root)), "sales")
        for plain, commented in zip(made.files({}), made.files(told), strict=True):
            if plain != commented:
                assert _data(plain.text) == _data(commented.text)


def _data(text: str) -> Any:
    document, found = read_yaml(SourceFile("a.yml", text))
    assert not found
    return document and document.data


ROOT = Path(__file__).resolve().parents[2]
BELOW = [file.parent for folder in ("tests/cases", "examples") for file in sorted((ROOT / folder).rglob("adfc.yml"))]


@pytest.mark.parametrize("root", [ROOT, *BELOW], ids=lambda root: root.relative_to(ROOT).as_posix().replace("/", "-"))
def test_a_project_comes_back_from_what_it_was_built_to(root: Path, tmp_path: Path) -> None:
    compilation = compile_project(root, env=ENV | {"AZURE_SUBSCRIPTION_ID": "1"})
    for target, factory in compilation.factories.items():
        _same_twice(factory, tmp_path / target)


def _same_twice(factory: Factory, root: Path) -> None:
    """The factory comes back, and what is imported of that is imported the same: byte for byte."""
    source = Source(factory)
    library = open_library(Folder(root))
    first = project_of(source, library, "again").files({})
    write(root, first)
    outcome = prove(root, source, project_of(source, library, "again"), first, ENV)
    assert outcome.proofs["default"].holds, outcome.proofs["default"]
    built: Mapping[str, Factory] = outcome.compilation.factories
    assert project_of(Source(built["default"]), library, "again").files({}) == first
