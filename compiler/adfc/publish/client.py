"""What is asked of a live factory, whoever answers."""

from dataclasses import dataclass
from typing import Protocol, TypeAlias
from urllib.parse import quote

from adfc.kinds import Kind
from adfc.model import Data

Raw: TypeAlias = dict[str, Data]
"""A resource as the service gives it: `id`, `name`, `type`, `etag`, `properties`."""


@dataclass(frozen=True, slots=True)
class FactoryId:
    """Where in Azure a factory is."""

    subscription: str
    resource_group: str
    name: str

    @property
    def path(self) -> str:
        """Its resource id, fit for a URL."""
        subscription, group, name = (
            quote(part, safe="") for part in (self.subscription, self.resource_group, self.name)
        )
        return f"/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.DataFactory/factories/{name}"


class Client(Protocol):
    """Reads one factory. What it can't read, it says by a RefusedError."""

    def factory(self) -> Raw:
        """The factory's own JSON."""

    def resources(self, kind: Kind, network: str = "") -> list[Raw]:
        """The resources of a kind, all pages; of a managed private endpoint's, those of the managed virtual `network`.

        Of the kind of global parameters it is the one resource that holds them all, or none.
        """


class RefusedError(Exception):
    """The service does not do what was asked, or nobody gets through to it: what is in the way, and the way out."""

    def __init__(self, message: str, way_out: str) -> None:
        super().__init__(message)
        self.message = message
        self.way_out = way_out


class NoFactoryError(RefusedError):
    """There is no factory of that name."""


class UnansweredError(RefusedError):
    """Nobody answers, or the answer got lost: nobody knows whether what was asked for is done."""
