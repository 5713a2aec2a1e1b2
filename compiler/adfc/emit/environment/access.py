"""The factory and its identities."""

from collections.abc import Iterator

from adfc.emit.arm.expressions import escaped, parameter
from adfc.emit.environment.expressions import resource_id, value
from adfc.emit.environment.names import CREATE_FACTORY, Names
from adfc.emit.environment.piece import Piece, top
from adfc.environment.principals import of_factory
from adfc.model import Data, Factory, Resource

FACTORIES = "Microsoft.DataFactory/factories"
USER_ASSIGNED = "Microsoft.ManagedIdentity/userAssignedIdentities"


def identity(part: Resource, _: Factory, names: Names) -> Iterator[Piece]:
    """A user-assigned identity."""
    yield top(part, USER_ASSIGNED, names, {})


def factory_itself(part: Resource, factory: Factory, names: Names) -> Iterator[Piece]:
    """The factory with its global parameters, where `createFactory`: a deployment replaces what it does not say."""
    body = part.properties
    told = body.get("identity", {})
    own = told.get("systemAssigned", True)
    ids = [value(resource_id(USER_ASSIGNED, names.of(one))) for one in of_factory(factory)]
    kind = ",".join([*["SystemAssigned"] * bool(own), *["UserAssigned"] * bool(ids)]) or "None"
    who: dict[str, Data] = {"type": kind, **({"userAssignedIdentities": {one: {} for one in ids}} if ids else {})}
    properties = {
        "globalParameters": escaped(dict(factory.global_parameters)) or None,
        "publicNetworkAccess": body.get("publicNetworkAccess", "Enabled"),
        "repoConfiguration": escaped(body["repoConfiguration"]) if "repoConfiguration" in body else None,
    }
    whole = {"condition": parameter(CREATE_FACTORY), "identity": who, "properties": properties}
    yield top(part, FACTORIES, names, whole, *ids)
