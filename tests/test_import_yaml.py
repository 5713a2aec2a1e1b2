"""The YAML that adfc writes: one readable style, and nothing that its reader reads as something else."""

from typing import Any

import pytest

from adfc.importer.yaml import Style, yaml_text
from adfc.read import read_yaml
from adfc.source import SourceFile


def text_of(value: Any) -> str:
    return yaml_text({"key": value}).removeprefix("key:").strip()


@pytest.mark.parametrize(
    "text",
    [
        "orders",
        "two words",
        "02:00:00",
        "2026-01-01T06:00:00",
        "https://example.org/a?b=c",
        "yes",
        "0.12:00:00",
        "it's",
        "a#b",
        "(x)",
        "12 months",
        "1_000",
    ],
)
def test_text_that_is_itself_stands_without_quotes(text: str) -> None:
    assert text_of(text) == text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("true", '"true"'),
        ("null", '"null"'),
        ("~", '"~"'),
        ("12", '"12"'),
        ("1e3", '"1e3"'),
        ("0123", '"0123"'),
        (".5", '".5"'),
        ("", '""'),
        ("<<", '"<<"'),
        ("@pipeline().Pipeline", '"@pipeline().Pipeline"'),
        ("@concat('a', 'b')", "\"@concat('a', 'b')\""),
        ('"no"', "'\"no\"'"),
        ("C:\\temp", r"C:\temp"),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("[dbo].[x]", '"[dbo].[x]"'),
        (" x", '" x"'),
        ("x:", '"x:"'),
        ("a\tb", '"a\\tb"'),
        ("\x01", '"\\x01"'),
        ("a\u2028b", '"a\\u2028b"'),
        ("\U0001f600", "\U0001f600"),
        (None, "null"),
        (True, "true"),
        (1, "1"),
        (1.0, "1.0"),
        (1e22, "1e+22"),
        ({}, "{}"),
        ([], "[]"),
    ],
)
def test_what_would_be_something_else_is_told_apart(value: Any, written: str) -> None:
    assert text_of(value) == written


def test_short_leaves_stand_on_one_line() -> None:
    data = {"source": {"dataset": "orders"}, "after": ["A", {"B": "Failed"}], "folder": {"name": "load, daily"}}
    assert yaml_text(data) == ('source: {dataset: orders}\nafter: [A, {B: Failed}]\nfolder: {name: "load, daily"}\n')


def test_long_ones_stand_below_each_other() -> None:
    names = [f"dataset number {number}" for number in range(9)]
    assert yaml_text({"names": names}) == "names:\n" + "".join(f"  - {name}\n" for name in names)
    rows = [{"name": "id", "type": "String"}, {"name": "day", "type": "Date"}]
    assert yaml_text({"schema": rows}) == "schema:\n  - {name: id, type: String}\n  - {name: day, type: Date}\n"


def test_text_of_several_lines_is_a_block() -> None:
    assert yaml_text({"query": "select *\nfrom t", "rest": 1}) == "query: |-\n  select *\n  from t\nrest: 1\n"
    assert yaml_text({"query": "a\n\n  b\n"}) == "query: |\n  a\n\n    b\n"
    assert yaml_text({"query": "  a\nb"}) == "query: |2-\n    a\n  b\n"
    assert yaml_text({"list": [{"text": "a\nb"}]}) == "list:\n  - text: |-\n      a\n      b\n"


@pytest.mark.parametrize("text", ["a\r\nb", "\n", "a\n\n", " \n ", "a\x00\nb"])
def test_a_block_that_would_lose_something_is_quoted(text: str) -> None:
    assert text_of(text).startswith('"')


def test_comments_stand_above_what_they_are_about() -> None:
    data = {"a": {"b": {"c": 1}, "d": [{"e": {"f": 1}, "g": "x\ny"}]}}
    comments = {("a", "b", "c"): ("inside a line",), ("a", "d", 0, "e"): ("first", "second")}
    text = yaml_text(data, Style(comments))
    assert text == (
        "a:\n  # inside a line\n  b: {c: 1}\n  d:\n    # first\n    # second\n    - e: {f: 1}\n      g: |-\n        x\n"
        "        y\n"
    )
    document, found = read_yaml(SourceFile("a.yml", text))
    assert document is not None
    assert document.data == data
    assert not found


def test_a_very_long_key_is_read_back() -> None:
    data = {"k" * 1100: {"k" * 1100: [1, {"x" * 1100: "a\nb"}]}}
    document, found = read_yaml(SourceFile("a.yml", yaml_text(data)))
    assert document is not None
    assert document.data == data
    assert not found
