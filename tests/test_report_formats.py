"""Findings as machines read them: each format says the same, in what its reader takes for valid."""

import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from syrupy.assertion import SnapshotAssertion

from adfc.diagnostic import Diagnostic, Related, Severity
from adfc.report import FORMATS, Report, Rule
from adfc.source import Span

FOUND = (
    Diagnostic(
        "ADF202",
        Severity.ERROR,
        'there is no dataset "raw_order"',
        Span("pipelines/my load.yml", 2, 13, 2, 22),
        'did you mean "raw_orders"?',
        (Related("the datasets are here", Span("pipelines/data.yml", 1, 1, 3, 1)),),
    ),
    Diagnostic("ADF601", Severity.WARNING, "100 % of [it]; see: a, b", Span("pipelines/my load.yml", 3, 1, 5, 2)),
    Diagnostic(
        "ADF602", Severity.INFO, "after 👍 & <日本>", Span("adfc.yml", 1, 8, 1, 9, via=Span("use.yml", 4, 3, 4, 5))
    ),
)
TEXTS = {"pipelines/my load.yml": "a: 1\nb: {dataset: raw_order}\n", "adfc.yml": "# 👍 👍 name: covid\n"}

MACHINE = [name for name in FORMATS if name != "text"]


def report(*found: Diagnostic, **more: Any) -> Report:
    return Report(found, TEXTS, **more)


@pytest.mark.parametrize("name", MACHINE)
def test_findings(name: str, snapshot: SnapshotAssertion) -> None:
    assert FORMATS[name](report(*FOUND, base="demo")) == snapshot


@pytest.mark.parametrize("name", MACHINE)
def test_nothing_found(name: str, snapshot: SnapshotAssertion) -> None:
    assert FORMATS[name](report()) == snapshot


def test_concise_has_colors() -> None:
    text = FORMATS["concise"](report(FOUND[1], color=True))
    assert text == "pipelines/my load.yml:3:1: \x1b[1;33mwarning ADF601\x1b[0m 100 % of [it]; see: a, b\n"


texts = st.text(st.characters(codec="utf-8"), max_size=30)
file_names = texts.map(lambda text: "pipelines/" + text.replace("/", "-") + ".yml")
spans = st.builds(Span, file_names, *[st.integers(1, 9)] * 4)
findings = st.builds(
    Diagnostic,
    st.sampled_from(["ADF001", "ADF202", "ADF999"]),
    st.sampled_from(Severity),
    texts,
    spans,
    texts,
    st.lists(st.builds(Related, texts, spans), max_size=2).map(tuple),
)


@given(st.lists(findings, max_size=4))
def test_json_keeps_every_word(found: list[Diagnostic]) -> None:
    read = json.loads(FORMATS["json"](Report(found, {})))
    assert [one["message"] for one in read["diagnostics"]] == [one.message for one in found]
    assert [one["help"] for one in read["diagnostics"]] == [one.help for one in found]
    assert sum(read["summary"].values()) == len(found)


@given(st.lists(findings, max_size=4))
@pytest.mark.parametrize("name", ["json", "sarif", "junit"])
def test_documents_are_ascii(name: str, found: list[Diagnostic]) -> None:
    assert FORMATS[name](Report(found, {})).isascii()


# SARIF


def closed(properties: dict[str, Any], *required: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    } | more


MESSAGE = closed({"text": {"type": "string"}}, "text")
HELP = closed({"text": {"type": "string"}, "markdown": {"type": "string"}}, "text")
PLACE = closed(
    {
        "artifactLocation": closed(
            {"uri": {"type": "string", "pattern": r"^[!-~]+$"}, "uriBaseId": {"const": "%SRCROOT%"}}, "uri"
        ),
        "region": closed(
            {name: {"type": "integer", "minimum": 1} for name in ("startLine", "startColumn", "endLine", "endColumn")}
        ),
    },
    "artifactLocation",
)
LOCATION = closed({"physicalLocation": PLACE, "message": MESSAGE}, "physicalLocation")
RULE = closed({"id": {"type": "string"}, "shortDescription": MESSAGE, "help": HELP}, "id")
DRIVER = closed(
    {
        "name": {"const": "adfc"},
        "version": {"type": "string"},
        "rules": {"type": "array", "uniqueItems": True, "items": RULE},
    },
    "name",
)
RESULT = closed(
    {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": ["error", "warning", "note"]},
        "message": MESSAGE,
        "locations": {"type": "array", "items": LOCATION},
        "relatedLocations": {"type": "array", "items": LOCATION, "minItems": 1, "uniqueItems": True},
    },
    "message",
)
RUN = closed(
    {
        "tool": closed({"driver": DRIVER}, "driver"),
        "columnKind": {"const": "utf16CodeUnits"},
        "results": {"type": "array", "items": RESULT},
    },
    "tool",
)
SARIF = closed(
    {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": RUN},
    },
    "version",
    "runs",
)
"""The part of the SARIF 2.1.0 schema that adfc uses, each object closed: what fits here fits there."""


@given(st.lists(findings, max_size=4))
def test_sarif_fits_its_schema(found: list[Diagnostic]) -> None:
    log = json.loads(FORMATS["sarif"](Report(found, {})))
    Draft202012Validator(SARIF).validate(log)
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[one["ruleIndex"]] for one in run["results"]] == [one.code for one in found]


