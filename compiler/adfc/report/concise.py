"""A finding a line, `file:line:column: severity code message`: for grep, editors and problem matchers."""

from adfc.report.cells import visible
from adfc.report.model import Report
from adfc.report.paint import painter


def render(report: Report) -> str:
    """All findings, each on its own line; nothing when there are none."""
    paint = painter(report.color)
    found = []
    for one in report.diagnostics:
        place = f"{visible(report.file(one.span))}:{one.span.line}:{one.span.column}"
        level = paint(f"{one.severity} {one.code}", one.severity)
        found.append(f"{place}: {level} {visible(one.message)}\n")
    return "".join(found)
