"""What refers to what, as later stages ask for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from adfc.kinds import Kind
from adfc.model import Factory, Reference, Resource
from adfc.source import Span

Links: TypeAlias = Sequence[Sequence[tuple[Reference, int]]]
"""Of each resource of a factory, in its order: the references that have a target there, and that target's position."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A factory with its references resolved."""

    factory: Factory
    order: tuple[Resource, ...]
    """Every resource after all that it refers to; where a circle forbids that, as near as it goes."""
    _at: Mapping[tuple[str, str], int] = field(repr=False)
    """The position of each resource in the factory, by its key; the sequences below go by it."""
    _references: Sequence[tuple[Reference, ...]] = field(repr=False)
    _targets: Sequence[tuple[Resource, ...]] = field(repr=False)
    _users: Sequence[tuple[Resource, ...]] = field(repr=False)

    def find(self, kind: Kind, name: str) -> Resource | None:
        """The resource of that kind and name, compared without case, or None."""
        at = self._at.get((kind.section, name.lower()))
        return None if at is None else self.factory.resources[at]

    def references(self, resource: Resource) -> tuple[Reference, ...]:
        """All that `resource` refers to, in the order of its properties, with or without a target here."""
        return self._references[self._at[resource.key]]

    def targets(self, resource: Resource) -> tuple[Resource, ...]:
        """The resources of the factory that `resource` refers to, each once, in the order of its properties."""
        return self._targets[self._at[resource.key]]

    def users(self, resource: Resource) -> tuple[Resource, ...]:
        """The resources that refer to `resource`, each once, in canonical order."""
        return self._users[self._at[resource.key]]


def graph_of(
    factory: Factory, references: Sequence[tuple[Reference, ...]], links: Links, order: tuple[Resource, ...]
) -> Graph:
    """The graph, with who uses what worked out."""
    resources = factory.resources
    users: list[list[Resource]] = [[] for _ in resources]
    targets = []
    for resource, pairs in zip(resources, links, strict=True):
        each = dict.fromkeys(at for _, at in pairs)
        targets.append(tuple(resources[at] for at in each))
        for at in each:
            users[at].append(resource)
    index = {one.key: at for at, one in enumerate(resources)}
    return Graph(factory, order, index, references, targets, [tuple(one) for one in users])


def place(resource: Resource, reference: Reference) -> Span:
    """Where the name stands that `reference` of `resource` refers by."""
    return resource.origin.span((*reference.path, "referenceName"), word=reference.name)
