"""A name of the environment is one that Azure refuses, or that two parts have.

Names of clusters, accounts and vaults are host names, and unique in all of Azure: lower-case letters and digits, some
with hyphens, few of them. A deployment would find out, after some minutes; whether a name is taken, only it can tell.

Before:

    environment:
      kustoClusters:
        covid-adx: {location: Central US, sku: Dev(No SLA)_Standard_D11_v2}

After:

    environment:
      kustoClusters:
        covidadx: {location: Central US, sku: Dev(No SLA)_Standard_D11_v2}

Source: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from adfc.adf.limits import LEARN, Page
from adfc.adf.names import NameRule
from adfc.diagnostic import Severity
from adfc.environment.names import name_of
from adfc.model import Data, Resource
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.source import Path

PAGE = Page(f"{LEARN}/azure-resource-manager/management/resource-name-rules", "2026-11-28")

_HYPHENS = re.compile(r"[a-z0-9][a-z0-9-]*")
_VAULT = re.compile(r"[A-Za-z](?:-?[A-Za-z0-9])*")
_ENTITY = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_ .-]*[A-Za-z0-9_.-])?")
_DOCUMENTS = re.compile(r"[^/\\#?]*[^/\\#? ]")

TOP: Mapping[str, NameRule] = {
    "kustoClusters": NameRule(
        22, re.compile(r"[a-z][a-z0-9]*"), "lower-case letters and digits, a letter first", PAGE, 4
    ),
    "cosmosAccounts": NameRule(44, _HYPHENS, "lower-case letters, digits and hyphens, no hyphen first", PAGE, 3),
    "keyVaults": NameRule(24, _VAULT, "letters, digits and single hyphens, a letter first and no hyphen last", PAGE, 3),
    "storageAccounts": NameRule(24, re.compile(r"[a-z0-9]+"), "lower-case letters and digits", PAGE, 3),
    "identities": NameRule(
        128,
        re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*"),
        "letters, digits, hyphens and underscores, a letter or digit first",
        PAGE,
        3,
    ),
}
"""By section, what its names must be."""

DATABASES: Mapping[str, NameRule] = {
    "kustoClusters": NameRule(260, _ENTITY, "letters, digits, underscores, spaces, dots and hyphens", PAGE),
    "cosmosAccounts": NameRule(255, _DOCUMENTS, "none of / \\ # ?, and no space last", PAGE),
}

INSIDE: Mapping[str, tuple[str, NameRule]] = {
    "kustoClusters": ("tables", NameRule(1024, _ENTITY, DATABASES["kustoClusters"].says, PAGE)),
    "cosmosAccounts": ("containers", DATABASES["cosmosAccounts"]),
}
"""What databases hold, and what its names must be (learn.microsoft.com/kusto/query/schema-entities/entity-names)."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every name of the environment that breaks a rule of Azure's, or that two parts have."""
    yield from _taken(survey.factory.environment)
    for part in survey.factory.environment:
        rule = TOP.get(part.kind.section)
        if rule is not None:
            yield from _refused(part, _written(part), name_of(part), f"this {part.kind.noun}", rule)
        for name, body in part.properties.get("databases", {}).items():
            yield from _database(part, name, body or {})


def _taken(environment: Sequence[Resource]) -> Iterator[Finding]:
    first: dict[tuple[str, str], Resource] = {}
    for part in environment:
        other = first.setdefault((part.kind.section, name_of(part).lower()), part)
        if other is not part:
            message = f'"{part.name}" and "{other.name}" have the same name in Azure: "{name_of(part)}"'
            place = (f'"{other.name}" has it too', other, _written(other))
            yield Finding(part, _written(part), message, key=_written(part) == (), elsewhere=(place,))


def _written(part: Resource) -> Path:
    return ("name",) if "name" in part.properties else ()


def _database(part: Resource, name: str, body: Mapping[str, Data]) -> Iterator[Finding]:
    section = part.kind.section
    yield from _refused(part, ("databases", name), name, "a database", DATABASES[section])
    key, rule = INSIDE[section]
    for one in body.get(key, {}):
        yield from _refused(part, ("databases", name, key, one), one, f"a {key[:-1]}", rule)


def _refused(part: Resource, path: Path, name: str, what: str, rule: NameRule) -> Iterator[Finding]:
    if not rule.allows(name):
        way_out = f"{rule.shortest} to {rule.longest} characters: {rule.says}"
        yield Finding(part, path, f'Azure refuses the name "{name}" of {what}', way_out, key=path != ("name",))


RULE = Rule("ADF491", "environment-name", Severity.ERROR, check)