def test_sarif_has_each_place_once() -> None:
    twice = Related("here", Span("adfc.yml", 1, 1, 1, 2))
    log = json.loads(
        FORMATS["sarif"](report(Diagnostic("ADF202", Severity.ERROR, "x", twice.span, "", (twice, twice))))
    )
    assert len(log["runs"][0]["results"][0]["relatedLocations"]) == 1


def test_sarif_counts_columns_in_utf16() -> None:
    found = Diagnostic("ADF602", Severity.INFO, "name", Span("adfc.yml", 1, 7, 1, 11))
    assert TEXTS["adfc.yml"][6:10] == "name"
    region = json.loads(FORMATS["sarif"](report(found)))["runs"][0]["results"][0]["locations"][0]["physicalLocation"][
        "region"
    ]
    line = TEXTS["adfc.yml"].encode("utf-16-le")
    start, end = region["startColumn"] - 1, region["endColumn"] - 1
    assert line[2 * start : 2 * end].decode("utf-16-le") == "name"


def test_sarif_tells_of_each_rule_what_its_catalogue_says() -> None:
    catalogue = {"ADF202": Rule("unknown reference", "# ADF202\n\nA name that nothing has.\n")}
    log = json.loads(FORMATS["sarif"](report(FOUND[0], rule=catalogue.__getitem__)))
    assert log["runs"][0]["tool"]["driver"]["rules"] == [
        {
            "id": "ADF202",
            "shortDescription": {"text": "unknown reference"},
            "help": {
                "text": "# ADF202\n\nA name that nothing has.\n",
                "markdown": "# ADF202\n\nA name that nothing has.\n",
            },
        }
    ]


# JUnit


@given(st.lists(findings, max_size=4))
def test_junit_is_xml_and_fails_for_errors_only(found: list[Diagnostic]) -> None:
    root = ET.fromstring(FORMATS["junit"](Report(found, {})))
    cases = root.findall("testsuite/testcase")
    errors = sum(one.is_error for one in found)
    assert len(cases) == int(root.attrib["tests"]) == max(1, len(found))
    assert len(root.findall("testsuite/testcase/failure")) == int(root.attrib["failures"]) == errors
    assert sum(int(suite.attrib["tests"]) for suite in root.findall("testsuite")) == len(cases)
    assert sum(int(suite.attrib["failures"]) for suite in root.findall("testsuite")) == errors


# Commands in a log: what their readers take back is what was said.


def by_github(line: str) -> tuple[dict[str, str], str]:
    """As the runner reads it (github.com/actions/runner, ActionCommand.cs)."""
    _, head, message = line.split("::", 2)
    pairs = [pair.split("=", 1) for pair in head.split(" ", 1)[1].split(",")]
    data = {"%0D": "\r", "%0A": "\n", "%25": "%"}
    return {key: taken_back(value, {"%3A": ":", "%2C": ","} | data) for key, value in pairs}, taken_back(message, data)


def by_azure(line: str) -> tuple[dict[str, str], str]:
    """As the agent reads it (github.com/microsoft/azure-pipelines-agent, CommandStringConvertor.cs)."""
    head, message = line.removeprefix("##vso[task.logissue ").split("]", 1)
    data = {"%3B": ";", "%0D": "\r", "%0A": "\n", "%5D": "]", "%AZP25": "%"}
    pairs = [pair.split("=", 1) for pair in head.split(";") if pair]
    return {key: taken_back(value, data) for key, value in pairs}, taken_back(message, data)


def taken_back(text: str, escapes: dict[str, str]) -> str:
    for escape, char in escapes.items():
        text = text.replace(escape, char)
    return text


COLUMNS = st.integers(1, 9)
lines = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" %;]:,="), min_size=1)
on_a_line = st.builds(lambda name, start, end: Span(name, 7, start, 7, end), lines, COLUMNS, COLUMNS)


@given(message=lines, span=on_a_line, way_out=lines)
def test_github_reads_what_was_said(message: str, span: Span, way_out: str) -> None:
    one = report(Diagnostic("ADF202", Severity.ERROR, message, span, way_out))
    properties, words = by_github(FORMATS["github"](one).removesuffix("\n"))
    assert words == f"{message}\n{way_out}"
    assert properties == {
        "title": "ADF202",
        "file": one.file(span),
        "line": "7",
        "endLine": "7",
        "col": str(span.column),
        "endColumn": str(span.end_column),
    }


@given(message=lines, span=on_a_line, way_out=lines)
def test_azure_reads_what_was_said(message: str, span: Span, way_out: str) -> None:
    one = report(Diagnostic("ADF202", Severity.ERROR, message, span, way_out))
    properties, words = by_azure(FORMATS["azure"](one).removesuffix("\n"))
    assert words == f"{message}\n{way_out}"
    assert properties == {
        "type": "error",
        "sourcepath": one.file(span),
        "linenumber": "7",
        "columnnumber": str(span.column),
        "code": "ADF202",
    }


@given(found=st.lists(findings, max_size=3), name=st.sampled_from(["concise", "github", "azure"]))
def test_a_finding_is_a_line(found: list[Diagnostic], name: str) -> None:
    assert FORMATS[name](Report(found, {})).count("\n") == len(found)


def test_fields_of_json_are_documented(repository: Any) -> None:
    page = (repository / "docs" / "reports.md").read_text(encoding="utf-8")
    one = json.loads(FORMATS["json"](report(*FOUND)))["diagnostics"][0]
    named = set(re.findall(r"`(\w+)`", page))
    assert one.keys() <= named
    assert one["related"][0].keys() <= named
