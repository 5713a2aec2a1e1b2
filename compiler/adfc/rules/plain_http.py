"""A URL starts with http://.

What is sent there can be read and changed on its way, logins included. Nearly every server answers https as well.

Before:

    linkedServices:
      open_data: {type: http, url: http://example.com/data/}

After:

    linkedServices:
      open_data: {type: http, url: https://example.com/data/}

Source: https://learn.microsoft.com/azure/data-factory/data-movement-security-considerations.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.kinds import LINKED_SERVICES, PIPELINES
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.source import Path

LOCAL = ("http://localhost", "http://127.")
ENDINGS = ("url", "uri", "endpoint", "host", "server")
"""How the properties end that hold an address: texts have XML namespaces that look like one."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every address of a linked service or an activity that goes over http."""
    for resource, path, text in survey.strings_with(b'"http://'):
        if resource.kind in (LINKED_SERVICES, PIPELINES) and _is_address(path):
            lowered = text.lower()
            if lowered.startswith("http://") and not lowered.startswith(LOCAL):
                yield Finding(resource, path, f'"{text}" is not encrypted on its way', "write https://")


def _is_address(path: Path) -> bool:
    word = path[-2] if path[-1] == "value" and len(path) > 1 else path[-1]
    return str(word).lower().endswith(ENDINGS)


RULE = Rule("ADF531", "plain-http", Severity.WARNING, check)
