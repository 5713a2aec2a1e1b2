"""Findings as one JSON object, versioned: for scripts. Fields and promises are in docs/reports.md."""

import json
from typing import Any

from adfc import __version__
from adfc.diagnostic import Diagnostic, Severity
from adfc.report.model import Report, places
from adfc.source import Span

VERSION = 1
"""Grows when a field goes or changes its meaning; a new field does not count."""


def render(report: Report) -> str:
    """One object in ASCII, so that no console's encoding can break it."""
    severities = [one.severity for one in report.diagnostics]
    whole = {
        "version": VERSION,
        "tool": {"name": "adfc", "version": __version__},
        "summary": {severity.value: severities.count(severity) for severity in Severity},
        "diagnostics": [_diagnostic(report, one) for one in report.diagnostics],
    }
    return json.dumps(whole, indent=2) + "\n"


def _diagnostic(report: Report, one: Diagnostic) -> dict[str, Any]:
    related = [{"message": other.message} | _place(report, other.span) for other in places(one)]
    head = {"code": one.code, "severity": one.severity.value, "message": one.message, "help": one.help}
    return head | _place(report, one.span) | {"related": related}


def _place(report: Report, span: Span) -> dict[str, Any]:
    return {
        "file": report.file(span),
        "line": span.line,
        "column": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
