"""The tables that the commands of a factory make, which no environment need declare: they may live for one run."""

import re
from collections.abc import Iterator

from adfc.model import Data, text_of
from adfc.rules.survey import Survey

COMMAND = "AzureDataExplorerCommand"

_NAME = r"""(?P<name>\w+|\[\s*(?P<quote>['"])[^'"@]+(?P=quote)\s*\])"""
MAKES = (
    re.compile(rf"^\s*\.create(?:-merge)?\s+table\s+{_NAME}\s*\(", re.MULTILINE | re.IGNORECASE),
    re.compile(
        rf"^\s*\.set(?:-or-append|-or-replace)?\s+(?:async\s+)?{_NAME}\s*(?=with\b|<\|)", re.MULTILINE | re.IGNORECASE
    ),
    re.compile(rf"^\s*\.rename\s+table\s+\S+\s+to\s+{_NAME}(?!@)", re.MULTILINE | re.IGNORECASE),
)
"""The commands that leave a table behind (learn.microsoft.com/kusto/management)."""


def commands(survey: Survey) -> Iterator[tuple[str, Data]]:
    """Every command that an activity gives Azure Data Explorer, with the reference to its linked service."""
    for one in survey.activities(COMMAND):
        if text := text_of(one.settings.get("command")):
            yield text, one.body.get("linkedServiceName")


def made(text: str) -> list[str]:
    """The names of the tables that a text of commands makes."""
    return [found["name"].strip("[]'\" ") for one in MAKES for found in one.finditer(text)]
