"""Findings as SARIF 2.1.0, for code scanning and editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from typing import Any
from urllib.parse import quote

from adfc import __version__
from adfc.diagnostic import Diagnostic, Severity
from adfc.report.lines import utf16_column
from adfc.report.model import Report, places, told
from adfc.source import Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report) -> str:
    """One log with one run, in ASCII. Columns count UTF-16 code units, as the log says."""
    codes = sorted({one.code for one in report.diagnostics})
    driver = {"name": "adfc", "version": __version__, "rules": [_rule(report, code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "results": [_result(report, one, codes.index(one.code)) for one in report.diagnostics],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(report: Report, code: str) -> dict[str, Any]:
    rule = report.rule(code)
    return {"id": code, "shortDescription": {"text": rule.title}, "help": {"text": rule.page, "markdown": rule.page}}


def _result(report: Report, one: Diagnostic, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": LEVELS[one.severity],
        "message": {"text": "\n".join(told(one))},
        "locations": [_location(report, one.span)],
    }
    others = [_location(report, other.span) | {"message": {"text": other.message}} for other in places(one)]
    return result | {"relatedLocations": others} if others else result


def _location(report: Report, span: Span) -> dict[str, Any]:
    lines = report.lines(span)
    region = {
        "startLine": span.line,
        "startColumn": utf16_column(lines, span.line, span.column),
        "endLine": span.end_line,
        "endColumn": utf16_column(lines, span.end_line, span.end_column),
    }
    artifact = {"uri": quote(report.file(span), errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}
