"""The references in a resource: every object with a `referenceName`, wherever it stands."""

from typing import TypeAlias

from adfc.adf.model import LEAVES, load
from adfc.diagnostic import Problems
from adfc.kinds import BY_REFERENCE, PIPELINES
from adfc.model import Data, Reference, Resource
from adfc.source import Path
from adfc.suggest import closest

BY_LOWER = {name.lower(): kind for name, kind in BY_REFERENCE.items()}

_Link: TypeAlias = "tuple[_Link, str | int] | None"
"""A path from its end: one step, and the link before it. Only the few that lead to a reference become a Path."""

_Found: TypeAlias = tuple[dict[str, Data], _Link, Data]


def references(resource: Resource, problems: Problems) -> tuple[Reference, ...]:
    """What `resource` refers to, in the order of its properties.

    Adds ADF208 for an unknown type close to a known one; those of other services (`NotebookReference`) are not ours.
    """
    found: list[_Found] = []
    _walk(resource.properties, None, found)
    read = [_reference(resource, value, _path(link), parent, problems) for value, link, parent in found]
    return tuple(one for one in read if one is not None)


def _walk(value: Data, link: _Link, found: list[_Found]) -> None:
    for step, inner in value.items() if type(value) is dict else enumerate(value):
        kind = type(inner)
        if kind is dict:
            if "referenceName" in inner:
                found.append((inner, (link, step), value))
            if step not in LEAVES:
                _walk(inner, (link, step), found)
        elif kind is list and step not in LEAVES:
            _walk(inner, (link, step), found)


def _path(link: _Link) -> Path:
    steps = []
    while link is not None:
        link, step = link
        steps.append(step)
    return tuple(reversed(steps))


def _reference(
    resource: Resource, value: dict[str, Data], path: Path, parent: Data, problems: Problems
) -> Reference | None:
    tag, name = value.get("type"), value["referenceName"]
    if not isinstance(tag, str) or name is None:
        return None
    kind = BY_LOWER.get(tag.lower())
    if kind is None:
        _mistyped(resource, tag, path, problems)
        return None
    if _is_expression(name):
        _dynamic(resource, kind.noun, path, problems)
        return None
    given = parent.get("parameters") if kind is PIPELINES and isinstance(parent, dict) else value.get("parameters")
    return Reference(kind, name, path, given if isinstance(given, dict) else {})


def _is_expression(name: Data) -> bool:
    return not isinstance(name, str) or name.startswith("@") or "@{" in name


def _mistyped(resource: Resource, tag: str, path: Path, problems: Problems) -> None:
    close = None if tag in load().references else closest(tag, BY_REFERENCE)
    if close:
        span = resource.origin.span((*path, "type"), word=tag)
        problems.warning("ADF208", f'unknown type of reference "{tag}"', span, f'did you mean "{close}"?')


def _dynamic(resource: Resource, noun: str, path: Path, problems: Problems) -> None:
    span = resource.origin.span((*path, "referenceName"))
    way_out = "name one of them and pass what differs as parameters, or choose with a Switch"
    problems.error("ADF201", f"the name of the {noun} can't be an expression", span, way_out)
