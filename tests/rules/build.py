"""Factories for tests, written as sections of ADF's own JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from adfc.kinds import AROUND, FACTORY_ITSELF, KINDS, Kind
from adfc.model import Data, Factory, Resource
from adfc.source import Path, Span

BY_SECTION = {kind.section: kind for kind in KINDS}


@dataclass(frozen=True)
class Named:
    """An origin whose places are words: `pipelines/load/activities/0/name`, a key in brackets."""

    start: str

    def span(self, path: Path, *, key: bool = False, **_word: str | None) -> Span:
        steps = [str(step) for step in path]
        if key and steps:
            steps[-1] = f"[{steps[-1]}]"
        return Span("/".join([self.start, *steps]), 1, 1, 1, 1)

    def inside(self, path: Path, text: str, start: int, end: int) -> Span:
        """The place of a part of a string shows the part."""
        return Span(f"{self.span(path).file} <{text[start:end]}>", 1, 1, 1, 1)


def resource(kind: Kind, name: str, properties: dict[str, Data], facts: Mapping[str, Data] | None = None) -> Resource:
    return Resource(kind, name, properties, Named(f"{kind.section}/{name}"), facts=facts or {})


def factory(sections: Mapping[str, Any]) -> Factory:
    """The factory of `{section: {name: properties}}`, and `globalParameters` by name.

    `facts` holds `{resource: facts}`, `environment` its parts.
    """
    facts = sections.get("facts", {})
    found = [
        resource(BY_SECTION[section], name, properties, facts.get(name))
        for section, entries in sections.items()
        if section in BY_SECTION
        for name, properties in entries.items()
    ]
    around = tuple(_environment(sections.get("environment", {})))
    parameters = sections.get("globalParameters", {})
    return replace(in_order(found, "factory"), global_parameters=parameters, environment=around)


def _environment(parts: Mapping[str, Any]) -> Iterator[Resource]:
    for kind in AROUND:
        bodies = parts.get(kind.section, {})
        for name, body in ({kind.section: bodies} if kind is FACTORY_ITSELF and bodies else bodies).items():
            yield Resource(kind, name, body or {}, Named(f"environment/{kind.section}/{name}"))


def places(found: Iterator[Any] | list[Any]) -> list[str]:
    """Diagnostics as `CODE place: message`."""
    return [f"{one.code} {one.span.file}: {one.message}" for one in found]


def in_order(resources: list[Resource], name: str) -> Factory:
    order = {kind: index for index, kind in enumerate(KINDS)}
    return Factory(name, "test", tuple(sorted(resources, key=lambda one: (order[one.kind], one.name.encode()))))
