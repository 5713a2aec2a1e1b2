"""What names may look like: what the REST contract refuses, and what only the documentation forbids."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from adfc.adf.limits import LEARN, Page

NAMING_RULES = Page(f"{LEARN}/data-factory/naming-rules", "2020-10-15")
PIPELINES_AND_ACTIVITIES = Page(f"{LEARN}/data-factory/concepts-pipelines-activities", "2019-11-19")
REST_CONTRACT = Page("https://pypi.org/project/azure-mgmt-datafactory/9.2.0/", "2025-04-20")
"""Its operations check lengths and patterns of the service's OpenAPI contract, which later versions leave out."""


@dataclass(frozen=True, slots=True)
class NameRule:
    """One condition on a name."""

    longest: int
    """In characters."""
    pattern: re.Pattern[str]
    """What the whole name must match."""
    says: str
    """The condition in words that complete `a name of ... characters: `."""
    page: Page
    shortest: int = 1

    def allows(self, name: str) -> bool:
        """Whether `name` meets the condition."""
        return self.shortest <= len(name) <= self.longest and self.pattern.fullmatch(name) is not None


DASHED = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
OPEN = re.compile(r"[A-Za-z0-9_][^<>*#.%&:\\+?/]*")
WORDS = re.compile(r"[_A-Za-z0-9](?:[-_A-Za-z0-9]{0,125}[_A-Za-z0-9])?")

_DASHED = NameRule(63, DASHED, "letters, digits and single dashes between them", REST_CONTRACT, shortest=3)
_OPEN = NameRule(260, OPEN, "a letter, digit or underscore first, and none of < > * # . % & : \\ + ? /", REST_CONTRACT)
_WORDS = NameRule(127, WORDS, "letters, digits, underscores, and dashes between them", REST_CONTRACT)

ACCEPTED: Mapping[str, NameRule] = {
    "factory": _DASHED,
    "integrationRuntimes": _DASHED,
    "pipelines": _OPEN,
    "datasets": _OPEN,
    "linkedServices": _OPEN,
    "triggers": _OPEN,
    "dataFlows": _OPEN,
    "changeDataCaptures": _OPEN,
    "globalParameters": _OPEN,
    "credentials": _WORDS,
    "managedVirtualNetworks": _WORDS,
    "managedPrivateEndpoints": _WORDS,
}
"""By section: the service refuses a name that this rule does not allow."""

_LETTER_FIRST = NameRule(260, re.compile(r"[A-Za-z][^-]*"), "a letter first, and no dash", NAMING_RULES)

DOCUMENTED: Mapping[str, NameRule] = {
    "linkedServices": _LETTER_FIRST,
    "datasets": _LETTER_FIRST,
    "dataFlows": _LETTER_FIRST,
    "pipelines": NameRule(140, OPEN, "a letter, digit or underscore first", PIPELINES_AND_ACTIVITIES),
    "activities": NameRule(
        55, re.compile(r"[A-Za-z0-9_][^.+?/<>*%&:\\]*"), "a letter, digit or underscore first", PIPELINES_AND_ACTIVITIES
    ),
    "transformations": NameRule(
        260, re.compile(r"[A-Za-z][A-Za-z0-9]*"), "a letter first, then letters and digits", NAMING_RULES
    ),
}
"""By section, and for activities and for the transformations of a data flow: the service accepts more than this."""
