"""What holds for every text and every value that the readers may meet."""

import json
import math
import re
from collections.abc import Callable, Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from adfc.diagnostic import Diagnostic
from adfc.model import Data
from adfc.read import decode, read_json, read_yaml, yaml_events
from adfc.read.json_strict import load_strict
from adfc.read.json_tree import load_json_tree
from adfc.read.tree import Tree, UnusualError
from adfc.read.yaml_plain import load_plain
from adfc.read.yaml_tree import load_yaml_tree
from adfc.source import Node, Path, SourceFile, Span

INT64 = st.integers(-(2**63), 2**63 - 1)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
WORDS = st.sampled_from(
    [
        "",
        "name",
        "on",
        "true",
        "null",
        "~",
        "1",
        "0123",
        "1e3",
        ".inf",
        "12:30:45",
        "<<",
        "- a",
        "a: b",
        "@x",
        "# c",
        "'",
        '"',
        "\\",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | INT64 | FLOATS | TEXT | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT | WORDS, inner, max_size=4),
    max_leaves=20,
)

SIGNS = [*" \n:-[]{},#&*!|>'\"%@`?~<.\\/\t\r\0\u2028\ufeff\ud83d"]
FRAGMENTS = """a 1 0 é 😀 --- ... true &a *a !!str !x <<: "\\u \\ud83d e3 .inf // /* */ NaN "a" "b": %YAML"""
BREAKS = ["a: ", "- ", "\n  ", "\n- ", "|\n", "// c\n", "%YAML 1.2\n", "\r\n"]
TEXTS = st.text() | st.lists(st.sampled_from([*SIGNS, *FRAGMENTS.split(), *BREAKS]), max_size=25).map("".join)

READERS = [
    pytest.param(read_yaml, load_plain, load_yaml_tree, id="yaml"),
    pytest.param(read_json, load_strict, load_json_tree, id="json"),
]
Read = Callable[[SourceFile], tuple[object, list[Diagnostic]]]


def paths_of_data(data: Data, path: Path = ()) -> Iterator[Path]:
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        yield from paths_of_data(value, (*path, step))


def nodes(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    yield path, node
    for step, child in node.children.items():
        yield from nodes(child, (*path, step))


def lies_in(span: Span, text: str) -> bool:
    lines = re.split(r"\r\n?|\n", text)
    ends = ((span.line, span.column), (span.end_line, span.end_column))
    return ends[0] <= ends[1] and all(1 <= column <= len(lines[line - 1]) + 1 for line, column in ends)


def same(one: Data, other: Data) -> bool:
    """Equal in kind too: 1, 1.0 and true are three values."""
    return repr(one) == repr(other)


@pytest.mark.parametrize(("read", "quickly", "thoroughly"), READERS)
@given(text=TEXTS)
def test_no_text_makes_a_reader_raise(
    read: Read, quickly: Callable[[str], Data], thoroughly: Callable[[SourceFile], Tree], text: str
) -> None:
    document, found = read(SourceFile("f", text))
    assert document is not None or any(one.is_error for one in found)
    for one in found:
        assert one.message == one.message.strip()
        assert "\n" not in one.message
        assert all(lies_in(span, text) for span in (one.span, *(related.span for related in one.related)))


@pytest.mark.parametrize(("read", "quickly", "thoroughly"), READERS)
@given(text=TEXTS)
def test_the_quick_and_the_thorough_reader_agree(
    read: Read, quickly: Callable[[str], Data], thoroughly: Callable[[SourceFile], Tree], text: str
) -> None:
    tree = thoroughly(SourceFile("f", text))
    try:
        data = quickly(text)
    except UnusualError:
        return
    assert same(data, tree.data)
    assert tree.root
    assert tree.diagnostics == []


@pytest.mark.parametrize(("read", "quickly", "thoroughly"), READERS)
@given(text=TEXTS)
def test_places_are_those_of_the_data_and_lie_in_the_text(
    read: Read, quickly: Callable[[str], Data], thoroughly: Callable[[SourceFile], Tree], text: str
) -> None:
    tree = thoroughly(SourceFile("f", text))
    if tree.root is None:
        return
    placed = dict(nodes(tree.root))
    assert placed.keys() == set(paths_of_data(tree.data))
    for node in placed.values():
        assert lies_in(node.value, text)
        assert node.key is None or lies_in(node.key, text)


@given(VALUES, st.booleans(), st.sampled_from([None, 0, 2, "\t"]))
def test_json_is_read_back(value: Data, ascii_only: bool, indent: int | str | None) -> None:
    document, found = read_json(SourceFile("f.json", json.dumps(value, ensure_ascii=ascii_only, indent=indent)))
    assert found == []
    assert document
    assert same(document.data, value)


@given(VALUES, st.sampled_from([None, 0, 2]))
def test_json_is_yaml(value: Data, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    document, found = read_yaml(SourceFile("f.yml", text))
    if re.search("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", text):
        assert {one.code for one in found} == {"ADF002"}
    else:
        assert found == []
        assert document
        assert same(document.data, value)


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml")
@given(VALUES)
def test_what_pyyaml_writes_is_read_back_by_both_parsers(value: Data) -> None:
    text = yaml.safe_dump(value, default_style='"', sort_keys=False)
    trees = []
    for loader in (yaml.CBaseLoader, yaml_events.PureLoader):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_events, "LOADER", loader)
            trees.append(load_yaml_tree(SourceFile("f.yml", text)))
    assert trees[0] == trees[1]
    assert trees[0].diagnostics == []
    assert same(trees[0].data, value)


@given(st.integers())
def test_integers_are_exact_or_refused(number: int) -> None:
    for document, found in (
        read_yaml(SourceFile("f", f"a: {number}")),
        read_json(SourceFile("f", f'{{"a": {number}}}')),
    ):
        assert document
        if -(2**63) <= number < 2**63:
            assert (document.data, found) == ({"a": number}, [])
        else:
            assert [one.code for one in found] == ["ADF009"]


@given(FLOATS)
def test_floats_are_exact(number: float) -> None:
    for document, _ in (
        read_yaml(SourceFile("f", f"a: {number!r}")),
        read_json(SourceFile("f", f'{{"a": {number!r}}}')),
    ):
        assert document
        assert math.copysign(1, document.data["a"]) == math.copysign(1, number)
        assert document.data["a"] == number


@given(st.binary(), st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"]))
def test_no_bytes_make_decode_raise(data: bytes, mark: bytes) -> None:
    source, found = decode("f", mark + data)
    assert (source is None) == bool(found)


@given(TEXT.filter(lambda text: not text.startswith("\ufeff")), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_text_is_decoded(text: str, encoding: str) -> None:
    source, _ = decode("f", text.encode(encoding))
    assert source == SourceFile("f", text)
