"""A live factory as plans compare it: its resources by kind and name, as the service holds them now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from adfc.kinds import GLOBAL_PARAMETERS, KINDS, MANAGED_PRIVATE_ENDPOINTS, TRIGGERS, Kind
from adfc.model import Data
from adfc.publish.client import Client, NoFactoryError, Raw
from adfc.publish.live import Fetched, fetch

Key = tuple[str, str]
"""Section and lower-case name of a resource, as `Resource.key`."""

DEFAULT = "default"
"""The name of the one resource that holds a factory's global parameters."""

BY_SECTION: Mapping[str, Kind] = {kind.section: kind for kind in (*KINDS, GLOBAL_PARAMETERS)}

STARTED = "Started"
STOPPED = "Stopped"


@dataclass(frozen=True, slots=True)
class LiveResource:
    """One resource of a live factory. A managed private endpoint is named `<network>/<endpoint>`."""

    kind: Kind
    name: str
    properties: Mapping[str, Data]
    etag: str = ""

    @property
    def key(self) -> Key:
        """As `Resource.key`."""
        return self.kind.section, self.name.lower()

    @property
    def annotations(self) -> tuple[str, ...]:
        """Its annotations that are text."""
        told = self.properties.get("annotations")
        return tuple(one for one in told if isinstance(one, str)) if isinstance(told, list) else ()

    @property
    def state(self) -> str:
        """Of a trigger `Started`, `Stopped` or `Disabled`; empty for other kinds."""
        return str(self.properties.get("runtimeState") or STOPPED) if self.kind is TRIGGERS else ""


@dataclass(frozen=True, slots=True)
class Live:
    """A live factory."""

    exists: bool
    resources: Mapping[Key, LiveResource] = field(default_factory=dict)


def read_live(client: Client, *, may_be_missing: bool = False) -> Live:
    """The factory that the client reads; where it `may_be_missing`, one without anything in its place.

    Raises:
        RefusedError: something can't be read.
    """
    try:
        fetched = fetch(client)
    except NoFactoryError:
        if may_be_missing:
            return Live(exists=False)
        raise
    return Live(exists=True, resources={one.key: one for one in _resources(fetched)})


def _resources(fetched: Fetched) -> Iterator[LiveResource]:
    for kind, found in fetched.resources.items():
        if kind is not GLOBAL_PARAMETERS:
            yield from (_resource(kind, one) for one in found)
    for network, endpoints in fetched.endpoints.items():
        yield from (_resource(MANAGED_PRIVATE_ENDPOINTS, one, f"{network}/") for one in endpoints)
    parameters = _global_parameters(fetched)
    if parameters:
        yield LiveResource(GLOBAL_PARAMETERS, DEFAULT, parameters)


def _resource(kind: Kind, raw: Raw, below: str = "") -> LiveResource:
    return LiveResource(kind, f"{below}{raw.get('name')}", raw.get("properties") or {}, str(raw.get("etag") or ""))


def _global_parameters(fetched: Fetched) -> dict[str, Data]:
    """Global parameters, whether the service keeps them in the factory's own JSON or beside it."""
    told = dict((fetched.factory.get("properties") or {}).get("globalParameters") or {})
    for one in fetched.resources[GLOBAL_PARAMETERS]:
        told |= one.get("properties") or {}
    return told
