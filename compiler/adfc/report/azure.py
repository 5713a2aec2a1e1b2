"""Findings as logging commands of Azure Pipelines, which become issues of the run.

https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands#logissue-log-an-error-or-warning
"""

from adfc.diagnostic import Diagnostic
from adfc.report.cells import visible
from adfc.report.model import Report, told

_ESCAPES = str.maketrans({"%": "%AZP25", "\r": "%0D", "\n": "%0A", "]": "%5D", ";": "%3B"})
"""What the agent takes back, in properties and in the message alike; a per cent sign is %AZP25 since agent 2.182
(https://github.com/microsoft/azure-pipelines-agent/blob/master/docs/design/percentEncoding.md)."""


def render(report: Report) -> str:
    """A command a line; nothing when there are no findings. The agent knows no infos: they are warnings here."""
    return "".join(_command(report, one) for one in report.diagnostics)


def _command(report: Report, one: Diagnostic) -> str:
    properties = {
        "type": "error" if one.is_error else "warning",
        "sourcepath": report.file(one.span),
        "linenumber": one.span.line,
        "columnnumber": one.span.column,
        "code": one.code,
    }
    words = "\n".join(map(visible, told(one)))
    written = "".join(f"{name}={str(value).translate(_ESCAPES)};" for name, value in properties.items())
    return f"##vso[task.logissue {written}]{words.translate(_ESCAPES)}\n"
