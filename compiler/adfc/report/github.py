"""Findings as workflow commands of GitHub Actions, which become annotations.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from adfc.diagnostic import Diagnostic, Severity
from adfc.report.cells import visible
from adfc.report.model import Report, told

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})
"""What actions/toolkit escapes in a message and in a property (packages/core/src/command.ts)."""


def render(report: Report) -> str:
    """A command a line; nothing when there are no findings."""
    return "".join(_command(report, one) for one in report.diagnostics)


def _command(report: Report, one: Diagnostic) -> str:
    properties = {"title": one.code, "file": report.file(one.span), "line": one.span.line, "endLine": one.span.end_line}
    if one.span.line == one.span.end_line:  # an annotation of several lines may not have columns
        properties |= {"col": one.span.column, "endColumn": one.span.end_column}
    words = "\n".join(map(visible, told(one)))
    written = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{COMMANDS[one.severity]} {written}::{words.translate(_DATA)}\n"
