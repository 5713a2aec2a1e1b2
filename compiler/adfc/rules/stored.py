"""The stored functions of the environment, as the commands that make them."""

from collections.abc import Iterator

from adfc.environment.functions import heading, stored_function
from adfc.environment.given import given
from adfc.kinds import KUSTO_CLUSTERS
from adfc.model import Resource
from adfc.rules.survey import Survey
from adfc.source import Path

ANY = "_"
"""A name: which one it is makes no difference to what is wrong with a function."""


def stored(survey: Survey) -> Iterator[tuple[Resource, Path, str, int, tuple[str, str]]]:
    """Every stored function: its cluster, its place there, a command that makes one like it.

    And at which character of the command the text of the spec begins, and the cluster's endpoint with the database.
    """
    for part in survey.factory.environment:
        bodies = part.properties.get("databases", {}) if part.kind is KUSTO_CLUSTERS else {}
        for database, body in bodies.items():
            endpoint = given(part.kind.section, part.name, part.properties)["endpoint"].value
            for name, text in (body or {}).get("functions", {}).items():
                command, before = _command(text)
                yield part, ("databases", database, "functions", name), command, before, (str(endpoint), database)


def _command(text: str) -> tuple[str, int]:
    if stored_function(ANY, text).command:
        return text, 0
    opens = text[heading(text) :][:1]
    before = f".create-or-alter function {ANY}" + {"(": "", "{": "()"}.get(opens, "() {\n")
    return before + text + ("" if opens in ("(", "{") else "\n}"), len(before)
