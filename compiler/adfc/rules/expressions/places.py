"""Where strings stand that the service evaluates, and those that it takes as they are."""

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from adfc.expressions.looks import REFERENCE
from adfc.model import Data
from adfc.rules.activities import INNER, Activity
from adfc.source import Path

_Link: TypeAlias = "tuple[_Link, str | int] | None"
"""A path from its end: only those that lead to an expression become a Path."""


class Text(NamedTuple):
    """A string worth a look."""

    start: Path
    """The path of what was looked through for it."""
    link: _Link
    """Where it is in there."""
    value: str
    is_marked: bool
    """Whether it is the value of an object `{value, type: Expression}`."""

    @property
    def path(self) -> Path:
        """Its path in the resource's properties."""
        steps = []
        link = self.link
        while link is not None:
            link, step = link
            steps.append(step)
        return (*self.start, *reversed(steps))


_NOT_EVALUATED = frozenset(("annotations", "dependsOn", "typeProperties"))
"""What beside an activity's typeProperties is no text, and is taken as it is."""
_SETTINGS: _Link = (None, "typeProperties")


def texts(value: Data, start: Path) -> list[Text]:
    """Every string in `value` that may be an expression or look like one, in the order it is written.

    Args:
        value: what to look through.
        start: its path in the resource's properties.
    """
    found: list[Text] = []
    if value.__class__ is dict or value.__class__ is list:
        _walk(value, start, None, found)
    elif value.__class__ is str and ("@" in value or "(" in value):
        found.append(Text(start, None, value, False))
    return found


def _walk(value: Data, start: Path, link: _Link, found: list[Text]) -> None:
    for step, inner in value.items() if value.__class__ is dict else enumerate(value):
        if inner.__class__ is str:
            if "@" in inner or "(" in inner:
                _keep(inner, start, (link, step), value, found)
        elif inner.__class__ is dict or (inner.__class__ is list and step != "mappings"):
            _walk(inner, start, (link, step), found)  # columns are named as the store likes: @timestamp


def _keep(text: str, start: Path, link: tuple[_Link, str | int], holder: Data, found: list[Text]) -> None:
    kind = holder.get("type") if holder.__class__ is dict else None
    if link[1] == "referenceName" or (kind == "SecureString" and not REFERENCE.search(text)):
        return  # a password may begin with what it wants
    found.append(Text(start, link, text, kind == "Expression" and link[1] == "value"))


def evaluated(activity: Activity) -> list[Text]:
    """The strings of an activity that the service evaluates, without those of the activities inside it."""
    found: list[Text] = []
    for key, value in activity.body.items():
        if key == "userProperties":
            found += [one for one in texts(value, activity.at(key)) if one.path[-1] != "name"]
        elif (value.__class__ is dict or value.__class__ is list) and key not in _NOT_EVALUATED:
            _walk(value, activity.path, (None, key), found)
    if activity.settings:
        _walk(_own(activity), activity.path, _SETTINGS, found)
    return found


def _own(activity: Activity) -> dict[str, Data]:
    """The typeProperties without the activities inside."""
    inner = INNER.get(activity.type)
    if inner is None:
        return activity.settings
    return {key: one for key, one in activity.settings.items() if key not in inner and key != "cases"}


def setting(one: Text) -> str:
    """The property of an activity's typeProperties whose very value a string is, or the value of its object."""
    link = one.link[0] if one.is_marked and one.link else one.link
    return str(link[1]) if link and link[0] is _SETTINGS else ""


def of_dataset(properties: dict[str, Data]) -> Iterator[Text]:
    """The strings of a dataset that are evaluated."""
    for key in ("linkedServiceName", "typeProperties"):
        yield from texts(properties.get(key), (key,))


def of_trigger(properties: dict[str, Data]) -> Iterator[Text]:
    """The parameters that a trigger passes to its pipelines."""
    runs = properties.get("pipelines")
    for at, run in enumerate(runs if isinstance(runs, list) else ()):
        if isinstance(run, dict):
            yield from texts(run.get("parameters"), ("pipelines", at, "parameters"))
    run = properties.get("pipeline")
    if isinstance(run, dict):
        yield from texts(run.get("parameters"), ("pipeline", "parameters"))


_IN_LINKED_SERVICE = re.compile(r"@\{?\s*\w+\s*\(")
"""What an expression in a linked service begins with. Passwords and connection strings hold an `@` of their own."""


def of_linked_service(properties: dict[str, Data]) -> Iterator[Text]:
    """The strings of a linked service that are evaluated."""
    for one in texts(properties.get("typeProperties"), ("typeProperties",)):
        if _IN_LINKED_SERVICE.search(one.value):
            yield one
