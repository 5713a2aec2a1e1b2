"""What the rules look at, worked out once for a factory."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

import msgspec

from adfc.kinds import PIPELINES, Kind
from adfc.model import Data, Factory, Resource
from adfc.resolve import Graph
from adfc.rules.activities import Activity, Scope, scopes
from adfc.rules.asking import Asking
from adfc.source import Path

T = TypeVar("T")

Mark: TypeAlias = bytes | re.Pattern[bytes]
"""What to look for in a text: a part of it, or a pattern that begins with a plain character (others are slow)."""


class Survey:
    """A factory as rules see it: no rule walks it on its own."""

    def __init__(self, graph: Graph, limits: Mapping[str, int], kql: Asking | None = None) -> None:
        self.graph = graph
        self.kql = kql
        """Who answers questions about KQL; None where nobody asks."""
        self.limits = limits
        """The service's limits that this project goes by."""
        self._strings: dict[int, list[tuple[Path, str]]] = {}
        self._having: dict[Mark, frozenset[int]] = {}
        self._once: dict[Callable[..., Any], Any] = {}

    @property
    def factory(self) -> Factory:
        """The factory itself."""
        return self.graph.factory

    def once(self, collect: "Callable[[Survey], Iterable[T]]") -> tuple[T, ...]:
        """What `collect` finds in this survey, collected once for all rules that ask."""
        if collect not in self._once:
            self._once[collect] = tuple(collect(self))
        found: tuple[T, ...] = self._once[collect]
        return found

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """The scopes of all pipelines."""
        return tuple(scope for one in self.factory.of(PIPELINES) for scope in scopes(one))

    def activities(self, *types: str) -> Iterator[Activity]:
        """The activities of these types that are not switched off, at any depth of any pipeline."""
        for kind in types:
            for one in self._by_type.get(kind, ()):
                if one.is_active:
                    yield one

    @cached_property
    def _by_type(self) -> Mapping[str, list[Activity]]:
        found: dict[str, list[Activity]] = {}
        for scope in self.scopes:
            for one in scope.activities:
                found.setdefault(one.type, []).append(one)
        return found

    @cached_property
    def texts(self) -> tuple[tuple[Resource, bytes], ...]:
        """Each resource with its properties as compact JSON (UTF-8) in lower case.

        A look at this text says whether a resource is worth a walk: looking is some hundred times faster.
        """
        return tuple((one, msgspec.json.encode(one.properties).lower()) for one in self.factory.resources)

    def texts_of(self, kind: Kind) -> Iterator[tuple[Resource, bytes]]:
        """The `texts` of the resources of one kind."""
        return ((resource, text) for resource, text in self.texts if resource.kind is kind)

    def strings_with(self, *marks: Mark) -> Iterator[tuple[Resource, Path, str]]:
        """Every string of the resources whose text (see `texts`) has one of `marks`."""
        for at in sorted(frozenset[int]().union(*map(self._with, marks))):
            resource = self.factory.resources[at]
            for path, string in self.strings(at):
                yield resource, path, string

    def strings(self, at: int) -> list[tuple[Path, str]]:
        """Every string in the resource at this position of the factory with its path, in the order it is written."""
        if at not in self._strings:
            self._strings[at] = strings(self.factory.resources[at].properties, ())
        return self._strings[at]

    def _with(self, mark: Mark) -> frozenset[int]:
        """The positions of the resources whose text has `mark`."""
        if mark not in self._having:
            texts = enumerate(text for _, text in self.texts)
            if isinstance(mark, bytes):
                found = [at for at, text in texts if mark in text]
            else:
                found = [at for at, text in texts if mark.search(text)]
            self._having[mark] = frozenset(found)
        return self._having[mark]


def strings(value: Data, path: Path) -> list[tuple[Path, str]]:
    """Every string in a mapping or list that stands at `path`, with its path, in the order it is written."""
    found: list[tuple[Path, str]] = []
    _collect(value, path, found)
    return found


def _collect(value: Data, path: Path, found: list[tuple[Path, str]]) -> None:
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, str):
            found.append(((*path, step), inner))
        elif isinstance(inner, (dict, list)):
            _collect(inner, (*path, step), found)
