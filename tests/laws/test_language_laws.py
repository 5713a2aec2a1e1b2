"""What holds for every project, whatever stands in which file."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from adfc.compile import Compilation, compile_project

NAMES = st.sampled_from(["orders", "Orders 2", "raw-1", "Ünïcode", "it's", "a[b]", "100 %", "x" * 40])
TEXTS = st.one_of(
    st.text(max_size=12).filter(lambda text: text.isprintable()),
    st.sampled_from(
        ["@concat('a', 'b')", "@@x", "[not an expression]", "${", "$${var.x}", "a: b", "22:30", "yes", "#"]
    ),
)
SERVICE = st.fixed_dictionaries(
    {"type": st.just("HttpServer"), "url": TEXTS, "authenticationType": st.just("Anonymous")}
)
ACTIVITY = st.fixed_dictionaries({"type": st.just("Fail"), "message": TEXTS, "errorCode": st.just("1")})
ENTRIES = st.fixed_dictionaries(
    {
        "linkedServices": st.dictionaries(NAMES, SERVICE, max_size=4),
        "pipelines": st.dictionaries(
            NAMES,
            st.fixed_dictionaries({"activities": st.dictionaries(NAMES, ACTIVITY, min_size=1, max_size=3)}),
            max_size=4,
        ),
    }
)


def _write(folder: Path, files: Mapping[str, Any], project: Mapping[str, Any]) -> Path:
    for name, data in {"adfc.yml": project, **files}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(msgspec.json.encode(data))
    return folder


def _compiled(files: Mapping[str, Any], project: Mapping[str, Any] | None = None) -> Compilation:
    with TemporaryDirectory() as folder:
        root = _write(Path(folder), files, project or {"name": "law", "factory": "law-df"})
        return compile_project(root, env={})


def _artifacts(compilation: Compilation) -> dict[str, str]:
    return {one.path: one.text for one in compilation.artifacts if one.path != "manifest.json"}


@given(ENTRIES, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_which_file_an_entry_stands_in_is_irrelevant(entries: dict[str, dict[str, Any]], random: Any) -> None:
    pairs = [(section, name, body) for section, bodies in entries.items() for name, body in bodies.items()]
    random.shuffle(pairs)
    scattered: dict[str, Any] = {}
    for section, name, body in pairs:
        file = scattered.setdefault(f"pipelines/{random.choice('abc')}.yml", {})
        file.setdefault(section, {})[name] = body
    together = _compiled({"pipelines/all.yml": entries})
    apart = _compiled(scattered)
    assert _artifacts(together) == _artifacts(apart)
    assert {one.message for one in together.diagnostics} == {one.message for one in apart.diagnostics}


@given(ENTRIES)
@settings(max_examples=40, deadline=None)
def test_the_same_input_gives_the_same_bytes_and_every_file_is_json(entries: dict[str, Any]) -> None:
    first = _compiled({"pipelines/all.yml": entries})
    assert first.artifacts == _compiled({"pipelines/all.yml": entries}).artifacts
    for one in first.artifacts:
        json.loads(one.text)


@given(ENTRIES)
@settings(max_examples=40, deadline=None)
def test_with_an_error_nothing_is_emitted(entries: dict[str, Any]) -> None:
    broken = {**entries, "datasets": {"broken": {"type": "no_such_connector"}}}
    compilation = _compiled({"pipelines/all.yml": broken})
    assert any(one.is_error for one in compilation.diagnostics)
    assert not compilation.artifacts


@given(ENTRIES)
@settings(max_examples=40, deadline=None)
def test_an_override_with_the_same_values_changes_nothing(entries: dict[str, Any]) -> None:
    project = {"name": "law", "factory": "law-df", "targets": {"dev": {}}}
    overridden = {**project, "targets": {"dev": {"overrides": entries}}}
    plain = _compiled({"pipelines/all.yml": entries}, project)
    assert _artifacts(plain) == _artifacts(_compiled({"pipelines/all.yml": entries}, overridden))


@given(st.recursive(st.none() | st.booleans() | st.integers(-9, 9) | TEXTS, lambda some: st.lists(some, max_size=3)))
@settings(max_examples=60, deadline=None)
def test_a_literal_comes_out_as_it_went_in(value: Any) -> None:
    spec = {"pipelines": {"p": {"parameters": {"x": {"type": "array", "defaultValue": {"literal": _doubled(value)}}}}}}
    compilation = _compiled({"pipelines/all.yml": spec})
    resource = compilation.factories["default"].resources[0]
    assert resource.properties["parameters"]["x"]["defaultValue"] == value


def _doubled(value: Any) -> Any:
    """The value as a spec writes it: `${` of a placeholder is written `$${`."""
    if isinstance(value, str):
        return value.replace("${", "$${")
    return [_doubled(one) for one in value] if isinstance(value, list) else value


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_the_compiler_raise(text: str) -> None:
    with TemporaryDirectory() as folder:
        _write(Path(folder), {}, {"name": "law", "factory": "law-df"})
        spec = Path(folder, "pipelines", "a.yml")
        spec.parent.mkdir()
        spec.write_bytes(text.encode("utf-8", "surrogatepass"))
        compile_project(Path(folder), env={})
