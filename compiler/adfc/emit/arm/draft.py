"""A resource on its way into a template: an escaped copy that is completed and gets its parameters in place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from adfc.emit.arm.activities import Endpoints
from adfc.emit.arm.complete import complete
from adfc.emit.arm.expressions import FACTORY_ID, FACTORY_NAME, escaped, resource_id, resource_name
from adfc.emit.arm.template import FACTORY_TYPE, Json, Place
from adfc.kinds import GLOBAL_PARAMETERS, MANAGED_PRIVATE_ENDPOINTS, MANAGED_VIRTUAL_NETWORKS
from adfc.model import Data, Factory, Resource
from adfc.source import Path

GLOBAL_PARAMETERS_NAME = "default"
FACTORY_PREFIX = "dataFactory"
_READ_ONLY = frozenset({"principalId", "tenantId", "clientId"})


@dataclass(slots=True)
class Draft:
    """One resource of the template in the making."""

    key: tuple[str, str]
    """As `Resource.key`."""
    id: str
    name: str
    type: str
    prefix: str
    """What the names of its parameters begin with."""
    body: Json
    """`properties` and, for a factory, `location` and `identity`."""
    parents: tuple[str, ...] = ()
    """The ids it depends on without referring to them."""
    secure: Mapping[Path, str] = field(default_factory=dict)
    """As `Resource.secure`."""
    connection_string: str | None = None
    """The connection string that the first pass replaced by a parameter."""
    secrets: dict[str, None] = field(default_factory=dict)
    """The names of the parameters of the first pass, in order; `settings` those of the second."""
    settings: dict[str, None] = field(default_factory=dict)

    @property
    def properties(self) -> Json:
        """What the exporter writes under `properties`."""
        properties: Json = self.body["properties"]
        return properties

    def place(self, path: Path) -> Place:
        """The place of `path`, counted from `body`."""
        return Place(self.key, path)


def resource_draft(resource: Resource, endpoints: Endpoints) -> Draft:
    """The draft of a resource of the factory."""
    network, _, endpoint = resource.name.rpartition("/")
    below_network = resource.kind is MANAGED_PRIVATE_ENDPOINTS
    return Draft(
        key=resource.key,
        id=resource_id(resource.kind.collection, resource.name),
        name=resource_name(resource.name),
        type=resource.kind.arm_type,
        prefix=endpoint if below_network else resource.name,
        body={"properties": complete(resource.kind, escaped(resource.properties), endpoints)},
        parents=(resource_id(MANAGED_VIRTUAL_NETWORKS.collection, network),) if below_network else (),
        secure=resource.secure,
    )


def factory_draft(factory: Factory) -> Draft:
    """The draft of the factory itself: what Azure fills in about its identity is left out."""
    properties = dict(factory.properties)
    if factory.global_parameters:
        properties = {"globalParameters": dict(factory.global_parameters), **properties}
    extra = {key: _without_read_only(factory.extra[key]) for key in ("location", "identity") if key in factory.extra}
    return Draft(
        key=("factory", factory.name.lower()),
        id=FACTORY_ID,
        name=FACTORY_NAME,
        type=FACTORY_TYPE,
        prefix=FACTORY_PREFIX,
        body=escaped({"properties": properties, **extra}),
    )


def global_parameters_draft(factory: Factory) -> Draft:
    """The draft of the resource that holds all global parameters, be there none."""
    return Draft(
        key=(GLOBAL_PARAMETERS.section, GLOBAL_PARAMETERS_NAME),
        id=resource_id(GLOBAL_PARAMETERS.collection, GLOBAL_PARAMETERS_NAME),
        name=resource_name(GLOBAL_PARAMETERS_NAME),
        type=GLOBAL_PARAMETERS.arm_type,
        prefix=GLOBAL_PARAMETERS_NAME,
        body=escaped({"properties": dict(factory.global_parameters)}),
    )


def _without_read_only(data: Data) -> Data:
    if not isinstance(data, dict):
        return data
    return {key: _without_read_only(value) for key, value in data.items() if key not in _READ_ONLY}
