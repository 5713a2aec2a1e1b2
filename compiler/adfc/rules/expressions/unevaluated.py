"""Expressions where the service takes every text as it is."""

from collections.abc import Iterable, Iterator
from typing import TypeGuard

from adfc.expressions.looks import is_expression
from adfc.expressions.scope import NOT_EVALUATED, Problem
from adfc.kinds import PIPELINES
from adfc.model import Data, Resource
from adfc.rules.activities import Activity
from adfc.source import Path

_SECTIONS = (("parameters", "the default of a parameter"), ("variables", "the default of a variable"))


def unevaluated(resource: Resource, activities: Iterable[Activity]) -> Iterator[tuple[Path, Problem]]:
    """The texts of a resource that are expressions and stay text, each with its path."""
    for path, text, what in _texts(resource, activities):
        if is_expression(text):
            message = f"{what} is not evaluated: it stays this text"
            yield path, Problem(NOT_EVALUATED, 0, len(text), message, _way_out(path))


def _way_out(path: Path) -> str:
    if path[-1] != "defaultValue":
        return "say it in plain words"
    if path[0] == "variables":
        return "set it with a SetVariable activity"
    return "pass it from whatever runs this, or compute it where it is used"


def _texts(resource: Resource, activities: Iterable[Activity]) -> Iterator[tuple[Path, str, str]]:
    properties = resource.properties
    if _has_mark(description := properties.get("description")):
        yield ("description",), description, "a description"
    for section, what in _SECTIONS if resource.kind is PIPELINES else ():
        found = properties.get(section)
        for name, body in found.items() if isinstance(found, dict) else ():
            if isinstance(body, dict) and _has_mark(default := body.get("defaultValue")):
                yield (section, name, "defaultValue"), default, what
    for one in activities:
        if "@" in one.name:
            yield one.at("name"), one.name, "the name of an activity"
        if _has_mark(description := one.body.get("description")):
            yield one.at("description"), description, "a description"


def _has_mark(value: Data) -> TypeGuard[str]:
    return isinstance(value, str) and "@" in value
