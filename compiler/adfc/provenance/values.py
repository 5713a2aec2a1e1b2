"""What somebody asks of a resource, answered: the values at a path of it, each with its causes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from adfc.model import Data, Resource
from adfc.provenance.cause import Cause
from adfc.provenance.paths import Miss, Words, parse, shown
from adfc.source import Path


class View(Protocol):
    """One form of a factory's resources: ADF's own JSON, or the ARM template."""

    def properties(self, resource: Resource) -> Data:
        """The resource's properties in this form."""

    def path(self, resource: Resource, words: Words) -> Path | Miss:
        """The path in these properties that the words mean."""

    def causes(self, resource: Resource, path: Path) -> tuple[Cause, ...]:
        """The causes of what stands there, each once, the nearest first."""


@dataclass(frozen=True, slots=True)
class Value:
    """A scalar, an empty mapping or an empty list."""

    path: str
    """As `parse` reads it."""
    data: Data
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Values:
    """All that stands at one path."""

    resource: Resource
    path: str
    data: Data
    each: tuple[Value, ...]


def values_at(view: View, resource: Resource, path: str) -> Values | Miss:
    """The values at a path as somebody wrote it; the empty one means all properties of the resource."""
    words = parse(path)
    at = words if isinstance(words, Miss) else view.path(resource, words)
    if isinstance(at, Miss):
        return at
    properties = view.properties(resource)
    whole = properties
    for step in at:
        whole = whole[step]
    each = (Value(shown(properties, one), data, view.causes(resource, one)) for one, data in _leaves(whole, at))
    return Values(resource, shown(properties, at), whole, tuple(each))


def _leaves(value: Data, path: Path) -> Iterator[tuple[Path, Data]]:
    if not isinstance(value, dict | list) or not value:
        yield path, value
        return
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _leaves(inner, (*path, step))
