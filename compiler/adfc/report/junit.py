"""Findings as JUnit XML: a test suite a file, a test case a finding, for the test pages of CI servers."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from adfc.diagnostic import Diagnostic
from adfc.report.cells import visible
from adfc.report.model import Report, told

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
CLEAN = """\
  <testsuite name="adfc" tests="1" failures="0">
    <testcase classname="adfc" name="no problems"/>
  </testsuite>
"""
"""A report without a test case makes some servers complain that nothing was tested."""


def render(report: Report) -> str:
    """Errors are failures; warnings and infos pass, with their words as output. ASCII: the rest as references."""
    failures = sum(one.is_error for one in report.diagnostics)
    tests = max(1, len(report.diagnostics))
    suites = "".join(_suites(report)) or CLEAN
    whole = f'{HEAD}<testsuites name="adfc" tests="{tests}" failures="{failures}">\n{suites}</testsuites>\n'
    return whole.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _suites(report: Report) -> Iterator[str]:
    for file, group in groupby(report.diagnostics, key=lambda one: _quoted(report.file(one.span))):
        found = list(group)
        failures = sum(one.is_error for one in found)
        yield f'  <testsuite name="{file}" tests="{len(found)}" failures="{failures}">\n'
        yield from (_case(file, one) for one in found)
        yield "  </testsuite>\n"


def _case(file: str, one: Diagnostic) -> str:
    name = f"{one.code} at line {one.span.line}, column {one.span.column}"
    body = "\n".join((f"{name}: {one.severity}", *map(_quoted, told(one))))
    if one.is_error:
        result = f'<failure type="error" message="{_quoted(one.message)}">{body}</failure>'
    else:
        result = f"<system-out>{body}</system-out>"
    return f'    <testcase classname="{file}" name="{name}">\n      {result}\n    </testcase>\n'


def _quoted(text: str) -> str:
    """Text for an attribute or an element; XML 1.0 has no way to write control characters."""
    return escape(visible(text))
