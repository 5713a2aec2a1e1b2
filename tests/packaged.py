"""The connectors that come with adfc, for tests."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from adfc.connectors import PARTS, Part, open_library
from adfc.files import Folder
from adfc.validate.wanted import resolve

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases" / "connectors"
LIBRARY = open_library(Folder(ROOT))
ALL = [(name, role) for name in LIBRARY.connectors for role in PARTS if name in LIBRARY.with_part(role)]
"""Every part of every connector: the connector's name, the part's."""


def part(name: str, role: str) -> Part:
    """A part, which must be there."""
    connector = LIBRARY.connector(name)
    found = connector.part(role) if connector else None
    assert found is not None, LIBRARY.problems.found
    return found


def properties(name: str, role: str) -> dict[str, Mapping[str, Any]]:
    """The properties of a part, each with its whole schema."""
    one = part(name, role)
    return {key: resolve(schema, one.schema["$defs"]) for key, schema in one.schema["properties"].items()}


def ways_to_sign_in(name: str) -> list[Mapping[str, Any]]:
    """The whole schemas of the forms of `auth`."""
    forms = properties(name, "linkedService")["auth"]["oneOf"]
    return [resolve(form, part(name, "linkedService").schema["$defs"]) for form in forms]
