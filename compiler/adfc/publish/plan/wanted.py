"""What is wanted of a factory: the resources of the specs, how they hang together, and how to go about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from adfc.diagnostic import Problems
from adfc.importer.lift.nowhere import nowhere
from adfc.kinds import GLOBAL_PARAMETERS, MANAGED_PRIVATE_ENDPOINTS, MANAGED_VIRTUAL_NETWORKS, Kind
from adfc.model import Data, Factory, Origin, Resource
from adfc.publish.snapshot import DEFAULT, Key, Live, LiveResource
from adfc.resolve import External, Graph, resolve
from adfc.resolve.find import references
from adfc.source import Path, Span


@dataclass(frozen=True, slots=True)
class Ask:
    """How to go about it, as the command line says."""

    select: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    delete: bool = False
    """Delete what carries the project's mark and is not in the specs any more."""
    delete_unmarked: frozenset[Kind] = frozenset()
    """Of these kinds, which can't carry a mark, delete all that is not in the specs."""
    replace: bool = False
    """Delete and create what can't be changed in place."""
    adopt: bool = False
    """Take over what carries another project's mark, and mark what carries none."""
    keep_states: bool = False
    """Leave each trigger started or stopped, as it is now."""
    renew_secrets: bool = False
    """Put what takes a secret from outside, changed or not."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A factory as the specs say it."""

    project: str
    target: str
    factory: Factory
    external: External = field(default_factory=External)
    """What another project owns in the same factory."""


@dataclass(frozen=True, slots=True)
class Nowhere(Origin):
    """The origin of what stands in no file."""

    def span(self, path: Path, *, key: bool = False, word: str | None = None) -> Span:
        """As `Origin.span`."""
        return nowhere(path, key=key, word=word)

    def inside(self, path: Path, text: str, start: int, end: int) -> Span:
        """As `Origin.inside`."""
        return nowhere(path, text, start, end)


@dataclass(frozen=True, slots=True)
class FirstOf(Origin):
    """The origin of a resource whose values were written apart: global parameters."""

    origins: Mapping[str, Origin]

    def span(self, path: Path, *, key: bool = False, word: str | None = None) -> Span:
        """As `Origin.span`; without a path the place of the first."""
        name = str(path[0]) if path else next(iter(self.origins), "")
        found = self.origins.get(name)
        return found.span(path[1:], key=key, word=word) if found else nowhere()

    def inside(self, path: Path, text: str, start: int, end: int) -> Span:
        """As `Origin.inside`."""
        found = self.origins.get(str(path[0])) if path else None
        return found.inside(path[1:], text, start, end) if found else self.span(path)


@dataclass(frozen=True, slots=True)
class Net:
    """The wanted resources in an order in which they can be made, with what each needs and who needs it."""

    graph: Graph
    resources: tuple[Resource, ...]
    """Each after all that it needs; the global parameters, as one resource, first."""
    at: Mapping[Key, Resource]
    _needs: dict[Key, tuple[Key, ...]] = field(default_factory=dict, repr=False)
    """What was asked before."""

    def needs(self, resource: Resource) -> tuple[Key, ...]:
        """The keys of what must be there before `resource`, each once, in or outside the specs."""
        if resource.key not in self._needs:
            self._needs[resource.key] = tuple(dict.fromkeys(self._needed(resource)))
        return self._needs[resource.key]

    def _needed(self, resource: Resource) -> Iterator[Key]:
        if resource.kind is not GLOBAL_PARAMETERS:
            for reference in self.graph.references(resource):
                yield reference.kind.section, reference.name.lower()
            yield from _beside_references(resource)

    def all_needs(self, resource: Resource) -> set[Key]:
        """The keys of `resource` and of all in the specs that it needs, at any depth."""
        found: set[Key] = set()
        waiting = [resource.key]
        while waiting:
            key = waiting.pop()
            if key not in found and key in self.at:
                found.add(key)
                waiting.extend(self.needs(self.at[key]))
        return found

    def users(self, resource: Resource) -> tuple[Resource, ...]:
        """The resources of the specs that refer to `resource`."""
        return () if resource.kind is GLOBAL_PARAMETERS else self.graph.users(resource)


def net_of(wanted: Wanted) -> Net:
    """The resources of a factory and how they hang together. What is wrong with them was said when they were built."""
    graph, _ = resolve(wanted.factory, wanted.external)
    resources = (*_global_parameters(wanted.factory), *graph.order)
    return Net(graph, _networks_first(resources), {one.key: one for one in resources})


def live_needs(resource: LiveResource) -> set[Key]:
    """The keys of what a live resource refers to."""
    told = as_resource(resource)
    found = {(one.kind.section, one.name.lower()) for one in references(told, Problems())}
    return found | set(_beside_references(told))


def as_resource(live: LiveResource) -> Resource:
    """A live resource as the compiler knows them."""
    return Resource(live.kind, live.name, dict(live.properties), Nowhere())


def with_live_parameters(wanted: Resource, live: Live, *, drop: bool) -> Resource:
    """The global parameters with those that only the factory has, which one request replaces as a whole."""
    there = live.resources.get(wanted.key)
    if there is None or drop:
        return wanted
    return replace(wanted, properties={**there.properties, **wanted.properties})


def _beside_references(resource: Resource) -> Iterator[Key]:
    """What a resource needs without an object that refers to it."""
    if resource.kind is MANAGED_PRIVATE_ENDPOINTS:
        yield MANAGED_VIRTUAL_NETWORKS.section, resource.name.partition("/")[0].lower()
    elif _mentions_global_parameters(resource.properties):
        yield GLOBAL_PARAMETERS.section, DEFAULT


def _mentions_global_parameters(value: Data) -> bool:
    if isinstance(value, dict):
        return any(map(_mentions_global_parameters, value.values()))
    if isinstance(value, list):
        return any(map(_mentions_global_parameters, value))
    return isinstance(value, str) and "globalparameters" in value.lower()


def _global_parameters(factory: Factory) -> Iterator[Resource]:
    if factory.global_parameters:
        origin = FirstOf(factory.origins)
        yield Resource(GLOBAL_PARAMETERS, DEFAULT, dict(factory.global_parameters), origin)


def _networks_first(resources: tuple[Resource, ...]) -> tuple[Resource, ...]:
    """The same order, but managed virtual networks before their endpoints, which name them by their path alone."""
    return tuple(sorted(resources, key=lambda one: one.kind is not MANAGED_VIRTUAL_NETWORKS))
