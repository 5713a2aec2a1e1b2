"""Who signs in: as whom a linked service reads and writes, and whom an environment names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from adfc.environment.lookup import find
from adfc.environment.names import name_of
from adfc.kinds import CREDENTIALS, FACTORY_ITSELF, IDENTITIES
from adfc.model import Data, Factory, Resource

Sort = Literal["factory", "identity", "application", "group", "user"]
NAMED: tuple[Sort, ...] = ("identity", "application", "group", "user")

KEYS = ("accountKey", "connectionString", "sasUri", "sasToken", "encryptedCredential")
"""Settings of a linked service with which a key signs in, and nobody in particular."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody who may be granted a role."""

    sort: Sort
    id: str = ""
    """Of the factory nothing; of an identity its key in the environment; else what Microsoft Entra ID calls it."""
    tenant: str = ""
    """Empty for that of the subscription."""
    object_id: str = ""
    """Of an application's service principal, where a role asks for it."""

    def same(self, other: "Principal") -> bool:
        """Whether both are the same somebody: ids count without letter case."""
        return (self.sort, self.id.lower()) == (other.sort, other.id.lower())

    def __str__(self) -> str:
        return "the factory's own identity" if self.sort == "factory" else f'{self.sort} "{self.id}"'


FACTORY = Principal("factory")


def declared(body: Data) -> Principal:
    """The principal that an entry of `principals` names."""
    if isinstance(body, str):
        return FACTORY
    sort = next(key for key in NAMED if key in body)
    return Principal(sort, body[sort], body.get("tenant", ""), body.get("objectId", ""))


def signs_in(service: Resource, factory: Factory) -> Principal | None:
    """As whom a linked service signs in; None where a key does, or nobody here can tell."""
    settings = service.properties.get("typeProperties")
    if not isinstance(settings, dict) or uses_key(service):
        return None
    if "credential" in settings:
        return _of_credential(settings["credential"], factory)
    return _application(settings) if "servicePrincipalId" in settings else FACTORY


def uses_key(service: Resource) -> bool:
    """Whether a linked service signs in with a key or a connection string."""
    settings = service.properties.get("typeProperties")
    return isinstance(settings, dict) and any(settings.get(key) for key in KEYS)


def _application(settings: Mapping[str, Data]) -> Principal | None:
    found = settings.get("servicePrincipalId")
    return Principal("application", found) if isinstance(found, str) and "@" not in found else None


def of_factory(factory: Factory) -> list[Resource]:
    """The user-assigned identities that the factory must have: those that it declares, and those of its credentials."""
    own = next((one for one in factory.environment if one.kind is FACTORY_ITSELF), None)
    told = own.properties.get("identity", {}).get("userAssigned", ()) if own else ()
    used = [found.id for one in factory.of(CREDENTIALS) if (found := _is(one, factory)) and found.sort == "identity"]
    names = {str(one).lower() for one in (*told, *used)}
    return [one for one in factory.environment if one.kind is IDENTITIES and one.name.lower() in names]


def _of_credential(reference: Data, factory: Factory) -> Principal | None:
    """Who a credential of the factory is, by a reference to it."""
    name = str(reference.get("referenceName")).lower() if isinstance(reference, dict) else ""
    found = next((one for one in factory.of(CREDENTIALS) if one.name.lower() == name), None)
    return _is(found, factory) if found else None


def _is(credential: Resource, factory: Factory) -> Principal | None:
    """The user-assigned identity of the environment, or the application, that a credential is."""
    settings = credential.properties.get("typeProperties")
    if not isinstance(settings, dict):
        return None
    if "servicePrincipalId" in settings:
        return _application(settings)
    wanted = str(settings.get("resourceId")).rpartition("/userAssignedIdentities/")[2].lower()
    for one in factory.environment:
        if one.kind is IDENTITIES and name_of(one).lower() == wanted:
            return Principal("identity", one.name)
    return None


def exists(principal: Principal, factory: Factory) -> bool:
    """Whether the environment can grant something to a principal by itself: it knows where to ask for its id."""
    if principal.sort == "identity":
        return find(factory.environment, IDENTITIES, principal.id) is not None
    return principal.sort == "factory" and has_own_identity(factory)


def has_own_identity(factory: Factory) -> bool:
    """Whether the factory has an identity of its own; one that the environment does not create is taken to."""
    own = next((one for one in factory.environment if one.kind is FACTORY_ITSELF), None)
    identity = own.properties.get("identity", {}) if own else {}
    return bool(identity.get("systemAssigned", True))
