"""Every resource of a factory as the spec that a person would have written, and that lowering makes it of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from adfc.connectors import Library
from adfc.importer.lift.activities import lifted_activities
from adfc.importer.lift.again import Again, unwritten
from adfc.importer.lift.connectors import Fitted
from adfc.importer.lift.copy import Copies
from adfc.importer.lift.file_names import Taken
from adfc.importer.lift.flatten import flattened, readable
from adfc.importer.lift.layout import Layout
from adfc.importer.lift.texts import Texts
from adfc.importer.lift.values import Values
from adfc.kinds import (
    DATASETS,
    GLOBAL_PARAMETERS,
    LINKED_SERVICES,
    MANAGED_PRIVATE_ENDPOINTS,
    MANAGED_VIRTUAL_NETWORKS,
    PIPELINES,
    TRIGGERS,
    Kind,
)
from adfc.lower.catalog import Catalog
from adfc.model import Data, Factory, Resource


@dataclass(frozen=True, slots=True)
class Written:
    """One entry of a section of a spec file."""

    kind: Kind
    name: str
    body: dict[str, Data]
    file: str
    """The spec file, relative to the project."""
    files: Mapping[str, str] = field(default_factory=dict)
    """What its texts in files of their own hold, by names relative to the spec file's folder."""


def specs_of(factory: Factory, library: Library) -> list[Written]:
    """The specs of everything the factory holds; of two resources with the same name, of both."""
    lifter = _Lifter(factory, library)
    first = [one for kind in (LINKED_SERVICES, DATASETS) for one in factory.of(kind)]
    rest = [one for one in factory.resources if one.kind not in (LINKED_SERVICES, DATASETS, MANAGED_PRIVATE_ENDPOINTS)]
    parameters = lifter.global_parameters(factory.global_parameters)
    return [*(lifter.spec(one) for one in (*first, *rest, *_missing_networks(factory))), *parameters]


def _missing_networks(factory: Factory) -> Iterator[Resource]:
    """The networks that only their endpoints tell of: in a spec an endpoint stands in its network."""
    known = {one.name.lower() for one in factory.of(MANAGED_VIRTUAL_NETWORKS)}
    for one in factory.of(MANAGED_PRIVATE_ENDPOINTS):
        name = one.name.rpartition("/")[0]
        if name.lower() not in known:
            known.add(name.lower())
            yield Resource(MANAGED_VIRTUAL_NETWORKS, name, {}, one.origin)


class _Lifter:
    """Lifts one resource after the other: datasets lie on the linked services that are done, copies on the datasets."""

    def __init__(self, factory: Factory, library: Library) -> None:
        self._factory, self._catalog = factory, Catalog({}, set(), library)
        self._layout, self._taken = Layout(), Taken()

    def spec(self, resource: Resource) -> Written:
        """The spec of a resource that is no private endpoint; a network's spec holds its endpoints."""
        file = self._layout.file(resource)
        folder = file.rpartition("/")[2].removesuffix(".yml")
        texts = Texts(resource, folder, self._taken)
        body = self._body(resource, texts)
        if resource.kind is MANAGED_VIRTUAL_NETWORKS:
            body |= self._endpoints(resource.name)
        self._catalog.specs[resource.key] = unwritten(resource.kind, resource.name, body)
        return Written(resource.kind, resource.name, body, file, texts.used(body))

    def global_parameters(self, parameters: Mapping[str, Data]) -> Iterator[Written]:
        """The specs of the factory's global parameters, which are written as they are."""
        for name, body in parameters.items():
            yield Written(GLOBAL_PARAMETERS, name, body, self._layout.file_of(GLOBAL_PARAMETERS))

    def _body(self, resource: Resource, texts: Texts) -> dict[str, Data]:
        values = Values(resource.secure, texts)
        again = Again(self._catalog, texts.read)
        if resource.kind in (LINKED_SERVICES, DATASETS):
            fitted = Fitted(resource, values, again).body()
            if fitted:
                return readable(fitted)
        body = values.properties(resource.properties, resource.kind.section)
        if resource.kind is PIPELINES and "activities" in body:
            copies = Copies(resource, values, again)
            body["activities"] = lifted_activities(body["activities"], ("activities",), copies.lifted)
        return _shaped(resource.kind, body)

    def _endpoints(self, network: str) -> dict[str, Data]:
        """The private endpoints of a network, by name."""
        section = MANAGED_PRIVATE_ENDPOINTS.section
        bodies = {}
        for one in self._factory.of(MANAGED_PRIVATE_ENDPOINTS):
            owner, _, name = one.name.rpartition("/")
            if owner.lower() == network.lower():
                bodies[name] = Values().properties(one.properties, section)
        return {section: bodies} if bodies else {}


def _shaped(kind: Kind, body: dict[str, Data]) -> dict[str, Data]:
    """The body in the structure of specs."""
    if kind is PIPELINES:
        return readable(body, "Pipeline")
    ours = ("state",) if kind is TRIGGERS else ()
    if kind.union:
        body = flattened(body, kind.union, ours)
    if kind is TRIGGERS and "state" not in body:
        body = {("state" if key == "runtimeState" else key): value for key, value in body.items()}
    return readable(body, kind.union)
